"""What an issue names beside its matter: goods, places, the rival, how long, how many, how much."""

import re

from assistant.insight.durations import days
from assistant.insight.issue import Numbers
from assistant.understanding import amounts, mentions, numbers, places
from assistant.understanding.canonical import Range
from assistant.understanding.understood import Quantity
from domain.catalogue.matching import Catalogue

_MINOR = 100
_MONEY = frozenset({"rebate_dispute", "reconciliation_dispute", "credit_pressure"})
_LARGE = 1_000
"""A bare number from which a dispute about money tells a sum ("返利四万二")."""
_OFFER = re.compile(r"买\S{1,2}[送赠]\S{1,2}|buy \w+,? get \w+", re.IGNORECASE)
"""Numbers of an offer count nothing that is there."""
_PLACE_ZH = re.compile(
    r"(?:在|从|到|往|于|停|卡|趴|压)(?P<name>[\u4e00-\u9fff]{2,3}?)(?=[市县镇旗]|中转|分拨|口岸|港)"
)
_PLACE_EN = re.compile(
    r"\b(?:in|at|from|near|around|across|past|to|outside)\s(?P<name>[A-Z][a-z]+(?:\s[A-Z][a-z]+)?)"
)
_NO_PLACE = re.compile(
    r"^(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?$|^(?:January|February|March|April|May|June|July"
    r"|August|September|October|November|December|Christmas|Easter|Ramadan|Diwali|Eid)\b"
    r"|[我你他咱这那各全本下外]|其他|哪"
)


def goods(text: str, catalogue: Catalogue | None) -> tuple[str, ...]:
    """The codes of the products that `text` names beyond doubt, in order."""
    if catalogue is None or not catalogue.products:
        return ()
    sure = [m.fits[0] for m in mentions.find(text, catalogue) if len(m.fits) == 1]
    return tuple(dict.fromkeys(catalogue.products[key].sku for key in sure))


def localities(text: str) -> tuple[str, ...]:
    """The places that `text` names, as written, in order."""
    found = [(place.start, place.text) for place in places.find(text)]
    for pattern in (_PLACE_ZH, _PLACE_EN):
        named = [(m.start("name"), m["name"]) for m in pattern.finditer(text)]
        found += [(at, name) for at, name in named if not _NO_PLACE.search(name)]
    names = [name for _, name in sorted(found)]
    return tuple(n for n in dict.fromkeys(names) if not any(n != m and n in m for m in names))


def figures(text: str, type_: str) -> Numbers:
    """What `text` counts; of several sums or quantities the first, of several times the longest."""
    sums = [amount for amount in amounts.find(text) if not amount.price]
    taken: list[Range] = [(amount.start, amount.end) for amount in sums]
    taken += [match.span() for match in _OFFER.finditer(text)]
    counted = [q for q in numbers.find(text, taken) if q.possible]
    bare = [q for q in counted if type_ in _MONEY and _is_a_sum(q)]
    pieces = [q for q in counted if q.unit and q not in bare]
    amount = sums[0].minor if sums else int(bare[0].exact * _MINOR) if bare else None
    return Numbers(days(text), _pieces(pieces[0]) if pieces else None, amount)


def _is_a_sum(quantity: Quantity) -> bool:
    return not quantity.unit and quantity.exact >= _LARGE


def _pieces(quantity: Quantity) -> int:
    return quantity.value * max(quantity.multiple, 1)
