"""The history of orders, goods and money: every step by the operation that makes it in life."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from heapq import heappop, heappush
from itertools import count

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from domain.clock import business_date
from domain.demo.stock import open_stock, restock
from domain.demo.wishes import Fate, Wish, lines_of, wishes_of
from domain.demo.world import TIME_ZONE, Shop, World, acting
from domain.finance.operations import PaymentNotice, book_payment, report_payment
from domain.finance.queries import account_of
from domain.models.finance import Receivable
from domain.models.sales import Order
from domain.money import DEFAULT_CURRENCY, to_minor
from domain.sales.approvals import decide, plan_decision
from domain.sales.changes import cancel_order, plan_cancel
from domain.sales.operations import place_order
from domain.sales.plans import OrderRequest, plan_order
from domain.sales.shipping import plan_shipment, receive_order, ship_order

_LATE = 6
"""Days after the due date at which dealers pay."""
_CARRIERS = ("CL-LOGISTICS", "EASTWIND", "LANDBRIDGE")
_DIFFERENCES = ("少收1台，司机已签字", "外箱破损2件，机器完好", "one carton dented, goods fine")


def make_trade(world: World) -> None:
    """Open the stock and let the months up to now pass."""
    Trade(world).run()


class Trade:
    """What happens, in order of time: a step may bring about later ones."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.session: Session = world.session
        self._chance = world.random("trade")
        self._steps: list[tuple[datetime, int, Callable[[datetime], None]]] = []
        self._numbers = count(1)

    def run(self) -> None:
        """Plan all that is known beforehand, then go from step to step."""
        world = self.world
        open_stock(world, world.ago(world.scale.trade_days + 5))
        for shop in world.shops.values():
            for wish in wishes_of(world, shop):
                self._at(wish.at, partial(self._place, shop, wish))
            for days in range(2, world.scale.trade_days, 9):
                self._at(world.ago(days + 0.1), partial(self._pay, shop))
        weeks = range(world.scale.trade_days, 0, -7)
        for number, at in enumerate([*(world.ago(day) for day in weeks), world.ago(0.2)], start=1):
            self._at(at, partial(restock, world, number))
        self._at(world.ago(0.15), self._wishes_of_customers)
        self._at(world.ago(0.1), self._say_they_paid)
        while self._steps:
            now, _, act = heappop(self._steps)
            act(now)

    def _at(self, now: datetime, act: Callable[[datetime], None]) -> None:
        heappush(self._steps, (now, next(self._numbers), act))

    def _command(self) -> str:
        return f"demo-{next(self._numbers)}"

    def _place(self, shop: Shop, wish: Wish, now: datetime) -> None:
        account = account_of(self.session, shop.id)
        wanted = lines_of(wish.size, shop, account, self._chance)
        lines = tuple((self.world.products[sku], pieces) for sku, pieces in wanted.items())
        buyer = self._chance.choice(("dealer", "clerk"))
        with acting(self.session, self.world.in_the_name_of(f"{buyer}-{shop.slug}")):
            plan = plan_order(self.session, OrderRequest(shop.id, lines), now)
            number = place_order(self.session, plan, self._command(), now)["order"]
        self._follow(shop, wish, int(number.removeprefix("SO-")), bool(plan.approval), now)

    def _follow(self, shop: Shop, wish: Wish, order: int, approval: bool, now: datetime) -> None:
        """Set down what becomes of an order."""
        fate = wish.fate
        if approval and fate is not Fate.WAITING:
            granted = fate is not Fate.REFUSED
            self._later(now, 0.2, partial(self._decide, shop, order, granted))
        if fate is Fate.CANCELLED:
            self._later(now, 0.5, partial(self._cancel, shop, order))
        if fate in (Fate.RECEIVED, Fate.SHIPPED):
            self._later(now, 1, partial(self._ship, order))
        if fate is Fate.RECEIVED:
            days = self._chance.uniform(3, 5.5)
            self._later(now, days, partial(self._receive, shop, order))

    def _later(self, now: datetime, days: float, act: Callable[[datetime], None]) -> None:
        self._at(now + timedelta(days=days), act)

    def _order(self, key: int) -> Order:
        query = select(Order).where(Order.id == key).options(selectinload(Order.lines))
        return self.session.scalars(query, execution_options={"populate_existing": True}).one()

    def _decide(self, shop: Shop, key: int, grant: bool, now: datetime) -> None:
        note = "" if grant else "旺季货源优先保障小单，请拆分后再下"
        with acting(self.session, self.world.users[f"manager-{shop.region}"]):
            plan = plan_decision(self.session, self._order(key), grant, note)
            decide(self.session, plan, self._command(), now)

    def _cancel(self, shop: Shop, key: int, now: datetime) -> None:
        with acting(self.session, self.world.in_the_name_of(f"dealer-{shop.slug}")):
            cancel_order(self.session, plan_cancel(self._order(key)), self._command(), now)

    def _ship(self, key: int, now: datetime) -> None:
        with acting(self.session, self.world.in_the_name_of("logistics")):
            plan = plan_shipment(self._order(key), self._chance.choice(_CARRIERS), f"TR{key:08d}")
            ship_order(self.session, plan, self._command(), now)

    def _receive(self, shop: Shop, key: int, now: datetime) -> None:
        found = self._chance.choice(_DIFFERENCES) if self._chance.random() < 0.06 else ""
        with acting(self.session, self.world.in_the_name_of(f"clerk-{shop.slug}")):
            receive_order(self.session, self._order(key), found, now)

    def _pay(self, shop: Shop, now: datetime) -> None:
        """Pay what has been due for a while."""
        today = business_date(now, TIME_ZONE)
        owed = self.session.scalar(
            select(func.sum(Receivable.open_amount)).where(
                Receivable.dealer_id == shop.id,
                Receivable.due_on <= today - timedelta(days=_LATE),
            )
        )
        if owed:
            with acting(self.session, self.world.in_the_name_of("finance")):
                book_payment(self.session, self._notice(shop, owed, now), self._command(), now)

    def _notice(self, shop: Shop, amount: int, now: datetime) -> PaymentNotice:
        return PaymentNotice(
            dealer_id=shop.id,
            currency=DEFAULT_CURRENCY,
            amount=amount,
            method="bank_transfer",
            reference=f"BT{self._chance.randrange(10**8):08d}",
            paid_on=business_date(now, TIME_ZONE),
        )

    def _say_they_paid(self, now: datetime) -> None:
        """Two dealers report payments that finance has not seen yet."""
        for slug in ("east", "south-en"):
            notice = self._notice(self.world.shops[slug], to_minor(50_000), now)
            with acting(self.session, self.world.in_the_name_of(f"dealer-{slug}")):
                report_payment(self.session, notice, now)

    def _wishes_of_customers(self, now: datetime) -> None:
        """Customers who can sign in have asked their dealers for something."""
        for slug, customers in self.world.customers.items():
            if f"customer-{slug}" not in self.world.users:
                continue
            shop = self.world.shops[slug]
            lines = ((self.world.products["CL-FRO80"], 1), (self.world.products["CL-FPP10"], 2))
            request = OrderRequest(shop.id, lines, customer_id=customers[0])
            with acting(self.session, self.world.in_the_name_of(f"customer-{slug}")):
                plan = plan_order(self.session, request, now)
                place_order(self.session, plan, self._command(), now)
