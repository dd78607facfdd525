"""Deliveries, for administrators: what was sent, what was given up, and trying again."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from domain.deliveries.operations import retry
from domain.deliveries.queries import deliveries as sent_deliveries
from domain.deliveries.queries import delivery_counts
from domain.models.deliveries import DeliveryState
from web.identity import CurrentVisitor
from web.pages import page
from web.services import services_of
from web.throttle import limited

router = APIRouter(prefix="/deliveries")

PAGE = 50
REPEATABLE = (DeliveryState.FAILED, DeliveryState.IN_DOUBT)


@router.get("")
def deliveries(
    request: Request,
    visitor: CurrentVisitor,
    state: DeliveryState | None = None,
    before: Annotated[int | None, Query(ge=1)] = None,
) -> HTMLResponse:
    """Deliveries newest first, of one state or of all."""
    with services_of(request).database.read(visitor.actor) as session:
        counts = delivery_counts(session)
        found = sent_deliveries(session, state.value if state else None, PAGE + 1, before)
    return page(
        request, visitor, "deliveries.html", deliveries=found[:PAGE], more=len(found) > PAGE,
        counts=counts, states=list(DeliveryState), state=state, repeatable=REPEATABLE,
    )  # fmt: skip


@router.post("/{delivery_id}/retry", dependencies=[limited("tools")])
def try_again(request: Request, visitor: CurrentVisitor, delivery_id: int) -> Response:
    """Try one again that was given up."""
    services = services_of(request)
    now = services.clock.now()
    services.database.run(visitor.actor, lambda session: retry(session, delivery_id, now).id)
    if "hx-request" in request.headers:
        return Response(status_code=204, headers={"HX-Refresh": "true"})
    return RedirectResponse("/deliveries", 303)
