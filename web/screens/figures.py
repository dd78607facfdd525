"""Figures: sales against target and earlier, their trend, who and what sold most, service."""

from datetime import date, timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from starlette.responses import HTMLResponse

from domain.clock import business_date
from web.charts import bars
from web.identity import CurrentVisitor, Visitor
from web.pages import page
from web.reading import answer_of
from web.screens.dealers import visible_dealers
from web.screens.forms import filled
from web.services import services_of
from web.throttle import limited

router = APIRouter(prefix="/figures", dependencies=[limited("tools")])

PERIODS = ("month", "last_month", "quarter", "year")
RANKED = 8


@router.get("")
def figures(
    request: Request,
    visitor: CurrentVisitor,
    period: str = "month",
    dealer: Annotated[str, Query(max_length=120)] = "",
) -> HTMLResponse:
    """The figures of a period; staff may choose one dealer."""
    chosen = period if period in PERIODS else PERIODS[0]
    today = business_date(services_of(request).clock.now(), visitor.actor.time_zone)
    start, end = _days(chosen, today)
    whose = filled(dealer=dealer if visitor.actor.is_staff else "")
    asked = {"start": start.isoformat(), "end": end.isoformat()} | whose

    def sales(by: str) -> dict[str, Any]:
        return answer_of(request, visitor, "business_figure", asked | {"by": by, "limit": RANKED})

    with services_of(request).database.read(visitor.actor) as session:
        dealers = visible_dealers(session) if visitor.actor.is_staff else []
    trend = sales("trend")
    values: dict[str, Any] = {
        "period": chosen,
        "periods": PERIODS,
        "dealer": dealer,
        "dealers": dealers,
        "total": trend,
        "chart": bars([row["amount"] for row in trend["rows"]]),
        "rankings": {by: sales(by)["rows"] for by in _groupings(visitor, dealer)},
        "service": answer_of(request, visitor, "service_figure", asked),
        "advice": _advice(request, visitor, whose),
    }
    return page(request, visitor, "figures.html", **values)


def _groupings(visitor: Visitor, dealer: str) -> tuple[str, ...]:
    compares = visitor.actor.is_staff and not dealer
    return ("product", "family", "dealer", "region") if compares else ("product", "family")


def _advice(request: Request, visitor: Visitor, whose: dict[str, Any]) -> dict[str, Any]:
    return answer_of(request, visitor, "replenishment_advice", whose | {"limit": RANKED})


def _days(period: str, today: date) -> tuple[date, date]:
    first = today.replace(day=1)
    if period == "last_month":
        last = first - timedelta(days=1)
        return last.replace(day=1), last
    if period == "quarter":
        return today.replace(month=(today.month - 1) // 3 * 3 + 1, day=1), today
    return (today.replace(month=1, day=1) if period == "year" else first), today
