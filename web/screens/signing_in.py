"""Signing in and out, and switching the language."""

from typing import Annotated, Literal

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from domain.errors import Forbidden, TooFast
from domain.people.operations import SESSION_HOURS, sign_out
from domain.scope import SYSTEM
from web.errors import error_language, fault_of
from web.identity import COOKIE, CurrentVisitor, KnownVisitor, require_own_page
from web.languages import COOKIE as LANGUAGE_COOKIE
from web.pages import page
from web.services import services_of
from web.sessions import open_session
from web.throttle import CurrentThrottle

router = APIRouter()
_YEAR = 365 * 24 * 3600


@router.get("/")
def front_door(visitor: KnownVisitor) -> Response:
    """Where somebody without a wish is led."""
    return RedirectResponse("/chat" if visitor else "/sign-in", 303)


@router.get("/sign-in")
def show_form(request: Request, visitor: KnownVisitor, next: str = "/chat") -> Response:
    """The form; who is signed in already is led on."""
    if visitor is not None:
        return RedirectResponse(_local(next), 303)
    return page(request, None, "sign_in.html", next=_local(next), username="", fault=None)


@router.post("/sign-in")
def sign_in(
    request: Request,
    throttle: CurrentThrottle,
    username: Annotated[str, Form()] = "",
    password: Annotated[str, Form()] = "",
    next: Annotated[str, Form()] = "/chat",
) -> Response:
    """Open a session and keep its secret in a cookie that scripts cannot read."""
    require_own_page(request)
    try:
        secret, _ = open_session(request, throttle, username, password)
    except (Forbidden, TooFast) as error:
        fault = fault_of(error, error_language(request))
        values = {"next": _local(next), "username": username[:64], "fault": fault}
        response = page(request, None, "sign_in.html", fault.status, **values)
        response.headers.update(fault.headers)
        return response
    answer = RedirectResponse(_local(next), 303)
    _keep(request, answer, COOKIE, secret, SESSION_HOURS * 3600)
    return answer


@router.post("/sign-out")
def leave(request: Request, visitor: CurrentVisitor) -> Response:
    """End the session."""
    services = services_of(request)
    services.database.run(SYSTEM, lambda s: sign_out(s, visitor.secret, services.clock.now()))
    answer = RedirectResponse("/sign-in", 303)
    answer.delete_cookie(COOKIE)
    return answer


@router.get("/language/{language}")
def switch_language(
    request: Request, language: Literal["zh", "en"], next: str = "/chat"
) -> Response:
    """Show the screens in another language from now on."""
    answer = RedirectResponse(_local(next), 303)
    _keep(request, answer, LANGUAGE_COOKIE, language, _YEAR)
    return answer


def _keep(request: Request, answer: Response, name: str, value: str, seconds: int) -> None:
    answer.set_cookie(
        name,
        value,
        max_age=seconds,
        httponly=True,
        samesite="lax",
        secure=services_of(request).secure_cookies,
    )


def _local(target: str) -> str:
    """A path of ours; anything that could lead elsewhere leads to the chat."""
    plain = target.startswith("/") and target.isascii() and target.isprintable()
    return target if plain and not target.startswith("//") and "\\" not in target else "/chat"
