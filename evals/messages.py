"""Intents on messages of strangers, written apart from what the classifier is trained on.

A file has headings `## intent difficulty`, then a message a line (`\\n` is a line break).
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from assistant.understanding.classifier import Guess

OUT_OF_SCOPE = "out_of_scope"


@dataclass(frozen=True, slots=True)
class LabelledMessage:
    """A message, what it wants, and how hard it is to tell: plain, noisy or hard."""

    text: str
    intent: str
    difficulty: str


@dataclass(frozen=True, slots=True)
class Bin:
    """Guesses of about one confidence: how sure they were, and how often they were right."""

    confidence: float
    right: float
    count: int


@dataclass(frozen=True, slots=True)
class IntentScores:
    """Shares in 0…1. `calibration_error` is the expected one over ten bins of confidence
    (Naeini, Cooper and Hauskrecht 2015). `constant` is what always saying the most frequent
    intent would reach."""

    messages: int
    accuracy: float
    macro_f1: float
    out_of_scope_recall: float
    calibration_error: float
    constant: float
    by_difficulty: dict[str, float]
    by_intent: dict[str, float]
    confusions: list[tuple[str, str, int]]
    matrix: dict[tuple[str, str], int]
    """how often (truth, guess) came, also where they are the same"""
    calibration: list[Bin]


def labelled(folder: Path | None = None) -> list[LabelledMessage]:
    """All eval messages, in the order of the files."""
    root = folder or Path(str(files("evals"))) / "messages"
    found = []
    for path in sorted(root.glob("*.txt")):
        intent, difficulty = "", ""
        for line in path.read_text("utf-8").splitlines():
            if line.startswith("## "):
                _, intent, difficulty = line.split()
            elif line.strip() and not line.startswith("# "):
                found.append(LabelledMessage(line.replace("\\n", "\n"), intent, difficulty))
    return found


def score(
    messages: list[LabelledMessage], classify_many: Callable[[list[str]], list[Guess]]
) -> IntentScores:
    """Score a classifier on labelled messages."""
    guesses = classify_many([m.text for m in messages])
    pairs = [(m.intent, g.intent) for m, g in zip(messages, guesses, strict=True)]
    right = [truth == guess for truth, guess in pairs]
    intents = sorted({m.intent for m in messages})
    bins = _bins([g.confidence for g in guesses], right)
    wrong = Counter((t, g) for t, g in pairs if t != g)
    return IntentScores(
        messages=len(messages),
        accuracy=_mean(right),
        macro_f1=_mean([_f1(pairs, intent) for intent in intents]),
        out_of_scope_recall=_recall(pairs, OUT_OF_SCOPE),
        calibration_error=sum(abs(b.confidence - b.right) * b.count for b in bins) / len(right),
        constant=Counter(m.intent for m in messages).most_common(1)[0][1] / len(messages),
        by_difficulty={
            level: _mean([r for r, m in zip(right, messages, strict=True) if m.difficulty == level])
            for level in ("plain", "noisy", "hard")
        },
        by_intent={intent: _f1(pairs, intent) for intent in intents},
        confusions=[(t, g, n) for (t, g), n in wrong.most_common(15)],
        matrix=dict(Counter(pairs)),
        calibration=bins,
    )


def _mean(values: list[bool] | list[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def _recall(pairs: list[tuple[str, str]], intent: str) -> float:
    return _mean([guess == intent for truth, guess in pairs if truth == intent])


def _f1(pairs: list[tuple[str, str]], intent: str) -> float:
    both = sum(truth == guess == intent for truth, guess in pairs)
    named = sum(truth == intent for truth, _ in pairs) + sum(g == intent for _, g in pairs)
    return 2 * both / named if named else 0.0


def _bins(confidences: list[float], right: list[bool], number: int = 10) -> list[Bin]:
    """The guesses by confidence, in bins of equal width; empty ones are left out."""
    found: dict[int, list[tuple[float, bool]]] = {}
    for confidence, was_right in zip(confidences, right, strict=True):
        place = min(int(confidence * number), number - 1)
        found.setdefault(place, []).append((confidence, was_right))
    return [
        Bin(_mean([c for c, _ in inside]), _mean([r for _, r in inside]), len(inside))
        for _, inside in sorted(found.items())
    ]
