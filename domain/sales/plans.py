"""What an order would be: worked out from reads alone, without a lock and without a row."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from domain.catalogue.queries import PricedProduct, priced_products, promotions_for
from domain.catalogue.rules import price_line
from domain.clock import business_date
from domain.errors import CreditExceeded, Invalid, Refused
from domain.finance.queries import Account, account_of
from domain.models.catalogue import RETAIL_TIER
from domain.sales.rules import MAXIMUM_LINES, MAXIMUM_QUANTITY, approval_path
from domain.sales.sourcing import Source, choose_sources
from domain.stock.queries import brand_holdings

WHOLESALE, RETAIL = "wholesale", "retail"


@dataclass(frozen=True, slots=True)
class OrderRequest:
    """What is wanted, with all references resolved.

    Arguments:
        lines: (product key, pieces) pairs.
        customer_id: set for a retail order, a customer's request to his dealer.
        ship_from: the key of a warehouse of the brand, when the buyer insists on one.
    """

    dealer_id: int
    lines: tuple[tuple[int, int], ...]
    customer_id: int | None = None
    ship_to: str = ""
    ship_from: int | None = None
    needed_by: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Held:
    """What an order already holds, and would give back if it were changed.

    Arguments:
        credit: pending, in minor units.
        stock: pieces by (product key, warehouse key).
    """

    credit: int = 0
    stock: Mapping[tuple[int, int], int] = field(default_factory=dict)


NOTHING_HELD = Held()


@dataclass(frozen=True, slots=True)
class PlannedLine:
    product: PricedProduct
    quantity: int
    unit_price: int
    discount: int
    promotion: str | None
    amount: int
    source: Source | None

    def terms(self) -> dict[str, Any]:
        return {
            "sku": self.product.sku,
            "quantity": self.quantity,
            "unit_price": self.unit_price,
            "discount": self.discount,
            "promotion": self.promotion,
            "amount": self.amount,
            "warehouse": self.source.warehouse if self.source else None,
        }


@dataclass(frozen=True, slots=True)
class OrderPlan:
    """An order as it would be placed. `approval` names who must approve it, in order."""

    request: OrderRequest
    account: Account
    lines: tuple[PlannedLine, ...]
    total: int
    approval: tuple[str, ...]

    @property
    def kind(self) -> str:
        return RETAIL if self.request.customer_id else WHOLESALE

    @property
    def currency(self) -> str:
        return self.account.currency

    @property
    def ship_to(self) -> str:
        return self.request.ship_to or self.account.address

    def terms(self) -> dict[str, Any]:
        """The binding terms: a confirmation executes these or nothing."""
        return {
            "dealer": self.account.code,
            "kind": self.kind,
            "lines": [line.terms() for line in self.lines],
            "total": self.total,
            "currency": self.currency,
            "approval": list(self.approval),
            "ship_to": self.ship_to,
            "needed_by": self.request.needed_by.isoformat() if self.request.needed_by else None,
        }


def plan_order(
    session: Session, request: OrderRequest, now: datetime, held: Held = NOTHING_HELD
) -> OrderPlan:
    """Work out lines, prices, promotions, sources, total and approval path of an order.

    `held` is what the order being changed gives back; a new order holds nothing yet.

    Raises:
        Invalid: no lines, too many, an impossible quantity, a date in the past.
        Refused: a product has no price on the buyer's list, or the dealer is closed.
        StockShort: no warehouse can serve a line; with what each one has.
        CreditExceeded: more than finance could approve; with the figures.
    """
    account = account_of(session, request.dealer_id)
    account = replace(account, pending=account.pending - held.credit)
    today = business_date(now, account.time_zone)
    wanted = _merged(request.lines)
    _check(request, account, today)
    keys = list(wanted)
    retail = request.customer_id is not None
    products = priced_products(
        session, keys, RETAIL_TIER if retail else account.tier, account.currency, today
    )
    promotions = promotions_for(session, keys, "customer" if retail else "dealer", today)
    sources = {} if retail else _sources(session, account, wanted, products, request, held)
    lines = tuple(
        _line(products[key], quantity, promotions.get(key, ()), sources.get(key))
        for key, quantity in wanted.items()
    )
    total = sum(line.amount for line in lines)
    return OrderPlan(
        request, account, lines, total, () if retail else _approval(account, lines, total)
    )


def _merged(lines: Sequence[tuple[int, int]]) -> dict[int, int]:
    """Pieces by product, in the order named: a product named twice is one line."""
    merged: dict[int, int] = {}
    for product_id, quantity in lines:
        if not 0 < quantity <= MAXIMUM_QUANTITY:
            raise Invalid("quantity", value=quantity, maximum=MAXIMUM_QUANTITY)
        merged[product_id] = merged.get(product_id, 0) + quantity
    if not merged or len(merged) > MAXIMUM_LINES:
        raise Invalid("lines", value=len(merged), maximum=MAXIMUM_LINES)
    return merged


def _check(request: OrderRequest, account: Account, today: date) -> None:
    if not account.active:
        raise Refused("dealer_closed", dealer=account.code)
    if request.needed_by is not None and request.needed_by < today:
        raise Invalid("needed_by", value=request.needed_by.isoformat(), today=today.isoformat())


def _sources(
    session: Session,
    account: Account,
    wanted: dict[int, int],
    products: dict[int, PricedProduct],
    request: OrderRequest,
    held: Held,
) -> dict[int, Source]:
    holdings = [
        replace(h, reserved=h.reserved - held.stock.get((h.product_id, h.warehouse_id), 0))
        for h in brand_holdings(session, list(wanted))
    ]
    return choose_sources(account, wanted, products, holdings, request.ship_from)


def _line(
    product: PricedProduct, quantity: int, promotions: Sequence[Any], source: Source | None
) -> PlannedLine:
    if product.unit_price is None:
        raise Refused("no_price", sku=product.sku, name_zh=product.name_zh, name_en=product.name_en)
    price = price_line(quantity, product.unit_price, promotions)
    return PlannedLine(
        product, quantity, price.unit_price, price.discount, price.promotion, price.amount, source
    )


def _approval(account: Account, lines: tuple[PlannedLine, ...], total: int) -> tuple[str, ...]:
    path = approval_path(total, account.available, account.limit)
    if path is not None:
        return path
    data: dict[str, Any] = {
        "total": total,
        "available": account.available,
        "limit": account.limit,
        "short": total - account.available,
        "currency": account.currency,
        "ways_out": ["pay_first"],
    }
    if len(lines) == 1 and (affordable := account.available * lines[0].quantity // total) > 0:
        data["affordable"] = affordable
        data["ways_out"] = ["less", "pay_first"]
    raise CreditExceeded(**data)
