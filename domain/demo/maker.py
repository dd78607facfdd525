"""Fills an empty database with the demo network, in one transaction: all of it or nothing."""

from datetime import datetime
from typing import Literal

from sqlalchemy import update
from sqlalchemy.orm import Session

from domain.database import Database
from domain.demo.catalogue import make_catalogue
from domain.demo.network import make_network
from domain.demo.people import DemoUser, make_customers, make_users
from domain.demo.reports import make_reports
from domain.demo.sales import make_sales
from domain.demo.targets import make_targets
from domain.demo.tickets import make_tickets
from domain.demo.trade import make_trade
from domain.demo.world import SCALES, World
from domain.models.log import Event
from domain.scope import SYSTEM


def make_demo(
    database: Database,
    now: datetime,
    seed: int = 7,
    scale: Literal["full", "small"] = "full",
    password_seed: int | None = None,
) -> list[DemoUser]:
    """Make the network relative to `now`; the same arguments make the same network.

    Arguments:
        database: upgraded and empty.
        now: an aware instant; all history lies before it.
        seed: chooses among the possible networks.
        scale: `full` has 18 months of sales; `small`, for tests and evals, the same people,
            products and places with little history and hashes that are quick to verify.
        password_seed: makes the passwords known too; None draws new ones each time.

    Returns:
        Everybody who can sign in, with his password, which is kept nowhere else.
    """
    with database.write(SYSTEM) as session:
        world = World(session, now, seed, SCALES[scale])
        make_catalogue(world)
        make_network(world)
        make_customers(world)
        users = make_users(world, password_seed)
        make_trade(world)
        make_tickets(world)
        make_sales(world)
        make_targets(world)
        _settle_outbox(session)
        if scale == "full":
            make_reports(world)  # what the worker reads once it is there
    return users


def _settle_outbox(session: Session) -> None:
    """Mark all that followed from the history as long done."""
    session.execute(update(Event).values(taken_at=Event.at))
