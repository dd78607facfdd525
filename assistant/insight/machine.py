"""The linear machine that reads stretches of a report: how much each sounds like what.

Its outputs, side by side: the topic of a stretch whatever its standing (NONE and the issue types),
its standing (NONE, ACTUAL and the reasons), the topic if it is actual (NONE and the types), and
the severity.
"""

import json
import os
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.insight.examples import ACTUAL, NONE, REASONS
from assistant.insight.grams import Stretch, count
from assistant.insight.panel import Panel
from assistant.taxonomy import taxonomy

Floats = NDArray[np.float32]

TYPES = tuple(taxonomy().issues)
TOPICS = (NONE, *TYPES)
STANDINGS = (NONE, ACTUAL, *REASONS)
SEVERITIES = tuple(taxonomy().severities)
HEADS = {"topic": TOPICS, "standing": STANDINGS, "actual": TOPICS, "severity": SEVERITIES}
"""The outputs by the question that they answer."""


@dataclass(frozen=True)
class Machine:
    """What training leaves, as plain arrays.

    rows: (2**BITS,), the row of a hashed feature in `weights`, or -1.
    idf: (rows,), inverse document frequency.
    weights: (rows, outputs) in steps of `steps` (outputs,): one byte each keeps it small.
    bias: (outputs,).
    panel: who weigh the evidence; empty until it is trained.
    """

    rows: NDArray[np.int32]
    idf: Floats
    weights: NDArray[np.int8]
    steps: Floats
    bias: Floats
    panel: Panel

    def scores(self, text: str, stretches: Sequence[Stretch]) -> "Scores":
        """How each stretch of `text` scores."""
        found = count(text, stretches)
        rows = self.rows[found.features]
        known = rows >= 0
        rows, which = rows[known], found.stretches[known]
        order = np.argsort(which, kind="stable")
        rows, which = rows[order], which[order]
        values = self.idf[rows]
        sums = np.zeros((len(stretches), len(self.bias)), np.float32)
        if len(rows):
            begins = np.flatnonzero(np.append(True, which[1:] != which[:-1]))
            parts = self.weights[rows] * values[:, None]
            lengths = np.sqrt(np.add.reduceat(values * values, begins))
            sums[which[begins]] = np.add.reduceat(parts, begins) / lengths[:, None]
        return Scores(sums * self.steps + self.bias)


@dataclass(frozen=True, slots=True)
class Scores:
    """(stretches, outputs); parts by head."""

    all: Floats

    def of(self, head: str) -> Floats:
        """(stretches, outputs of the head)."""
        first = 0
        for name, outputs in HEADS.items():
            if name == head:
                return self.all[:, first : first + len(outputs)]
            first += len(outputs)
        raise KeyError(head)


def save(machine: Machine, path: Path) -> None:
    """Write `machine`, without pickle; a reader never meets half a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    facts = np.frombuffer(json.dumps(HEADS).encode(), np.uint8)
    with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as part:
        arrays = {name: getattr(machine, name) for name in _ARRAYS}
        judges = {name: getattr(machine.panel, name) for name in _LAYERS}
        np.savez(part, facts=facts, **arrays, **judges)
    os.replace(part.name, path)


def load(path: Path) -> Machine:
    """The machine stored at `path`.

    Raises:
        OSError, ValueError, KeyError, EOFError, BadZipFile: absent, or not a stored machine.
    """
    with path.open("rb") as file, np.load(file, allow_pickle=False) as stored:
        if json.loads(stored["facts"].tobytes()) != {k: list(v) for k, v in HEADS.items()}:
            raise ValueError("a machine of another taxonomy")
        panel = Panel(*(stored[name] for name in _LAYERS))
        return Machine(**{name: stored[name] for name in _ARRAYS}, panel=panel)


_ARRAYS = ("rows", "idf", "weights", "steps", "bias")
_LAYERS = ("first", "second", "last")
