"""Sending goods off, for the brand's own people: by whom, and under which number."""

import re
from typing import Any

from assistant.builtin.plan import Brief, Step, ask, call
from assistant.understanding import references
from assistant.understanding.understood import Request

_TRACKING = re.compile(r"(?<![A-Za-z0-9])(?=[A-Za-z0-9-]*\d{4})[A-Za-z0-9][A-Za-z0-9-]{5,31}")
_CLAUSES = re.compile(r"[,，。;；、\n]+|\.(?:\s|$)")
_NO_CARRIER = re.compile(
    r"(?:订单|单子|运单|快递单|物流单|单)号?码?|承运商?|物流公司|快递公司|由|走|用|通过|交给?|已经?|今天|刚刚?"
    r"|发货|出库|发走|发出|发了|安排|帮我|请|麻烦|登记|一下|了|是|为|的|[:：#]"
    r"|你好|您好|在吗|在不在|那个|谢谢|多谢|辛苦|啦|哈|啊|吧|嗯|哦|好的?"
    r"|(?<![a-z])(?:hi|hello|hey|morning|afternoon|thanks|thank you|cheers|ok|sure|yes)(?![a-z])"
    r"|(?<![a-z])(?:order|please|ship(?:ped|s|ping)?|dispatch(?:ed)?|sent|send|out|today|via|by|with"
    r"|through|carrier|tracking|waybill|consignment|number|no\.?|is|was|has|been|the|it|under|on|and"
    r"|goes|went|gone|mark|as|for|to|off|now|just)(?![a-z])",
    re.IGNORECASE,
)
_LONGEST_CARRIER = 24


def ship_order(_brief: Brief, request: Request) -> list[Step]:
    """Propose to ship the order, or ask by whom and under which number."""
    return shipped(request, {"order": request.order}, request.text)


def shipped(request: Request, known: dict[str, Any], text: str) -> list[Step]:
    """The shipment with what `text` adds to what is known of it, or the question for the rest."""
    arguments = known | {k: v for k, v in _details(text).items() if v}
    if "carrier" in arguments and "tracking" in arguments:
        return [call("ship_order", request, **arguments)]
    return [
        ask("ask.carrier", request, "ship_order", arguments, "carrier", order=arguments["order"])
    ]


def _details(text: str) -> dict[str, str | None]:
    for reference in references.find(text):
        if reference.kind == "order" and not re.search(r"[A-Z]{2}\d", reference.text):
            text = text.replace(reference.text, " ")
    numbers = [m[0] for m in _TRACKING.finditer(text) if not m[0].upper().startswith("SO-")]
    rest = _TRACKING.sub(" ", text)
    names = [" ".join(_NO_CARRIER.sub(" ", clause).split()) for clause in _CLAUSES.split(rest)]
    carrier = next((n for n in names if 1 < len(n) <= _LONGEST_CARRIER), None)
    return {"carrier": carrier, "tracking": numbers[-1] if numbers else None}
