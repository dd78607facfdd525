import json

import pytest

from app.classifying import batches
from assistant.taxonomy import taxonomy
from tests.assistant.openai_api import openai_api, says


def lines(ended):
    return [json.loads(line) for line in ended.out.splitlines()]


def test_every_message_gets_one_of_the_intents_in_the_order_of_the_input(dealerdesk):
    texts = ["给我来20台1.5匹挂机", "how many RO filters are in stock?", "", "👍", "x" * 100_000]
    given = "".join(
        json.dumps({"id": f"m{n}", "text": text, "who": "dealer"}) + "\n"
        for n, text in enumerate(texts)
    )
    answered = lines(dealerdesk("classify", given=given))
    assert [a["id"] for a in answered] == [f"m{n}" for n in range(len(texts))]
    assert all(a["intent"] in taxonomy().intents for a in answered)
    assert all(0 <= a["confidence"] <= 1 for a in answered)
    assert [a["language"] for a in answered[:2]] == ["zh", "en"]
    assert all(set(a) == {"id", "intent", "confidence", "language"} for a in answered)


@pytest.mark.parametrize(
    ("raw", "key"),
    [
        (b"no json", None),
        (b"[]", None),
        (b'{"id": 7}', 7),
        (b'{"id": "x", "text": 5}', "x"),
        (b"\xff\xfe", None),
        (b"", None),
        (b"[" * 100_000, None),
    ],
)
def test_a_line_that_cannot_be_read_is_an_error_and_the_others_are_answered(dealerdesk, raw, key):
    good = b'{"id": 1, "text": "hello"}'
    first, bad, last = lines(dealerdesk("classify", given=good + b"\n" + raw + b"\n" + good))
    assert set(bad) == {"id", "error"}
    assert bad["id"] == key
    assert first == last


def test_half_a_character_does_not_stop_it(dealerdesk):
    (answered,) = lines(dealerdesk("classify", given='{"id": 1, "text": "\\ud83d 库存"}'))
    assert "intent" in answered


class Pipe:
    """A stream that brings its pieces one after the other."""

    def __init__(self, *pieces: bytes) -> None:
        self.pieces = list(pieces)

    def read1(self, size: int) -> bytes:
        return self.pieces.pop(0) if self.pieces else b""


def test_whoever_waits_for_an_answer_gets_it_before_the_next_line():
    pipe = Pipe(b"one\n", b"tw", b"o\nthree\nfo", b"ur")
    found = batches(pipe)
    assert next(found) == [b"one"]
    assert pipe.pieces == [b"tw", b"o\nthree\nfo", b"ur"]
    assert list(found) == [[b"two", b"three"], [b"four"]]


def asked(*texts):
    return "".join(json.dumps({"id": n, "text": text}) + "\n" for n, text in enumerate(texts))


def test_a_language_model_may_decide_among_the_intents_of_the_taxonomy(dealerdesk, monkeypatch):
    def script(messages):
        intent = "invoice" if "票" in messages[-1]["content"] else "payment"
        return says(json.dumps({"intent": intent, "confidence": 1.5}))

    with openai_api(script) as (url, requests):
        monkeypatch.setenv("OPENAI_BASE_URL", url)
        answered = lines(dealerdesk("classify", "--model", "llm", given=asked("票呢", "pay", "票")))

    assert [a["intent"] for a in answered] == ["invoice", "payment", "invoice"]
    assert [(a["id"], a["confidence"]) for a in answered] == [(0, 1), (1, 1), (2, 1)]
    schema = requests[0]["response_format"]["json_schema"]["schema"]
    assert schema["properties"]["intent"]["enum"] == list(taxonomy().intents)


@pytest.mark.parametrize(
    "answer", [{"status": 500}, says("no form"), says('{"intent": "dance", "confidence": 1}')]
)
def test_the_built_in_classifier_answers_where_the_language_model_fails(
    dealerdesk, monkeypatch, answer
):
    given = asked("发票什么时候开", "where is my order?")
    with openai_api(lambda _messages: dict(answer)) as (url, _):
        monkeypatch.setenv("OPENAI_BASE_URL", url)
        by_llm = lines(dealerdesk("classify", "--model", "llm", given=given))

    assert by_llm == lines(dealerdesk("classify", given=given))


def test_without_a_language_model_in_the_settings_it_says_so(dealerdesk):
    ended = dealerdesk("classify", "--model", "llm", given=asked("hello"))

    assert ended.code == 1
    assert "OPENAI_BASE_URL" in ended.err


def test_the_classifier_is_held_against_public_data_that_the_user_brings(dealerdesk, tmp_path):
    rows = [("where is my card", "card"), ("the card is lost", "card"),
            ("what is the rate", "rate"), ("which rate is used", "rate")]  # fmt: skip
    table = "\n".join(["text,category", *(f"{text},{label}" for text, label in rows)])
    for name in ("train.csv", "test.csv"):
        (tmp_path / name).write_text(table, "utf-8")

    ended = dealerdesk("eval", "--yardsticks", str(tmp_path))

    assert "BANKING77: 1.0000 of 4 messages right, 2 intents" in ended.out


def test_a_folder_without_public_data_is_told_what_belongs_there(dealerdesk, tmp_path):
    ended = dealerdesk("eval", "--yardsticks", str(tmp_path))

    assert ended.code == 2
    assert "data_full.json" in ended.err
