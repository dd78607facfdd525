"""Orders of the demo network's dealers."""

from collections.abc import Mapping
from datetime import datetime
from itertools import count
from typing import Any

from domain.database import Database
from domain.sales.operations import place_order
from domain.sales.plans import OrderRequest, plan_order
from domain.scope import Actor
from tests.factories.goods import WALL_UNIT, product_key
from tests.factories.network import NOW

_commands = count(1)


def placed_order(
    database: Database,
    actor: Actor,
    lines: Mapping[str, int] | None = None,
    now: datetime = NOW,
) -> dict[str, Any]:
    """What `place_order` says of an order by a dealer or a customer, by default of 20 wall units.

    `lines`: pieces by product code.
    """
    with database.write(actor) as session:
        wanted = (lines or {WALL_UNIT: 20}).items()
        request = OrderRequest(
            dealer_id=actor.dealer_id or 0,
            customer_id=actor.customer_id,
            lines=tuple((product_key(session, sku), pieces) for sku, pieces in wanted),
        )
        plan = plan_order(session, request, now)
        return place_order(session, plan, f"test-{next(_commands)}", now)
