"""Transfers: goods to be moved, or borrowed from a dealer nearby."""

import re
from typing import Any

from assistant.builtin.lines import amount_of, line_of
from assistant.builtin.plan import Brief, Step, ask, call
from assistant.builtin.skills.ordering import display_name
from assistant.builtin.withdrawing import WITHDRAWS
from assistant.understanding import numbers
from assistant.understanding.deciding import decision
from assistant.understanding.understood import Request

_ASKS = re.compile(
    r"进度|到哪|什么时候|怎么样了|批了(?:没|吗)|同意了(?:没|吗)|有哪些"
    r"|(?<![a-z])(?:where|status|when|how is|any news|which)(?![a-z])",
    re.IGNORECASE,
)
_ARRIVED = re.compile(
    r"收到|到了|到货|签收|收货|(?<![a-z])(?:arrived|received|got|here|sign(?:ed)? for)(?![a-z])",
    re.IGNORECASE,
)
_FROM = re.compile(
    r"(?:从|向|找|跟|问|在)(?P<n>[\u4e00-\u9fffA-Za-z'&-]{2,12}?)(?:那边"
    r"|那里|那儿)?(?:先|再)?(?=[调借拿匀拆挪])"
    r"|(?:borrow|get|take|lend).{0,40}?from (?:the )?(?P<m>[A-Z][\w'’&-]+(?: [A-Z][\w'’&-]+){0,3})"
)
_NEARBY = re.compile(
    r"附近|隔壁|周边|邻近|就近|别的?(?:店|家|经销商)|其他(?:店|家|经销商)|同行|兄弟|哪家|人家|谁家"
    r"|(?<![a-z])(?:nearby|neighbou?r\w*|another dealer|other dealers?|somebody|someone|anyone)",
    re.IGNORECASE,
)


def transfer_stock(brief: Brief, request: Request) -> list[Step]:
    """Propose to move goods, once it is known what and how many."""
    lines = (line_of(brief, item) for item in request.items)
    line = next((line for line in lines if line), {})
    if not line and _ASKS.search(request.text):
        return [call("transfer_status", request)]
    if "quantity" not in line and len(said := numbers.find(request.text, [])) == 1:
        line = line | amount_of(said[0])
    if "product" not in line and len(brief.focus.products) == 1:
        line = {"product": brief.focus.products[0]} | line
    arguments: dict[str, Any] = {"line": line} | _places(request)
    if "product" not in line:
        return [ask("ask.product", request, "transfer_stock", arguments, "line_product")]
    if "quantity" not in line:
        name = display_name(brief, str(line["product"]))
        return [
            ask("ask.quantity", request, "transfer_stock", arguments, "line_quantity", product=name)
        ]
    return [call("transfer_stock", request, **arguments)]


def deed_on(_brief: Brief, request: Request, transfer: str) -> list[Step]:
    """What is said of a transfer that is named by its number."""
    text = request.text
    if WITHDRAWS.search(text):
        return [call("withdraw_transfer", request, transfer=transfer)]
    if _ASKS.search(text):
        return [call("transfer_status", request, transfer=transfer)]
    if (grant := decision(text)) is not None:
        return [call("decide_transfer", request, transfer=transfer, grant=grant)]
    if _ARRIVED.search(text):
        return [call("receive_transfer", request, transfer=transfer)]
    return [call("transfer_status", request, transfer=transfer)]


def _places(request: Request) -> dict[str, Any]:
    """Where from and where to, as far as it is said; "nearby" leaves the lender open."""
    named = _FROM.search(request.text)
    source = request.place or request.dealer
    if named is not None and not _NEARBY.search(named[0]):
        source = source or named["n"] or named["m"]
    if source is not None and source == request.destination:
        source = None
    places = {"source": source, "target": request.destination}
    return {name: place for name, place in places.items() if place is not None}
