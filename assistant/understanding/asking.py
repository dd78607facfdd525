"""Whether a piece of a message, by itself, is clearly a request, and which."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from assistant.understanding import references
from assistant.understanding.clauses import Clause
from assistant.understanding.numerals import CHINESE, ENGLISH, FIGURES


class Guessed(Protocol):
    """See `assistant.understanding.classifier.Guess`."""

    @property
    def intent(self) -> str: ...
    @property
    def confidence(self) -> float: ...
    @property
    def runners_up(self) -> tuple[tuple[str, float], ...]: ...


Classify = Callable[[str], Guessed]

SURE = 0.9
"""Confidence from which a piece counts beside the whole message."""
_SURE_IN_SEQUEL = 0.7
_SHORTEST = 5
_LONGEST_ORDER = 90
_TOLD = frozenset({"payment", "confirm_receipt", "open_ticket"})
"""What is asked for by telling of it."""
_LOOKED_UP = frozenset(
    {
        "replenishment_advice",
        "business_query",
        "check_stock",
        "product_question",
        "promotion_policy",
        "insight_query",
        "customer_profile",
        "price_quote",
        "receivables",
        "order_status",
        "ticket_status",
    }
)
_LOOKS_UP = re.compile(
    r"查|看|问|告诉|报|说说|讲讲|推荐|建议|想知道|对账|催|拉|导"
    r"|(?<![a-z])(?:check|tell|show|quote|let me know|look|recommend|suggest"
    r"|advise|list|see|find|confirm|give me|send me|update)(?![a-z])"
)
_NO_REQUEST = frozenset({"smalltalk", "out_of_scope"})
_ASKS = re.compile(
    r"[?？]|[吗呢么不没]$|多少|几[个台号天时点]|什么|怎么|哪|有没|没得|还有[^,，]{1,12}不|够不够|是否|能不能"
    r"|可不可以|可以.{0,8}吗|如何|为啥|为什么|多久|啥"
    r"|(?<![a-z])(?:how|what|when|where|which|who|why|is there|are there|do you"
    r"|does|did|can|could|would|have you|any chance|is it|is the|is my|are my"
    r"|whether)(?![a-z])"
)
_BIDS = re.compile(
    r"(?:^|请|麻烦|帮我?|给我|我想|我要|想|还要|再|就|先|要|能|把"
    r"|劳驾)(?:一?下)?(?:你|您)?(?:查|看看|看下|看一下|帮|给|来|订|定|下单"
    r"|下个单|发|退|换|修|装|开|取消|改|转|调|安排|报|问|告诉|推荐|投诉|催|约|加"
    r"|补|要|拿|买|登记|记|算|约|预约|催)"
    r"|投诉|退款|退货|开票|开发票|报修|下单|转人工|人工"
    r"|(?<![a-z])(?:please|pls|order(?! ?#?\d{4}| (?:is|was|no|number))|check"
    r"|send|tell|show|give|need|want|book|cancel|change|open|get|put|place|quote"
    r"|reserve|arrange|transfer|move|look up|find|let me know|ship|raise|log"
    r"|schedule|record|confirm|i'?d like|i'?ll take|return|refund|file|issue"
    r"|email|resend)(?![a-z])"
)
_REPORTS = re.compile(
    r"坏了|不制冷|不制热|漏水|不转|不工作|打不着|报修|(?<![a-z])(?:broken"
    r"|leaking|not working|not cooling)(?![a-z])"
    r"|收到了|到货了|签收|货到了|已?付了|打了|转了|汇了|付过|打过去|转过去"
    r"|(?<![a-z])(?:paid|received|arrived|transferred|wired|signed for)(?![a-z])"
)
_SHORT_ASKS = re.compile(
    r"\d|收到|有货吗|有现货吗|有货没|多少钱|什么价|啥价|欠多少|下单|转人工"
    r"|how much|in stock|price"
)
_COUNT = rf"(?:another |about |around |up )?(?:\d{{1,4}}(?![\d.,]*\d)|{ENGLISH}|an? |some )"
_PLAIN_ORDER = re.compile(
    r"^(?:please |pls |hi,? |hello,? |can you |could you |can i |i want to "
    r"|i need to |i'd like to |we'd like to |let's |just )*"
    rf"(?:(?:re)?order (?:me |us )?{_COUNT}|(?:send|get|give|put down|book) (?:me"
    rf"|us)(?: down for)? {_COUNT}"
    rf"|(?:那就?|就|先|再|请|麻烦|直接)*(?:(?:给|帮)我)?(?:来|订|下单"
    rf"|发)(?:过来)?\s?(?:{FIGURES}"
    rf"|{CHINESE})[来多几]?[台个只件套条块根瓶支箱打副袋卷]"
    r"|(?:re)?order (?:it|them|those|these|that|this)(?:,? (?:please|pls|then"
    r"|now|too|all|for me|for us))*\W*$)"
)
_UNIT = r"[台个只件套条块根瓶支箱打副袋卷]"
_BIDS_FOR = re.compile(
    r"(?:要得|好|行|嗯|那|就|先|再|请|麻烦|直接|[,，\s])*(?:[给帮](?:我|咱|俺)们?(?:店里?)?)?"
    r"(?:来|订|下单?|搞|整|弄|拿|进|补|留|备|买|要|加|带)(?:上|过来)?"
    rf"\s?(?:{FIGURES}|{CHINESE})[来多几]?{_UNIT}"
    r"|(?:please |pls |ok |okay |so |then |just |can you |could you |we |i |we'll |i'll |we'd |i'd "
    r"|like |to )*(?:book|reserve|get|give|put|send|grab|take|want|need|have|like|buy)"
    rf"(?: me| us| aside| down| for| to buy| buy)* (?:{_COUNT})"
)
"""A wish for so many of something, at the head of a clause."""
_HOW_MANY = re.compile(
    r"(?:hey|hi|hello|so|ok|and|please|tell me|check|[,\s])*how (?:many|much)"
    r"(?! (?:is|does|should))"
    r"(?!.*(?:should|sell|sold|cost|price|need to|days|owe)).*"
    r"(?<![a-z])(?:in|at|left|have|has|are there|got|available|on hand|remain)(?![a-z])"
)
_PUT_OFF = re.compile(
    r"我?不问|不要你|别管|不要给我|不用给我|也不要|不是要|没[让叫]你|not asking"
    r"|(?:don't|do not) (?:need|want)|no need|回头再说|以后再说|改天再说|再说吧"
    r"|先不说|不说了|不提了|不追究|算了|先不管|不急|不用管|放一边|不问了|不谈"
    r"|搁一边|已经(?:好|解决|处理)|for later|another (?:day|time)|never ?mind"
    r"|not now|leave that|aside"
)

_DO_IT = re.compile(
    r"(?:麻烦|请|帮忙|劳烦|辛苦|烦请|拜托|你们?|您|[给帮]我们?|快|尽快|赶紧|先|再|就|都|也)*"
    r"(?:登记|记录|记|处理|安排|办理|办|弄|搞|查收|核实|核对|跟进|备注|备案|入账|录入?|补|发|弄)"
    r"(?:一下下?|一哈|下|上|掉|个)(?:发货|处理|哈|啊|吧|呗|呀|啦|了|谢谢|多谢)*"
    r"|(?:and |so |please |pls |kindly |can you |could you |just )*"
    r"(?:log|record|note|register|arrange|handle|process|sort|take care of|deal with|book|put)"
    r" (?:it|this|that|them)(?: in| down| out| through)?(?: please| pls| for me| for us| asap)*"
)
"""A bid to do what was said before it, and no request of its own."""


def asked(text: str, clause: Clause, classify: Classify, parted: bool = False) -> tuple[str, float]:
    """The intent of a clause that by itself is clearly a request; else nothing.

    Args:
        parted: the clause after it begins with a word that goes on to something else.
    """
    said = text[clause.body : clause.end].strip()
    low = said.lower()
    if len(said) < 3 or _PUT_OFF.search(low) or _DO_IT.fullmatch(low.strip(" ,，。.!！~")):
        return "", 0.0
    if not clause.sequel and len(said) < _SHORTEST and not _SHORT_ASKS.search(low):
        return "", 0.0
    questions = _ASKS.search(_with_mark(text, clause).lower())
    guess = guessed(said, classify)
    plain = isinstance(guess, _Plain) or (guess.intent == "place_order" and _BIDS_FOR.match(low))
    asks = questions or plain or _BIDS.search(low)
    sure = _SURE_IN_SEQUEL if clause.sequel or parted else SURE
    if guess.intent in _NO_REQUEST or guess.confidence < sure:
        return "", 0.0
    if guess.intent in _LOOKED_UP and not (questions or _LOOKS_UP.search(low)):
        return "", 0.0
    if not asks and not (guess.intent in _TOLD and _REPORTS.search(low)):
        return "", 0.0
    return guess.intent, guess.confidence


def guessed(text: str, classify: Classify) -> Guessed:
    """The intent of a text; that of a plain "order 50 …" needs no guess, and where it is doubtful
    a bid for so many, or a question how many there are, says what it is."""
    said, guess = text.strip().lower(), classify(text)
    plain = _plain_intent(said, guess)
    if plain is None or references.find(text):
        return guess
    sure = guess.intent == plain and guess.confidence > SURE
    return guess if sure else _Plain(plain, SURE)


def _plain_intent(said: str, guess: Guessed) -> str | None:
    if len(said) >= _LONGEST_ORDER:
        return None
    doubtful = guess.confidence < _SURE_IN_SEQUEL
    if _PLAIN_ORDER.match(said) or (doubtful and _BIDS_FOR.match(said) and not _ASKS.search(said)):
        return "place_order"
    return "check_stock" if doubtful and _HOW_MANY.match(said) else None


@dataclass(frozen=True, slots=True)
class _Plain:
    intent: str
    confidence: float
    runners_up: tuple[tuple[str, float], ...] = ()


def _with_mark(text: str, clause: Clause) -> str:
    """The clause with the mark that ends it."""
    return text[clause.body : clause.end + 1].strip(" ,，。")
