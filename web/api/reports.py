"""Reports by HTTP: as text or as a file."""

from typing import Any

from fastapi import APIRouter, Request

from web.calls import receipt_shown
from web.handing_in import FileField, TextField, hand_in
from web.identity import CurrentVisitor
from web.throttle import limited

router = APIRouter(prefix="/api/reports", tags=["reports"])


@router.post("", dependencies=[limited("tools")], status_code=201)
def submit(
    request: Request,
    visitor: CurrentVisitor,
    file: FileField = None,
    text: TextField = "",
    title: TextField = "",
    starts_on: TextField = "",
    ends_on: TextField = "",
) -> dict[str, Any]:
    """Hand in a report, as `text` or as a `file` (txt, md, docx, xlsx, pdf, eml): `{result,
    receipt}`. A file that cannot be read is kept for a person, and `problem` says why; the same
    report again is `repeated`."""
    receipt = hand_in(request, visitor, text, file, title, starts_on, ends_on)
    return {"result": receipt.result, "receipt": receipt_shown(receipt)}
