"""The judges of the evidence: a few small networks that were trained alike and vote.

What speaks for an issue counts differently beside other evidence: a strong word in a sentence
that denies is nothing. A weighed sum cannot tell that (docs/measurements.md).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

_CERTAIN = 30
"""Log odds beyond which all is the same; more would overflow."""


@dataclass(frozen=True, slots=True)
class Panel:
    """The judges' weights as plain arrays; the last row of a layer is its constant.

    first: (judges, features + 1, units), second: (judges, units + 1, fewer units),
    last: (judges, fewer units + 1).
    """

    first: Floats
    second: Floats
    last: Floats

    def probabilities(self, seen: Floats) -> Floats:
        """How likely each row of evidence tells of an issue.

        Args:
            seen: (…, features).

        Returns: (…), each in 0…1, the mean of the judges.
        """
        votes = [
            _sure(_layer(_layer(seen, first), second) @ last[:-1] + last[-1])
            for first, second, last in zip(self.first, self.second, self.last, strict=True)
        ]
        found: Floats = np.mean(votes, axis=0, dtype=np.float32)
        return found


def _layer(values: Floats, weights: Floats) -> Floats:
    """A layer of rectified linear units."""
    found: Floats = np.maximum(values @ weights[:-1] + weights[-1], np.float32(0))
    return found


def _sure(weighed: Floats) -> Floats:
    found: Floats = np.reciprocal(1 + np.exp(-np.clip(weighed, -_CERTAIN, _CERTAIN)))
    return found
