"""Orders: place, change, follow, receive, price."""

import re
from typing import Any

from assistant.builtin.corrections import corrected
from assistant.builtin.lines import line_of, named_product
from assistant.builtin.plan import Brief, Step, ask, call, say
from assistant.results import ToolResult
from assistant.understanding.understood import Request

_AGAIN = re.compile(
    r"(上次|上回|之前|上一?单|以前|最近那?[单张]).{0,6}(一样|那样|那些|买的|原样|再来|同样|照)"
    r"|照(着)?(上次|上回|上一?单|之前)|老样子|照旧|原样再"
    r"|same (as|again)|(the )?usual\b|repeat (my|the) last|again like last",
    re.IGNORECASE,
)
_CANCEL = re.compile(
    r"取消|撤(单|销|了|回)|不要了|退掉|作废|不订了|砍掉"
    r"|\bcancel|call(ing)? off|scrap|don't want|no longer",
    re.IGNORECASE,
)


def place_order(brief: Brief, request: Request) -> list[Step]:
    """Propose an order, or ask for what is missing: the product, then the quantity."""
    if _AGAIN.search(request.text):
        return _same_again(brief, request)
    lines = [line_of(brief, item) for item in request.items]
    lines = [line for line in lines if line]
    lines = _with_focus(brief, lines)
    arguments: dict[str, Any] = {"lines": lines} | _terms(request)
    if not any("product" in line for line in lines):
        return [ask("ask.product", request, "create_order", arguments, "product")]
    missing = next((line for line in lines if "quantity" not in line), None)
    if missing is not None:
        name = display_name(brief, str(missing["product"]))
        return [ask("ask.quantity", request, "create_order", arguments, "quantity", product=name)]
    return [call("create_order", request, **arguments)]


def change_order(brief: Brief, request: Request) -> list[Step]:
    """Propose to cancel an order or to change its quantities."""
    order = request.order or brief.focus.order
    if order is None:
        arguments = _change(brief, request, "")
        follow = _only_order(request, arguments)
        return [
            Step(tool="order_status", arguments={"limit": 5}, follow=follow, intent=request.intent)
        ]
    return _changed(brief, request, order)


def order_status(brief: Brief, request: Request) -> list[Step]:
    """Where the named order is, or the newest with a product, or the newest."""
    product = next((i.product for i in request.items if i.product), None)
    order = request.order or (None if product else brief.focus.order)
    if order is None and product is not None and product.fits:
        return [call("order_status", request, product=line_of(brief, request.items[0])["product"])]
    return [call("order_status", request, order=order)]


def confirm_receipt(brief: Brief, request: Request) -> list[Step]:
    """Propose to sign for an order."""
    order = request.order or brief.focus.order
    return [call("confirm_receipt", request, order=order, difference=_difference(request))]


def price_quote(brief: Brief, request: Request) -> list[Step]:
    """The price of a product on the asker's list; with a quantity, the line with promotions."""
    lines = [line for line in (line_of(brief, item) for item in request.items) if "product" in line]
    complete = [line | {"quantity": line.get("quantity", 1)} for line in lines]
    if not complete and (product := named_product(brief, request.items)):
        complete = [{"product": product, "quantity": 1}]
    if not complete:
        return [ask("ask.product", request, "quote", {"lines": []}, "product")]
    return [call("quote", request, lines=complete)]


def display_name(brief: Brief, product: str) -> str:
    """How a product is called in a question: its name, where the code is known."""
    for known in brief.catalogue.products.values():
        if known.sku == product:
            return known.name_zh if brief.language == "zh" else known.name_en
    return product


