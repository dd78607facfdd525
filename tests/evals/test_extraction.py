"""How found issues are held against marked ones."""

import pytest

from assistant.insight.examples import Mark, MarkedReport
from assistant.insight.issue import Issue
from evals.extraction import labelled_reports, score

TEXT = "The lorry came a week late. No complaints. Shelves are empty of hobs."


class Says:
    """Finds the same in every report."""

    def __init__(self, *issues: Issue) -> None:
        self.issues = list(issues)

    def extract(self, text, title="", catalogue=None):
        return self.issues


def issue(type_, quote, department="logistics", severity="medium"):
    start = TEXT.index(quote)
    return Issue(type_, department, severity, quote, start, start + len(quote))


def mark(type_, quote, standing="actual", severity="medium"):
    start = TEXT.index(quote)
    return Mark(type_, standing, severity, start, start + len(quote))


@pytest.fixture
def report():
    marks = (
        mark("logistics_delay", "The lorry came a week late"),
        mark("customer_complaint", "No complaints", "denied", ""),
        mark("stockout", "Shelves are empty of hobs", severity="high"),
    )
    return MarkedReport("r1", "", TEXT, marks, "voice")


def test_an_issue_is_matched_once(report):
    twice = [issue("logistics_delay", "The lorry came"), issue("logistics_delay", "a week late")]
    scores = score([report], Says(*twice))
    assert (scores.precision.value, scores.recall.value) == (0.5, 0.5)


def test_less_than_a_third_of_the_quote_is_not_the_quote(report):
    scores = score([report], Says(issue("logistics_delay", " late. No complaints. Shelves")))
    assert scores.precision.value == 0


def test_a_trap_is_taken_whatever_it_is_taken_for(report):
    assert score([report], Says(issue("stockout", "No complaints"))).traps.value == 1


def test_department_and_severity_count_for_what_is_right(report):
    scores = score([report], Says(issue("stockout", "empty of hobs", "logistics", "high")))
    assert scores.department.value == 0
    assert scores.severity.value == 1


def test_finding_nothing_scores_nothing(report):
    scores = score([report], Says())
    assert (scores.f1, scores.traps.value) == (0, 0)


def test_marked_quotes_of_the_eval_reports_stand_in_their_text():
    for report in labelled_reports():
        assert "[[" not in report.text
        assert all(report.text[m.start : m.end].strip() for m in report.marks)
