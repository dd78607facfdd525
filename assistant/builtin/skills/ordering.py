"""Orders: place, change, follow, receive, price."""

import re
from typing import Any

from assistant.builtin.corrections import Correction, corrected
from assistant.builtin.dispatching import ships
from assistant.builtin.evidence import AGAIN
from assistant.builtin.lines import called, line_of, named_product, pointed_line
from assistant.builtin.plan import Brief, Step, ask, call, say
from assistant.builtin.skills.shipping import ship_order
from assistant.results import ToolResult
from assistant.understanding.understood import Request, Terms


def place_order(brief: Brief, request: Request) -> list[Step]:
    """Propose an order, or ask for what is missing: the product, then the quantity."""
    if AGAIN.search(request.text):
        return _same_again(brief, request)
    if (advised := _as_advised(brief, request)) is not None:
        return [call("create_order", request, **advised)]
    if (again := _from_draft(brief, request)) is not None:
        return [call("create_order", request, **again)]
    lines = [line_of(brief, item) for item in request.items]
    lines = [line for line in lines if line]
    named = any("product" in line for line in lines)
    lines = _with_focus(brief, lines, request.text)
    arguments: dict[str, Any] = {"lines": lines} | terms_of(request)
    if not named and (place := _looked_at(brief, lines)):
        arguments.setdefault("ship_from", place)
    if not any("product" in line for line in lines):
        return [ask("ask.product", request, "create_order", arguments, "product")]
    missing = next((line for line in lines if "quantity" not in line), None)
    if missing is not None:
        name = display_name(brief, str(missing["product"]))
        return [ask("ask.quantity", request, "create_order", arguments, "quantity", product=name)]
    return [call("create_order", request, **arguments)]


def order_status(brief: Brief, request: Request) -> list[Step]:
    """Where the named order is, or the newest with a product, or the newest; from those who ship
    it, that it leaves."""
    if ships(brief, request):
        return ship_order(brief, request)
    product = next((i.product for i in request.items if i.product), None)
    order = request.order or (None if product else brief.focus.order)
    if order is None and product is not None and product.fits:
        return [call("order_status", request, product=line_of(brief, request.items[0])["product"])]
    if order is None and _LATEST.search(request.text):
        return [call("order_status", request, limit=1)]
    return [call("order_status", request, order=order)]


_LATEST = re.compile(
    r"(?:上|最近|最新|最后|刚才?下?的?)(?:那|这)?(?:一|的)?[单张笔](?!位)|刚下的"
    r"|(?<![a-z])(?:(?:my|the|our) )?(?:last|latest|newest|most recent) order",
    re.IGNORECASE,
)


def confirm_receipt(brief: Brief, request: Request) -> list[Step]:
    """Propose to sign for an order."""
    order = request.order or brief.focus.order
    return [call("confirm_receipt", request, order=order, difference=_difference(request))]


def price_quote(brief: Brief, request: Request) -> list[Step]:
    """The price of a product on the asker's list; with a quantity, the line with promotions."""
    lines = [line for line in (line_of(brief, item) for item in request.items) if "product" in line]
    complete = [line | {"quantity": line.get("quantity", 1)} for line in lines]
    if not complete and (product := named_product(brief, request.items)):
        counted = [line for item in request.items if "quantity" in (line := line_of(brief, item))]
        complete = [
            {"quantity": 1} | (counted[0] if len(counted) == 1 else {}) | {"product": product}
        ]
    if not complete:
        return [ask("ask.product", request, "quote", {"lines": []}, "product")]
    return [call("quote", request, lines=complete)]


def display_name(brief: Brief, product: str) -> str:
    """How a product is called in a question, in the language of the message."""
    return called(brief.catalogue, product, brief.language)


def _with_focus(brief: Brief, lines: list[dict[str, Any]], text: str) -> list[dict[str, Any]]:
    """A bare quantity ("来20台") is of the one product the talk was about, or of the one that is
    pointed at."""
    if not any("product" in line for line in lines) and (shown := pointed_line(brief, text)):
        return [shown]
    if len(lines) == 1 and "product" not in lines[0] and len(brief.focus.products) == 1:
        return [{"product": brief.focus.products[0]} | lines[0]]
    if not lines and len(brief.focus.products) == 1 and brief.focus.question is None:
        return []
    return lines


