"""What is turned away unread: bodies that are too large, and paths that no record can have."""

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from domain.errors import Invalid
from web.answers import answer_to
from web.problems import Problem

MAXIMUM_BODY = 256 * 1024
MAXIMUM_UPLOAD = 32 * 1024 * 1024
UPLOADS = ("/api/reports", "/reports/new")
"""Where files are taken in."""
_JSON = ("application/json",)
_FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
_DISCARDED = 16 * MAXIMUM_BODY
"""How much of a refused body is still read, so that its sender gets to see the answer."""


class Admission:
    """Reads the body of a request up to the limit, then lets the request in with it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        refusal = _refusal(scope)
        body = await _body(receive, kept=0 if refusal else _maximum(scope["path"]))
        if body is None and refusal is None:
            refusal = _too_large(scope["path"])
        if refusal is not None:
            response = answer_to(Request(scope), refusal)
            await response(scope, receive, send)
            return
        await self.app(scope, _replay(body or b"", receive), send)


def _refusal(scope: Scope) -> Exception | None:
    if "\0" in scope["path"] or b"%00" in scope["query_string"]:
        return Problem(404, "page_not_found")
    headers = Headers(scope=scope)
    length = headers.get("content-length", "0")
    if length.isdigit() and int(length) > _maximum(scope["path"]):
        return _too_large(scope["path"])
    if scope["path"].startswith("/api/") and not _readable(headers, scope["path"]):
        return Problem(415, "content_type")
    return None


def _readable(headers: Headers, path: str) -> bool:
    """JSON everywhere; a form where OAuth2 prescribes one or a file may come; nothing where there
    is no body."""
    empty = headers.get("content-length", "0") == "0" and "transfer-encoding" not in headers
    kind = headers.get("content-type", "").partition(";")[0].strip().lower()
    return empty or kind in (_FORMS if path in ("/api/token", *UPLOADS) else _JSON)


def _maximum(path: str) -> int:
    return MAXIMUM_UPLOAD if path in UPLOADS else MAXIMUM_BODY


def _too_large(path: str) -> Invalid:
    return Invalid("too_large", maximum="32 MB" if path in UPLOADS else "256 KB")


async def _body(receive: Receive, kept: int) -> bytes | None:
    """The whole body, or None when it is longer than `kept` bytes."""
    parts: list[bytes] = []
    size, more = 0, True
    while more and size <= max(kept, _DISCARDED):
        message = await receive()
        part = message.get("body", b"")
        more = message.get("more_body", False)
        size += len(part)
        if size <= kept:
            parts.append(part)
    return b"".join(parts) if size <= kept else None


def _replay(body: bytes, receive: Receive) -> Receive:
    told = False

    async def again() -> Message:
        nonlocal told
        if told:
            return await receive()
        told = True
        return {"type": "http.request", "body": body, "more_body": False}

    return again
