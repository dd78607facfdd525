"""Changing and cancelling an order that was placed."""

import re
from collections.abc import Callable
from typing import Any

from assistant.builtin.corrections import Correction, corrected
from assistant.builtin.plan import Brief, Step, call, say
from assistant.focus import Question
from assistant.results import ToolResult
from assistant.understanding.understood import Request

_CANCEL = re.compile(
    r"取消|撤(单|销|了|回|掉)|不要了|退掉|作废|不订了|砍掉|整单"
    r"|\bcancel|call(ing)? (it )?off|scrap|don't want|no longer",
    re.IGNORECASE,
)
_WHOLE = re.compile(
    r"整[单张]|全部?(?:都|给我)?(?:取消|撤|不要)"
    r"|(?:取消|撤销|撤回|作废|撤掉)(?:掉|了)?(?:我的|这张|那张|订单|单子|\s)*(?:SO[- ]?)?\d+"
    r"|\d+(?:号|的|那)*(?:订单|单子?|张)?(?:帮我|给我|麻烦|请|都|整单)*(?:取消|撤|作废)"
    r"|\b(?:cancel|scrap|call off)(?: my| the| order| number| no\.?)*\s?#?(?:SO[- ]?)?\d+",
    re.IGNORECASE,
)
"""The order itself is to be cancelled, whatever goods are named beside it."""
_CHANGEABLE = ("requested", "awaiting_approval", "confirmed")
_MOST = 5
"""The newest orders among which one without a number is looked for."""


def change_order(brief: Brief, request: Request) -> list[Step]:
    """Propose to cancel an order or to change it, or ask which and how.

    The order is looked at first: what is said of it corrects its lines.
    """
    order = request.order or brief.focus.order
    if order is None:
        return [_looked(request, _among(brief, request), limit=_MOST)]
    return [_looked(request, _of(brief, request), order=order)]


Follow = Callable[[list[ToolResult]], list[Step]]


def _looked(request: Request, follow: Follow, **which: Any) -> Step:
    return Step(tool="order_status", arguments=which, follow=follow, intent=request.intent)


def _of(brief: Brief, request: Request) -> Follow:
    def change(results: list[ToolResult]) -> list[Step]:
        return _changed(brief, request, results[-1].data["orders"][0])

    return change


def _among(brief: Brief, request: Request) -> Follow:
    """Without a number: the one order that can still be changed, or holds the goods named; or a
    choice of them."""

    def choose(results: list[ToolResult]) -> list[Step]:
        orders = [o for o in results[-1].data["orders"] if o["status"] in _CHANGEABLE]
        named = _skus(brief, request)
        fitting = [o for o in orders if named & {line["sku"] for line in o["lines"]}]
        orders = fitting or orders
        if not orders:
            return [say("change_order.none")]
        if len(orders) > 1:
            return [_which(request, orders)]
        return _changed(brief, request, orders[0])

    return choose


def _which(request: Request, orders: list[dict[str, Any]]) -> Step:
    labels = [" ".join([o["order"], *(line["name"] for line in o["lines"])]) for o in orders]
    choices = tuple(
        {"value": o["order"], "label": label} for o, label in zip(orders, labels, strict=True)
    )
    said = {"text": request.text}
    question = Question("change_order", said, "which_order", request.intent, "", choices)
    return Step(say="ask.which_order", values={"orders": orders}, question=question)


def _changed(brief: Brief, request: Request, order: dict[str, Any]) -> list[Step]:
    number = order["order"]
    lines = [{"product": x["sku"], "quantity": x["quantity"]} for x in order["lines"]]
    if order["status"] not in _CHANGEABLE:
        return [say("change_order.too_late", order=number, status=order["status"])]
    said = Correction.of([request])
    named = said.items or said.removed or said.scale
    if _WHOLE.search(request.text) or (not named and _CANCEL.search(request.text)):
        return [call("change_order", request, order=number, cancel=True)]
    wanted = corrected(lines, said, brief.catalogue) if named else None
    if wanted is None or wanted == lines or any("quantity" not in line for line in wanted):
        question = Question(
            "change_order", {"order": number}, "change", request.intent, request.text
        )
        return [Step(say="ask.change", values={"order": number}, question=question)]
    if not wanted:
        return [call("change_order", request, order=number, cancel=True)]
    return [call("change_order", request, order=number, lines=_differences(lines, wanted))]


def _differences(before: list[dict[str, Any]], after: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The lines that change; what is gone has the quantity 0."""
    left = {line["product"] for line in after}
    gone = [{"product": x["product"], "quantity": 0} for x in before if x["product"] not in left]
    return [line for line in after if line not in before] + gone


def _skus(brief: Brief, request: Request) -> set[str]:
    """The codes of the goods that a request names."""
    mentions = [*request.removed, *(i.product for i in request.items if i.product)]
    return {brief.catalogue.products[key].sku for m in mentions for key in m.fits}
