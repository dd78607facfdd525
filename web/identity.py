"""Who is asking: by bearer token or by session cookie, which hold the same kind of secret."""

import hashlib
import hmac
from dataclasses import dataclass
from typing import Annotated

import structlog
from fastapi import Depends, Request
from fastapi.security import OAuth2PasswordBearer

from domain.people.operations import signed_in
from domain.scope import SYSTEM, Actor
from tools.call import Caller
from web.languages import language_for
from web.problems import NotSignedIn, Problem
from web.services import services_of

COOKIE = "dealerdesk_session"
CSRF_HEADER = "X-CSRF-Token"
CSRF_FIELD = "csrf"
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})

_bearer = OAuth2PasswordBearer(tokenUrl="/api/token", auto_error=False)


@dataclass(frozen=True, slots=True)
class Visitor:
    """A signed-in person or integration, and how he came.

    Arguments:
        secret: of his session; empty nowhere, shown nowhere.
        by_cookie: through the screens; else by a bearer token.
    """

    actor: Actor
    grants: frozenset[str]
    secret: str
    by_cookie: bool
    language: str
    request_id: str

    @property
    def channel(self) -> str:
        return "web" if self.by_cookie else "api"

    @property
    def csrf(self) -> str:
        """What this session's pages send along with every unsafe request. Derived from the
        secret, which no other site knows, so nothing has to be kept."""
        return hmac.new(self.secret.encode(), b"csrf", hashlib.sha256).hexdigest()

    def caller(self, conversation_id: str | None = None) -> Caller:
        """This visitor as the door knows him."""
        return Caller(
            actor=self.actor,
            channel=self.channel,
            request_id=self.request_id,
            language=self.language,
            conversation_id=conversation_id,
            grants=self.grants,
        )


def known_visitor(
    request: Request, token: Annotated[str | None, Depends(_bearer)] = None
) -> Visitor | None:
    """The visitor, or None when nobody is signed in."""
    secret = token or request.cookies.get(COOKIE, "")
    if not secret or len(secret) > 200:
        return None
    services = services_of(request)
    with services.database.read(SYSTEM) as session:
        found = signed_in(session, secret, services.clock.now())
    if found is None:
        return None
    request.state.language = language_for(request, found.actor.language)
    return Visitor(
        actor=found.actor,
        grants=found.grants,
        secret=secret,
        by_cookie=token is None,
        language=request.state.language,
        request_id=request.state.request_id,
    )


async def visitor(
    request: Request, known: Annotated[Visitor | None, Depends(known_visitor)]
) -> Visitor:
    """The visitor.

    Raises:
        NotSignedIn: nobody is signed in.
        Problem: `csrf`, when a cookie came with an unsafe request that no page of ours sent.
    """
    if known is None:
        raise NotSignedIn
    structlog.contextvars.bind_contextvars(user=known.actor.user_id)
    if known.by_cookie and request.method not in SAFE:
        given = request.headers.get(CSRF_HEADER) or await _field(request)
        if not hmac.compare_digest(given.encode(), known.csrf.encode()):
            raise Problem(403, "csrf")
    return known


CurrentVisitor = Annotated[Visitor, Depends(visitor)]
KnownVisitor = Annotated[Visitor | None, Depends(known_visitor)]


def require_own_page(request: Request) -> None:
    """Raises `Problem` when a browser says that another site sent this form: for signing in,
    where there is no session yet to derive a token from."""
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        raise Problem(403, "csrf")
    origin = request.headers.get("origin")
    if origin and origin.partition("://")[2] != request.headers.get("host"):
        raise Problem(403, "csrf")


async def _field(request: Request) -> str:
    if not request.headers.get("content-type", "").startswith("application/x-www-form-urlencoded"):
        return ""
    given = (await request.form()).get(CSRF_FIELD)
    return given if isinstance(given, str) else ""
