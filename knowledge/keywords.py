"""BM25 over terms, and how sure one can be of what it finds."""

import logging
from collections import Counter
from collections.abc import Sequence, Set
from math import log
from typing import Any

_EVEN = 0.5
"""The amount of evidence at which a passage is as likely to answer as not; chosen on questions
(`tests/knowledge/questions.yaml`)."""


class Keywords:
    """An immutable index of passages given as terms.

    Arguments:
        passages: the terms of each passage; a position here is a position in the scores.
    """

    def __init__(self, passages: Sequence[list[str]]) -> None:
        import bm25s  # with scipy 0.4 s: a command that searches nothing does not pay for it
        import numpy as np

        self._count = len(passages)
        self._terms = [frozenset(terms) for terms in passages]
        self._frequency = Counter(term for terms in self._terms for term in terms)
        logging.getLogger("bm25s").setLevel(logging.WARNING)  # it sets itself to DEBUG
        self._nothing = np.zeros(self._count, dtype=np.float32)
        self._bm25 = bm25s.BM25(k1=1.2, b=0.6)
        if self._frequency:
            self._bm25.index(list(passages), show_progress=False, create_empty_token=False)

    def scores(self, question: list[str]) -> Any:
        """The BM25 score of every passage (an array of floats, 0: nothing in common)."""
        known = [term for term in question if term in self._frequency]
        return self._bm25.get_scores(known) if known else self._nothing

    def evidence(self, question: list[str], position: int, score: float) -> float:
        """How sure it is (0 to 1) that a passage is about the question; 0.5 is as likely as not.

        It grows with the BM25 `score` and with the share of the question that the passage covers:
        a high score alone comes of a long question, a high share alone of a short one.
        """
        whole = self.shared(question, frozenset(question))
        share = self.shared(question, self._terms[position]) / whole if whole else 0.0
        amount = share * score / self._rarity(0)
        return amount / (amount + _EVEN)

    def shared(self, question: list[str], text: Set[str]) -> float:
        """The summed weights of those terms of a question, as often as it has them, that are also
        in a text."""
        return sum(self._rarity(self._frequency[term]) for term in question if term in text)

    def _rarity(self, frequency: int) -> float:
        """Of a term that occurs in so many passages; the highest for one that occurs in none."""
        return log(1 + (self._count + 0.5) / (frequency + 0.5))
