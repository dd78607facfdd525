"""What a request names: goods, place, day, money, numbers and people."""

import re
from datetime import date

from assistant.understanding import corrections, items, people, places, scales
from assistant.understanding.adding import LESSENS, told_apart
from assistant.understanding.amounts import Amount
from assistant.understanding.dates import Day
from assistant.understanding.narrowing import narrowed
from assistant.understanding.places import Place
from assistant.understanding.reading import Reading, read
from assistant.understanding.splitting import Part
from assistant.understanding.understood import Quantity, Request
from domain.catalogue.matching import Catalogue

ORDERING = frozenset({"place_order", "change_order", "transfer_stock", "price_quote"})
"""Intents whose quantities are asked for; in others they may tell of what has been."""
_AHEAD = ORDERING | {"open_ticket", "return_refund", "replenishment_advice", "confirm_receipt"}
_ADDED = re.compile(
    r"再(?:来|加|要|添|补|拿|订|搞|整|弄|给我)|还要|另加|多[加来要拿订发配补]|多(?=\d|[一二两三四五六七八九十])|加多|追加|加订|一起(?:下|发|订|算)"
    r"|加[上一二两三四五六七八九十\d]|外加|也(?:来|要|加|给我|一起)|^\W*(?:还有|加|跟|和)(?![我你他们])"
    r"|(?<![a-z])(?:add|another|more|extra|additional|on top|as well|also|too|plus)(?![a-z])"
    r"|^\W*(?:oh |ok |okay |yes |,)*and (?!then|how|what|when|where|is|are|can|do|the same)",
    re.IGNORECASE,
)
_NOW = re.compile(r"今天|今日|今儿|today|tonight", re.IGNORECASE)
_TOLD = re.compile(
    r"(?<![a-z])(?:saw|seen|bought|came|received|paid|sold|said|told|spoke|went"
    r"|visited|asked|rang|called|met|arrived|quoted|discussed)(?![a-z])",
    re.IGNORECASE,
)
_DUE_AFTER = re.compile(r"[^,，。]{0,3}(?:前|之前|内|要|送|到|用|装|上门|发)")
_DUE_BEFORE = re.compile(
    r"(?:by|before|no later than|not later than|latest|shipment|for|on|until"
    r"|deliver\w*|due)\s(?:the )?$",
    re.IGNORECASE,
)
_NEAR = 120
"""Days ahead beyond which a day without a deadline is one that was: "your quotation of 12 May"."""
_THEREABOUTS = re.compile(r"(?:那边|这边|那里|这里|那儿|这儿)$")
_LARGE = 1_000
_MINOR = 100


def request_of(part: Part, catalogue: Catalogue, today: date, language: str) -> Request:
    """A part of a message with all that it names."""
    reading = read(part.text, catalogue, today, language)
    named = people.find(part.text)
    found = places.find(part.text)
    taken_out = corrections.removed(reading.text, reading.mentions)
    goods = items.find(reading, catalogue, part.intent in ORDERING)
    goods = narrowed(reading, goods, catalogue, taken_out)
    added = _ADDED.search(part.text) is not None
    if added or LESSENS.search(part.text):
        goods = told_apart(part.text, goods)
    return Request(
        intent=part.intent,
        confidence=part.confidence,
        text=part.text,
        items=tuple(
            item
            for item in goods
            if item.product not in taken_out
            or (item.quantity and not corrections.taken_with(reading.text, item))
        ),
        place=_place(found, part.intent),
        destination=next((place.text for place in found if place.goal), None),
        order=_number(reading, "order"),
        ticket=_number(reading, "ticket"),
        phone=_number(reading, "phone"),
        day=_day(reading, part.intent, today),
        amount=_amount(reading, part.intent),
        dealer=named.dealer,
        customer=named.customer,
        added=added,
        conditional=part.conditional,
        removed=tuple(taken_out),
        scale=scales.find(part.text),
        others=part.others,
        address=reading.address.text if reading.address else None,
    )


def _place(found: list[Place], intent: str) -> str | None:
    """Where goods are; a city alone says nothing of it in an order."""
    near = [p for p in found if not p.goal and (p.store or intent != "place_order")]
    return _THEREABOUTS.sub("", near[0].text) or None if near else None


def _number(reading: Reading, kind: str) -> str | None:
    return next((r.number for r in reading.references if r.kind == kind), None)


def _day(reading: Reading, intent: str, today: date) -> date | None:
    """The day something is to happen, or in a question the day it is asked about."""
    days = list(reading.days)
    if intent == "lead_followup":  # "went there today, again next Wednesday"
        days = [d for d in days if d.day > today] or days
    if intent in _AHEAD:
        days = [d for d in days if d.day >= today and not _only_told(reading.text, d)]
        due = [day for day in days if _is_due(reading.text, day)]
        days = due or [day for day in days if (day.day - today).days <= _NEAR]
    return days[0].day if days else None


def _only_told(text: str, day: Day) -> bool:
    """Whether a day is not one to deliver on: "今天下单", "which I saw on Saturday"."""
    if _NOW.match(day.text):
        return not _is_due(text, day)
    clause = re.split(r"[,，.。;；!！?？\n]", text[: day.start])[-1]
    return bool(_TOLD.search(clause)) and not _DUE_AFTER.match(text, day.end)


def _is_due(text: str, day: Day) -> bool:
    after = _DUE_AFTER.match(text, day.end)
    return bool(after or _DUE_BEFORE.search(text[: day.start]))


def _amount(reading: Reading, intent: str) -> int | None:
    sums: list[Amount] = [amount for amount in reading.amounts if not amount.price]
    if sums:
        return sums[0].minor
    bare = [q for q in reading.quantities if _may_be_a_sum(q)]
    if intent == "payment" and len(bare) == 1:
        return int(bare[0].exact * _MINOR)
    return None


def _may_be_a_sum(quantity: Quantity) -> bool:
    return not quantity.unit and quantity.exact >= _LARGE
