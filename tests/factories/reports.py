"""Reports of the demo network's dealers, and readers of them that find what the test says."""

from collections.abc import Callable
from itertools import count

from assistant.insight.issue import Issue, Numbers
from domain.catalogue.matching import Catalogue
from domain.clock import Clock
from domain.database import Database
from domain.insight.reading import keep_findings
from domain.insight.vocabulary import DEPARTMENT_OF
from domain.models.insight import Alert
from domain.models.insight import Issue as KeptIssue
from domain.reports.operations import Draft, hand_in
from domain.scope import SYSTEM, Actor

LATE = "货在路上晃了十来天还没到"
_numbers = count(1)


def found(
    text: str,
    quote: str = LATE,
    type_: str = "logistics_delay",
    severity: str = "medium",
    products: tuple[str, ...] = (),
    **numbers: int,
) -> Issue:
    """An issue as an extractor finds it in `text`."""
    start = text.index(quote)
    return Issue(
        type_,
        DEPARTMENT_OF[type_],
        severity,
        quote,
        start,
        start + len(quote),
        products,
        numbers=Numbers(**numbers),
    )


class Finder:
    """An extractor that finds what it is told to."""

    def __init__(self, find: Callable[[str], list[Issue]]) -> None:
        self._find = find

    def extract(
        self, text: str, title: str = "", catalogue: Catalogue | None = None
    ) -> list[Issue]:
        return self._find(text)


def handed_in(database: Database, actor: Actor, clock: Clock, text: str | None = None) -> int:
    """The key of a report by this dealer, no two alike."""
    text = text if text is not None else f"第{next(_numbers)}份：{LATE}，客户天天催。"
    with database.write(actor) as session:
        return hand_in(session, Draft("", text, "web"), clock.now()).report.id


def read_report(
    database: Database, actor: Actor, clock: Clock, text: str | None = None, **issue: object
) -> KeptIssue:
    """The one issue of a report that was handed in and read."""
    text = text if text is not None else f"第{next(_numbers)}份：{LATE}，客户天天催。"
    key = handed_in(database, actor, clock, text)
    with database.write(SYSTEM) as session:
        finding = found(text, **issue)  # type: ignore[arg-type] # as `found` takes it
        return keep_findings(session, key, [finding], "test", clock.now())[0]


def alert_of(database: Database, issue: KeptIssue) -> Alert:
    """The alert that gathers an issue."""
    with database.read(SYSTEM) as session:
        return session.get_one(Alert, session.get_one(KeptIssue, issue.id).alert_id)
