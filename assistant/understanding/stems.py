"""English words without their endings, and without the words that carry no matter."""

import re

_EMPTY = frozenset(
    re.findall(
        r"\w+",
        """
        the a an is are was were be been am do does did i you we they it my your our their this
        that to of in on at for from with by and or but if so just um uh er please can could would
        will me us him her
        """,
    )
)
_ENDINGS = ("ations", "ation", "ings", "ing", "edly", "ied", "ies", "ed", "es", "ly", "er", "s")
_SHORTEST = 3


def contents(pieces: list[str]) -> list[str]:
    """The stems of the Latin words in `pieces` that carry matter, in order."""
    return [stem(piece) for piece in pieces if len(piece) > 1 and piece not in _EMPTY]


def stem(word: str) -> str:
    """`word` without its first ending that leaves three letters; rough, but the same always."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            return word.removesuffix(ending)
    return word
