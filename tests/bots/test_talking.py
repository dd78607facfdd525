"""What is said, what comes back, and how it is sent."""

import time

import pytest

from bots.telegram.desk import Desk
from tests.bots.bot_api import BOT_ID
from tests.bots.conftest import running


def test_a_burst_of_messages_is_one_turn_with_one_reply(house, linked_phone, bot):
    mine = linked_phone("dealer-east")
    with bot():
        for text in ("你好", "我要", "订货"):
            mine.says(text)
        mine.shown(1)
    assert mine.texts() == ["你好\n我要\n订货"]
    assert house.assistant.heard == ["你好\n我要\n订货"]


def test_a_slow_answer_holds_up_nobody_else(house, linked_phone, bot):
    slow, quick = linked_phone("dealer-east"), linked_phone("dealer-south-en")
    with bot():
        slow.says("wait")
        quick.says("hello")
        assert quick.texts(1) == ["hello"]
        slow.telegram.wait_for(lambda: slow.telegram.of("sendChatAction"), 1)
        assert slow.texts() == []
        house.assistant.go.set()
        assert slow.texts(1) == ["wait"]


def test_messages_of_a_chat_are_answered_in_their_order(house, linked_phone, bot):
    mine = linked_phone("dealer-east")
    with bot():
        mine.says("wait")
        mine.telegram.wait_until(lambda: house.assistant.heard == ["wait"])
        mine.says("/help")
        mine.says("then")
        house.assistant.go.set()
        first, second, third = mine.texts(3)
    assert (first, third) == ("wait", "then")
    assert "/unlink" in second


def test_one_conversation_goes_on_until_a_new_one_is_begun(house, linked_phone, bot):
    mine = linked_phone("dealer-east")
    talks = []
    with bot():
        for number, text in enumerate(("one", "two", "/new", "three"), 1):
            mine.says(text)
            mine.shown(number)
            talks.append(_talk(house, mine))
    assert talks[0] == talks[1]
    assert talks[2] is None
    assert talks[3] not in (None, talks[0])


def test_markup_is_inert(linked_phone, bot):
    mine, text = linked_phone("dealer-east"), "<b>1</b> *2* [3](http://evil.example) `4` \\_"
    with bot():
        mine.says(text)
        (told,) = mine.shown(1)
    assert told["text"] == text
    assert "parse_mode" not in told
    assert told["link_preview_options"] == {"is_disabled": True}


def test_a_long_reply_comes_in_pieces_between_lines(linked_phone, bot):
    mine = linked_phone("dealer-east")
    with bot():
        mine.says("long")
        texts = mine.texts(2)
    assert [len(text) for text in texts] == [6 * 600 + 5, 6 * 600 + 5]


def test_likely_next_words_are_a_keyboard_that_goes_with_the_next_reply(linked_phone, bot):
    mine = linked_phone("dealer-east")
    with bot():
        mine.says("?")
        mine.shown(1)
        mine.says("好")
        first, second = mine.shown(2)
    assert first["reply_markup"]["keyboard"] == [[{"text": "查一下库存"}]]
    assert second["reply_markup"] == {"remove_keyboard": True}


PHOTO = {"photo": [{"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1}]}
VOICE = {"voice": {"file_id": "f", "file_unique_id": "u", "duration": 3}}


@pytest.mark.parametrize("content", [PHOTO, VOICE, PHOTO | {"caption": "订20台"}])
def test_what_is_no_text_gets_a_clear_sentence(house, linked_phone, bot, content):
    mine = linked_phone("dealer-east")
    with bot():
        mine.sends(**content)
        assert "只看得懂文字" in mine.texts(1)[0]
    assert not house.assistant.heard


def test_blank_messages_are_told_so(linked_phone, bot):
    mine = linked_phone("dealer-east")
    with bot():
        mine.says("\u3000 \u200a")
        assert "没有收到内容" in mine.texts(1)[0]


def test_a_fault_is_told_with_a_reference_and_no_detail(linked_phone, bot):
    mine = linked_phone("dealer-east")
    with bot():
        mine.says("boom")
        (told,) = mine.texts(1)
        assert "secret" not in told
        mine.says("你好")
        assert len(mine.texts(2)) == 2


def test_a_limit_is_obeyed_and_nothing_is_lost_or_overtaken(linked_phone, bot, telegram):
    mine = linked_phone("dealer-east")
    telegram.limit("sendMessage", 1)
    begun = time.monotonic()
    with bot():
        mine.says("first")
        mine.telegram.wait_until(lambda: not telegram.faults["sendMessage"])
        mine.says("second")
        assert mine.texts(2) == ["first", "second"]
    assert time.monotonic() - begun >= 1


def test_a_chat_gets_one_message_in_so_much_time(house, linked_phone, telegram):
    mine, pause = linked_phone("dealer-east"), 0.4
    with running(house, telegram, pause=pause):
        mine.says("订20台")
        mine.shown(2)
    sent = [
        at
        for (name, _), at in zip(telegram.calls, telegram.moments, strict=True)
        if name == "sendMessage"
    ]
    assert sent[1] - sent[0] > 0.9 * pause


def test_a_network_that_breaks_off_is_outlasted(linked_phone, bot, telegram):
    mine = linked_phone("dealer-east")
    telegram.drop("getUpdates")
    telegram.drop("sendMessage")
    telegram.refuse("sendMessage", 502, "Bad Gateway")
    with bot():
        mine.says("你好")
        assert mine.texts(1) == ["你好"]


def test_somebody_who_blocked_the_bot_holds_up_nobody(linked_phone, bot, telegram):
    gone, here = linked_phone("dealer-east"), linked_phone("dealer-south-en")
    telegram.refuse("sendMessage", 403, "Forbidden: bot was blocked by the user")
    with bot():
        number = gone.says("你好")
        telegram.wait_until(lambda: telegram.confirmed >= number, lambda: telegram.calls)
        here.says("hello")
        assert here.texts(1) == ["hello"]


def test_a_stranger_who_hammers_is_answered_once(phone, bot, telegram):
    stranger = phone()
    with bot():
        numbers = [stranger.says("/start") for _ in range(60)]
        telegram.wait_until(lambda: telegram.confirmed >= numbers[-1])
    assert len(stranger.texts()) == 1


def _talk(house, mine):
    account = Desk(house, BOT_ID).account(mine.account)
    return account and account.conversation_id
