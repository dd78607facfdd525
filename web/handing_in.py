"""Handing in a report over HTTP, by the screen or by a program: a file is taken in first."""

from typing import Annotated

from fastapi import File, Form, Request, UploadFile

from assistant.reading.intake import take_in
from domain.log.operations import Receipt
from web.calls import call_tool
from web.identity import Visitor
from web.services import services_of

FileField = Annotated[UploadFile | None, File()]
TextField = Annotated[str, Form()]


def hand_in(
    request: Request,
    visitor: Visitor,
    text: str,
    file: UploadFile | None,
    title: str,
    starts_on: str,
    ends_on: str,
) -> Receipt:
    """The receipt of the report.

    Raises:
        DomainError: any refusal.
    """
    given = {"title": title.strip(), "starts_on": starts_on, "ends_on": ends_on}
    fields = {name: value for name, value in given.items() if value}
    if file is not None and file.filename:
        fields["upload"] = _taken_in(request, visitor, file)
    else:
        fields["text"] = text
    outcome = call_tool(request, visitor, "submit_report", fields)
    assert isinstance(outcome, Receipt)
    return outcome


def _taken_in(request: Request, visitor: Visitor, file: UploadFile) -> str:
    services = services_of(request)
    return take_in(
        services.database,
        services.clock,
        visitor.actor,
        file.filename or "",
        file.content_type or "application/octet-stream",
        file.file.read(),
        services.report_megabytes * 1024 * 1024,
    )
