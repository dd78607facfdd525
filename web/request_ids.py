"""A request's id, from the channel to the SQL: taken over or issued, logged, and given back."""

import re
import time
from uuid import uuid4

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HEADER = "X-Request-ID"
_FIT = re.compile(r"[A-Za-z0-9._-]{8,64}")

_QUIET = ("/static/", "/healthz", "/readyz", "/metrics")
"""Asked for so often that they would drown the rest of the log."""

log = structlog.get_logger("web")


class RequestIds:
    """Binds the id to the log of everything that happens during the request."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        given = Headers(scope=scope).get(HEADER, "")
        request_id = given if _FIT.fullmatch(given) else uuid4().hex
        scope.setdefault("state", {})["request_id"] = request_id
        status, began = 0, time.perf_counter()

        async def named(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)[HEADER] = request_id
            await send(message)

        with structlog.contextvars.bound_contextvars(request_id=request_id):
            try:
                await self.app(scope, receive, named)
            finally:
                took = round((time.perf_counter() - began) * 1000, 1)
                tell = log.debug if scope["path"].startswith(_QUIET) else log.info
                tell("request", method=scope["method"], path=scope["path"], status=status, ms=took)
