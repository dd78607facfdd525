"""How well questions are answered. What is measured is printed with `-s` or on failure."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from knowledge.search import Knowledge
from tests.knowledge.asking import ASKERS, TODAY, language_of

QUESTIONS = yaml.safe_load(Path(__file__).with_name("questions.yaml").read_text(encoding="utf-8"))


def measure(knowledge: Knowledge, part: dict[str, Any]) -> Counter[str]:
    counts: Counter[str] = Counter(
        answered=len(part["answered"]), unanswered=len(part["unanswered"])
    )
    for question in part["answered"]:
        counts.update(_judge(knowledge, question))
    for question in part["unanswered"]:
        counts["false"] += _answered_by(knowledge, question) is not None
    return counts


def _judge(knowledge: Knowledge, question: dict[str, Any]) -> Counter[str]:
    actor, text = ASKERS[question["who"]], question["ask"]
    passages = knowledge.search(actor, text, language_of(text), TODAY, limit=12)
    articles = list(dict.fromkeys(p.article for p in passages))
    said = _answered_by(knowledge, question)
    return Counter(
        first=articles[:1] != [] and articles[0] in question["right"],
        three=any(article in question["right"] for article in articles[:3]),
        right=said in question["right"],
        wrong=said is not None and said not in question["right"],
        silent=said is None,
    )


def _answered_by(knowledge: Knowledge, question: dict[str, Any]) -> str | None:
    text = question["ask"]
    answer = knowledge.answer(ASKERS[question["who"]], text, language_of(text), TODAY)
    return answer.passages[0].article if answer else None


@pytest.mark.parametrize("part", ["calibration", "check"])
@pytest.mark.parametrize("way", ["knowledge", "with_vectors"])
def test_most_questions_are_answered_and_what_is_unknown_is_not(request, part, way):
    counts = measure(request.getfixturevalue(way), QUESTIONS[part])
    print(way, part, dict(counts))  # noqa: T201
    assert counts["first"] >= 0.9 * counts["answered"]
    assert counts["three"] >= 0.97 * counts["answered"]
    assert counts["right"] >= 0.85 * counts["answered"]
    assert counts["wrong"] <= 0.08 * counts["answered"]
    assert counts["false"] <= 0.06 * counts["unanswered"]


@pytest.mark.parametrize("way", ["knowledge", "with_vectors"])
def test_questions_that_nothing_was_chosen_by_fare_nearly_as_well(request, way):
    counts = measure(request.getfixturevalue(way), QUESTIONS["fresh"])
    print(way, "fresh", dict(counts))  # noqa: T201
    assert counts["first"] >= 0.75 * counts["answered"]
    assert counts["three"] >= 0.9 * counts["answered"]
    assert counts["wrong"] <= 0.08 * counts["answered"]
    assert counts["false"] <= 0.25 * counts["unanswered"]
