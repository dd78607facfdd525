"""Warehouses, cities and regions that a message names, and whether goods are to go there."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from assistant.understanding.canonical import Range, canonical, free
from assistant.understanding.understood import Span
from assistant.understanding.wordlists import table


@dataclass(frozen=True, slots=True)
class Place(Span):
    """A place. `store`: it is named as a store of goods. `goal`: goods are to go there."""

    store: bool
    goal: bool


_STORE = r"(?:的?(?:区域|中心|分拨|备件|总|大)?仓库?|总部仓|大仓)"
_AREA = r"(?:大区|区域|地区|片区|区|那边|这边|市|省)"
_KIND = r"(?:warehouse|depot|store ?house|stockroom|wh|dc|hub)s?(?![a-z])"
_SIDES = r"(?:east|north|south|west)(?![a-z])(?! (?:side|of|gate|china sea))"
_NAMED = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{2,8})(?P<kind>仓库|总仓|仓)(?!促|储)"
    r"|(?P<code>wh-[a-z]+)"
)
_LEFT = re.compile(
    r".*(?:[在从由去到往发查看眼问调用是有还放进入出跟和把先让及等下走送老新]|那个|这个|请问|帮我)"
)
_NO_NAME = re.compile(
    r"[我你他她咱您了自各每哪这那另本]|[一二三两几多]个|几|别的?|其他|其它|附近"
    r"|就近|最近|隔壁|同|爆|满|^[清开建租大小二三一]$"
)
_ENGLISH_NAMED = re.compile(
    rf"(?<![a-z])(?:in|at|from|the|to|of|our|your) (?:the )?(?P<name>[a-z]+(?: [a-z]+)? {_KIND})"
)
_NO_NAME_EN = re.compile(
    r"^(?:the|your|our|my|a|any|which|what|each|every|other|another|nearest|main"
    r"|this|that|all)(?![a-z])"
)
_FROM = re.compile(
    r"从(?P<name>[\u4e00-\u9fff]{2,6}?(?:仓|店)?)(?:那边|那里)?(?:先"
    r"|再)?(?=[调移转拨发运搬拿匀借挪])"
)
_GOAL_BEFORE = re.compile(
    r"(?:[送发寄运移搬挪转调拨拉配](?:到|往|去|至)|配送到|送货到|到货地址|收货地"
    r"|地址是?|调配到)[:：]?(?:我们?的?)?$"
    r"|[送发寄运移搬挪转调拨拉借][^,，。;；]{0,14}[到给往去]$|^送$"
    r"|(?<![a-z])(?:deliver(?:ed|y)?|ship(?:ped|ping)?|send|sent|bring|move|transfer|over)"
    r"(?![a-z])[^.?!]{0,40}? to (?:the |our |my )?$"
)


def find(text: str) -> list[Place]:
    """The places that `text` names, in order."""
    seen = canonical(text)
    taken: list[Range] = []
    found = []
    for start, end in (*_known(seen.text), *_from(seen.text), *_by_kind(seen.text)):
        if not free(start, end, taken):
            continue
        taken.append((start, end))
        first, last = seen.back(start, end)
        store = re.search(rf"仓|{_KIND}|wh-", seen.text[start:end]) is not None
        goal = _GOAL_BEFORE.search(seen.text[:start]) is not None
        found.append(Place(seen.source[first:last], first, last, store, goal))
    return sorted(found, key=lambda place: place.start)


def _known(text: str) -> Iterable[Range]:
    """Regions and cities, with the word for a store after them."""
    return [match.span() for match in _listed().finditer(text)]


def _from(text: str) -> Iterable[Range]:
    """从昆山调…: whatever it is called."""
    return [
        match.span("name") for match in _FROM.finditer(text) if not _NO_NAME.search(match["name"])
    ]


def _by_kind(text: str) -> Iterable[Range]:
    """Names that end in the word for a store."""
    for match in _NAMED.finditer(text):
        if match["code"]:
            yield match.span("code")
            continue
        left = _LEFT.match(match["name"])
        name = match["name"][left.end() :] if left else match["name"]
        if len(name) + len(match["kind"]) > 2 and not _NO_NAME.search(name) and name:
            yield match.end() - len(match["kind"]) - len(name), match.end()
    for match in _ENGLISH_NAMED.finditer(text):
        if not _NO_NAME_EN.match(match["name"]):
            yield match.span("name")


@cache
def _listed() -> re.Pattern[str]:
    words = table("places")
    chinese = "|".join([*words["regions_zh"], *words["cities_zh"]])
    cities = "|".join(words["cities_en"])
    regions = "|".join(sorted(words["regions_en"], key=len, reverse=True))
    return re.compile(
        rf"(?:{chinese})(?:{_STORE}|{_AREA}(?:的?仓库?)?)?|(?<![华广山河湖江陕海辽])[东南西北]仓"
        rf"|(?<![a-z])(?:(?:{regions}) (?:{_KIND}|region|area)"
        rf"|(?:{cities})(?![a-z])(?: (?:{_KIND}|region|area))?)"
        rf"|(?<=(?:in|at) the )(?:{_SIDES})|(?<=about the )(?:{_SIDES})"
        rf"|(?<=(?:in|up|at) )(?:{_SIDES})|(?<=(?:down|from) )(?:{_SIDES})"
    )
