"""A reader's own subscriptions, the addresses of his webhooks, and leaving by a link."""

from typing import Annotated
from zoneinfo import available_timezones

from fastapi import APIRouter, Form, Request
from sqlalchemy.orm import Session
from starlette.responses import HTMLResponse, RedirectResponse, Response

from domain.digests.subscribing import (
    LANGUAGES,
    Wish,
    add_endpoint,
    end_endpoint,
    own_endpoints,
    own_subscription,
    subscribe,
    subscription_by_token,
    telegram_account,
    unsubscribe,
)
from domain.models.subscriptions import DigestKind, Way
from domain.scope import SYSTEM, Permission
from web.identity import CurrentVisitor
from web.pages import page
from web.services import services_of
from web.throttle import limited

router = APIRouter()

HOURS = range(24)
ZONES = sorted(zone for zone in available_timezones() if "/" in zone and not zone.startswith("Etc"))


@router.get("/subscriptions")
def subscriptions(request: Request, visitor: CurrentVisitor) -> HTMLResponse:
    """What the visitor gets, when, and by which way."""
    actor = visitor.actor
    actor.require(Permission.READ_INSIGHT)
    with services_of(request).database.read(actor) as session:
        mine = {kind.value: own_subscription(session, kind) for kind in DigestKind}
        endpoints = own_endpoints(session)
        linked = telegram_account(session, actor.user_id) is not None
    return page(
        request, visitor, "subscriptions.html", mine=mine, endpoints=endpoints, linked=linked,
        hours=HOURS, zones=ZONES, languages=LANGUAGES, ways=[way.value for way in Way],
    )  # fmt: skip


@router.post("/subscriptions/{kind}", dependencies=[limited("tools")])
def keep(
    request: Request,
    visitor: CurrentVisitor,
    kind: DigestKind,
    hour: Annotated[int, Form()],
    time_zone: Annotated[str, Form()],
    language: Annotated[str, Form()],
    ways: Annotated[list[Way] | None, Form()] = None,
    email: Annotated[str, Form()] = "",
) -> Response:
    """Subscribe, or alter what was chosen."""
    services = services_of(request)
    wish = Wish(kind, hour, time_zone, language, tuple(ways or ()), email.strip())
    now = services.clock.now()
    services.database.run(visitor.actor, lambda session: subscribe(session, wish, now).id)
    return _again(request)


@router.post("/subscriptions/{kind}/end", dependencies=[limited("tools")])
def end(request: Request, visitor: CurrentVisitor, kind: DigestKind) -> Response:
    """Unsubscribe."""
    services_of(request).database.run(visitor.actor, lambda s: unsubscribe(s, kind))
    return _again(request)


@router.post("/webhooks", dependencies=[limited("tools")])
def add_webhook(request: Request, visitor: CurrentVisitor, url: Annotated[str, Form()]) -> Response:
    """Keep an address for webhooks."""
    services = services_of(request)
    now = services.clock.now()
    services.database.run(visitor.actor, lambda s: add_endpoint(s, url.strip(), now).id)
    return _again(request)


@router.post("/webhooks/{endpoint_id}/end", dependencies=[limited("tools")])
def end_webhook(request: Request, visitor: CurrentVisitor, endpoint_id: int) -> Response:
    """Post nothing more to an address."""
    services_of(request).database.run(visitor.actor, lambda s: end_endpoint(s, endpoint_id))
    return _again(request)


@router.get("/unsubscribe/{token}")
def ask_to_leave(request: Request, token: str) -> HTMLResponse:
    """Ask once more: mail programs open links by themselves."""
    with services_of(request).database.read(SYSTEM) as session:
        found = subscription_by_token(session, token)
    return page(request, None, "unsubscribe.html", kind=found.kind, token=token, left=False)


@router.post("/unsubscribe/{token}")
def leave(request: Request, token: str) -> HTMLResponse:
    """End the subscription, without signing in: by the page's button or a mail program's own
    (RFC 8058). The token is proof enough; no cookie is looked at."""

    def work(session: Session) -> str:
        found = subscription_by_token(session, token)
        found.due_at = None
        return found.kind

    kind = services_of(request).database.run(SYSTEM, work)
    return page(request, None, "unsubscribe.html", kind=kind, token=token, left=True)


def _again(request: Request) -> Response:
    if "hx-request" in request.headers:
        return Response(status_code=204, headers={"HX-Redirect": "/subscriptions"})
    return RedirectResponse("/subscriptions", 303)
