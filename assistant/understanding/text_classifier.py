"""A classifier of short texts: sparse features, a linear machine, calibrated probabilities.

The same class serves the product's intents and the public yardsticks. Nothing in it is pretrained.
Training uses scikit-learn; classifying needs numpy alone, and a few dozen megabytes.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from assistant.understanding.features import Extract

Floats = NDArray[np.float32]
Keys = NDArray[np.uint32]

_SPREAD = np.float32(0.15)  # how fast the rest of the probability falls with the score
_NO_LEAD = np.float32(0.01)


@dataclass(frozen=True)
class Machine:
    """What training leaves: everything needed to classify, as plain arrays.

    keys: (features,) hashes of the features, ascending: the row of each in `weights`. Of 350,000
        features some 30 share a key, and an unknown one is taken for a known one in 12,000.
    idf: (features,) float16, inverse document frequency times the weight of the feature's family.
    weights: (features, labels) in steps of `step`, int8.
    step: (labels,), bias: (labels,).
    trust: how sure the likeliest label is: three weights and a constant for the sigmoid of its
        score and its lead over the second and the third (after Platt 1999, Probabilistic Outputs
        for Support Vector Machines), and how sure it is at most.
    """

    labels: tuple[str, ...]
    keys: Keys
    idf: NDArray[np.float16]
    weights: NDArray[np.int8]
    step: Floats
    bias: Floats
    trust: Floats


class TextClassifier:
    """Texts to label probabilities. Make one with `linear.fit` or from a stored machine."""

    def __init__(self, extract: Extract, machine: Machine) -> None:
        self._extract = extract
        self.machine = machine

    @property
    def labels(self) -> tuple[str, ...]:
        """Columns of `predict_proba`, sorted."""
        return self.machine.labels

    def predict_proba(self, texts: Sequence[str]) -> Floats:
        """(texts, labels): rows sum to 1."""
        scores = self.scores(texts)
        return calibrated(scores, confidence(scores, self.machine.trust))

    def scores(self, texts: Sequence[str]) -> Floats:
        """(texts, labels): signed distances before calibration."""
        if not texts:
            return np.zeros((0, len(self.labels)), np.float32)
        return np.stack([self._score(text) for text in texts])

    def _score(self, text: str) -> Floats:
        """The text's known features, by tf-idf and at unit length, times their weights."""
        machine = self.machine
        found, times = np.unique(hashed(self._extract(text)), return_counts=True)
        rows = np.minimum(np.searchsorted(machine.keys, found), len(machine.keys) - 1)
        known = machine.keys[rows] == found
        rows = rows[known]
        if not len(rows):  # nothing that was ever heard: the most frequent label, by no lead
            return (machine.bias - machine.bias.max()) * _NO_LEAD
        values = (1 + np.log(times[known].astype(np.float32))) * machine.idf[rows]
        length = np.sqrt(np.sum(values * values)) or np.float32(1)
        score: Floats = values / length @ machine.weights[rows] * machine.step + machine.bias
        return score


def hashed(features: Iterable[str]) -> Keys:
    """A key of 32 bits for each feature, the same on every machine."""
    return np.fromiter(
        (crc32(name.encode("utf-8", "surrogatepass")) for name in features), np.uint32
    )


def evidence(scores: Floats) -> Floats:
    """(texts, 3): the best score of a text, its lead over the second and over the third."""
    best = np.sort(scores, axis=1)[:, ::-1]
    third = best[:, min(2, best.shape[1] - 1)]
    return np.stack([best[:, 0], best[:, 0] - best[:, 1], best[:, 0] - third], axis=1)


def confidence(scores: Floats, trust: Floats) -> Floats:
    """(texts,): how likely the best label of each is the right one."""
    sure = 1 / (1 + np.exp(-(evidence(scores) @ trust[:3] + trust[3])))
    capped: Floats = np.minimum(sure, trust[4])
    return capped


def calibrated(scores: Floats, sure: Floats) -> Floats:
    """Probabilities that give the best label `sure`, and share the rest by score; no other label
    gets more than the best one."""
    shares = np.exp((scores - scores.max(axis=1, keepdims=True)) / _SPREAD)
    rows, best = np.arange(len(scores)), scores.argmax(axis=1)
    shares[rows, best] = 0
    shares *= (1 - sure[:, None]) / shares.sum(axis=1, keepdims=True)
    shares[rows, best] = sure
    shares = np.minimum(shares, sure[:, None])
    probabilities: Floats = shares / shares.sum(axis=1, keepdims=True)
    return probabilities
