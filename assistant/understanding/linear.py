"""Training of the linear machine: one against the rest, calibrated on texts it has not seen."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import count
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, diags
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import normalize
from sklearn.svm import LinearSVC

from assistant.understanding.features import WEIGHTS, Extract
from assistant.understanding.noise import Noise
from assistant.understanding.text_classifier import Floats, Machine, TextClassifier, evidence

_RAREST = 2  # a feature of a single training text says nothing about others
_PENALTY = 1.0  # C of the support vector machine
_TOLERANCE = 0.01  # finer changes no label and costs half as much again
# the trust where there are too few texts to hold any out: that of the product's messages
_UNJUDGED = np.array([-0.5, 5.0, 1.4, -0.8], np.float32)
_SEED = 20240229

Labels = NDArray[np.int64]
Mask = NDArray[np.bool_]


def fit(
    texts: Sequence[str],
    labels: Sequence[str],
    extract: Extract,
    groups: Sequence[str] | None = None,
) -> TextClassifier:
    """A classifier trained on `texts` and a spoilt copy of each.

    Args:
        groups: who wrote each text; confidence is then calibrated on writers held out.
    """
    names = tuple(sorted(set(labels)))
    place = {name: number for number, name in enumerate(names)}
    target = np.array([place[label] for label in labels])
    noise = Noise(texts, _SEED)
    vocabulary, idf, table = _tabulate(map(extract, [*texts, *map(noise.spoil, texts)]))
    trust = _trust(table, target, _held_out(target, groups))
    weights, bias = _train(table, np.tile(target, 2), len(names))
    return TextClassifier(extract, Machine(names, vocabulary, idf, weights, bias, trust))


def _tabulate(rows: Iterable[list[str]]) -> tuple[dict[str, int], Floats, Any]:
    """Vocabulary, weight of each feature, and the weighted table (texts, features) itself."""
    numbers: defaultdict[str, int] = defaultdict(count().__next__)
    seen: list[int] = []
    ends = [0]
    for row in rows:
        seen.extend([numbers[name] for name in row])
        ends.append(len(seen))
    shape = (len(ends) - 1, len(numbers))
    table = csr_matrix((np.ones(len(seen), np.float32), np.array(seen, np.int32), ends), shape)
    table.sum_duplicates()
    times = np.bincount(table.indices, minlength=shape[1])
    kept = np.flatnonzero(times >= _RAREST)
    names = [name for name, often in zip(numbers, times >= _RAREST, strict=True) if often]
    family = np.array([WEIGHTS.get(name[0], 1.0) for name in names])
    idf = ((np.log((1 + shape[0]) / (1 + times[kept])) + 1) * family).astype(np.float32)
    table.data = 1 + np.log(table.data)
    weighted = normalize(table[:, kept] @ diags(idf)).tocsr().astype(np.float32)
    return {name: row for row, name in enumerate(names)}, idf, weighted


def _train(table: Any, target: Labels, labels: int) -> tuple[Floats, Floats]:
    """Weights (features, labels) and bias; a label without a text is never chosen."""
    machine = LinearSVC(C=_PENALTY, tol=_TOLERANCE, random_state=_SEED).fit(table, target)
    rows, constants = machine.coef_, machine.intercept_
    if len(rows) == 1:  # two labels: one row tells both
        rows, constants = np.vstack([-rows, rows]), np.concatenate([-constants, constants])
    weights = np.zeros((table.shape[1], labels), np.float32)
    bias = np.full(labels, -1, np.float32)
    weights[:, machine.classes_], bias[machine.classes_] = rows.T, constants
    return weights, bias


def _held_out(target: Labels, groups: Sequence[str] | None) -> list[Mask]:
    """Which texts to judge confidence by: those of two writers in turn, else every fifth of a
    label."""
    writers = sorted(set(groups or ()))
    if groups is not None and len(writers) > 2:
        pair = (writers[0], writers[-1])
        return [np.array([group == writer for group in groups]) for writer in pair]
    mask = np.zeros(len(target), bool)
    for label in range(target.max() + 1):
        mask[np.flatnonzero(target == label)[4::5]] = True
    return [mask] if mask.any() else []


def _trust(table: Any, target: Labels, masks: list[Mask]) -> Floats:
    """See `Machine.trust`: fitted on texts held out, which are judged as a stranger's would be."""
    if not masks:
        return _UNJUDGED
    scores = np.concatenate([_judge(table, target, mask) for mask in masks])
    right = scores.argmax(axis=1) == np.concatenate([target[mask] for mask in masks])
    if right.all() or not right.any():
        return _UNJUDGED
    curve = LogisticRegression(C=100).fit(evidence(scores), right)
    return np.append(curve.coef_[0], curve.intercept_).astype(np.float32)


def _judge(table: Any, target: Labels, mask: Mask) -> Floats:
    """Scores of the masked texts by a machine that saw neither them nor their spoilt copies."""
    learn = ~np.tile(mask, 2)
    weights, bias = _train(table[learn], np.tile(target, 2)[learn], target.max() + 1)
    scores: Floats = table[: len(target)][mask] @ weights + bias
    return scores.astype(np.float32)
