"""How an order, a change and a cancellation look before they are confirmed."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from domain.models.sales import OrderLine
from domain.sales.changes import CancelPlan, ChangePlan
from domain.sales.plans import WHOLESALE, OrderPlan, PlannedLine
from domain.scope import Level
from tools.call import Call
from tools.previews import Preview, PreviewLine

_TITLES = {
    "order": {"zh": "订货 {count} 种商品", "en": "Order of {count} product(s)"},
    "order_one": {"zh": "订货：{name} × {quantity}", "en": "Order: {name} × {quantity}"},
    "change": {"zh": "修改订单 {order}", "en": "Change order {order}"},
    "cancel": {"zh": "取消订单 {order}", "en": "Cancel order {order}"},
}


def preview_order(
    call: Call, plan: OrderPlan, packed: Mapping[int, str] = MappingProxyType({})
) -> Preview:
    """Lines with prices and promotions, where they ship from, and what is left afterwards.

    `packed` tells by product key how a quantity given in cases or dozens came about.
    """
    return Preview(
        title=_order_title(call, plan),
        lines=[_planned(call, line, packed.get(line.product.id)) for line in plan.lines],
        total=plan.total,
        currency=plan.currency,
        terms={
            "ship_to": plan.ship_to,
            "needed_by": plan.request.needed_by.isoformat() if plan.request.needed_by else None,
            "approval": list(plan.approval),
            "kind": plan.kind,
        },
        informs=_informs(plan),
    )


def preview_change(call: Call, plan: ChangePlan) -> Preview:
    """The order as it would be, and its total as it is."""
    after = preview_order(call, plan.after)
    title = _title(call, "change", order=plan.order.number)
    terms = after.terms | {
        "order": plan.order.number,
        "total_before": plan.order.total,
        "cancel": False,
    }
    return after.model_copy(update={"title": title, "terms": terms})


def preview_cancel(call: Call, plan: CancelPlan) -> Preview:
    """The order that would end."""
    return Preview(
        title=_title(call, "cancel", order=plan.order.number),
        lines=[_existing(call, line) for line in plan.order.lines],
        total=plan.order.total,
        currency=plan.order.currency,
        terms={"order": plan.order.number, "cancel": True},
    )


def _order_title(call: Call, plan: OrderPlan) -> str:
    if len(plan.lines) != 1:
        return _title(call, "order", count=len(plan.lines))
    line = plan.lines[0]
    return _title(call, "order_one", name=call.named(line.product), quantity=line.quantity)


def _informs(plan: OrderPlan) -> dict[str, Any]:
    if plan.kind != WHOLESALE:
        return {}
    return {
        "stock_after": {
            line.product.sku: line.source.available - line.quantity
            for line in plan.lines
            if line.source
        },
        "credit_limit": plan.account.limit,
        "credit_before": plan.account.available,
        "credit_after": plan.account.available - plan.total,
    }


def _planned(call: Call, line: PlannedLine, packed: str | None) -> PreviewLine:
    shows_stock = line.source is not None and call.actor.level is not Level.CUSTOMER
    return PreviewLine(
        sku=line.product.sku,
        name=call.named(line.product),
        quantity=line.quantity,
        unit_price=line.unit_price,
        amount=line.amount,
        discount=line.discount,
        promotion=line.promotion,
        promotion_name=call.promotion_name(line.promotion),
        ships_from=call.named(line.source) if line.source else None,
        available=line.source.available if line.source and shows_stock else None,
        packed=packed,
    )


def _existing(call: Call, line: OrderLine) -> PreviewLine:
    return PreviewLine(
        sku=line.product.sku,
        name=call.named(line.product),
        quantity=line.quantity,
        unit_price=line.unit_price,
        amount=line.amount,
        discount=line.discount,
        promotion=line.promotion,
        promotion_name=call.promotion_name(line.promotion),
        ships_from=call.named(line.warehouse) if line.warehouse else None,
    )


def _title(call: Call, deed: str, **values: Any) -> str:
    return _TITLES[deed][call.language].format(**values)