def _with_focus(brief: Brief, lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """A bare quantity ("来20台") is of the one product the talk was about."""
    if len(lines) == 1 and "product" not in lines[0] and len(brief.focus.products) == 1:
        return [{"product": brief.focus.products[0]} | lines[0]]
    if not lines and len(brief.focus.products) == 1 and brief.focus.question is None:
        return []
    return lines


def _terms(request: Request) -> dict[str, Any]:
    terms = {
        "needed_by": request.day.isoformat() if request.day else None,
        "ship_from": request.place,
        "dealer": request.dealer,
    }
    return {name: value for name, value in terms.items() if value is not None}


def _same_again(brief: Brief, request: Request) -> list[Step]:
    """The last order anew, with what the message says to be different."""

    def reorder(results: list[ToolResult]) -> list[Step]:
        orders = results[-1].data.get("orders", []) if results[-1].kind == "answer" else []
        if not orders:
            return [say("order_again.none")]
        lines = [{"product": x["sku"], "quantity": x["quantity"]} for x in orders[0]["lines"]]
        if request.items:
            changed = corrected(lines, list(request.items), brief.catalogue, added=False)
            if changed is None:
                return [ask("ask.product", request, "create_order", {"lines": []}, "product")]
            lines = changed
        return [call("create_order", request, lines=lines, **_terms(request))]

    return [
        Step(tool="order_status", arguments={"limit": 1}, follow=reorder, intent=request.intent)
    ]


def _change(brief: Brief, request: Request, order: str) -> dict[str, Any]:
    lines = [line_of(brief, item) for item in request.items]
    lines = [line for line in lines if line]
    arguments: dict[str, Any] = {"order": order}
    if lines:
        return arguments | {"lines": lines}
    return arguments | ({"cancel": True} if _CANCEL.search(request.text) else {})


def _changed(brief: Brief, request: Request, order: str) -> list[Step]:
    arguments = _change(brief, request, order)
    if "cancel" not in arguments and "lines" not in arguments:
        return [ask("ask.change", request, "change_order", arguments, "change", order=order)]
    if any("quantity" not in line or "product" not in line for line in arguments.get("lines", [])):
        return [
            Step(
                tool="order_status",
                arguments={"order": order},
                follow=_only_line(request, arguments),
                intent=request.intent,
            )
        ]
    return [call("change_order", request, **arguments)]


def _only_line(request: Request, arguments: dict[str, Any]) -> Any:
    """A bare quantity for an order of one product is that product's."""

    def fill(results: list[ToolResult]) -> list[Step]:
        orders = results[-1].data.get("orders", []) if results[-1].kind == "answer" else []
        line = arguments["lines"][0]
        if len(orders) == 1 and len(orders[0]["lines"]) == 1 and "quantity" in line:
            whole = {"product": orders[0]["lines"][0]["sku"]} | line
            return [call("change_order", request, **(arguments | {"lines": [whole]}))]
        return [
            ask(
                "ask.change",
                request,
                "change_order",
                {"order": arguments["order"]},
                "change",
                order=arguments["order"],
            )
        ]

    return fill


def _only_order(request: Request, arguments: dict[str, Any]) -> Any:
    """Without a number: the one order that can still be changed, or a choice of them."""

    def choose(results: list[ToolResult]) -> list[Step]:
        orders = results[-1].data.get("orders", []) if results[-1].kind == "answer" else []
        orders = [
            o for o in orders if o["status"] in ("requested", "awaiting_approval", "confirmed")
        ]
        if not orders:
            return [say("change_order.none")]
        if len(orders) > 1:
            return [say("ask.which_order", orders=orders)]
        whole = arguments | {"order": orders[0]["order"]}
        if "cancel" not in whole and "lines" not in whole:
            return [
                ask("ask.change", request, "change_order", whole, "change", order=whole["order"])
            ]
        return [call("change_order", request, **whole)]

    return choose


_DIFFERENCE = re.compile(
    r"少|缺|破|坏|碎|裂|变形|错发|不对|压|short|missing|damaged|broken|dent|crack|wrong",
    re.IGNORECASE,
)


def _difference(request: Request) -> str | None:
    """What is said to be missing or damaged: kept in the writer's own words."""
    return request.text[:250] if _DIFFERENCE.search(request.text) else None
