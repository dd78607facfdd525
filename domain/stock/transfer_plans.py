"""What a transfer would be: whose goods, whose word, and whether they are there."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.database import actor_of
from domain.errors import Forbidden, Invalid, Refused, StockShort, WrongState
from domain.models.catalogue import Product
from domain.models.ledger import Stock
from domain.models.transfers import Transfer, TransferStatus
from domain.models.warehouses import Warehouse
from domain.scope import Actor, Level, Permission, Role


@dataclass(frozen=True, slots=True)
class TransferRequest:
    """What is to be moved, with all references resolved.

    Arguments:
        dealer_id: who gets it; None when the brand moves its own goods for itself.
    """

    product: Product
    source: Warehouse
    target: Warehouse
    quantity: int
    dealer_id: int | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class TransferPlan:
    """A transfer as it would be asked for. `decided_by` says whose word it waits for: `dealer`
    (who owns the goods), `supply_planning` (for the brand), or nobody's: it is done at once."""

    request: TransferRequest
    decided_by: str | None

    @property
    def dealer_id(self) -> int | None:
        return self.request.dealer_id

    def terms(self) -> dict[str, Any]:
        return {
            "sku": self.request.product.sku,
            "quantity": self.request.quantity,
            "source": self.request.source.code,
            "target": self.request.target.code,
            "decided_by": self.decided_by,
        }


@dataclass(frozen=True, slots=True)
class DecisionPlan:
    """A transfer that its owner grants or refuses."""

    transfer: Transfer
    grant: bool
    note: str

    @property
    def dealer_id(self) -> int | None:
        return self.transfer.owner_id

    def terms(self) -> dict[str, Any]:
        return {
            "transfer": self.transfer.number,
            "status": self.transfer.status,
            "grant": self.grant,
            "quantity": self.transfer.quantity,
        }


def plan_transfer(session: Session, request: TransferRequest) -> TransferPlan:
    """Work out whose word a transfer needs.

    Raises:
        Invalid: from a warehouse to itself.
        Refused: `needs_order`, when a dealer would get the brand's goods without buying them, or
            the brand a dealer's.
        StockShort: the actor may know what is there, and it is too little.
    """
    actor = actor_of(session)
    actor.require(Permission.TRANSFER_STOCK)
    source, target = request.source, request.target
    if source.id == target.id:
        raise Invalid("same_place", place=source.code)
    if (source.dealer_id is None) != (target.dealer_id is None):
        raise Refused("needs_order", sku=request.product.sku, **_names(request.product))
    decided_by = _decider(actor, source)
    if source.dealer_id in (None, actor.dealer_id):
        require_free(session, request.product, source, request.quantity)
    return TransferPlan(request, decided_by)


def may_decide(actor: Actor, transfer: Transfer) -> bool:
    """Whether a transfer waits for this actor: the owner's for a dealer's goods, supply planning
    or head office for the brand's; never one's own request."""
    if transfer.status != TransferStatus.REQUESTED or transfer.requested_by == actor.user_id:
        return False
    if transfer.owner_id is not None:
        return actor.level is Level.DEALER and actor.dealer_id == transfer.owner_id
    return _keeps_brand_stock(actor)


def plan_transfer_decision(
    session: Session, transfer: Transfer, grant: bool, note: str
) -> DecisionPlan:
    """Raises:
    WrongState: it was decided or withdrawn.
    Forbidden: it is not the actor's to decide.
    StockShort: the goods to be granted are not there any more.
    """
    actor = actor_of(session)
    if transfer.status != TransferStatus.REQUESTED:
        raise WrongState("transfer", transfer=transfer.number, status=transfer.status)
    if transfer.requested_by == actor.user_id:
        raise Forbidden("own_proposal")
    if not may_decide(actor, transfer):
        raise Forbidden("transfer")
    if grant:
        source = session.get_one(Warehouse, transfer.source_id)
        require_free(session, transfer.product, source, transfer.quantity)
    return DecisionPlan(transfer, grant, note)


def require_arriving(session: Session, transfer: Transfer) -> None:
    """Raises `WrongState` or `Forbidden` unless the actor may sign for the goods now."""
    if transfer.status != TransferStatus.SENT:
        raise WrongState("transfer", transfer=transfer.number, status=transfer.status)
    if actor_of(session).dealer_id != transfer.dealer_id:
        raise Forbidden("transfer")


def require_free(session: Session, product: Product, source: Warehouse, quantity: int) -> None:
    """Raises `StockShort` with the figures unless so many pieces are free in `source`."""
    query = select(Stock.on_hand - Stock.reserved).where(
        Stock.product_id == product.id, Stock.warehouse_id == source.id
    )
    stock = session.scalars(query).one_or_none()
    free = stock or 0
    if free < quantity:
        held = {"warehouse": source.code, "name_zh": source.name_zh, "name_en": source.name_en}
        line = {
            "sku": product.sku,
            "wanted": quantity,
            "available": free,
            "warehouses": [held | {"available": free}] if free else [],
        }
        raise StockShort(lines=[line | _names(product)], ways_out=["less"] if free else ["wait"])


def _decider(actor: Actor, source: Warehouse) -> str | None:
    if source.dealer_id is not None:
        return None if source.dealer_id == actor.dealer_id else "dealer"
    return None if _keeps_brand_stock(actor) else "supply_planning"


def _keeps_brand_stock(actor: Actor) -> bool:
    if actor.role in (Role.HEAD_OFFICE, Role.ADMINISTRATOR):
        return True
    return actor.role is Role.DEPARTMENT and actor.department in ("supply_planning", "logistics")


def _names(product: Product) -> dict[str, str]:
    return {"name_zh": product.name_zh, "name_en": product.name_en}
