"""Invoices and returns told bit by bit are one request; what else is said begins nothing of it."""

import pytest
from sqlalchemy import select

from domain.models.proposals import Proposal
from domain.models.service import Ticket, TicketNote
from domain.scope import SYSTEM


@pytest.fixture
def opened(database):
    """The tickets opened since the test began: kind, status, order and product known."""

    def rows():
        with database.read(SYSTEM) as session:
            found = session.scalars(select(Ticket).order_by(Ticket.id)).all()
            return [(t.kind, t.status, t.order_id, t.product_id is not None) for t in found]

    before = len(rows())
    return lambda: rows()[before:]


@pytest.fixture
def notes(database):
    """What was put on tickets afterwards."""

    def texts():
        with database.read(SYSTEM) as session:
            return [note.text for note in session.scalars(select(TicketNote))]

    before = len(texts())
    return lambda: texts()[before:]


def said(talk, user, *lines):
    person = talk(user)
    return [person.say(line) for line in lines]


@pytest.mark.parametrize(
    ("user", "lines"),
    [
        (
            "dealer-qingdao",
            ["给我开张票", "抬头胶澳家电行，税号91370200MA3C0XK12B", "抬头跟上次一样"],
        ),
        (
            "dealer-south-en",
            ["need an invoice please", "Cape Home Supplies Ltd", "same as last time"],
        ),
        ("dealer-west", ["发票抬头错了", "应该是成都锦麓电器有限公司"]),
    ],
)
def test_title_and_tax_number_go_on_the_invoice_asked_for(talk, opened, notes, user, lines):
    said(talk, user, *lines)
    assert len(opened()) == 1
    assert notes() == lines[1:]


def test_goods_quantity_and_order_go_on_the_return_asked_for(talk, opened, database):
    said(talk, "dealer-south-en", "want to send some stuff back", "4 range hoods, side draft")
    assert [row[0] for row in opened()] == ["return"]
    assert opened()[0][3]
    with database.read(SYSTEM) as session:
        assert session.scalars(select(Proposal)).all() == []


@pytest.mark.parametrize("kept", ["算了先不退了", "不退了", "we don't want to return it after all"])
def test_a_return_that_is_called_off_is_withdrawn(talk, opened, kept):
    said(talk, "dealer-north", "想退货", kept)
    assert [row[1] for row in opened()] == ["withdrawn"]


@pytest.mark.parametrize(
    "more", ["谢谢", "行了没事了，辛苦", "ta very much", "额度还剩多少", "好的"]
)
def test_courtesies_and_other_matters_are_not_put_on_it(talk, notes, more):
    said(talk, "dealer-east", "要开发票", more)
    assert notes() == []


def test_an_order_after_an_invoice_is_an_order(talk, opened, notes):
    *_, ordered = said(talk, "dealer-west", "要开发票", "来10台1.5匹挂机")
    assert [p["tool"] for p in ordered.proposals] == ["create_order"]
    assert (len(opened()), notes()) == (1, [])


def test_a_question_in_between_does_not_lose_the_return(talk, opened, notes):
    said(talk, "dealer-north", "想退货", "什么时候能退到账", "洗碗机一台，有划痕")
    assert len(opened()) == 1
    assert notes() == ["洗碗机一台，有划痕"]


def test_what_an_article_was_read_for_is_done(talk, opened):
    *_, done = said(talk, "clerk-south-en", "how do i return a tv", "ok do it, 1 TV 55")
    assert [r["tool"] for r in done.receipts] == ["request_return"]
    assert [row[0] for row in opened()] == ["return"]


def test_an_order_without_the_goods_is_not_put_on_a_return(talk, notes):
    *_, last = said(talk, "dealer-east", "退3台微波炉", "SO-000001的")
    assert last.receipts == []
    assert notes() == []
