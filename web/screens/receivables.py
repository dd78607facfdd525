"""Receivables: how much is owed, how long it has been due, and what credit is left."""

from datetime import date
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from domain.scope import Permission
from web.identity import CurrentVisitor
from web.pages import page
from web.reading import answer_of
from web.screens.dealers import visible_dealers
from web.services import services_of
from web.throttle import limited

router = APIRouter(prefix="/receivables", dependencies=[limited("tools")])

AGES = ((0, "not_due"), (30, "to_30"), (60, "to_60"), (90, "to_90"))
"""Days overdue up to which an invoice counts to a column; beyond the last, `over_90`."""


@router.get("")
def receivables(request: Request, visitor: CurrentVisitor, dealer: str = "") -> HTMLResponse:
    """A dealer's account; staff choose whose."""
    visitor.actor.require(Permission.READ_RECEIVABLES)
    staff = visitor.actor.is_staff
    with services_of(request).database.read(visitor.actor) as session:
        dealers = visible_dealers(session) if staff else []
    account: dict[str, Any] | None = None
    if dealer or not staff:
        wanted = {"dealer": dealer[:120]} if dealer else {}
        account = answer_of(request, visitor, "query_receivables", wanted)
    ages = _ages(account) if account else {}
    values: dict[str, Any] = {
        "dealers": dealers,
        "dealer": dealer,
        "account": account,
        "ages": ages,
    }
    return page(request, visitor, "receivables.html", days_late=_days_late, **values)


def _ages(account: dict[str, Any]) -> dict[str, int]:
    """Open amounts by how long they have been due, in minor units."""
    sums = {name: 0 for _, name in AGES} | {"over_90": 0}
    for item in account["items"]:
        late = _days_late(item, account["as_of"])
        name = next((name for days, name in AGES if late <= days), "over_90")
        sums[name] += item["open_amount"]
    return sums


def _days_late(item: dict[str, Any], as_of: str) -> int:
    return (date.fromisoformat(as_of) - date.fromisoformat(item["due_on"])).days
