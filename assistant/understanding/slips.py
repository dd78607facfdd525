"""Words that are one slip of the fingers away from a decisive one: "conifrm", "aprove"."""

import re
from collections.abc import Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

_LONG = re.compile(r"[a-z]{5,}", re.IGNORECASE)
"""Shorter words are too like others."""


def mended(text: str, words: Sequence[str]) -> str:
    """`text` with each word put right that is one slip away from one of `words`, long ones."""

    def right(found: re.Match[str]) -> str:
        said = found[0].lower()
        if said in words:
            return found[0]
        near = process.extractOne(said, words, scorer=OSA.distance, score_cutoff=1)
        return str(near[0]) if near else found[0]

    return _LONG.sub(right, text)
