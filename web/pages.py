"""Pages and parts of pages from templates."""

from pathlib import Path
from typing import Any
from urllib.parse import quote

from fastapi import Request
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse, RedirectResponse, Response

from web.assets import asset
from web.errors import Fault, error_language
from web.facts import facts
from web.formats import Formats
from web.identity import Visitor
from web.markup import as_html
from web.navigation import places_for
from web.services import services_of
from web.words import Words

_environment = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_environment.filters["markup"] = as_html
_environment.globals.update(facts=facts, asset=asset)


def page(
    request: Request, visitor: Visitor | None, template: str, status: int = 200, **values: Any
) -> HTMLResponse:
    """A page or a part of one, in the visitor's language."""
    return HTMLResponse(rendered(request, visitor, template, **values), status)


def rendered(request: Request, visitor: Visitor | None, template: str, **values: Any) -> str:
    """The text of a page or a part of one."""
    services = services_of(request)
    language = visitor.language if visitor else error_language(request)
    zone = visitor.actor.time_zone if visitor else "Asia/Shanghai"
    return _environment.get_template(template).render(
        t=Words(language),
        f=Formats(language, zone),
        visitor=visitor,
        brand=services.public_name,
        places=places_for(visitor.actor, services.door.registry) if visitor else [],
        path=request.url.path,
        now=services.clock.now(),
        **values,
    )


def page_fault(request: Request, fault: Fault) -> Response:
    """An error for a person: the way to sign in, a notice within the page, or a page of its own."""
    asks_part = "hx-request" in request.headers
    if fault.status == 401 and fault.code == "not_signed_in":
        return _to_sign_in(request, asks_part)
    if asks_part:
        response = page(request, None, "parts/notice.html", fault.status, fault=fault)
        response.headers.update({"HX-Retarget": "#notice", "HX-Reswap": "innerHTML"})
    else:
        response = page(request, None, "fault.html", fault.status, fault=fault)
    response.headers.update(fault.headers)
    return response


def _to_sign_in(request: Request, asks_part: bool) -> Response:
    back = request.url.path if request.method == "GET" and not asks_part else "/chat"
    target = f"/sign-in?next={quote(back)}"
    if asks_part:
        return Response(status_code=401, headers={"HX-Redirect": target})
    return RedirectResponse(target, 303)
