"""The language a message is answered in."""

import pytest

from assistant.understanding.language import detect


@pytest.mark.parametrize(
    "text",
    [
        "我的货到哪了",
        "請問還有貨嗎",
        "帮我check一下那个order",
        "store还有没有那个mini fridge,pink colour,女儿要",
        "wo yao mai liang tai xi yi ji",
        "fapiao kai le ma",
    ],
)
def test_chinese_with_foreign_words_or_typed_by_sound_is_chinese(text: str) -> None:
    assert detect(text, default="en") == "zh"


@pytest.mark.parametrize(
    "text",
    [
        "Where is my order?",
        "pls send 2 units",
        "can I get the invoice for 晨岚 please",
        "hi",
        "sure, no problem",
    ],
)
def test_english_is_english_also_around_a_chinese_name(text: str) -> None:
    assert detect(text, default="zh") == "en"


@pytest.mark.parametrize("text", ["", "👍", "12345", "?!"])
def test_without_a_word_the_default_is_kept(text: str) -> None:
    assert detect(text, default="en") == "en"
    assert detect(text, default="zh") == "zh"
