"""The intent of a message, with an honest doubt."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from assistant.understanding.text_classifier import Floats, TextClassifier
from assistant.understanding.training import trained

_RUNNERS_UP = 4


@dataclass(frozen=True, slots=True)
class Guess:
    """The likeliest intent.

    confidence: how often such a guess is right, 0 to 1.
    runners_up: the next intents with their probabilities, likeliest first.
    """

    intent: str
    confidence: float
    runners_up: tuple[tuple[str, float], ...]


class IntentClassifier:
    """Messages to intents of the taxonomy; always one of them, the doubt is in the confidence."""

    def __init__(self, core: TextClassifier) -> None:
        self._core = core

    @classmethod
    def load(cls, cache_folder: Path | None = None) -> "IntentClassifier":
        """From the cache, or trained first where there is none (some seconds).

        Args:
            cache_folder: where trained machines are kept; by default the user's cache folder.
        """
        return cls(trained(cache_folder))

    def classify(self, text: str) -> Guess:
        """The intent of one message."""
        return self.classify_many([text])[0]

    def classify_many(self, texts: Sequence[str]) -> list[Guess]:
        """The intents of messages, in their order."""
        return [self._guess(row) for row in self._core.predict_proba(texts)]

    def _guess(self, probabilities: Floats) -> Guess:
        order = np.argsort(-probabilities, kind="stable")[: _RUNNERS_UP + 1]
        ranked = [(self._core.labels[i], float(probabilities[i])) for i in order]
        return Guess(ranked[0][0], ranked[0][1], tuple(ranked[1:]))
