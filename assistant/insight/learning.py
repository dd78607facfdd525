"""Training of the extractor: the linear machine first, then the panel that weighs its evidence.

The panel learns from reports as a machine scores them that has not seen them: that of the other
half of the reports.
"""

import warnings
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, diags, vstack
from sklearn.exceptions import ConvergenceWarning
from sklearn.neural_network import MLPClassifier
from sklearn.preprocessing import normalize
from sklearn.svm import LinearSVC

from assistant.insight.evidence import evidence
from assistant.insight.examples import NONE, Clause, Mark, MarkedReport
from assistant.insight.grams import BITS, Stretch, count
from assistant.insight.machine import HEADS, TYPES, Floats, Machine
from assistant.insight.panel import Panel
from assistant.insight.segments import Piece, pieces

_RAREST = 2  # a feature of a single stretch says nothing about others
_PENALTY = 0.5
_TOLERANCE = 0.1  # finer changes no figure and takes twice as long
_PART = 0.5  # weight of a piece beside a whole sentence or quote
_JUDGES = 3
_UNITS = (32, 16)
_JUDGE_PENALTY = 0.1
_ROUNDS = 12  # chosen with the units and the penalty on training reports held out
_SCALE = 127  # steps of one byte

Labels = NDArray[np.int64]

_NOBODY = Panel(*(np.zeros((0, *shape), np.float32) for shape in ((1, 1), (1, 1), (1,))))


@dataclass(frozen=True)
class _Rows:
    """Stretches to learn from: counted features, labels by head (-1: not told), weights."""

    table: Any
    labels: dict[str, Labels]
    weights: Floats


def fit(clauses: Sequence[Clause], reports: Sequence[MarkedReport]) -> Machine:
    """The machine and its panel, from all that is given."""
    lines = [_clause_rows(clause) for clause in clauses]
    parts = [_report_rows(report) for report in reports]
    judged: list[tuple[Floats, NDArray[np.bool_]]] = []
    for half in (0, 1):
        stranger = _machine([*lines, *parts[1 - half :: 2]])
        judged += [_judged(report, stranger) for report in reports[half::2]]
    seen, truth = zip(*judged, strict=True)
    panel = _panel(np.concatenate(seen), np.concatenate(truth))
    return replace(_machine([*lines, *parts]), panel=panel)


def _clause_rows(clause: Clause) -> _Rows:
    """A line as a whole: many of its pieces alone would tell nothing."""
    return _rows(clause.text, [(0, len(clause.text))], [clause], 1)


def _report_rows(report: MarkedReport) -> _Rows:
    """The sentences and marked quotes of a report, and its pieces."""
    cut = pieces(report.text)
    whole = [(mark.start, mark.end) for mark in report.marks]
    whole += _sentences(cut)
    parts = [(piece.start, piece.end) for piece in cut]
    said = [*report.marks, *(mark_at(report, *stretch) for stretch in whole[len(report.marks) :])]
    said += [mark_at(report, *stretch) for stretch in parts]
    return _rows(report.text, whole + parts, said, len(whole))


def _sentences(cut: list[Piece]) -> list[Stretch]:
    first = {piece.sentence: piece.start for piece in reversed(cut)}
    last = {piece.sentence: piece.end for piece in cut}
    return [(first[number], last[number]) for number in sorted(first)]


def mark_at(report: MarkedReport, start: int, end: int) -> Mark | None:
    """The mark that has most of a stretch, if it has half of it or half of itself there."""

    def shared(mark: Mark) -> int:
        return min(end, mark.end) - max(start, mark.start)

    best = max(report.marks, key=shared, default=None)
    if best is None or 2 * shared(best) < min(end - start, best.end - best.start):
        return None
    return best


def _rows(
    text: str, stretches: list[Stretch], said: Sequence[Clause | Mark | None], whole: int
) -> _Rows:
    found = count(text, stretches)
    shape = (len(stretches), 1 << BITS)
    ones = np.ones(len(found.features), np.float32)
    table = csr_matrix((ones, (found.stretches, found.features)), shape)
    weights = np.where(np.arange(len(stretches)) < whole, 1, _PART).astype(np.float32)
    return _Rows(table, {head: _labels(head, said) for head in HEADS}, weights)


