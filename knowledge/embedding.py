"""Passages and questions as vectors, without a model and without a download.

Terms, pairs of syllables (so that wrong homophones meet) and four-letter pieces of English words
(so that misspellings meet) are hashed into a fixed number of dimensions.
"""

import re
from collections import Counter
from itertools import pairwise
from math import log
from typing import TYPE_CHECKING
from zlib import crc32

from domain.naming import pinyin
from knowledge.lexicon import lexicon
from knowledge.terms import terms_of
from knowledge.words import runs_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

DIMENSIONS = 1024
_SCHEME = 1  # rises when the features below change, so that stored vectors are made anew

_ENGLISH_WORD = re.compile(r"[a-z]{3,}")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")


def embed(text: str) -> "NDArray[np.float32]":
    """A unit vector of `DIMENSIONS` floats (all zero for a text without a feature)."""
    import numpy as np  # 0.1 s: only where vectors are used

    vector = np.zeros(DIMENSIONS, dtype=np.float32)
    for feature, count in _features(text).items():
        place = crc32(feature.encode())
        sign = 1 if place & 1 else -1  # collisions cancel out instead of adding up
        vector[(place >> 1) % DIMENSIONS] += sign * (1 + log(count))
    length = float(np.linalg.norm(vector))
    return vector / length if length else vector


def embedding_version() -> str:
    """Names the way vectors are made; vectors of another version do not compare."""
    return f"{_SCHEME}-{lexicon().version}"


def _features(text: str) -> Counter[str]:
    found = Counter(terms_of(text))
    for run in runs_of(text):
        syllables = [pinyin(character) for character in _CHINESE.findall(run)]
        found.update(f"~{a}{b}" for a, b in pairwise(syllables))
        for word in _ENGLISH_WORD.findall(run):
            edged = f"<{word}>"
            found.update(f"={edged[i : i + 4]}" for i in range(len(edged) - 3))
    return found
