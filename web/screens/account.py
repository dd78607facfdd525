"""My account: language, password, and the chat accounts that speak for the visitor."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Form, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from domain.errors import Forbidden, Invalid, TooFast
from domain.people.operations import LINK_MINUTES, MINIMUM_PASSWORD, authenticated, make_link
from domain.people.own_account import (
    change_password,
    choose_language,
    linked_accounts,
    open_sessions,
    unlink,
)
from domain.scope import SYSTEM
from web.errors import Fault, fault_of
from web.identity import CurrentVisitor, Visitor
from web.languages import COOKIE as LANGUAGE_COOKIE
from web.pages import page
from web.services import services_of
from web.throttle import CurrentThrottle, limited

router = APIRouter(prefix="/account", dependencies=[limited("tools")])

CHANNEL = "telegram"
_YEAR = 365 * 24 * 3600


@router.get("")
def account(request: Request, visitor: CurrentVisitor) -> HTMLResponse:
    """The page."""
    return _page(request, visitor)


@router.post("/language")
def language(
    request: Request, visitor: CurrentVisitor, language: Annotated[Literal["zh", "en"], Form()]
) -> Response:
    """Speak with the visitor in another language, here and on every channel."""
    services = services_of(request)
    services.database.run(SYSTEM, lambda s: choose_language(s, visitor.actor.user_id, language))
    answer = RedirectResponse("/account", 303)
    secure = services.secure_cookies
    answer.set_cookie(
        LANGUAGE_COOKIE, language, max_age=_YEAR, httponly=True, samesite="lax", secure=secure
    )
    return answer


@router.post("/password")
def password(
    request: Request,
    visitor: CurrentVisitor,
    throttle: CurrentThrottle,
    old: Annotated[str, Form()] = "",
    new: Annotated[str, Form()] = "",
) -> HTMLResponse:
    """Change the password; all other sessions end. Wrong guesses count as those at the door."""
    services, actor = services_of(request), visitor.actor
    address = request.client.host if request.client else ""
    try:
        throttle.before_sign_in(actor.username, address)
        with services.database.read(SYSTEM) as session:
            authenticated(session, actor.username, old)
        now = services.clock.now()
        services.database.run(
            SYSTEM, lambda s: change_password(s, actor.user_id, new, visitor.secret, now)
        )
    except Forbidden as error:
        throttle.sign_in_failed(actor.username, address)
        return _page(request, visitor, fault=fault_of(error, visitor.language))
    except (Invalid, TooFast) as error:
        return _page(request, visitor, fault=fault_of(error, visitor.language))
    return _page(request, visitor, changed=True)


@router.post("/link")
def link(request: Request, visitor: CurrentVisitor) -> HTMLResponse:
    """A one-time address that links a Telegram account."""
    services = services_of(request)
    now = services.clock.now()
    secret = services.database.run(
        SYSTEM, lambda s: make_link(s, visitor.actor.user_id, CHANNEL, now)
    )
    return _page(request, visitor, secret=secret, address=services.chat_link(secret))


@router.post("/unlink/{number}")
def end_link(request: Request, visitor: CurrentVisitor, number: int) -> HTMLResponse:
    """End a link; it takes effect at once."""
    services = services_of(request)
    now = services.clock.now()
    services.database.run(SYSTEM, lambda s: unlink(s, visitor.actor.user_id, number, now))
    return _page(request, visitor)


def _page(
    request: Request,
    visitor: Visitor,
    *,
    fault: Fault | None = None,
    changed: bool = False,
    secret: str | None = None,
    address: str | None = None,
) -> HTMLResponse:
    services = services_of(request)
    with services.database.read(SYSTEM) as session:
        links = linked_accounts(session, visitor.actor.user_id)
        sessions = open_sessions(session, visitor.actor.user_id, services.clock.now())
    values: dict[str, Any] = {
        "links": links,
        "sessions": sessions,
        "fault": fault,
        "changed": changed,
        "secret": secret,
        "address": address,
        "minutes": LINK_MINUTES,
        "minimum": MINIMUM_PASSWORD,
    }
    return page(request, visitor, "account.html", fault.status if fault else 200, **values)
