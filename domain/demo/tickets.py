"""Tickets in every state, some of them rated."""

from datetime import datetime, timedelta
from random import Random
from typing import Any

from sqlalchemy import select

from domain.demo.data import entries
from domain.demo.world import Shop, World, acting
from domain.models.customers import Customer
from domain.models.people import Dealer
from domain.models.service import Ticket, TicketKind, TicketStatus
from domain.service.operations import TicketRequest, open_ticket, rate_ticket, withdraw_ticket

_STILL_OPEN = ("open", "assigned")


def make_tickets(world: World) -> None:
    """Open each dealer's tickets, oldest first, and let become of them what the data says."""
    planned = sorted(
        (at, shop.slug, number, entry)
        for shop in world.shops.values()
        for number, (at, entry) in enumerate(_tickets_of(world, shop))
    )
    customers = {c.id: c for c in world.session.scalars(select(Customer))}
    dealers = {d.id: d for d in world.session.scalars(select(Dealer))}
    for at, slug, number, entry in planned:
        shop = world.shops[slug]
        asker = customers[world.customers[slug][number]] if entry["kind"] != "request" else None
        _make(world, shop, dealers[shop.id], asker, entry, at)


def _tickets_of(world: World, shop: Shop) -> list[tuple[datetime, dict[str, Any]]]:
    known, chance = entries("tickets"), world.random(f"tickets:{shop.slug}")
    return [
        (world.ago(_days_ago(known[i % len(known)], i, chance)), known[i % len(known)])
        for i in range(world.scale.tickets[shop.size])
    ]


def _days_ago(entry: dict[str, Any], number: int, chance: Random) -> float:
    if entry["state"] in _STILL_OPEN:
        return chance.uniform(0.2, 2.4)  # a few are past their time
    return chance.uniform(4, 12 + 5 * number)


def _make(
    world: World,
    shop: Shop,
    dealer: Dealer,
    customer: Customer | None,
    entry: dict[str, Any],
    at: datetime,
) -> None:
    language = "en" if shop.english else "zh"
    request = TicketRequest(
        kind=TicketKind(entry["kind"]),
        description=entry[language],
        dealer=dealer,
        customer=customer,
        product_id=world.products.get(entry.get("sku", "")),
        preferred_time="",
    )
    with acting(world.session, world.in_the_name_of(f"clerk-{shop.slug}")):
        ticket = open_ticket(world.session, request, at)
    _carry_on(world, ticket, entry, at, shop.english)


def _carry_on(
    world: World, ticket: Ticket, entry: dict[str, Any], at: datetime, english: bool
) -> None:
    state = TicketStatus(entry["state"])
    if state == TicketStatus.WITHDRAWN:
        withdraw_ticket(world.session, ticket, at + timedelta(hours=3))
    elif entry["state"] not in _STILL_OPEN:
        ticket.status, ticket.closed_at = state, at + timedelta(hours=30)
    if "rating" in entry:
        note = entry["note_en"] if english else entry["note"]
        rate_ticket(world.session, ticket, entry["rating"], note)