def _looked_at(brief: Brief, lines: list[dict[str, Any]]) -> str | None:
    """The store whose stock of the same goods was just looked up: "then 30 of them"."""
    looked = brief.focus.looked
    if looked is None or looked.tool != "check_stock" or len(lines) != 1:
        return None
    place = looked.arguments.get("place")
    return str(place) if place and looked.arguments.get("product") == lines[0]["product"] else None


def _from_draft(brief: Brief, request: Request) -> dict[str, Any] | None:
    """The order that was just refused, with what is now said of it ("那先来10台")."""
    draft = brief.focus.draft
    if draft is None or any(i.product and i.quantity for i in request.items):
        return None
    lines = corrected(draft["lines"], Correction.of([request]), brief.catalogue)
    terms = terms_of(request)
    if not lines and not terms:
        return None
    return draft | terms | {"lines": lines or draft["lines"]}


_THESE = re.compile(
    r"[按照就](?:着)?(?:这个|这些|这样|你说的|建议|上面|这份|这单)|(?:全|都)[要来补下订]|这些都|全部[下订补]"
    r"|(?<![a-z])(?:those|these|all of (?:it|them|those)"
    r"|as (?:you )?(?:advised|suggested|recommended)|what you (?:advise|suggest|recommend)\w*"
    r"|that list)(?![a-z])",
    re.IGNORECASE,
)


def _as_advised(brief: Brief, request: Request) -> dict[str, Any] | None:
    """The goods that were just advised to be reordered, where they are asked for as a whole."""
    looked, lines = brief.focus.looked, brief.focus.lines
    advised = looked is not None and looked.tool == "replenishment_advice"
    if not advised or not lines or request.items or not _THESE.search(request.text):
        return None
    return {"lines": list(lines)} | terms_of(request)


def terms_of(request: Request) -> dict[str, Any]:
    """The arguments of an order that a request tells beside its lines."""
    terms = {
        "needed_by": request.day.isoformat() if request.day else None,
        "ship_from": request.place,
        "ship_to": request.address,
        "dealer": request.dealer,
    }
    return {name: value for name, value in terms.items() if value is not None}


def terms_told(terms: Terms) -> dict[str, Any]:
    """The arguments of an order that a message of nothing but terms tells beside a quantity."""
    told = {
        "needed_by": terms.day.isoformat() if terms.day else None,
        "ship_from": terms.store,
        "ship_to": terms.address,
    }
    return {name: value for name, value in told.items() if value is not None}


def _same_again(brief: Brief, request: Request) -> list[Step]:
    """The last order anew, with what the message says to be different."""

    def reorder(results: list[ToolResult]) -> list[Step]:
        orders = results[-1].data.get("orders", []) if results[-1].kind == "answer" else []
        if not orders:
            return [say("order_again.none")]
        lines = [{"product": x["sku"], "quantity": x["quantity"]} for x in orders[0]["lines"]]
        said = Correction.of([request]).without_batches
        if said:
            changed = corrected(lines, said, brief.catalogue)
            if not changed:
                return [ask("ask.product", request, "create_order", {"lines": []}, "product")]
            lines = changed
        return [call("create_order", request, lines=lines, **terms_of(request))]

    which = {"order": request.order} if request.order else {"limit": 1}
    return [Step(tool="order_status", arguments=which, follow=reorder, intent=request.intent)]


_DIFFERENCE = re.compile(
    r"少了?|缺|破|坏|碎|裂|变形|错发|发错|不对|压|湿|瘪|凹|划|磕|漏|短|差|只有|只到|不够|不足|没有?到|多[了出发]"
    r"|short|missing|(?<!un)damage|(?<!un)broken|broke|dent|crack|wrong|crush|torn|wet|soaked|scratch|bent|leak"
    r"|smash|fewer|less|only|instead|squash|chipp|stain|open(ed)? box",
    re.IGNORECASE,
)
_NOTHING_LACKS = re.compile(
    r"(一[台个件只样点]|什么|啥)?(都|也)?(没有?|不|无)(少|缺|破|坏|问题|差|损|漏)|不少"
    r"|(?<![a-z])(?:undamaged|unbroken|intact|all (?:there|good|present|correct))"
    r"|(nothing|none|not|no|isn't|aren't|without)( is| are| was| were| anything| a)?"
    r" (missing|damaged?|broken|wrong|short|dents?|cracks?)",
    re.IGNORECASE,
)


def _difference(request: Request) -> str | None:
    """What is said to be missing or damaged: kept in the writer's own words."""
    lacking = _DIFFERENCE.search(_NOTHING_LACKS.sub(" ", request.text))
    return request.text[:250] if lacking else None
