"""Any sequence of moves agrees with a model that is too simple to be wrong."""

from dataclasses import dataclass, field

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from domain.database import Database
from domain.errors import Retry
from domain.ledger.operations import Cause, CreditDelta, StockDelta, move
from domain.models.ledger import Credit, Move, Stock
from domain.scope import SYSTEM
from tests.factories.ledger import dealer_key, place
from tests.factories.network import NOW

Row = tuple[str, int, int, bool]
ROOM = 60
FIGURES = st.integers(-12, 12)
ROWS = st.tuples(st.sampled_from(["CL-TV75", "CL-SO50", "credit"]), FIGURES, FIGURES, st.booleans())
STEPS = st.lists(st.lists(ROWS, max_size=4), max_size=12)


@dataclass
class Model:
    """Counters as (firm, provisional); the credit may reach `ROOM` above where it began."""

    counters: dict[str, tuple[int, int]] = field(default_factory=dict)

    def move(self, rows: list[Row]) -> bool:
        """Whether the rows fit; they are applied if so."""
        after, beyond = dict(self.counters), {r[0] for r in rows if r[3]}
        for name, firm, provisional, _ in rows:
            had = after.get(name, (0, 0))
            after[name] = (had[0] + firm, had[1] + provisional)
        if not all(self._fits(name, *after[name], name in beyond) for name in after):
            return False
        self.counters = after
        return True

    def _fits(self, name: str, firm: int, provisional: int, beyond: bool) -> bool:
        before = self.counters.get(name, (0, 0))
        if (firm, provisional) == before:
            return True
        if name != "credit":
            return firm >= provisional >= 0
        eases = firm + provisional <= sum(before)
        return provisional >= 0 and (eases or beyond or firm + provisional <= ROOM)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(steps=STEPS)
def test_moves_agree_with_the_model(database: Database, steps: list[list[Row]]):
    with database.write(SYSTEM) as session:
        _start(session)
        model = Model()
        for rows in steps:
            assert _moved(session, rows) is model.move(rows)
            assert _counters(session) == {
                name: model.counters.get(name, (0, 0)) for name in ("CL-TV75", "CL-SO50", "credit")
            }
        _prove_from_moves(session)
        session.rollback()


def _start(session: Session) -> None:
    """Everything at nothing, as far as this test is concerned."""
    session.execute(update(Stock).values(on_hand=0, reserved=0))
    session.execute(update(Credit).values(posted=0, pending=0, limit=ROOM))


def _moved(session: Session, rows: list[Row]) -> bool:
    deltas = [_delta(session, row) for row in rows]
    try:
        with session.begin_nested():
            move(session, deltas, Cause("adjust", "PROPERTY", "test", NOW))
    except Retry:
        return False
    return True


def _delta(session: Session, row: Row) -> StockDelta | CreditDelta:
    name, firm, provisional, beyond = row
    if name == "credit":
        return CreditDelta(dealer_key(session), "CNY", firm, provisional, beyond)
    return StockDelta(*place(session, sku=name), firm, provisional)


def _counters(session: Session) -> dict[str, tuple[int, int]]:
    found = {}
    for sku in ("CL-TV75", "CL-SO50"):
        product, warehouse = place(session, sku=sku)
        query = select(Stock.on_hand, Stock.reserved).filter_by(
            product_id=product, warehouse_id=warehouse
        )
        found[sku] = tuple(session.execute(query).one_or_none() or (0, 0))
    query = select(Credit.posted, Credit.pending).filter_by(dealer_id=dealer_key(session))
    return found | {"credit": tuple(session.execute(query).one())}


def _prove_from_moves(session: Session) -> None:
    """The moves of this test add up to where the counters stand."""
    for table, counter, firm, provisional in (
        (Stock, "stock", Stock.on_hand, Stock.reserved),
        (Credit, "credit", Credit.posted, Credit.pending),
    ):
        sums = session.execute(
            select(func.sum(Move.firm), func.sum(Move.provisional)).where(
                Move.counter == counter, Move.document == "PROPERTY"
            )
        ).one()
        stands = session.execute(select(func.sum(firm), func.sum(provisional))).one()
        assert tuple(s or 0 for s in sums) == tuple(stands), table
