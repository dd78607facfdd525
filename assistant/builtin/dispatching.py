"""Whether a message says that goods leave."""

import re

from assistant.builtin.plan import Brief
from assistant.understanding.understood import Request
from domain.scope import Permission

_SHIPS = re.compile(
    r"发货|出库|发走|发出|已发|发了|承运|运单|快递单|物流单"
    r"|(?<![a-z])(?:ship\w*|dispatch\w*|sent out|send out|tracking|waybill|carrier|consignment)",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"[?？吗呢没]|什么时候|(?<![a-z])(?:when|where|has|have|is|did|which|what)(?![a-z])",
    re.IGNORECASE,
)


def ships(brief: Brief, request: Request) -> bool:
    """Whether a message says that an order leaves, by somebody whose work that is."""
    may = brief.actor.is_staff and brief.actor.may(Permission.SHIP_ORDERS)
    said = may and request.order and _SHIPS.search(request.text)
    return bool(said) and not _ASKS.search(request.text)
