"""Issues in reports of strangers, written apart from what the extractor is trained on.

`reports/*.txt` are in the form of the training reports (`assistant.insight.examples`). An issue
is right when its type is, and its quote shares at least a third of the shorter of the two; each
marked issue is matched once.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from assistant.insight.examples import Mark, MarkedReport, reports
from assistant.insight.issue import Extractor, Issue
from assistant.taxonomy import taxonomy

_SHARE = 3
"""A quote is the marked one when it shares one in so many characters of the shorter."""


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    part: int
    whole: int

    @property
    def value(self) -> float:
        """In 0…1; 0 of nothing."""
        return self.part / self.whole if self.whole else 0.0


@dataclass(frozen=True, slots=True)
class ExtractionScores:
    """How an extractor reads the eval reports.

    traps: those taken, of all: marked as no issue, yet quoted by an issue that is not right.
    department, severity: right ones of the matched issues.
    constant: F1 of one who finds in every report the most frequent type, quoting all of it.
    """

    reports: int
    precision: Share
    recall: Share
    traps: Share
    department: Share
    severity: Share
    by_type: dict[str, float]
    constant: float

    @property
    def f1(self) -> float:
        return _f1(self.recall.part, self.precision.whole, self.recall.whole)

    def figures(self) -> dict[str, float]:
        """The figures by name, as tables show them."""
        return {
            "F1": self.f1,
            "precision": self.precision.value,
            "recall": self.recall.value,
            "traps taken": self.traps.value,
            "department right": self.department.value,
            "severity right": self.severity.value,
            "always the most frequent": self.constant,
        }


def labelled_reports(folder: Path | None = None) -> list[MarkedReport]:
    """All eval reports, in the order of the files."""
    return reports(folder or Path(str(files("evals"))) / "reports")


def score(marked: Sequence[MarkedReport], extractor: Extractor) -> ExtractionScores:
    """Score an extractor on marked reports."""
    told = [extractor.extract(report.text, report.title) for report in marked]
    matches = [_matched(r.marks, issues) for r, issues in zip(marked, told, strict=True)]
    pairs = [pair for found in matches for pair in found]
    actual = [mark for report in marked for mark in report.marks if mark.actual]
    traps = [mark for report in marked for mark in report.marks if not mark.actual]
    taken = sum(
        _taken(report.marks, issues, [issue for _, issue in found])
        for report, issues, found in zip(marked, told, matches, strict=True)
    )
    issues_told = [issue for issues in told for issue in issues]
    severe = sum(mark.severity == issue.severity for mark, issue in pairs)
    return ExtractionScores(
        reports=len(marked),
        precision=Share(len(pairs), len(issues_told)),
        recall=Share(len(pairs), len(actual)),
        traps=Share(taken, len(traps)),
        department=Share(sum(_routed(issue) for _, issue in pairs), len(pairs)),
        severity=Share(severe, len(pairs)),
        by_type=_by_type(pairs, issues_told, actual),
        constant=_constant(marked, actual),
    )


def _matched(marks: Sequence[Mark], issues: list[Issue]) -> list[tuple[Mark, Issue]]:
    """Marked issues and found ones, one to one, those that share most first."""
    fits = [
        (_shared(mark, issue), place, number)
        for place, mark in enumerate(marks)
        for number, issue in enumerate(issues)
        if mark.actual and mark.topic == issue.type and overlaps(mark, issue)
    ]
    pairs: dict[int, int] = {}
    for _, place, number in sorted(fits, key=lambda fit: (-fit[0], fit[1:])):
        if place not in pairs and number not in pairs.values():
            pairs[place] = number
    return [(marks[place], issues[number]) for place, number in sorted(pairs.items())]


def _shared(mark: Mark, issue: Issue) -> int:
    return min(mark.end, issue.end) - max(mark.start, issue.start)


def overlaps(mark: Mark, issue: Issue) -> bool:
    """Whether the quotes share at least a third of the shorter."""
    shorter = min(mark.end - mark.start, issue.end - issue.start)
    shared = _shared(mark, issue)
    return shared > 0 and _SHARE * shared >= shorter


def _taken(marks: Sequence[Mark], issues: list[Issue], right: list[Issue]) -> int:
    wrong = [issue for issue in issues if issue not in right]
    traps = [mark for mark in marks if not mark.actual]
    return sum(any(overlaps(trap, issue) for issue in wrong) for trap in traps)


def _routed(issue: Issue) -> bool:
    return issue.department == taxonomy().issues[issue.type].department


def _by_type(
    pairs: list[tuple[Mark, Issue]], issues: list[Issue], actual: list[Mark]
) -> dict[str, float]:
    right = Counter(mark.topic for mark, _ in pairs)
    told = Counter(issue.type for issue in issues)
    there = Counter(mark.topic for mark in actual)
    return {name: _f1(right[name], told[name], there[name]) for name in taxonomy().issues}


def _constant(marked: Sequence[MarkedReport], actual: list[Mark]) -> float:
    common = Counter(mark.topic for mark in actual).most_common(1)
    hits = sum(any(m.actual and m.topic == name for m in r.marks) for name, _ in common
               for r in marked)  # fmt: skip
    return _f1(hits, len(marked), len(actual))


def _f1(right: int, told: int, there: int) -> float:
    return 2 * right / (told + there) if told + there else 0.0
