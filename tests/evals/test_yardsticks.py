"""The public yardsticks are read as they are published, from a folder the user fills."""

import json
from pathlib import Path

import pytest

from evals.yardsticks import train_and_score, yardsticks

TRAIN = [
    ("where is my card", "card"),
    ("my card has not come", "card"),
    ("the card is lost", "card"),
    ("what is the exchange rate", "rate"),
    ("which rate do you use", "rate"),
    ("is the rate good today", "rate"),
]
TEST = [("has the card come", "card"), ("tell me the rate", "rate"), ("which card", "rate")]


@pytest.fixture
def banking(tmp_path: Path) -> Path:
    for name, rows in (("train.csv", TRAIN), ("test.csv", TEST)):
        lines = ["text,category", *(f'"{text}",{label}' for text, label in rows)]
        (tmp_path / name).write_text("\n".join(lines), "utf-8")
    return tmp_path


def test_banking77_is_read_from_its_two_tables(banking: Path) -> None:
    [yardstick] = yardsticks(banking)

    assert yardstick.name == "BANKING77"
    assert list(yardstick.train) == TRAIN
    assert list(yardstick.test) == TEST


def test_clinc150_is_read_in_scope_from_its_one_file(tmp_path: Path) -> None:
    parts = {"train": TRAIN, "test": TEST, "oos_test": [("sing", "oos")], "val": []}
    (tmp_path / "oos").mkdir()
    (tmp_path / "oos" / "data_full.json").write_text(json.dumps(parts), "utf-8")
    [yardstick] = yardsticks(tmp_path)

    assert yardstick.name == "CLINC150"
    assert list(yardstick.test) == TEST


def test_the_score_is_the_share_of_official_test_texts_labelled_rightly(banking: Path) -> None:
    [yardstick] = yardsticks(banking)
    score = train_and_score(yardstick)

    assert score.accuracy == pytest.approx(2 / 3)
    assert (score.messages, score.labels) == (3, 2)


def test_a_folder_without_published_files_holds_no_yardstick(tmp_path: Path) -> None:
    (tmp_path / "test.csv").write_text("text,category\n", "utf-8")

    assert list(yardsticks(tmp_path)) == []
