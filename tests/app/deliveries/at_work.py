"""A worker as a house runs it, quick, and with senders that tests can listen at."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from app.deliveries.delivering import Deliverer
from app.deliveries.making import DigestMaker
from app.deliveries.senders import ChatSender, Letters, MailSender, WebhookSender
from app.durable.engine import Engine
from app.durable.loop import Worker
from app.durable.slots import PATIENCE
from app.working import HANDED_ON
from bots.mail import MailServer
from domain.clock import FrozenClock, SystemClock
from domain.database import Database
from domain.models.deliveries import Delivery, DeliveryState
from domain.models.subscriptions import Way
from domain.scope import SYSTEM
from tests.factories.readers import ChatFile

ENDED = (DeliveryState.DELIVERED, DeliveryState.FAILED, DeliveryState.IN_DOUBT)


@dataclass(frozen=True)
class Listening:
    """Where deliveries arrive."""

    mail_port: int
    chat: Path


def senders(database: Database, clock: FrozenClock, listening: Listening) -> dict[Way, Any]:
    """The product's senders, pointed at this machine."""
    letters = Letters(database, "晨岚电器", "https://desk.chenlan.example")
    url = f"smtp://127.0.0.1:{listening.mail_port}"
    server = MailServer(url, "desk@chenlan.example", "晨岚电器 Chenlan")
    return {
        Way.EMAIL: MailSender(letters, server, clock),
        Way.WEBHOOK: WebhookSender(letters, clock, private=True),
        Way.TELEGRAM: ChatSender(letters, ChatFile(listening.chat).say),
    }


def worker_on(
    database: Database,
    clock: FrozenClock,
    listening: Listening,
    around: Callable[[Any], Any] = lambda sender: sender,
    patience: timedelta = PATIENCE,
) -> tuple[Engine, Worker]:
    """An engine, not started, and a worker that hands work on to it."""
    works = [DigestMaker(database, clock).work()]
    for way, sender in senders(database, clock, listening).items():
        works.append(Deliverer(database, clock, around(sender)).work(way, 2))
    engine = Engine(database, SystemClock(), works, poll_seconds=0.05, patience=patience)
    return engine, Worker(database, clock, engine=engine, handed_on=HANDED_ON)


def open_count(database: Database, expected: int) -> int:
    """How many of the expected deliveries have not ended."""
    with database.read(SYSTEM) as session:
        query = select(func.count(Delivery.id)).where(Delivery.state.in_(ENDED))
        return expected - session.scalars(query).one()


def states(database: Database) -> dict[str, str]:
    """The state of each delivery by its way."""
    with database.read(SYSTEM) as session:
        return {row.way: row.state for row in session.scalars(select(Delivery))}
