"""What browsers are told to refuse: foreign scripts, frames, guessed types, leaked addresses."""

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    ]
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
_YEAR = "max-age=31536000"


def _keeping(scope: Scope) -> str:
    """How long a cache may keep the answer: a file whose address names its contents, for ever."""
    if not scope["path"].startswith("/static/"):
        return "no-store"
    return f"public, {_YEAR}, immutable" if b"v=" in scope["query_string"] else "no-cache"


class SecurityHeaders:
    """Adds them to every response; nothing but static files may be kept by a cache.

    Arguments:
        https: the house is reached by HTTPS alone; browsers are told to remember it.
    """

    def __init__(self, app: ASGIApp, https: bool) -> None:
        self.app = app
        self.headers = _HEADERS | ({"Strict-Transport-Security": _YEAR} if https else {})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(self.headers)
                headers.setdefault("Cache-Control", _keeping(scope))
            await send(message)

        await self.app(scope, receive, guarded)
