"""Public yardsticks: the product's classifier code on data of other trades, nothing pretrained.

The user puts the published files in a folder; none of them is part of this project.

- BANKING77 (Casanueva et al. 2020, Efficient Intent Detection with Dual Sentence Encoders):
  `train.csv` and `test.csv` with the columns `text` and `category`.
- CLINC150 (Larson et al. 2019, An Evaluation Dataset for Intent Classification and Out-of-Scope
  Prediction): `data_full.json` with lists of [text, intent] under `train` and `test`; scored in
  scope, as published.
"""

import csv
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.understanding.features import GENERAL_WEIGHTS, general_features

Labelled = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Yardstick:
    """A public data set with its official split; both parts are (text, label)."""

    name: str
    train: Labelled
    test: Labelled


@dataclass(frozen=True, slots=True)
class YardstickScore:
    """What the classifier reaches. `accuracy` is a share in 0…1 of `messages` test texts."""

    name: str
    accuracy: float
    messages: int
    labels: int


def yardsticks(folder: Path) -> Iterator[Yardstick]:
    """The yardsticks whose files are in `folder` or in a folder below it.

    Raises:
        KeyError: a file has not the published columns or parts.
    """
    for test in sorted(folder.rglob("test.csv")):
        train = test.with_name("train.csv")
        if train.exists():
            yield Yardstick("BANKING77", _rows(train), _rows(test))
    for path in sorted(folder.rglob("data_full.json")):
        parts = json.loads(path.read_text("utf-8"))
        yield Yardstick("CLINC150", _pairs(parts["train"]), _pairs(parts["test"]))


def train_and_score(yardstick: Yardstick) -> YardstickScore:
    """Train on the official training part, judge on the official test part."""
    accuracy = accuracy_of(yardstick.train, yardstick.test)
    labels = len({label for _, label in yardstick.train})
    return YardstickScore(yardstick.name, accuracy, len(yardstick.test), labels)


def accuracy_of(train: Labelled, test: Labelled) -> float:
    """Share of `test` that a classifier trained on `train` labels rightly."""
    # scikit-learn takes over a second to import
    from assistant.understanding import linear

    texts, labels = zip(*train, strict=True)
    classifier = linear.fit(texts, labels, general_features, GENERAL_WEIGHTS)
    chosen = classifier.predict_proba([text for text, _ in test]).argmax(axis=1)
    right = [classifier.labels[i] == label for i, (_, label) in zip(chosen, test, strict=True)]
    return sum(right) / len(right)


def _rows(path: Path) -> Labelled:
    with path.open(encoding="utf-8", newline="") as file:
        return [(row["text"], row["category"]) for row in csv.DictReader(file)]


def _pairs(rows: list[list[str]]) -> Labelled:
    return [(text, label) for text, label in rows]
