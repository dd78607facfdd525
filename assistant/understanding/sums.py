"""Sums told in talk of a payment, where a bare number is money: "86,500 not 86,000", "八万六"."""

import re
from dataclasses import dataclass
from decimal import Decimal

from assistant.understanding import amounts, numbers, references
from assistant.understanding.canonical import Range, free

_MINOR = 100
_SMALLEST = 100
"""A bare number below it may be a day or a count."""
_TO_THE_CENT = re.compile(r"(?<![\d.,])\d{1,3}(?:,?\d{3})*\.\d{2}(?![\d.,%])")
_DENIED = re.compile(
    r"(?:不是|不要|而不是|而非|原来是?|之前是?|本来是?|写成了?|说成了?|错成|当成|(?<![a-z])(?:not"
    r"|instead of"
    r"|rather than|said|wrote|typed))\s?[¥$]?\s?(?:rmb|cny)?\s?$",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"(?:尾号|卡号|账号|帐号|流水号?|单号|税号|编号|(?<![a-z])(?:ending(?: in)?|account"
    r"|ref(?:erence)?"
    r"|no\.?|number)|iv-?|pm-?|so-?)[:：是为]?\s?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Sum:
    """Money in minor units, where it stands; `denied` where it is what was not paid."""

    start: int
    end: int
    minor: int
    denied: bool


_MIXED = re.compile(
    r"(?<![\d.])(\d{1,4})万(\d)千(?:(\d)百(?:(\d)十(\d)?|零(\d)|(\d\d))?|(\d)(?!\d))?"
)
_THOUSANDS = re.compile(
    r"(?<![\d.])(\d{1,4}(?:\.\d+)?) ?(?:grand|thousand)(?![a-z])", re.IGNORECASE
)


def find(text: str) -> list[Sum]:
    """The sums that `text` names, in order."""
    known = [(*found.span(), _mixed(found)) for found in _MIXED.finditer(text)]
    known += [(*f.span(), int(Decimal(f[1]) * 1000) * _MINOR) for f in _THOUSANDS.finditer(text)]
    taken: list[Range] = [(start, end) for start, end, _ in known]
    known += [
        (a.start, a.end, a.minor)
        for a in amounts.find(text)
        if not a.price and free(a.start, a.end, taken)
    ]
    taken = [(start, end) for start, end, _ in known]
    taken += [(r.start, r.end) for r in references.find(text)]
    bare = [q for q in numbers.find(text, taken) if not q.unit and q.exact >= _SMALLEST]
    known += [(q.start, q.end, int(q.exact * _MINOR)) for q in bare]
    for found in _TO_THE_CENT.finditer(text):
        if free(*found.span(), [*taken, *((q.start, q.end) for q in bare)]):
            worth = Decimal(found[0].replace(",", ""))
            known.append((*found.span(), int(worth * _MINOR)))
    return [
        Sum(start, end, minor, _DENIED.search(text[:start]) is not None)
        for start, end, minor in sorted(known)
        if not _NUMBERED.search(text[:start])
    ]


def _mixed(found: re.Match[str]) -> int:
    """Figures and units by turns: "4万1千7百62"."""
    tens, rest = found[4] or "0", found[5] or found[6] or "0"
    hundreds = int(found[3] or found[8] or 0) * 100
    small = int(found[7]) if found[7] else int(tens) * 10 + int(rest)
    return (int(found[1]) * 10_000 + int(found[2]) * 1000 + hundreds + small) * _MINOR
