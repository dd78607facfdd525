"""Reading credit and receivables."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from domain.database import actor_of
from domain.errors import NotFound
from domain.models.finance import Payment, Receivable
from domain.models.ledger import Credit, Move
from domain.models.people import Dealer
from domain.scope import Permission
from domain.statements import Prepared


@dataclass(frozen=True, slots=True)
class Account:
    """A dealer's terms and credit, in minor units of `currency`."""

    dealer_id: int
    code: str
    region_id: int
    latitude: float
    longitude: float
    tier: str
    address: str
    time_zone: str
    payment_days: int
    currency: str
    active: bool
    limit: int
    posted: int
    pending: int

    @property
    def available(self) -> int:
        return self.limit - self.posted - self.pending


_dealer, _credit = Dealer.__table__, Credit.__table__
_ACCOUNT = Prepared(
    select(
        _dealer.c.id,
        _dealer.c.code,
        _dealer.c.region_id,
        _dealer.c.latitude,
        _dealer.c.longitude,
        _dealer.c.tier,
        _dealer.c.address,
        _dealer.c.time_zone,
        _dealer.c.payment_days,
        _dealer.c.currency,
        _dealer.c.active,
        _credit.c.credit_limit,
        _credit.c.posted,
        _credit.c.pending,
    )
    .join_from(
        _dealer,
        _credit,
        (_credit.c.dealer_id == _dealer.c.id) & (_credit.c.currency == _dealer.c.currency),
        isouter=True,
    )
    .where(_dealer.c.id == bindparam("dealer"))
)


def account_of(session: Session, dealer_id: int) -> Account:
    """The account of a dealer whose key was resolved under the actor's scope.

    Raises:
        NotFound: there is no such dealer.
    """
    row = _ACCOUNT.first(session, {"dealer": dealer_id})
    if row is None:
        raise NotFound("dealer", text=str(dealer_id))
    return Account(*row[:11], *(figure or 0 for figure in row[11:]))


def open_receivables(session: Session, dealer_id: int, as_of: date) -> list[Receivable]:
    """Invoices issued by `as_of` that are not fully paid, the oldest due first."""
    actor_of(session).require(Permission.READ_RECEIVABLES)
    return list(
        session.scalars(
            select(Receivable)
            .where(
                Receivable.dealer_id == dealer_id,
                Receivable.open_amount > 0,
                Receivable.issued_on <= as_of,
            )
            .order_by(Receivable.due_on, Receivable.id)
        )
    )


def balance_at(
    session: Session, dealer_id: int, currency: str, instant: datetime
) -> tuple[int, int]:
    """What was posted and pending just before `instant`, added up from the moves."""
    actor_of(session).require(Permission.READ_RECEIVABLES)
    row = session.execute(
        select(
            func.coalesce(func.sum(Move.firm), 0),
            func.coalesce(func.sum(Move.provisional), 0),
        )
        .join(Credit, Credit.id == Move.counter_id)
        .where(
            Move.counter == "credit",
            Credit.dealer_id == dealer_id,
            Credit.currency == currency,
            Move.at < instant,
        )
    ).one()
    return int(row[0]), int(row[1])


def find_payment(session: Session, reference: str) -> Payment:
    """The payment with this number, if the actor may see it.

    Raises:
        NotFound: no such payment, or not the actor's.
    """
    actor_of(session).require(Permission.READ_RECEIVABLES)
    digits = "".join(c for c in reference if c.isdecimal())
    found = session.get(Payment, int(digits)) if digits and len(digits) <= 12 else None
    if found is None:
        raise NotFound("payment", text=reference)
    return found
