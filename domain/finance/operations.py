"""Booking what dealers pay, and what they say they paid."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from domain.database import actor_of
from domain.errors import WrongState
from domain.finance.settling import settle
from domain.ledger.operations import Cause, CreditDelta, move
from domain.log.operations import later
from domain.models.finance import Payment
from domain.scope import Permission


@dataclass(frozen=True, slots=True)
class PaymentNotice:
    """Money that arrived, or is said to be on its way (minor units)."""

    dealer_id: int
    currency: str
    amount: int
    method: str
    reference: str
    paid_on: date


def report_payment(session: Session, notice: PaymentNotice, now: datetime) -> Payment:
    """Keep a dealer's word that he paid: it moves no balance until finance books it."""
    return _write(session, notice, "reported", now)


def book_payment(
    session: Session, notice: PaymentNotice, command: str, now: datetime
) -> dict[str, Any]:
    """Lower the dealer's balance, and settle his invoices with it, the oldest due first.

    Returns `payment`, `amount`, `settled` (document → amount); what is left over settles the next.
    """
    actor_of(session).require(Permission.RECORD_PAYMENTS)
    payment = _write(session, notice, "booked", now)
    settled = settle(session, notice.dealer_id, notice.currency, notice.amount)
    later(session, "payment_booked", f"payment_booked:{payment.id}", {"payment": payment.id}, now)
    owed = CreditDelta(notice.dealer_id, notice.currency, posted=-notice.amount)
    move(session, [owed], Cause("pay", payment.document, command, now))
    return {"payment": payment.document, "amount": notice.amount, "settled": settled}


def _write(session: Session, notice: PaymentNotice, status: str, now: datetime) -> Payment:
    payment = Payment(
        dealer_id=notice.dealer_id,
        currency=notice.currency,
        amount=notice.amount,
        status=status,
        method=notice.method,
        reference=notice.reference,
        paid_on=notice.paid_on,
        recorded_by=actor_of(session).user_id,
        recorded_at=now,
    )
    session.add(payment)
    session.flush()
    return payment


def correct_payment(session: Session, payment: Payment, notice: PaymentNotice) -> Payment:
    """Put right what a dealer said he paid, before finance books it.

    Raises:
        WrongState: finance has booked it, or it was taken back.
    """
    require_reported(payment)
    payment.amount, payment.paid_on = notice.amount, notice.paid_on
    payment.method, payment.reference = notice.method, notice.reference
    session.flush()
    return payment


def require_reported(payment: Payment) -> None:
    """Raises `WrongState` once finance has booked a payment, or its report was taken back."""
    if payment.status != "reported":
        raise WrongState("payment", payment=payment.document, status=payment.status)


def withdraw_payment(session: Session, payment: Payment) -> Payment:
    """Take back the report of a payment.

    Raises:
        WrongState: finance has booked it, or it was taken back before.
    """
    require_reported(payment)
    payment.status = "withdrawn"
    session.flush()
    return payment
