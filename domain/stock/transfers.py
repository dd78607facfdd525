"""Moving goods between warehouses without a sale: asked for, decided by who owns them, received.

Nothing is held while the owner decides: another dealer's stock is his to sell until he says yes.
Goods that were granted have left their warehouse and lie nowhere until they are received.
"""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import update
from sqlalchemy.orm import Session

from domain.database import actor_of
from domain.errors import NotFound, Retry, WrongState
from domain.ledger.operations import Cause, StockDelta, move
from domain.log.operations import later
from domain.models.transfers import Transfer, TransferStatus
from domain.stock.transfer_plans import DecisionPlan, TransferPlan, require_arriving

DECISION_HOURS = 24
"""How long the owner of the goods has to decide."""


def request_transfer(session: Session, plan: TransferPlan, command: str, now: datetime) -> Transfer:
    """Write the transfer; where nobody has to decide, the goods move at once.

    Raises:
        Retry: somebody took the goods meanwhile.
    """
    request = plan.request
    transfer = Transfer(
        product_id=request.product.id,
        source_id=request.source.id,
        target_id=request.target.id,
        owner_id=request.source.dealer_id,
        dealer_id=request.dealer_id,
        quantity=request.quantity,
        status=TransferStatus.REQUESTED,
        reason=request.reason,
        requested_by=actor_of(session).user_id,
        requested_at=now,
        due_at=now + timedelta(hours=DECISION_HOURS),
        decided_by=None,
        decided_at=None,
        note="",
        received_at=None,
    )
    transfer.product = request.product
    session.add(transfer)
    session.flush()
    later(session, "transfer_asked", f"transfer_asked:{transfer.id}", _about(transfer), now)
    if plan.decided_by is None:
        _send(session, transfer, command, now)
        _arrive(session, transfer, command, now)
    return transfer


def decide_transfer(session: Session, plan: DecisionPlan, command: str, now: datetime) -> Transfer:
    """Send the goods off, or refuse. The brand's own arrive at once: one office keeps both
    warehouses.

    Raises:
        Retry: somebody else decided, or took the goods.
    """
    transfer, actor = plan.transfer, actor_of(session)
    decided = {"decided_by": actor.user_id, "decided_at": now, "note": plan.note}
    if not plan.grant:
        _become(session, transfer, TransferStatus.REFUSED, **decided)
    else:
        _send(session, transfer, command, now, **decided)
        if transfer.owner_id is None:
            _arrive(session, transfer, command, now)
    later(session, "transfer_decided", f"transfer_decided:{transfer.id}", _about(transfer), now)
    return transfer


def receive_transfer(session: Session, transfer: Transfer, command: str, now: datetime) -> Transfer:
    """Take the goods into the receiver's warehouse.

    Raises:
        WrongState: they are not on their way.
        Forbidden: they are for somebody else.
    """
    require_arriving(session, transfer)
    _arrive(session, transfer, command, now)
    return transfer


def withdraw_transfer(session: Session, transfer: Transfer) -> Transfer:
    """Take back a request that nobody has decided.

    Raises:
        WrongState: it was decided or withdrawn.
        NotFound: the other dealer asked for it.
    """
    if transfer.dealer_id != actor_of(session).dealer_id:
        raise NotFound("transfer", text=transfer.number)
    if transfer.status != TransferStatus.REQUESTED:
        raise WrongState("transfer", transfer=transfer.number, status=transfer.status)
    _become(session, transfer, TransferStatus.WITHDRAWN)
    return transfer


def _send(
    session: Session, transfer: Transfer, command: str, now: datetime, **decided: Any
) -> None:
    _become(session, transfer, TransferStatus.SENT, **decided)
    gone = StockDelta(transfer.product_id, transfer.source_id, on_hand=-transfer.quantity)
    move(session, [gone], Cause("transfer", transfer.number, command, now))


def _arrive(session: Session, transfer: Transfer, command: str, now: datetime) -> None:
    _become(session, transfer, TransferStatus.RECEIVED, received_at=now)
    come = StockDelta(transfer.product_id, transfer.target_id, on_hand=transfer.quantity)
    move(session, [come], Cause("transfer", transfer.number, command, now))


def _become(session: Session, transfer: Transfer, status: TransferStatus, **values: Any) -> None:
    """Give the transfer its next status, provided nobody else did since it was read."""
    changed = session.execute(
        update(Transfer)
        .where(Transfer.id == transfer.id, Transfer.status == transfer.status)
        .values(status=status, **values)
        .returning(Transfer.id),
        execution_options={"synchronize_session": False},
    )
    if changed.scalar() is None:
        raise Retry("transfer")
    session.refresh(transfer, ["status", *values])


def _about(transfer: Transfer) -> dict[str, Any]:
    return {"transfer": transfer.id}
