"""A greeting and thanks say nothing of what is wanted; a slip of the fingers changes no word."""

import pytest

from assistant.understanding.deciding import decision
from assistant.understanding.greetings import bare, without_greeting
from assistant.understanding.reactions import react
from assistant.understanding.understood import Reaction


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("你好，SO-000094同意", "SO-000094同意"),
        ("在吗，查下额度 谢谢啦", "查下额度"),
        ("hi, where is my order, cheers", "where is my order"),
        ("Hello there - thanks", "Hello there - thanks"),
        ("您好", "您好"),
        ("谢谢", "谢谢"),
        ("morning delivery please", "morning delivery please"),
        ("那个订单取消", "那个订单取消"),
        ("早餐机有吗", "早餐机有吗"),
    ],
)
def test_what_is_said_beside_courtesies_is_left(text, rest):
    assert bare(text) == rest


def test_thanks_stay_where_only_the_greeting_is_taken_away():
    assert without_greeting("hi, that's it, thanks") == "that's it, thanks"


def test_a_letter_stays_as_it_was_written():
    letter = "你好，" + "本月空调卖得一般。" * 30
    assert bare(letter) == letter


@pytest.mark.parametrize("text", ["conifrm", "please cofnirm the order", "yes, confrim"])
def test_a_confirmation_with_a_slip_confirms(text):
    assert react(text) is Reaction.CONFIRM


@pytest.mark.parametrize("text", ["conform to what", "conifrm?", "don't conifrm", "firm"])
def test_what_only_looks_like_one_does_not(text):
    assert react(text) is not Reaction.CONFIRM


@pytest.mark.parametrize(
    ("text", "grant"),
    [
        ("Please aprpove SO-000086", True),
        ("rejcet the second", False),
        ("批第一个", True),
        ("第二个打回", False),
        ("第三个回头再看", None),
        ("沪澜那单批了没", None),
        ("还没批", None),
        ("the Jinlu one is fine", True),
        ("anything to approve", None),
        ("等批", None),
    ],
)
def test_granting_and_refusing_in_many_words(text, grant):
    assert decision(text) is grant
