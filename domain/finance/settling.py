"""Money against invoices: what was paid settles the oldest due first, and what is left over the
next one."""

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain.models.finance import Receivable
from domain.models.ledger import Credit


def issue_invoice(session: Session, invoice: Receivable) -> Receivable:
    """Write an invoice, settled as far as the dealer has paid more than he owed."""
    left = _surplus(session, invoice.dealer_id, invoice.currency)
    invoice.open_amount = invoice.amount - min(left, invoice.amount)
    session.add(invoice)
    session.flush()
    return invoice


def settle(session: Session, dealer_id: int, currency: str, amount: int) -> dict[str, int]:
    """Take `amount` (minor units) and any earlier surplus off the open invoices, the oldest due
    first. Returns what each document was settled by; call it before the balance is lowered."""
    left, settled = amount + _surplus(session, dealer_id, currency), {}
    for item in _open(session, dealer_id, currency):
        part = min(left, item.open_amount)
        if part == 0:
            break
        item.open_amount -= part
        left -= part
        settled[item.document] = part
    session.flush()
    return settled


def new_invoice(
    dealer_id: int, order_id: int, currency: str, amount: int, issued_on: date, due_on: date
) -> Receivable:
    """An invoice that nothing has been paid on."""
    return Receivable(
        dealer_id=dealer_id,
        order_id=order_id,
        currency=currency,
        amount=amount,
        open_amount=amount,
        issued_on=issued_on,
        due_on=due_on,
    )


def _surplus(session: Session, dealer_id: int, currency: str) -> int:
    """What the dealer has paid beyond his settled invoices: open amounts less the balance.

    The account is locked first, so that two documents cannot use the same surplus (on SQLite the
    write transaction itself is the lock).
    """
    posted = session.scalars(
        select(Credit.posted)
        .where(Credit.dealer_id == dealer_id, Credit.currency == currency)
        .with_for_update()
    ).one_or_none()
    owed = session.scalar(
        select(func.coalesce(func.sum(Receivable.open_amount), 0)).where(
            Receivable.dealer_id == dealer_id, Receivable.currency == currency
        )
    )
    return max(0, (owed or 0) - (posted or 0))


def _open(session: Session, dealer_id: int, currency: str) -> list[Receivable]:
    query = (
        select(Receivable)
        .where(
            Receivable.dealer_id == dealer_id,
            Receivable.currency == currency,
            Receivable.open_amount > 0,
        )
        .order_by(Receivable.due_on, Receivable.id)
        .with_for_update()
    )
    return list(session.scalars(query))
