"""The address that goods are to go to, as a message writes it: free text, for people to read."""

import re

from assistant.understanding.canonical import canonical
from assistant.understanding.understood import Span

_SENT_TO_ZH = re.compile(
    r"(?:送|发|寄|运|拉|配送|送货|直发|直送)(?:货)?(?:到|去|往|至)"
    r"|(?:收货|送货|到货|配送)?地址(?:填|写|搞|弄)?(?:错了?|不对|有误)?[,，\s]*(?:应该|还)?"
    r"(?:是|为|改成|改为|改到|换成|写|填|用|[:：])+"
)
_SENT_TO_EN = re.compile(
    r"(?<![a-z])(?:deliver(?:ed|y)?|ship(?:ped|ping)?|send|sent|bring|drop(?:ped)?)"
    r"(?: (?:it|them|this|that|these|those|everything|all|of|the|order|lot|goods|off|over|out"
    r"|straight|directly|instead|both|round|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|tomorrow|today))* to (?!be )"
    r"|(?<![a-z])(?:delivery |shipping |ship-to )?address(?: is|:| should be| to| will be) ?"
)
_END_ZH = re.compile(
    r"[,，。;；!！?？\n]|(?:就|便)(?:行|好|可以)|谢谢|麻烦|的话|(?<=.)(?:可以|行)吗|(?:那里|那边|这边|那儿)?(?:去|来)?[吧哈啊呀哦]*$"
)
_END_EN = re.compile(
    r"[,.;!?\n](?!\d)|(?<![a-z])(?:please|pls|thanks|thank|by|before|on (?:mon|tue|wed|thu|fri|sat"
    r"|sun)\w*|instead|as soon|asap|when|if|because|and (?:make|add|not|then|i|we)|this|next"
    r"|tomorrow|today)(?![a-z])"
)
_SITE_ZH = re.compile(
    r"\d|[路街道弄巷村镇县区市省栋幢楼层室苑厦场馆园站港]|小区|花园|中心|酒店|宾馆|民宿|工地|学校|医院"
    r"|大学|厂|公司|店|仓|电器|家电|商贸|家居|家里?$|新居|样板间"
)
_SITE_EN = re.compile(
    r"\d|(?<![a-z])(?:street|st|road|rd|avenue|ave|lane|ln|drive|close|way|square|court|house|flat"
    r"|floor|building|estate|branch|shop|store|site|hotel|school|hospital|office|warehouse|depot"
    r"|yard|unit|village|park|home|clinic|clubhouse|showroom)(?![a-z])"
)
_OWN_ZH = re.compile(
    r"(?:我们?|咱们?|俺|自己|本)?(?:的)?(?:老地方|老地址|原地址|原来的?地方|店里?|门店|家里?|公司|单位|仓库?里?"
    r"|这里?|这儿|这边|那里?|那边|门口|府上|手里|哪[里儿]?|什么地方|货)?(?:去|来|里|了|就行)*"
)
_OWN_EN = re.compile(
    r"(?:(?:me|us|you)(?! at).*|mine|ours|here|there|be|the)"
    r"|(?:my|our|the)? ?(?:own |usual |same |normal |regular )?"
    r"(?:shop|store|place|home|house|warehouse|address|door|doorstep|office|usual|depot)"
)
_LONGEST = 120


def find(text: str) -> Span | None:
    """Where goods are to be sent; None where `text` names no address, or only the writer's own."""
    seen = canonical(text).text
    if len(seen) != len(text):
        return None
    for lead, end, site, own in (
        (_SENT_TO_ZH, _END_ZH, _SITE_ZH, _OWN_ZH),
        (_SENT_TO_EN, _END_EN, _SITE_EN, _OWN_EN),
    ):
        found = lead.search(seen)
        if found is None:
            continue
        stop = end.search(seen, found.end())
        first, last = found.end(), stop.start() if stop else len(seen)
        said = seen[first:last].rstrip()
        if 1 < len(said) <= _LONGEST and site.search(said) and not own.fullmatch(said):
            return Span(text[first : first + len(said)], first, first + len(said))
    return None
