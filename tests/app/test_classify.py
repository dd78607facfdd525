import json

import pytest

from app.classifying import batches
from assistant.taxonomy import taxonomy


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
