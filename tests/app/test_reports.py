"""Reports are read by durable work; corrections come out as examples."""

import json

from app.report_reading import ReportReader
from assistant.insight.issue import Issue as FoundIssue
from domain.insight.review import Change, correct_issue
from domain.models.insight import Issue
from domain.scope import SYSTEM
from tests.factories.people import actor_named
from tests.factories.reports import Finder, found, handed_in


def test_a_report_is_read_once_and_what_a_reviewer_corrects_is_exported(
    dealerdesk, sqlite_database, clock
):
    key = handed_in(sqlite_database, actor_named(sqlite_database, "dealer-east"), clock)
    asked: list[str] = []

    def find(text: str) -> list[FoundIssue]:
        asked.append(text)
        return [found(text)]

    finder = Finder(find)
    reader = ReportReader(sqlite_database, clock, lambda: finder, "test")
    for _ in range(2):
        reader.read(lambda _name, do: do(), {"report": key})
    assert len(asked) == 1
    with sqlite_database.write(actor_named(sqlite_database, "headoffice")) as session:
        (issue,) = session.query(Issue).all()
        correct_issue(session, issue, Change(is_issue=False), clock.now())
    (line,) = dealerdesk("corrections").out.strip().splitlines()
    example = json.loads(line)
    assert example["before"]["type"] == "logistics_delay"
    assert example["text"][example["before"]["start"] :].startswith(example["before"]["quote"])
    assert example["after"] == {}
    with sqlite_database.read(SYSTEM) as session:
        assert session.query(Issue).one().state == "rejected"
