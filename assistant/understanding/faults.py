"""What is the matter with an appliance: the kinds of fault that a text tells of."""

import re
from functools import cache

from assistant.understanding.canonical import canonical
from assistant.understanding.wordlists import table


def find(text: str) -> frozenset[str]:
    """The kinds of fault that `text` names (leak, noise, cooling, …); none where it only says that
    something is broken."""
    seen = _DEGREE.sub("", canonical(text).text)
    return frozenset(kind for kind, pattern in _patterns().items() if pattern.search(seen))


def without(text: str) -> str:
    """`text` (canonical) without the words that name a fault."""
    seen = _DEGREE.sub("", text)
    for pattern in _patterns().values():
        seen = pattern.sub("", seen)
    return seen


_DEGREE = re.compile(
    r"特别|非常|有点儿?|越来越|老是|总是|一直|完全|根本|突然|实在|好像|太|很|好(?=吵|响|臭)"
    r"|(?<![a-z])(?:really|very|so|completely|quite|a bit|totally|suddenly|properly|any more) "
)
"""How much or how often, which is no part of what a fault is called."""


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {
        kind: re.compile(rf"{chinese}|(?<![a-z])(?:{english})(?![a-z])")
        for kind, (chinese, english) in table("faults").items()
    }
