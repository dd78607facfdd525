"""The main job on Telegram and in the terminal, with the real assistant, on both databases."""

import io
import re
import threading

import pytest

from assistant.assistant import Assistant
from assistant.understanding.classifier import IntentClassifier
from bots.telegram.polling import TokenRefused
from bots.telegram.running import run_until_stopped
from bots.terminal import converse
from domain.scope import SYSTEM
from tests.bots.conftest import House, link_secret, running
from tests.factories.desk import door_of
from tests.factories.goods import WALL_UNIT, stock_of
from tests.factories.people import actor_named


@pytest.fixture(scope="session")
def classifier():
    return IntentClassifier.load()


@pytest.fixture
def house(database, clock, classifier):
    door = door_of(database, clock)
    assistant = Assistant(database=database, door=door, clock=clock, classify=classifier.classify)
    return House(database, clock, door, assistant)


@pytest.fixture
def reserved(house):
    """How many wall units are held for orders."""

    def counted():
        with house.database.read(SYSTEM) as session:
            return stock_of(session, WALL_UNIT)[1]

    return counted


def test_a_dealer_orders_by_text_and_confirms_by_a_button(house, phone, telegram, reserved):
    mine, before = phone(), reserved()
    with running(house, telegram):
        mine.says(f"/start {link_secret(house, 'dealer-east')}")
        mine.shown(1)
        number = mine.says("给我来20台1.5匹挂机，下周三前送到")
        (_, confirm), _ = mine.buttons(3)
        card = mine.texts()[2]
        press = mine.presses(confirm)
        receipt = mine.texts(4)[3]
    with running(house, telegram):
        mine.says("给我来20台1.5匹挂机，下周三前送到", number)
        mine.presses(confirm, update_id=press)
        mine.says("订单到哪了")
        status = mine.texts(5)[4]
    assert "1.5匹壁挂式空调 × 20" in card
    assert "合计 ¥40,755.00" in card
    assert "SO-" in receipt
    assert receipt.partition("SO-")[2][:6] in status
    assert len(mine.texts()) == 5
    assert reserved() == before + 20


def test_a_typed_yes_confirms_too_and_takes_the_buttons_away(house, phone, telegram, reserved):
    mine, before = phone("en"), reserved()
    with running(house, telegram):
        mine.says(f"/start {link_secret(house, 'dealer-east')}")
        mine.shown(1)
        mine.says("please order 20 of the 1.5 HP wall units, CL-AC35W")
        (label, _), _ = mine.buttons(3)
        mine.says("yes please")
        assert "SO-" in mine.texts(4)[3]
        telegram.wait_for(lambda: telegram.of("editMessageReplyMarkup"), 1)
    assert "Confirm" in label
    assert reserved() == before + 20


def test_a_burst_is_one_order(house, phone, telegram, reserved):
    mine, before = phone(), reserved()
    with running(house, telegram):
        mine.says(f"/start {link_secret(house, 'dealer-east')}")
        mine.shown(1)
        mine.says("来点货")
        mine.says("1.5匹挂机20台")
        (_, confirm), _ = mine.buttons(3)
        mine.presses(confirm)
        mine.shown(4)
    assert reserved() == before + 20


def test_a_dealer_orders_in_the_terminal(house, reserved):
    written, before = io.StringIO(), reserved()
    lines = ["给我来20台1.5匹挂机\n", "确认\n", "确认\n"]
    converse(house.assistant, actor_named(house.database, "dealer-east"), lines, written.write)
    assert "[1] 订货：1.5匹壁挂式空调 × 20" in written.getvalue()
    assert len(set(re.findall(r"SO-\d+", written.getvalue()))) == 1
    assert reserved() == before + 20


def test_a_bot_without_a_valid_token_does_not_start(house, telegram):
    with pytest.raises(TokenRefused):
        run_until_stopped(
            house, token="1:wrong-but-well-formed", api_base=telegram.url, stop=threading.Event()
        )