def _labels(head: str, said: Sequence[Clause | Mark | None]) -> Labels:
    return np.array([_label(head, one) for one in said], np.int64)


def _label(head: str, one: Clause | Mark | None) -> int:
    outputs = HEADS[head]
    if one is None:
        return outputs.index(NONE) if head != "severity" else -1
    if head == "actual":
        return outputs.index(one.topic if one.severity else NONE)
    name = str(getattr(one, head))
    return outputs.index(name) if name else -1


def _machine(rows: list[_Rows]) -> Machine:
    """A machine without a panel."""
    table = vstack([part.table for part in rows]).tocsc()
    times = np.diff(table.indptr)
    kept = np.flatnonzero(times >= _RAREST)
    idf = (np.log((1 + table.shape[0]) / (1 + times[kept])) + 1).astype(np.float32)
    weighted = normalize(table[:, kept].tocsr() @ diags(idf)).astype(np.float32)
    importance = np.concatenate([part.weights for part in rows])
    heads = [
        _head(weighted, np.concatenate([p.labels[head] for p in rows]), importance, len(outputs))
        for head, outputs in HEADS.items()
    ]
    weights = np.concatenate([head[0] for head in heads], 1)
    steps = np.abs(weights).max(0) / _SCALE
    places = np.full(1 << BITS, -1, np.int32)
    places[kept] = np.arange(len(kept))
    return Machine(
        rows=places,
        idf=idf,
        weights=np.round(weights / steps).astype(np.int8),
        steps=steps.astype(np.float32),
        bias=np.concatenate([head[1] for head in heads]),
        panel=_NOBODY,
    )


def _head(table: Any, labels: Labels, importance: Floats, outputs: int) -> tuple[Floats, Floats]:
    """Weights (rows, outputs) and bias of one head; an output without an example stays low."""
    told = labels >= 0
    learner = LinearSVC(C=_PENALTY, tol=_TOLERANCE, random_state=0)
    learner.fit(table[told], labels[told], sample_weight=importance[told])
    weights = np.zeros((table.shape[1], outputs), np.float32)
    bias = np.full(outputs, -1, np.float32)
    weights[:, learner.classes_] = learner.coef_.T
    bias[learner.classes_] = learner.intercept_
    return weights, bias


def _judged(report: MarkedReport, machine: Machine) -> tuple[Floats, NDArray[np.bool_]]:
    """Evidence for each piece and type of a report, and whether it is an issue of the type."""
    cut = pieces(report.text)
    seen = evidence(report.text, cut, machine)
    marks = [mark_at(report, piece.start, piece.end) for piece in cut]
    truth = [[bool(m and m.actual and m.topic == name) for name in TYPES] for m in marks]
    return seen.reshape(-1, seen.shape[-1]), np.array(truth).reshape(-1)


def _panel(seen: Floats, truth: NDArray[np.bool_]) -> Panel:
    """Judges who differ by the seed they began with, trained on evidence of one scale."""
    middle, spread = seen.mean(0), seen.std(0) + np.float32(1e-6)
    judges = [_judge((seen - middle) / spread, truth, seed) for seed in range(_JUDGES)]
    first, second, last = (
        np.stack(layers).astype(np.float32) for layers in zip(*judges, strict=True)
    )
    first[:, :-1] /= spread[:, None]
    first[:, -1] -= middle @ first[:, :-1]
    return Panel(first, second, last[:, :, 0])


def _judge(seen: Floats, truth: NDArray[np.bool_], seed: int) -> list[Floats]:
    """The layers of one judge, each with its constants as the last row."""
    learner = MLPClassifier(
        _UNITS, alpha=_JUDGE_PENALTY, batch_size=512, max_iter=_ROUNDS, random_state=seed
    )
    with warnings.catch_warnings():  # it is stopped on purpose, long before nothing changes
        warnings.simplefilter("ignore", ConvergenceWarning)
        learner.fit(seen, truth)
    layers = zip(learner.coefs_, learner.intercepts_, strict=True)
    return [np.vstack([weights, constants]) for weights, constants in layers]
