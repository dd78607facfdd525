"""Which pieces of a report tell of an issue: the evidence weighed, and pieces joined to quotes."""

from dataclasses import dataclass

import numpy as np

from assistant.insight.evidence import evidence
from assistant.insight.machine import TYPES, Floats, Machine
from assistant.insight.segments import Piece, pieces

SURE, LIKELY = 0.45, 0.1
"""An issue has a piece at least SURE, and goes on over pieces at least LIKELY. Chosen on training
reports held out: the best F1 with at most a tenth of the traps taken."""


@dataclass(frozen=True, slots=True)
class Finding:
    """`text[start:end]` tells of an issue of this type, with a probability in 0…1."""

    type: str
    start: int
    end: int
    probability: float


def findings(text: str, machine: Machine) -> list[Finding]:
    """The issues of a report in order; no two of them overlap."""
    cut = pieces(text)
    if not cut:
        return []
    likely = machine.panel.probabilities(evidence(text, cut, machine))
    found = [f for number in range(len(TYPES)) for f in _runs(cut, likely[:, number], number)]
    return sorted(_strongest(found), key=lambda finding: finding.start)


def _runs(cut: list[Piece], likely: Floats, number: int) -> list[Finding]:
    """Neighbouring pieces of one sentence, or of two that follow each other, that tell of one
    matter."""
    found: list[Finding] = []
    last = -2
    for place in np.flatnonzero(likely >= LIKELY):
        piece = cut[place]
        run = found[-1] if found and last == place - 1 else None
        if run and cut[last].sentence == piece.sentence:
            best = max(run.probability, float(likely[place]))
            found[-1] = Finding(run.type, run.start, piece.end, best)
        else:
            found.append(Finding(TYPES[number], piece.start, piece.end, float(likely[place])))
        last = int(place)
    return [run for run in found if run.probability >= SURE]


def _strongest(found: list[Finding]) -> list[Finding]:
    """Of those that overlap, the most probable."""
    kept: list[Finding] = []
    for finding in sorted(found, key=lambda f: -f.probability):
        if all(finding.end <= other.start or other.end <= finding.start for other in kept):
            kept.append(finding)
    return kept
