"""Whether a message asks for another quantity or product than was proposed."""

import re

from assistant.understanding import scales
from assistant.understanding.numerals import CHINESE, ENGLISH, FIGURES

_NUMBER = rf"(?:{FIGURES}|{CHINESE}|半|{ENGLISH}|(?:a |half a )?(?:dozen|couple))"
_UNIT = r"[台个只件套条块根支瓶箱打对双托盒袋卷副]"
_PIECES = rf"{_NUMBER}\s?(?:[多来几]?{_UNIT}|pcs?|pieces?|units?|sets?|cases?|boxes|dozen)"

_CHINESE_CHANGE = re.compile(
    rf"(?:改|换|变|调|加|减|增|降)(?:成|为|到|做|作|至)\s*\S"
    rf"|(?:改|换|减|加|减少|增加|调)\s?(?:个\S|{_NUMBER})"
    rf"|(?:还是|直接|都|给我|帮我)换\S"
    rf"|再(?:来|加|要|添|补|拿|订|上)\s?(?:个|{_NUMBER})"
    rf"|(?:多|少)(?:加|来|要|订|拿|弄)?\s?(?:个\S|{_PIECES})"
    rf"|(?:只|就|才)(?:要|订|来|下|拿|需要)\s?{_NUMBER}"
    rf"|要\s?{_PIECES}?.{{0,6}}(?:就行|就好|就够|够了|就可以)"
    rf"|{_PIECES}?.{{0,8}}(?:就行|就好|就够了|够了|就可以了)$"
    rf"|(?:不对|不是|错了|搞错|弄错|说错|打错|写错|哦不|应该)[^。]{{0,10}}?(?:是"
    rf"|要|改|就|,|\s)\s?{_NUMBER}"
    rf"|(?:不对|不是|错了|搞错了|说错了|打错了)[,\s]*(?:我?[是要]|应该是)\S"
    rf"|(?:去掉|删掉|拿掉|减掉|去了|不算)\S|\S(?:去掉|删掉|拿掉|不要了,)"
    rf"|(?:不要|别要)[^,\s]+[,\s]*(?:要|换|改)\S"
)
_ENGLISH_CHANGE = re.compile(
    rf"(?<![a-z])(?:"
    rf"(?:make|let'?s make) (?:it|that|them|this)\b.*\w"
    rf"|(?:change|switch|swap|replace|update|amend|adjust|alter|modify"
    rf"|correct)\b.*\b(?:to|for|with|by)\b \S"
    rf"|(?:reduce|increase|raise|lower|bump|cut|drop|bring)\b.*\b(?:to|by)\b {_NUMBER}"
    rf"|(?:i )?(?:mean|meant)(?: to say)?,? \S"
    rf"|(?:actually|sorry|oops|no|nope|wait|rather|correction)[,. ]+(?:it'?s "
    rf"|i want |i need |just |only |make it )?{_NUMBER}"
    rf"|{_NUMBER}.{{0,30}}\binstead\b|\binstead\b.{{0,20}}{_NUMBER}|(?:the|a|an) .{{2,40}} instead"
    rf"|(?:only|just) {_NUMBER}|should (?:be|say|read) \S"
    rf"|(?:add|plus) (?:another |an extra |in )?{_NUMBER}|{_NUMBER} (?:more|fewer|less)\b"
    rf"|(?:another|extra) {_NUMBER}"
    rf"|(?:add|remove|delete|exclude) (?:the|a|an|some|another)? ?[a-z]{{2}}"
    rf"|(?:without|leave out|take out|take off) the \w"
    rf"|not {_NUMBER}.{{0,10}}(?:but|,) {_NUMBER}"
    rf")"
)
_INSTEAD = re.compile(r"(?:^|[,.;] ?)[a-z][a-z -]{2,40} instead(?! of)")
_BARE_PIECES = re.compile(rf"\s*(?:那?就?来?要?|i'?d? ?(?:want|need|take) )?{_PIECES}[吧。.! ]*")
_NOT_CHANGING = re.compile(
    r"(?:不用|不要|别|不必|不|无需|先别|没)(?:再)?(?:改|换成|加|变|减)|(?:don't"
    r"|do not|never|not) (?:change|add|make|switch)"
    r"|如果|要是|假如|的话|万一|(?<![a-z])(?:if|unless|in case|whether)(?![a-z])"
    r"|多少钱|多少|什么|怎么|为什么|为啥|几[天时点折]|哪|(?<![a-z])(?:what|how"
    r"|when|where|why|which|who)(?![a-z])"
    r"|(?<![a-z])(?:so|tk|po)[- ]?\d{3,}|尾号|订单\s?\d|订单号|单号|(?<![a-z])(?:address"
    r"|password|email)|地址|电话|密码|发票|抬头"
)
_ASKS = re.compile(r"\?|吗|么[?。!]*$|呢")
_MAY = re.compile(
    r"^(?:请问|那|我)?(?:可以|能|能不能|可不可以|可否|能否|帮我|麻烦|方便)|吗\??$|行吗|好吗"
    r"|^(?:can|could|would|may|shall|will) (?:you|we|i)(?![a-z])|please|pls"
)
_WITH_NUMBER = re.compile(_NUMBER)


def asks_for_change(text: str) -> bool:
    """Whether `text` (canonical) changes what was proposed ("改成20台", "make it 30").

    A question changes nothing, unless it asks leave for a stated number ("能改成20台吗").
    """
    if _NOT_CHANGING.search(text):
        return False
    if _ASKS.search(text) and not (_MAY.search(text) and _WITH_NUMBER.search(text)):
        return False
    if scales.find(text) is not None:
        return True
    found = _CHINESE_CHANGE.search(text) or _ENGLISH_CHANGE.search(text)
    return bool(found or _INSTEAD.search(text) or _BARE_PIECES.fullmatch(text))
