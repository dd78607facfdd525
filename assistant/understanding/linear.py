"""Training of the linear machine: one against the rest, calibrated on texts it has not seen."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, diags
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import normalize
from sklearn.svm import LinearSVC

from assistant.understanding.features import Extract
from assistant.understanding.noise import Noise
from assistant.understanding.text_classifier import (
    Floats,
    Keys,
    Machine,
    TextClassifier,
    evidence,
    hashed,
)

_RAREST = 2  # a feature of a single training text, and its copy, says nothing about others
_PENALTY = 2.0  # C of the support vector machine; chosen on a voice held out
_TOLERANCE = 0.01  # finer changes no label and costs half as much again
# the trust where there are too few texts to hold any out: that of the product's messages
_UNJUDGED = np.array([-0.5, 5.0, 1.4, -0.8, 0.99], np.float32)
_SEED = 20240229
_SUREST = 5  # nobody is surer than the surest fifth of those held out were right

Labels = NDArray[np.int64]
Mask = NDArray[np.bool_]


def fit(
    texts: Sequence[str],
    labels: Sequence[str],
    extract: Extract,
    family_weights: Mapping[str, float],
    groups: Sequence[str] | None = None,
) -> TextClassifier:
    """A classifier trained on `texts` and a spoilt copy of each.

    Args:
        family_weights: what each family of features counts, by its letter; 1 where it has none.
        groups: who wrote each text; confidence is then calibrated on writers held out.
    """
    names = tuple(sorted(set(labels)))
    place = {name: number for number, name in enumerate(names)}
    target = np.array([place[label] for label in labels])
    noise = Noise(texts, _SEED)
    rows = map(extract, [*texts, *map(noise.spoil, texts)])
    keys, idf, table = _tabulate(rows, len(texts), family_weights)
    trust = _trust(table, target, _held_out(target, groups))
    weights, bias = _train(table, np.tile(target, 2), len(names))
    small, step = _in_steps(weights)
    machine = Machine(names, keys, idf.astype(np.float16), small, step, bias, trust)
    return TextClassifier(extract, machine)


def _tabulate(
    rows: Iterable[list[str]], texts: int, family_weights: Mapping[str, float]
) -> tuple[Keys, Floats, Any]:
    """Keys of the features that are kept, the weight of each, and the weighted table (rows,
    features) itself.

    Args:
        rows: the features of so many texts, then those of a copy of each.
    """
    keys, families, ends = [], bytearray(), [0]
    for row in rows:
        keys.append(hashed(row))
        families.extend(ord(name[0]) for name in row)
        ends.append(len(families))
    known, first, seen = np.unique(np.concatenate(keys), return_index=True, return_inverse=True)
    shape = (len(ends) - 1, len(known))
    table = csr_matrix((np.ones(len(seen), np.float32), seen.astype(np.int32), ends), shape)
    table.sum_duplicates()
    times = np.bincount((table[:texts] + table[texts:]).indices, minlength=shape[1])
    kept = np.flatnonzero(times >= _RAREST)
    family = np.array([family_weights.get(chr(families[at]), 1.0) for at in first[kept]])
    idf = ((np.log((1 + texts) / (1 + times[kept])) + 1) * family).astype(np.float32)
    table.data = 1 + np.log(table.data)
    weighted = normalize(table[:, kept] @ diags(idf)).tocsr().astype(np.float32)
    return known[kept], idf, weighted


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


def _in_steps(weights: Floats) -> tuple[NDArray[np.int8], Floats]:
    """The weights in 127 steps either way, and the size of a step for each label."""
    step = np.maximum(np.abs(weights).max(axis=0), np.float32(1e-9)) / np.float32(127)
    return np.rint(weights / step).astype(np.int8), step.astype(np.float32)


def _held_out(target: Labels, groups: Sequence[str] | None) -> Mask:
    """Which texts to judge confidence by: those of two writers, else every fifth of a label."""
    writers = sorted(set(groups or ()))
    if groups is not None and len(writers) > 2:
        return np.isin(groups, (writers[0], writers[-1]))
    mask = np.zeros(len(target), bool)
    for label in range(target.max() + 1):
        mask[np.flatnonzero(target == label)[4::5]] = True
    return mask


def _trust(table: Any, target: Labels, mask: Mask) -> Floats:
    """See `Machine.trust`: fitted on texts held out, which are judged as a stranger's would be."""
    if not mask.any():
        return _UNJUDGED
    scores = _judge(table, target, mask)
    right = scores.argmax(axis=1) == target[mask]
    if right.all() or not right.any():
        return _UNJUDGED
    curve = LogisticRegression(C=100).fit(evidence(scores), right)
    sure = curve.decision_function(evidence(scores))
    surest = right[np.argsort(-sure, kind="stable")[: 1 + len(right) // _SUREST]]
    most = (surest.sum() + 1) / (len(surest) + 2)  # Laplace's rule
    return np.array([*curve.coef_[0], curve.intercept_[0], most], np.float32)


def _judge(table: Any, target: Labels, mask: Mask) -> Floats:
    """Scores of the masked texts by a machine that saw neither them nor their spoilt copies."""
    learn = ~np.tile(mask, 2)
    weights, bias = _train(table[learn], np.tile(target, 2)[learn], target.max() + 1)
    scores: Floats = table[: len(target)][mask] @ weights + bias
    return scores.astype(np.float32)
