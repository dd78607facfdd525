"""What a text is compared by: its terms.

Chinese gives single characters and pairs of neighbours, English stemmed words, both the codes and
figures as they stand ("e4", "1.5匹"), and one more term for each group of synonyms met.
"""

import re
from itertools import pairwise

from knowledge.lexicon import lexicon
from knowledge.words import pieces_of, runs_of, stem

_CODE = re.compile(r"[a-z]\d{1,2}")
"""A fault code: who names one wants that one, so it counts three times."""


def terms_of(text: str) -> list[str]:
    """The terms of a question or a passage, repeated as often as they occur."""
    known = lexicon()
    found: list[str] = []
    words: list[str] = []
    for run in runs_of(text):
        found += known.groups_in_run(run)
        words += [stem(piece) for piece in pieces_of(run) if piece.isascii()]
        for stretch in known.chinese_ignored.sub(" ", run).split():
            found += _neighbours(pieces_of(stretch))
    found += [word for word in words if word not in known.english_ignored]
    found += 2 * [word for word in words if _CODE.fullmatch(word)]
    return found + known.groups_in_words(words)


def _neighbours(pieces: list[str]) -> list[str]:
    """Characters and pairs of Chinese pieces, and each figure joined to the character behind it."""
    found = [f"{a}{b[0]}" for a, b in pairwise(pieces) if a.isascii() and not b.isascii()]
    for piece in pieces:
        if not piece.isascii():
            found += piece
            found += [a + b for a, b in pairwise(piece)]
    return found
