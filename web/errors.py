"""Refusals as HTTP: a status, a stable code, and a sentence in the visitor's language."""

import json
import secrets
from dataclasses import dataclass, field
from typing import Any

import structlog
from fastapi import Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from domain.errors import (
    Ambiguous,
    Changed,
    DomainError,
    Expired,
    Forbidden,
    Invalid,
    NotFound,
    Refused,
    Replayed,
    Retry,
    SwitchedOff,
    TooFast,
    Unknown,
)
from tools.proposals import Proposed
from tools.results import sentence, unexpected
from web.languages import language_for
from web.problems import Problem
from web.words import Words

_STATUS_OF_CODE = {"forbidden.credentials": 401} | {
    "unknown.tool": 404,
    "invalid.body": 400,
    "invalid.too_large": 413,
}
_STATUS_OF_KIND: dict[type[DomainError], int] = {
    Invalid: 422,
    Ambiguous: 422,
    Unknown: 422,
    Replayed: 422,
    NotFound: 404,
    Forbidden: 403,
    Refused: 409,
    Changed: 409,
    Expired: 410,
    TooFast: 429,
    SwitchedOff: 503,
    Retry: 503,
}
_PROBLEM_OF_STATUS = {400: "bad_request", 404: "page_not_found", 405: "method"}

log = structlog.get_logger("web")


@dataclass(frozen=True, slots=True)
class Fault:
    """An error as HTTP tells it.

    Arguments:
        proposal: the new proposal, where the terms of the confirmed one had changed.
        id: finds an unforeseen error in the log.
    """

    status: int
    code: str
    message: str
    data: dict[str, Any] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    proposal: dict[str, Any] | None = None
    id: str | None = None

    def body(self) -> dict[str, Any]:
        """`{"error": {"code", "message", "data", "id"?}, "proposal"?}`"""
        told = {"code": self.code, "message": self.message, "data": self.data}
        if self.id is not None:
            told["id"] = self.id
        return {"error": told} | ({"proposal": self.proposal} if self.proposal else {})


def status_of(error: DomainError) -> int:
    """The status that fits an error of the core."""
    if error.code in _STATUS_OF_CODE:
        return _STATUS_OF_CODE[error.code]
    kinds = (k for k in type(error).__mro__ if k in _STATUS_OF_KIND)
    return next((_STATUS_OF_KIND[kind] for kind in kinds), 400)


def fault_of(error: Exception, language: str) -> Fault:
    """What to tell of an error; one that nobody foresaw is logged, and only its id told."""
    match error:
        case DomainError():
            return _of_the_core(error, language)
        case Problem():
            words = Words(language)
            message = words(f"problem.{error.code}")
            return Fault(error.status, error.code, message, error.data, error.headers)
        case RequestValidationError():
            return _of_the_core(_misread(error), language)
        case HTTPException():
            code = _PROBLEM_OF_STATUS.get(error.status_code, "bad_request")
            headers = dict(error.headers or {})
            return Fault(error.status_code, code, Words(language)(f"problem.{code}"), {}, headers)
    return _unforeseen(error, language)


def json_fault(fault: Fault) -> Response:
    """The error as JSON. Text that is no Unicode (a lone surrogate) is shown as a question mark."""
    text = json.dumps(fault.body(), ensure_ascii=False, default=str)
    return Response(
        text.encode("utf-8", "replace"),
        fault.status,
        media_type="application/json",
        headers=fault.headers,
    )


def error_language(request: Request) -> str:
    """The signed-in person's, as far as he is known by now."""
    known = getattr(request.state, "language", None)
    return known or language_for(request)


def _of_the_core(error: DomainError, language: str) -> Fault:
    data = dict(error.data)
    renewed = data.pop("proposal", None)
    headers = {"Retry-After": str(data.get("retry_after", 1))} if _passes(error) else {}
    return Fault(
        status_of(error),
        error.code,
        sentence(error, language),
        data,
        headers,
        renewed.public() if isinstance(renewed, Proposed) else None,
    )


def _passes(error: DomainError) -> bool:
    return isinstance(error, TooFast | Retry)


def _misread(error: RequestValidationError) -> Invalid:
    """The same vocabulary as the door's, which names fields and faults but repeats no input."""
    faults = error.errors()
    if any(fault["type"] == "json_invalid" for fault in faults):
        return Invalid("body")
    fields = [
        {
            "field": ".".join(str(part) for part in fault["loc"][1:]) or "body",
            "fault": fault["type"],
        }
        for fault in faults
    ]
    return Invalid("arguments", fields=fields)


def _unforeseen(error: Exception, language: str) -> Fault:
    reference = secrets.token_hex(4)
    log.error("unexpected", id=reference, exc_info=error)
    return Fault(500, "unexpected", unexpected(reference, language), id=reference)
