"""The terminal: a line in, an answer out."""

import io
import json

import pytest

from bots.terminal import MAXIMUM_LINE, converse, read_lines
from tests.factories.people import actor_named


@pytest.fixture
def talk(house):
    """Says lines as dealer-east; what was written."""

    def said(*lines, json_lines=False, language=None):
        written = io.StringIO()
        actor = actor_named(house.database, "dealer-east")
        converse(house.assistant, actor, lines, written.write, json_lines, language)
        text = written.getvalue()
        return [json.loads(line) for line in text.splitlines()] if json_lines else text

    return said


def test_each_line_is_a_message_of_one_conversation(talk, house):
    first, second = talk("你好\n", "再见\n", json_lines=True)
    assert first["reply"], second["reply"] == ("你好", "再见")
    assert first["conversation_id"] == second["conversation_id"]


def test_a_json_line_holds_what_the_api_tells_too(talk):
    (told,) = talk("订20台", json_lines=True)
    assert list(told) == [
        "conversation_id",
        "reply",
        "language",
        "intent",
        "proposals",
        "receipts",
        "sources",
        "handoff",
    ]
    assert told["proposals"][0]["tool"] == "create_order"


def test_a_person_sees_exactly_what_is_proposed_and_how_to_confirm(talk):
    text = talk("订20台")
    assert "[1] 订货：1.5匹壁挂式空调 × 20\n" in text
    assert "小计 ¥40,755.00，“挂机备货季”优惠 ¥2,145.00，华东仓发货" in text
    assert "合计 ¥40,755.00" in text
    assert "请在 10:45 前确认" in text
    assert "回复“确认”" in text


def test_likely_next_words_are_shown(talk):
    assert "还可以说：查一下库存" in talk("?")


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("\n", "invalid.empty"),
        ("   ", "invalid.empty"),
        ("\udcff\udcfe", "invalid.not_text"),
        ("\x00\x01", "invalid.not_text"),
        ("boom", "unexpected"),
    ],
)
def test_a_line_that_cannot_be_answered_is_told_and_the_talk_goes_on(talk, line, code):
    refused, answered = talk(line, "你好", json_lines=True)
    assert refused["error"]["code"] == code
    assert refused["error"]["message"]
    assert "secret" not in str(refused)
    assert answered["reply"] == "你好"


def test_refusals_are_told_in_the_language_of_the_talk(talk):
    assert talk("", language="en").startswith("! Nothing came through.")


def test_what_is_no_text_and_what_is_endless_is_read_line_by_line():
    endless = b"x" * (3 * MAXIMUM_LINE) + b"\n"
    stream = io.BytesIO(b"\xff\xfe\n" + endless + "确认".encode())
    binary, long, typed = read_lines(stream)
    assert binary == "\udcff\udcfe\n"
    assert len(long) == MAXIMUM_LINE
    assert typed == "确认"
