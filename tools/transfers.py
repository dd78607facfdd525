"""Transfers: moving goods between warehouses, or borrowing them from a dealer nearby."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pydantic import BaseModel, Field

from domain.errors import NotFound, Unknown
from domain.models.catalogue import Product
from domain.models.transfers import Transfer
from domain.models.warehouses import Warehouse
from domain.people.queries import resolve_dealer
from domain.scope import Level, Permission
from domain.stock import transfers
from domain.stock.queries import resolve_warehouse
from domain.stock.transfer_plans import (
    TransferPlan,
    TransferRequest,
    may_decide,
    plan_transfer,
)
from domain.stock.transfer_queries import (
    find_transfer,
    lender,
    own_warehouse,
    place_names,
    recent_transfers,
)
from tools.arguments import Arguments, Line, Reference, ShortText
from tools.call import Call
from tools.order_lines import pieces_of
from tools.previews import Preview
from tools.registry import CUSTOMERS, EVERYBODY, commit_tool, note_tool, read_tool
from tools.wording import word

MOVERS = EVERYBODY - CUSTOMERS


class TransferStock(Arguments):
    """What is to be moved, from where, to where."""

    line: Line
    source: Reference | None = Field(
        None, description="a warehouse, or the dealer to borrow from; absent: a dealer nearby"
    )
    target: Reference | None = Field(None, description="a warehouse; absent for a dealer: his own")
    reason: ShortText | None = None


class TransferSeen(BaseModel):
    """`mine`: whether it waits for the reader's word; `arriving`: whether he may sign for it."""

    transfer: str
    status: str
    sku: str
    name: str
    quantity: int
    source: str
    target: str
    reason: str
    due_at: datetime
    mine: bool
    arriving: bool


@commit_tool(
    arguments=TransferStock,
    result=TransferSeen,
    permission=Permission.TRANSFER_STOCK,
    roles=MOVERS,
)
def transfer_stock(call: Call, arguments: TransferStock) -> TransferPlan:
    """Propose to move goods from one warehouse to another, or to borrow them from a dealer
    nearby. Whoever owns the goods decides; the brand's own go through supply planning."""
    key, quantity = pieces_of(call.session, arguments.line)
    source, target = _places(call, arguments, key)
    request = TransferRequest(
        product=call.session.get_one(Product, key),
        source=source,
        target=target,
        quantity=quantity,
        dealer_id=call.actor.dealer_id or target.dealer_id,
        reason=arguments.reason or "",
    )
    return plan_transfer(call.session, request)


@transfer_stock.applied
def _ask(call: Call, plan: TransferPlan) -> TransferSeen:
    return seen(call, transfers.request_transfer(call.session, plan, call.command, call.now))


@transfer_stock.previewed
def _show(call: Call, plan: TransferPlan) -> Preview:
    request, language = plan.request, call.language
    titles = {"zh": "调货：{name} × {quantity}", "en": "Transfer: {name} × {quantity}"}
    name = call.named(request.product)
    terms = {
        "source": call.named(request.source),
        "target": call.named(request.target),
        "decided_by": word(f"decided_by.{plan.decided_by or 'nobody'}", language),
        "reason": request.reason,
    }
    title = titles[language].format(name=name, quantity=request.quantity)
    return Preview(title=title, terms=terms)


class TransferNamed(Arguments):
    transfer: Reference


@dataclass(frozen=True, slots=True)
class OnTransfer:
    """A deed on one transfer."""

    transfer: Transfer

    @property
    def dealer_id(self) -> int | None:
        return self.transfer.dealer_id

    def terms(self) -> dict[str, Any]:
        return {"transfer": self.transfer.number, "status": self.transfer.status}


@note_tool(
    arguments=TransferNamed,
    result=TransferSeen,
    permission=Permission.TRANSFER_STOCK,
    roles=MOVERS,
)
def withdraw_transfer(call: Call, arguments: TransferNamed) -> OnTransfer:
    """Take back a request for a transfer that nobody has decided."""
    return OnTransfer(find_transfer(call.session, arguments.transfer))


@withdraw_transfer.applied
def _withdraw(call: Call, plan: OnTransfer) -> TransferSeen:
    return seen(call, transfers.withdraw_transfer(call.session, plan.transfer))


@withdraw_transfer.previewed
def _show_withdrawal(call: Call, plan: OnTransfer) -> Preview:
    titles = {"zh": "撤回调货 {transfer}", "en": "Withdraw transfer {transfer}"}
    title = titles[call.language].format(transfer=plan.transfer.number)
    return Preview(title=title, terms=goods_of(call, plan.transfer))


class TransferStatusOf(Arguments):
    """Which transfer; without one, the newest."""

    transfer: Reference | None = None
    limit: int = Field(5, ge=1, le=50)


class TransfersSeen(BaseModel):
    transfers: list[TransferSeen]


@read_tool(
    arguments=TransferStatusOf,
    result=TransfersSeen,
    permission=Permission.TRANSFER_STOCK,
    roles=MOVERS,
)
def transfer_status(call: Call, arguments: TransferStatusOf) -> TransfersSeen:
    """Say how a transfer of goods is going, or list the newest ones."""
    if arguments.transfer:
        found = [find_transfer(call.session, arguments.transfer)]
    else:
        found = recent_transfers(call.session, arguments.limit)
    return TransfersSeen(transfers=[seen(call, transfer) for transfer in found])


def seen(call: Call, transfer: Transfer) -> TransferSeen:
    """A transfer as its reader sees it."""
    goods = goods_of(call, transfer)
    return TransferSeen(
        transfer=transfer.number,
        status=transfer.status,
        sku=transfer.product.sku,
        name=call.named(transfer.product),
        quantity=transfer.quantity,
        source=goods["source"],
        target=goods["target"],
        reason=transfer.reason,
        due_at=transfer.due_at,
        mine=may_decide(call.actor, transfer),
        arriving=transfer.status == "sent" and transfer.dealer_id == call.actor.dealer_id,
    )


def goods_of(call: Call, transfer: Transfer) -> dict[str, Any]:
    """What is moved from where to where, for a preview."""
    with call.as_system() as system:
        places = place_names(system, transfer)
    return {
        "transfer": transfer.number,
        "goods": f"{call.named(transfer.product)} × {transfer.quantity}",
        "source": call.named(places[transfer.source_id]),
        "target": call.named(places[transfer.target_id]),
    }


def _places(call: Call, arguments: TransferStock, product_id: int) -> tuple[Warehouse, Warehouse]:
    """Where from and where to; a dealer borrows from a neighbour unless he names warehouses."""
    if call.actor.level is not Level.DEALER:
        return _named(call, arguments.source), _named(call, arguments.target)
    own = own_warehouse(call.session, call.actor.dealer_id)
    target = resolve_warehouse(call.session, arguments.target) if arguments.target else own
    if arguments.source:
        try:
            return resolve_warehouse(call.session, arguments.source), target
        except Unknown:
            pass  # not a warehouse he sees: perhaps a neighbour
    with call.as_system() as system:
        return lender(system, own, product_id, arguments.source), target


def _named(call: Call, text: str | None) -> Warehouse:
    """For staff: a warehouse by its name or by its dealer's.

    Raises:
        Unknown: neither; with the warehouses there are.
    """
    try:
        return resolve_warehouse(call.session, text or "")
    except Unknown as unknown:
        if not text:
            raise
        try:
            return own_warehouse(call.session, resolve_dealer(call.session, text).id)
        except NotFound:
            raise unknown from None
