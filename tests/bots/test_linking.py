"""Who a chat account speaks for: linked once, by a link of the user's own."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from bots.telegram.deep_links import deep_link
from domain.models.people import ChatLink
from domain.people.operations import LINK_MINUTES, find_user, revoke_access
from domain.scope import SYSTEM
from tests.bots.conftest import link_secret


def test_a_deep_link_opens_the_bot_with_the_secret():
    assert deep_link("@dealerdesk_bot", "a-b_c") == "https://t.me/dealerdesk_bot?start=a-b_c"


def test_an_account_is_linked_by_a_link_and_then_answered(house, phone, bot):
    mine, secret = phone(), link_secret(house, "dealer-east")
    with bot():
        mine.says(f"/start {secret}")
        assert "连接好了" in mine.texts(1)[0]
        mine.says("你好")
        assert mine.texts(2)[1] == "你好"


def test_a_link_links_one_account_only(house, phone, bot):
    first, second, secret = phone(), phone(), link_secret(house, "dealer-east")
    with bot():
        first.says(f"/start {secret}")
        first.shown(1)
        second.says(f"/start {secret}")
        assert "已经用过或者过期" in second.texts(1)[0]
        second.says("你好")
        second.says("/help")
        assert "连接起来" in second.texts(2)[1]
    assert not house.assistant.heard


def test_a_link_that_is_too_old_links_nobody(house, phone, bot):
    mine, secret = phone("en"), link_secret(house, "dealer-east")
    house.clock.advance(timedelta(minutes=LINK_MINUTES, seconds=1))
    with bot():
        mine.says(f"/start {secret}")
        assert "has been used or has expired" in mine.texts(1)[0]


def test_nobody_is_moved_to_another_user_by_a_link_that_he_is_sent(house, linked_phone, bot):
    mine, secret = linked_phone("dealer-east"), link_secret(house, "dealer-south-en")
    with bot():
        mine.says(f"/start {secret}")
        assert "已经连接在" in mine.texts(1)[0]
    with house.database.read(SYSTEM) as session:
        user = find_user(session, "dealer-east")
        assert session.scalars(select(ChatLink.user_id)).one() == user.id


@pytest.mark.parametrize(
    ("language", "told"), [("zh-hans", "生成 Telegram 链接"), ("de", "make a Telegram link")]
)
def test_a_stranger_is_told_how_to_get_a_link_and_nothing_else(house, phone, bot, language, told):
    stranger = phone(language)
    with bot():
        for said in ("/start", "查一下库存", "/new"):
            stranger.says(said)
        stranger.presses("y:zh:some-proposal")
        stranger.notices(1)
        texts = stranger.texts(1)
    assert told in texts[0]
    assert set(texts) == {texts[0]}
    assert not house.assistant.heard


def test_unlinking_ends_it_at_once(house, linked_phone, bot):
    mine = linked_phone("dealer-east")
    with bot():
        mine.says("/unlink")
        assert "解除连接" in mine.texts(1)[0]
        mine.says("订20台")
        assert "连接已经解除" in mine.texts(2)[1]
    assert not house.assistant.heard


def test_an_account_that_was_revoked_is_told_so_and_can_do_nothing(house, linked_phone, bot):
    mine = linked_phone("dealer-east")
    with bot():
        mine.says("订20台")
        (_, confirm), _ = mine.buttons(2)
        with house.database.write(SYSTEM) as session:
            revoke_access(session, find_user(session, "dealer-east"), house.clock.now())
        mine.says("订20台")
        assert "连接已经解除" in mine.texts(3)[2]
        mine.presses(confirm)
        assert "连接已经解除" in mine.notices(1)[0]
    assert house.assistant.heard == ["订20台"]


def test_an_account_can_be_linked_anew_to_another_user(house, linked_phone, bot):
    mine = linked_phone("dealer-east")
    with bot():
        mine.says("你好")
        mine.shown(1)
        mine.says("/unlink")
        mine.shown(2)
        mine.says(f"/start {link_secret(house, 'dealer-south-en')}")
        assert "You're connected" in mine.texts(3)[2]
        mine.says("hello")
        assert mine.texts(4)[3] == "hello"


def test_groups_are_refused_and_left(house, linked_phone, bot, telegram):
    mine = linked_phone("dealer-east")
    group = {"id": -77, "type": "supergroup", "title": "群"}
    with bot():
        for text in ("/start", "订20台"):
            mine.sends(text=text, chat=group)
        telegram.wait_for(lambda: telegram.of("leaveChat"), 1)
    (told,) = [given for given in telegram.of("sendMessage") if given["chat_id"] == -77]
    assert "只在私聊" in told["text"]
    assert not house.assistant.heard
