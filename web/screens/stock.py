"""Stock: where a product can be had, warehouse by warehouse."""

from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from domain.errors import Ambiguous, Unknown
from web.errors import Fault, fault_of
from web.identity import CurrentVisitor, Visitor
from web.pages import page
from web.reading import answer_of
from web.screens.forms import filled
from web.throttle import limited

router = APIRouter(prefix="/stock", dependencies=[limited("tools")])

NOTHING: dict[str, Any] = {"items": [], "alternatives": []}


@router.get("")
def stock(
    request: Request, visitor: CurrentVisitor, product: str = "", place: str = ""
) -> HTMLResponse:
    """What is there of a product; names that fit several come back as a choice."""
    seen, fault = _seen(request, visitor, product, place)
    part = request.headers.get("hx-target") == "found"
    values: dict[str, Any] = {
        "product": product[:120],
        "place": place[:120],
        "seen": seen,
        "fault": fault,
        "candidates": fault.data.get("candidates", []) if fault else [],
        "unsure_of": fault.code.partition(".")[2] if fault else "",
    }
    return page(request, visitor, "parts/stock_found.html" if part else "stock.html", **values)


def _seen(
    request: Request, visitor: Visitor, product: str, place: str
) -> tuple[dict[str, Any], Fault | None]:
    if not product.strip():
        return NOTHING, None
    wanted = filled(product=product.strip()[:120], place=place.strip()[:120])
    try:
        return answer_of(request, visitor, "check_stock", wanted), None
    except (Ambiguous, Unknown) as error:
        return NOTHING, fault_of(error, visitor.language)
