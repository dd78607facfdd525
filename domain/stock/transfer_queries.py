"""Finding transfers, and the places they go from and to."""

import re

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload

from domain.database import actor_of
from domain.errors import NotFound, Refused
from domain.models.people import Dealer
from domain.models.transfers import Transfer, TransferStatus
from domain.models.warehouses import Warehouse
from domain.naming import normalise
from domain.scope import Permission
from domain.stock.queries import distance_km
from domain.stock.sharing import neighbours
from domain.stock.transfer_plans import may_decide


def find_transfer(session: Session, reference: str) -> Transfer:
    """The transfer with this number, if the actor may see it.

    Raises:
        NotFound: no such transfer, or not the actor's.
    """
    actor_of(session).require(Permission.TRANSFER_STOCK)
    digits = "".join(re.findall(r"\d+", reference))
    found = None
    if digits and len(digits) <= 12:
        found = session.scalars(_transfers().where(Transfer.id == int(digits))).one_or_none()
    if found is None:
        raise NotFound("transfer", text=reference)
    return found


def recent_transfers(session: Session, limit: int = 20) -> list[Transfer]:
    """The actor's newest transfers: those he gets, and those of his goods."""
    actor_of(session).require(Permission.TRANSFER_STOCK)
    return list(session.scalars(_transfers().order_by(Transfer.id.desc()).limit(limit)))


def waiting_transfers(session: Session, limit: int = 50) -> list[Transfer]:
    """Transfers that wait for the actor's own word, the longest waiting first."""
    actor = actor_of(session)
    query = _transfers().where(Transfer.status == TransferStatus.REQUESTED)
    waiting = session.scalars(query.order_by(Transfer.due_at, Transfer.id).limit(limit))
    return [transfer for transfer in waiting if may_decide(actor, transfer)]


def own_warehouse(session: Session, dealer_id: int | None) -> Warehouse:
    """A dealer's first warehouse.

    Raises:
        NotFound: he has none.
    """
    query = select(Warehouse).where(Warehouse.dealer_id == dealer_id).order_by(Warehouse.id)
    found = session.scalars(query.limit(1)).one_or_none()
    if dealer_id is None or found is None:
        raise NotFound("own_warehouse")
    return found


def lender(system: Session, own: Warehouse, product_id: int, name: str | None) -> Warehouse:
    """The warehouse of a neighbour who shares his stock: the one named, or the nearest of those
    who have plenty, then of those who have a few.

    Arguments:
        system: a session without a wall; nothing but the warehouse leaves this function.
        name: a dealer's code or name, or his warehouse's, or its city.

    Raises:
        NotFound: nobody of that name who shares his stock here: the two are not told apart.
        Refused: `no_neighbour`, when nobody near has the product.
    """
    near = neighbours(system, product_id, own.region_id, own.dealer_id or 0)
    if name is not None:
        fits = [w for w, _ in near if normalise(name) in _names(system, w)]
        if len(fits) != 1:
            raise NotFound("dealer", text=name)
        return fits[0]
    home = (own.latitude, own.longitude)
    ranked = sorted(
        ((level != "plenty", distance_km(home, (w.latitude, w.longitude)), w.id, w))
        for w, level in near
        if level != "none"
    )
    if not ranked:
        raise Refused("no_neighbour")
    return ranked[0][3]


def place_names(system: Session, transfer: Transfer) -> dict[int, Warehouse]:
    """Both warehouses of a transfer by key, which the reader may see in this one matter."""
    keys = (transfer.source_id, transfer.target_id)
    return {w.id: w for w in system.scalars(select(Warehouse).where(Warehouse.id.in_(keys)))}


def _names(system: Session, warehouse: Warehouse) -> set[str]:
    dealer = system.get_one(Dealer, warehouse.dealer_id)
    places = (warehouse.code, warehouse.name_zh, warehouse.name_en, warehouse.city)
    return {normalise(n) for n in (dealer.code, dealer.name_zh, dealer.name_en, *places)}


def _transfers() -> Select[tuple[Transfer]]:
    return select(Transfer).options(joinedload(Transfer.product))
