"""Small parts of the Telegram channel."""

import pytest
from aiogram.types import Update
from hypothesis import given
from hypothesis import strategies as st

from bots.telegram.buttons import Press, ShownCards, read_press
from bots.telegram.inbox import Inbox
from bots.telegram.polling import TokenRefused
from bots.telegram.running import bot_username
from bots.telegram.splitting import pieces
from tests.bots.bot_api import TOKEN


@given(st.text(alphabet="ab \n空🙂"), st.integers(2, 12))
def test_pieces_lose_nothing_but_line_ends_and_fit(text, maximum):
    parts = pieces(text, maximum)
    assert all(0 < len(part.encode("utf-16-le")) // 2 <= maximum for part in parts)
    assert "".join("".join(parts).split()) == "".join(text.split())


def test_a_text_is_parted_between_lines():
    assert pieces("one\ntwo\nthree", 8) == ["one\ntwo", "three"]


def test_an_update_is_confirmed_when_it_and_all_before_it_are_done():
    inbox = Inbox()
    one, two, three = inbox.take(Update(update_id=n) for n in (1, 2, 3))
    assert inbox.offset() is None
    inbox.done(two)
    assert inbox.offset() == 1
    inbox.done(one)
    assert inbox.offset() == 3
    inbox.done(three)
    assert inbox.offset() == 4


def test_an_update_at_work_or_done_is_not_taken_again():
    inbox = Inbox()
    one, two = Update(update_id=1), Update(update_id=2)
    assert inbox.take([one, one, two]) == [one, two]
    inbox.done(two)
    assert inbox.take([one, two]) == []


def test_an_offset_is_told_once():
    inbox = Inbox()
    (update,) = inbox.take([Update(update_id=9)])
    inbox.done(update)
    inbox.confirmed(inbox.offset())
    assert inbox.offset() is None
    assert not inbox.busy


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("accept", [True, False])
def test_a_button_carries_what_it_says_in_64_bytes(accept, language):
    press = Press(accept, language, "x" * 32)
    assert len(press.data().encode()) <= 64
    assert read_press(press.data()) == press


def test_buttons_are_remembered_until_they_are_removed():
    cards = ShownCards()
    cards.show(1, "p", 11)
    assert cards.open(1) == {"p": 11}
    cards.settle(1, "p")
    assert cards.open(1) == {}
    assert cards.is_settled(1, "p")
    assert not cards.is_settled(2, "p")


def test_the_bot_knows_its_name(telegram):
    assert bot_username(TOKEN, telegram.url) == "dealerdesk_bot"


@pytest.mark.parametrize("token", ["nonsense", "4200:AAsomebody-elses-token-of-another-bot"])
def test_a_token_that_telegram_does_not_know_is_refused(telegram, token):
    with pytest.raises(TokenRefused):
        bot_username(token, telegram.url)
