"""Products: search, with the visitor's own price."""

from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from domain.errors import Unknown
from web.errors import Fault, fault_of
from web.identity import CurrentVisitor, Visitor
from web.pages import page
from web.reading import answer_of
from web.throttle import limited

router = APIRouter(prefix="/products", dependencies=[limited("tools")])

FOUND = 30
OFFERED = 8


@router.get("")
def products(request: Request, visitor: CurrentVisitor, q: str = "") -> HTMLResponse:
    """What a search finds."""
    found, fault = _search(request, visitor, q, FOUND)
    part = request.headers.get("hx-target") == "found"
    template = "parts/product_cards.html" if part else "products.html"
    return page(request, visitor, template, q=q[:120], products=found, fault=fault)


@router.get("/options")
def options(request: Request, visitor: CurrentVisitor, product: str = "") -> HTMLResponse:
    """Names to choose from while somebody types."""
    found, _ = _search(request, visitor, product, OFFERED)
    return page(request, visitor, "parts/product_options.html", products=found)


def _search(
    request: Request, visitor: Visitor, text: str, limit: int
) -> tuple[list[dict[str, Any]], Fault | None]:
    if not text.strip():
        return [], None
    wanted = {"query": text.strip()[:120], "limit": limit}
    try:
        return answer_of(request, visitor, "search_products", wanted)["products"], None
    except Unknown as error:
        return [], fault_of(error, visitor.language)
