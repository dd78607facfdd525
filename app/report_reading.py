"""Reading reports for issues, as durable work: outside any transaction, kept in one, once."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from app.durable.outbox import Consumer, Taken
from app.durable.work import Step, Work
from assistant.insight.issue import Extractor
from domain.catalogue.queries import catalogue
from domain.clock import Clock
from domain.database import Database
from domain.insight.reading import drop_findings, keep_findings, unread_report
from domain.reports.operations import HANDED_IN, WITHDRAWN
from domain.scope import SYSTEM


@dataclass(frozen=True, slots=True)
class ReportReader:
    """Reads reports.

    Arguments:
        extractor: gives whoever finds issues; asked for when the first report is read.
        name: the model's name, kept with each report.
    """

    database: Database
    clock: Clock
    extractor: Callable[[], Extractor]
    name: str

    def work(self) -> Work:
        """The engine's work of reading a report."""
        return Work(HANDED_IN, self.read, at_once=1)

    def consumers(self) -> dict[str, Consumer]:
        """What the outbox does by itself: a withdrawn report counts no longer."""

        def withdrawn(session: Any, taken: Taken) -> None:
            drop_findings(session, taken.arguments["report"], self.clock.now())

        return {WITHDRAWN: withdrawn}

    def read(self, step: Step, arguments: dict[str, Any]) -> None:
        """Find the issues of `report`, keep and gather them; nothing if it was read before."""
        step("read", lambda: self._read(arguments["report"]))

    def _read(self, key: int) -> int:
        """How many issues were kept."""
        with self.database.read(SYSTEM) as session:
            report, goods = unread_report(session, key), catalogue(session)
        if report is None:
            return 0
        found = self.extractor().extract(report.text, report.title, goods)
        kept = self.database.run(
            SYSTEM, lambda s: keep_findings(s, key, found, self.name, self.clock.now())
        )
        return len(kept)
