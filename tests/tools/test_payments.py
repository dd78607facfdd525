"""Money that came in, against invoices that go out."""

from domain.ledger.checks import prove
from domain.models.finance import Receivable
from domain.scope import SYSTEM
from tests.factories.desk import caller_of
from tests.factories.goods import WALL_UNIT, credit_of
from tests.factories.orders import placed_order


def done(door, caller, tool, **arguments):
    proposed = door.call(tool, arguments, caller)
    return door.confirm(proposed.id, caller).result


def test_what_was_paid_too_much_settles_the_next_invoice(door, actor, database):
    finance = caller_of(actor("finance"))
    with database.read(SYSTEM) as session:
        owed = credit_of(session).posted
    done(door, finance, "book_payment", dealer="D-EAST", amount=owed + 100_00)
    order = placed_order(database, actor("dealer-east"), {WALL_UNIT: 1})
    shipped = done(
        door,
        caller_of(actor("logistics")),
        "ship_order",
        order=order["order"],
        carrier="CL-LOGISTICS",
        tracking="TR1",
    )
    with database.read(SYSTEM) as session:
        invoice = session.get_one(Receivable, int(shipped["invoice"].removeprefix("IV-")))
        assert invoice.open_amount == order["total"] - 100_00
        assert credit_of(session).posted == order["total"] - 100_00
        assert prove(session) == []


def test_a_preview_names_the_promotion_beside_its_code(door, actor):
    arguments = {"lines": [{"product": WALL_UNIT, "quantity": 20}]}
    for language, name in (("zh", "挂机备货季"), ("en", "Wall unit stock-up")):
        proposed = door.call("create_order", arguments, caller_of(actor("dealer-east"), language))
        (line,) = proposed.preview["lines"]
        assert (line["promotion"], line["promotion_name"]) == ("P-SUMMER-AC", name)
