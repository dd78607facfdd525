"""Orders: the list, one order, a new one, cancelling and changing."""

from typing import Annotated, Any

from fastapi import APIRouter, Form, Query, Request
from starlette.responses import HTMLResponse

from domain.catalogue.queries import promotion_names
from domain.models.sales import OrderStatus
from domain.sales.changes import CHANGEABLE
from domain.sales.queries import approvals_of, find_order, recent_orders
from web.calls import call_tool
from web.identity import CurrentVisitor
from web.pages import page
from web.parts import outcome_part
from web.screens.dealers import dealer_names, visible_dealers
from web.screens.forms import filled, lines
from web.services import services_of
from web.throttle import limited

router = APIRouter(prefix="/orders")

PAGE = 20
Products = Annotated[list[str], Form()]
Quantities = Annotated[list[str], Form()]


@router.get("")
def orders(
    request: Request, visitor: CurrentVisitor, before: Annotated[int | None, Query(ge=1)] = None
) -> HTMLResponse:
    """The visitor's orders, newest first, a page at a time."""
    with services_of(request).database.read(visitor.actor) as session:
        found = recent_orders(session, PAGE + 1, before)
        names = dealer_names(session, visitor.language) if visitor.actor.is_staff else {}
    more = len(found) > PAGE
    template = "parts/order_rows.html" if before else "orders.html"
    return page(request, visitor, template, orders=found[:PAGE], more=more, dealers=names)


@router.get("/new")
def new_order(request: Request, visitor: CurrentVisitor, product: str = "") -> HTMLResponse:
    """The form; staff choose the dealer they order for."""
    staff = visitor.actor.is_staff
    with services_of(request).database.read(visitor.actor) as session:
        dealers = visible_dealers(session) if staff else []
    return page(request, visitor, "order_new.html", dealers=dealers, product=product[:120])


@router.get("/new/line")
def another_line(request: Request, visitor: CurrentVisitor) -> HTMLResponse:
    """One more empty line of the form."""
    return page(request, visitor, "parts/order_line.html", product="")


@router.post("/new", dependencies=[limited("tools")])
def propose_order(
    request: Request,
    visitor: CurrentVisitor,
    product: Products,
    quantity: Quantities,
    dealer: Annotated[str, Form()] = "",
    ship_to: Annotated[str, Form()] = "",
    needed_by: Annotated[str, Form()] = "",
    note: Annotated[str, Form()] = "",
) -> HTMLResponse:
    """The order as a card to confirm."""
    wanted = filled(dealer=dealer, ship_to=ship_to, needed_by=needed_by, note=note)
    wanted["lines"] = lines(product, quantity)
    return outcome_part(request, visitor, call_tool(request, visitor, "create_order", wanted))


@router.get("/{reference}")
def order(request: Request, visitor: CurrentVisitor, reference: str) -> HTMLResponse:
    """One order with lines, shipments and approvals."""
    with services_of(request).database.read(visitor.actor) as session:
        found = find_order(session, reference)
        approvals = approvals_of(session, found)
        named = promotion_names(session, {x.promotion for x in found.lines if x.promotion})
        names = dealer_names(session, visitor.language) if visitor.actor.is_staff else {}
    values: dict[str, Any] = {
        "order": found,
        "approvals": approvals,
        "promotions": {code: name[visitor.language != "zh"] for code, name in named.items()},
        "dealer": names.get(found.dealer_id),
        "changeable": found.status in CHANGEABLE,
        "arriving": found.status == OrderStatus.SHIPPED,
    }
    return page(request, visitor, "order.html", **values)


@router.post("/{reference}/cancel", dependencies=[limited("tools")])
def cancel(request: Request, visitor: CurrentVisitor, reference: str) -> HTMLResponse:
    """Cancelling as a card to confirm."""
    wanted = {"order": reference, "cancel": True}
    return outcome_part(request, visitor, call_tool(request, visitor, "change_order", wanted))


@router.post("/{reference}/change", dependencies=[limited("tools")])
def change(
    request: Request,
    visitor: CurrentVisitor,
    reference: str,
    product: Products,
    quantity: Quantities,
) -> HTMLResponse:
    """Other quantities as a card to confirm."""
    wanted = {"order": reference, "lines": lines(product, quantity)}
    return outcome_part(request, visitor, call_tool(request, visitor, "change_order", wanted))


@router.post("/{reference}/receive", dependencies=[limited("tools")])
def receive(
    request: Request,
    visitor: CurrentVisitor,
    reference: str,
    difference: Annotated[str, Form()] = "",
) -> HTMLResponse:
    """Signing for the goods as a card to confirm."""
    wanted = filled(order=reference, difference=difference)
    return outcome_part(request, visitor, call_tool(request, visitor, "confirm_receipt", wanted))
