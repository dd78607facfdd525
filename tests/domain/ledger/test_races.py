"""Threads that reach for the same counters at the same time."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from domain.database import Database
from domain.errors import Retry
from domain.ledger.checks import prove
from domain.ledger.operations import Cause, StockDelta, move
from domain.scope import SYSTEM
from tests.factories.goods import stock_of
from tests.factories.ledger import SKU, add_stock, place
from tests.factories.network import NOW

CAUSE = Cause("adjust", "TEST-1", "test", NOW)
OTHER = "CL-SO50"


def test_two_buyers_of_the_last_pieces_get_exactly_those(database):
    add_stock(database, 20)

    def buyer(meet: Barrier) -> int:
        meet.wait()
        return sum(_take_one(database) for _ in range(15))

    assert sum(together(buyer)) == 20
    with database.read(SYSTEM) as session:
        assert stock_of(session, SKU) == (20, 20)


def test_orders_that_name_the_same_products_in_different_order_do_not_block_each_other(database):
    add_stock(database, 100)
    add_stock(database, 100, OTHER)
    with database.read(SYSTEM) as session:
        places = [place(session), place(session, sku=OTHER)]
    orders = iter((places, places[::-1]))

    def buyer(meet: Barrier) -> int:
        mine = next(orders)
        meet.wait()
        for _ in range(15):
            with database.write(SYSTEM) as session:
                move(session, [StockDelta(*p, reserved=1) for p in mine], CAUSE)
        return 15

    assert sum(together(buyer)) == 30
    with database.read(SYSTEM) as session:
        assert stock_of(session, SKU) == (100, 30)
        assert not [f for f in prove(session) if "moves" in f]


def _take_one(database: Database) -> bool:
    try:
        with database.write(SYSTEM) as session:
            move(session, [StockDelta(*place(session), reserved=1)], CAUSE)
    except Retry:
        return False
    return True


def together(work: Callable[[Barrier], int]) -> list[int]:
    """The results of `work`, run by two threads that start together."""
    meet = Barrier(2, timeout=20)
    with ThreadPoolExecutor(2) as pool:
        return [f.result() for f in [pool.submit(work, meet) for _ in range(2)]]
