"""Every update is done once and answered once: repeated, pressed twice, across restarts."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from bots.telegram.desk import Desk
from domain.errors import Expired
from domain.models.log import Command, Refusal
from domain.scope import SYSTEM
from tests.bots.bot_api import BOT_ID
from tests.factories.goods import WALL_UNIT, stock_of
from tools.results import sentence


@pytest.fixture
def orders(house):
    """How many orders were executed."""

    def counted():
        with house.database.read(SYSTEM) as session:
            query = select(func.count()).where(Command.tool == "create_order")
            return session.scalar(query)

    return counted


def reserved(house):
    with house.database.read(SYSTEM) as session:
        return stock_of(session, WALL_UNIT)[1]


def test_the_same_message_twice_is_answered_once(house, linked_phone, bot):
    mine = linked_phone("dealer-east")
    with bot():
        number = mine.says("你好")
        mine.says("你好", number)
        mine.shown(1)
        mine.says("你好", number)
        mine.says("再见")
        assert mine.texts(2) == ["你好", "再见"]
    assert house.assistant.heard == ["你好", "再见"]


def test_the_same_message_again_after_a_restart_is_not_answered_again(house, linked_phone, bot):
    mine = linked_phone("dealer-east")
    with bot():
        number = mine.says("你好")
        mine.shown(1)
    with bot():
        mine.says("你好", number)
        mine.says("再见")
        assert mine.texts(2) == ["你好", "再见"]
    assert house.assistant.heard == ["你好", "再见"]


def test_a_crash_after_the_answer_repeats_only_its_sending(
    house, linked_phone, bot, monkeypatch, orders
):
    mine = linked_phone("dealer-east")
    with monkeypatch.context() as crash, bot():
        crash.setattr(Desk, "mark", lambda *_: None)
        number = mine.says("订20台")
        (_, confirm), _ = mine.buttons(2)
        press = mine.presses(confirm)
        mine.shown(3)
    with bot():
        mine.says("订20台", number)
        mine.presses(confirm, update_id=press)
        texts = mine.texts(6)
    assert texts[:3] == texts[3:]
    assert house.assistant.heard == ["订20台"]
    assert orders() == 1


def test_an_update_is_confirmed_only_when_it_was_answered(house, linked_phone, bot, telegram):
    mine, other = linked_phone("dealer-east"), linked_phone("dealer-south-en")
    with bot():
        slow = mine.says("wait")
        other.says("hello")
        other.shown(1)
        assert telegram.confirmed < slow
        house.assistant.go.set()
        mine.shown(1)
    assert telegram.confirmed > slow
    assert other.texts() == ["hello"]


def test_after_a_quiet_week_numbers_may_begin_anew_anywhere(house, linked_phone, bot):
    mine = linked_phone("dealer-east")
    with bot():
        mine.says("你好", 9_000)
        mine.shown(1)
        mine.telegram.wait_until(lambda: mine.telegram.confirmed == 9_000)
        house.clock.advance(timedelta(days=8))
        mine.says("新年好", 50)
        assert mine.texts(2) == ["你好", "新年好"]


def test_a_button_confirms_once_however_often_it_is_pressed(
    house, linked_phone, bot, telegram, orders
):
    mine = linked_phone("dealer-east")
    before = reserved(house)
    with bot():
        mine.says("订20台")
        (label, confirm), (_, reject) = mine.buttons(2)
        assert "确认" in label
        assert len(confirm.encode()) <= 64
        press = mine.presses(confirm)
        mine.presses(confirm, update_id=press)
        mine.presses(confirm)
        mine.presses(reject)
        notices = mine.notices(3)
    assert notices == ["", "这一项已经处理过了。", "这一项已经处理过了。"]
    assert "订单号" in mine.texts()[2]
    assert len(mine.texts()) == 3
    assert len(telegram.of("editMessageReplyMarkup")) >= 1
    assert (orders(), reserved(house)) == (1, before + 20)


def test_a_button_pressed_again_after_a_restart_moves_nothing_again(
    house, linked_phone, bot, orders
):
    mine = linked_phone("dealer-east")
    with bot():
        mine.says("订20台")
        (_, confirm), (_, reject) = mine.buttons(2)
        press = mine.presses(confirm)
        mine.shown(3)
    with bot():
        mine.presses(confirm, update_id=press)
        mine.presses(reject)
        assert mine.notices(2)[1] == sentence(Expired("confirmed"), "zh")
    assert len(mine.texts()) == 3
    assert orders() == 1


def test_a_rejected_proposal_is_gone(house, linked_phone, bot, orders):
    mine = linked_phone("dealer-east")
    with bot():
        mine.says("订20台")
        (_, confirm), (_, reject) = mine.buttons(2)
        mine.presses(reject)
        assert mine.texts(3)[2] == "已作罢"
    with bot():
        mine.presses(confirm)
        mine.notices(2)
    assert orders() == 0


def test_another_account_that_presses_a_forwarded_button_is_refused(
    house, linked_phone, bot, orders
):
    mine, other = linked_phone("dealer-east"), linked_phone("clerk-east")
    with bot():
        mine.says("订20台")
        (_, confirm), _ = mine.buttons(2)
        other.presses(confirm)
        assert other.notices(1) == ["没有找到这条待确认的内容。"]
    assert other.texts() == []
    assert orders() == 0
    with house.database.read(SYSTEM) as session:
        assert session.scalar(select(func.count()).select_from(Refusal)) == 1


@pytest.mark.parametrize("data", ["", "x", "y:zh:", "y:fr:abc", "y:zh:" + "x" * 59])
def test_a_button_that_is_none_of_ours_does_nothing(house, linked_phone, bot, orders, data):
    mine = linked_phone("dealer-east")
    with bot():
        mine.presses(data)
        mine.notices(1)
    assert orders() == 0


def test_an_account_is_known_by_bot_and_person(house, linked_phone):
    mine = linked_phone("dealer-east")
    assert Desk(house, BOT_ID).account(mine.account) is not None
    assert Desk(house, BOT_ID + 1).account(mine.account) is None
