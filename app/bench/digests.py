"""A digest over ten thousand issues: a week of them and the week before."""

import time
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from sqlalchemy import insert, select

from app.bench.world import INSTANT
from assistant.digests.forms import as_html
from assistant.digests.telling import tell
from domain.clock import SystemClock
from domain.database import Database
from domain.digests.building import Wanted, hand_out, made, wanted
from domain.digests.content import content_of
from domain.digests.rules import next_due
from domain.models.catalogue import Product
from domain.models.insight import Issue, Severity
from domain.models.people import Dealer, User
from domain.models.reports import Report, ReportState
from domain.models.subscriptions import DigestKind, Subscription
from domain.scope import SYSTEM, Role

ISSUES = 10_000
DAY = date(2026, 11, 16)
_ZONE = "Asia/Shanghai"
_SEED = 11
_TYPES = (
    ("logistics_delay", "logistics"),
    ("stockout", "supply_planning"),
    ("quality_defect", "quality"),
    ("competitor_promotion", "marketing"),
    ("rebate_dispute", "finance"),
    ("price_conflict", "channel"),
)
_PLACES = ("杭州", "天津", "佛山", "昆明", "青岛")
_RIVALS = ("云舟电器", "北陆家电", None, None)


def digest_seconds(url: str, rounds: int) -> list[float]:
    """How long head office's weekly digest takes to be counted, kept and told as an e-mail."""
    database = Database(url)
    reader = _fill(database)
    taken = []
    for number in range(rounds):
        begun = time.perf_counter()
        _make(database, reader, number)
        taken.append(time.perf_counter() - begun)
    database.close()
    return sorted(taken)


def _make(database: Database, reader: int, number: int) -> None:
    """One digest; each round's has a key of its own, as if for another time zone."""
    with database.read(SYSTEM) as session:
        wish = wanted(session, reader, DAY)
        if wish is None:
            raise LookupError("the reader has gone")
        content = content_of(session, wish.readership, wish.period)
    own = Wanted(wish.kind, wish.audience, wish.readership, wish.period, f"{_ZONE} {number}")
    content |= {"time_zone": _ZONE}
    now = SystemClock().now()
    with database.write(SYSTEM) as session:
        hand_out(session, reader, own, content, now)
        digest = made(session, own.key)
        if digest is None:
            raise LookupError(own.key)
        digest.content = content
        as_html(tell(digest, "zh", None), "Chenlan", "https://desk.example", "https://x.example")


def _fill(database: Database) -> int:
    """A week's issues and the week's before; the key of a reader's subscription."""
    chance = Random(_SEED)
    with database.write(SYSTEM) as session:
        dealers = session.scalars(select(Dealer)).all()
        users = session.scalars(select(User).where(User.role == Role.DEALER))
        writers = {user.dealer_id: user.id for user in users}
        products = session.execute(select(Product.id, Product.family)).all()
        reports: list[dict[str, Any]] = []
        issues: list[dict[str, Any]] = []
        for key in range(1, ISSUES + 1):
            dealer = chance.choice(dealers)
            at = INSTANT - timedelta(days=3, minutes=chance.randrange(13 * 24 * 60))
            reports.append(_report(key, dealer.id, writers[dealer.id], at))
            issues.append(_issue(chance, key, dealer, at, chance.choice(products)))
        session.execute(insert(Report), reports)
        session.execute(insert(Issue), issues)
        user = session.scalars(select(User.id).where(User.role == Role.HEAD_OFFICE)).first()
        subscription = Subscription(
            user_id=user, kind="weekly", hour=8, time_zone=_ZONE, language="zh", ways=[],
            email="", token="bench", created_at=INSTANT,
            due_at=next_due(DigestKind.WEEKLY, 8, _ZONE, INSTANT),
        )  # fmt: skip
        session.add(subscription)
        session.flush()
        return subscription.id


def _report(key: int, dealer: int, writer: int, at: datetime) -> dict[str, Any]:
    return {
        "id": key, "dealer_id": dealer, "handed_in_by": writer, "handed_in_at": at,
        "channel": "web", "title": "", "text": f"这批货晚到了{key}小时。", "sha256": f"{key:064d}",
        "file_id": None, "state": ReportState.READ.value, "problem": None, "starts_on": None,
        "ends_on": None, "read_by": "bench", "read_at": at,
    }  # fmt: skip


def _issue(chance: Random, key: int, dealer: Dealer, at: datetime, product: Any) -> dict[str, Any]:
    type_, department = chance.choice(_TYPES)
    quote = f"这批货晚到了{key}小时"
    return {
        "report_id": key, "dealer_id": dealer.id, "region_id": dealer.region_id, "alert_id": None,
        "suggestion_id": None, "type": type_, "department": department,
        "severity": chance.choice(list(Severity)).value, "state": "found", "wish": False,
        "quote": quote, "start": 0, "end": len(quote), "products": [], "product_id": product.id,
        "family": product.family, "places": [chance.choice(_PLACES)],
        "competitor": chance.choice(_RIVALS), "days": chance.randrange(20), "quantity": 3,
        "amount": None, "reported_at": at, "reviewed_by": None, "reviewed_at": None,
    }  # fmt: skip
