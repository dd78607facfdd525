"""Taking in reports: the file as it came, the report, and its way to be read for issues."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from domain.database import actor_of
from domain.errors import Invalid, Retry, WrongState
from domain.log.operations import later
from domain.models.reports import FileProblem, Report, ReportFile, ReportState
from domain.scope import Permission

HANDED_IN = "report_handed_in"
"""The event upon which a report is read for issues."""
WITHDRAWN = "report_withdrawn"
"""The event upon which its issues no longer count."""
UNUSED_FILES_KEPT = timedelta(days=1)
_TITLE = 60


@dataclass(frozen=True, slots=True)
class Upload:
    """A file and what was read in it; see `ReportFile`."""

    name: str
    media_type: str
    content: bytes
    text: str = ""
    sections: tuple[dict[str, Any], ...] = ()
    problem: FileProblem | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """A report about to be handed in: its text, or the file that holds it."""

    title: str
    text: str
    channel: str
    file: ReportFile | None = None
    starts_on: date | None = None
    ends_on: date | None = None

    @property
    def sha256(self) -> str:
        """What a repetition is known by."""
        if self.file is not None:
            return self.file.sha256
        return hashlib.sha256("\n".join(self.text.split()).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class HandedIn:
    """The report; `repeated`: this dealer had handed in the same before."""

    report: Report
    repeated: bool


def keep_file(session: Session, upload: Upload, now: datetime) -> ReportFile:
    """Keep an uploaded file for the dealer whose people sent it. Sent again, it is the same file.

    Raises:
        Forbidden: the actor hands in no reports.
        Invalid: `dealer_required`: he is of no dealer.
    """
    actor = actor_of(session)
    actor.require(Permission.SUBMIT_REPORTS)
    if actor.dealer_id is None:
        raise Invalid("dealer_required")
    sha256 = hashlib.sha256(upload.content).hexdigest()
    key = hashlib.sha256(f"{actor.dealer_id}:{sha256}:{upload.name}".encode()).hexdigest()[:32]
    if (known := session.get(ReportFile, key)) is not None:
        return known
    file = ReportFile(
        id=key,
        dealer_id=actor.dealer_id,
        uploaded_by=actor.user_id,
        name=upload.name[:200],
        media_type=upload.media_type[:120],
        size=len(upload.content),
        sha256=sha256,
        content=upload.content,
        text=upload.text,
        sections=list(upload.sections),
        problem=upload.problem,
        uploaded_at=now,
    )
    try:
        with session.begin_nested():
            session.add(file)
    except IntegrityError as race:  # the same came in at the same moment
        raise Retry("file") from race
    return file


def forget_unused_files(session: Session, now: datetime) -> int:
    """Delete files that no report came to refer to; how many."""
    used = select(Report.file_id).where(Report.file_id.is_not(None))
    result: Any = session.execute(
        delete(ReportFile).where(
            ReportFile.uploaded_at < now - UNUSED_FILES_KEPT, ReportFile.id.not_in(used)
        ),
        execution_options={"synchronize_session": False},
    )
    return int(result.rowcount)


def hand_in(session: Session, draft: Draft, now: datetime) -> HandedIn:
    """Write a report down and ask for it to be read; one that was handed in before is found again,
    and stands again if it had been withdrawn.

    Raises:
        Forbidden: the actor hands in no reports.
        Invalid: `dealer_required`: he is of no dealer.
    """
    actor = actor_of(session)
    actor.require(Permission.SUBMIT_REPORTS)
    if actor.dealer_id is None:
        raise Invalid("dealer_required")
    known = _known(session, actor.dealer_id, draft.sha256)
    if known is None:
        try:
            with session.begin_nested():
                return HandedIn(_write(session, draft, actor.dealer_id, now), repeated=False)
        except IntegrityError:  # the same came in at the same moment
            known = _known(session, actor.dealer_id, draft.sha256)
            if known is None:
                raise
    if known.state == ReportState.WITHDRAWN:
        _ask_for_reading(session, known, now)
    return HandedIn(known, repeated=True)


def withdraw_report(session: Session, report: Report, now: datetime) -> Report:
    """Take a report back: its issues count no longer.

    Raises:
        WrongState: it was taken back before.
    """
    if report.state == ReportState.WITHDRAWN:
        raise WrongState("report", report=report.number, status=report.state)
    report.state = ReportState.WITHDRAWN
    session.flush()
    key = f"{WITHDRAWN}:{report.id}:{now.timestamp()}"
    later(session, WITHDRAWN, key, {"report": report.id}, now)
    return report


def transcribe(session: Session, report: Report, text: str, now: datetime) -> Report:
    """Write down what stands in a file that no machine could read, and have it read for issues.

    Args:
        text: the words of the report, as a person read them.

    Raises:
        Forbidden: the actor handles no alerts.
        WrongState: the report does not wait for a person.
    """
    actor_of(session).require(Permission.HANDLE_ALERTS)
    if report.state != ReportState.NEEDS_PERSON:
        raise WrongState("report", report=report.number, status=report.state)
    report.text, report.problem = text, None
    report.state = ReportState.RECEIVED
    session.flush()
    _ask_to_be_read(session, report, now)
    return report


def title_of(text: str, file_name: str | None = None) -> str:
    """A title for what came without one: the file's name, or how the text begins."""
    if file_name:
        return file_name.rpartition(".")[0][:200] or file_name[:200]
    first = next((line.strip(" #*-\t") for line in text.splitlines() if line.strip(" #*-\t")), "")
    return first if len(first) <= _TITLE else first[: _TITLE - 1] + "…"


def _known(session: Session, dealer_id: int, sha256: str) -> Report | None:
    same = select(Report).where(Report.dealer_id == dealer_id, Report.sha256 == sha256)
    return session.scalars(same).one_or_none()


def _write(session: Session, draft: Draft, dealer_id: int, now: datetime) -> Report:
    file = draft.file
    report = Report(
        dealer_id=dealer_id,
        handed_in_by=actor_of(session).user_id,
        handed_in_at=now,
        channel=draft.channel,
        title=draft.title or title_of(draft.text, file.name if file else None),
        text=draft.text,
        sha256=draft.sha256,
        file_id=file.id if file else None,
        state=ReportState.RECEIVED,
        problem=file.problem if file else None,
        starts_on=draft.starts_on,
        ends_on=draft.ends_on,
        read_by="",
        read_at=None,
    )
    session.add(report)
    session.flush()
    _ask_for_reading(session, report, now)
    return report


def _ask_for_reading(session: Session, report: Report, now: datetime) -> None:
    """A file without a text waits for a person instead."""
    report.handed_in_at = now
    report.state = ReportState.NEEDS_PERSON if report.problem else ReportState.RECEIVED
    session.flush()
    if report.state == ReportState.RECEIVED:
        _ask_to_be_read(session, report, now)


def _ask_to_be_read(session: Session, report: Report, now: datetime) -> None:
    key = f"{HANDED_IN}:{report.id}:{now.timestamp()}"
    later(session, HANDED_IN, key, {"report": report.id}, now)
