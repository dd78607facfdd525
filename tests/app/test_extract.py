import json

import pytest

LATE = "货在路上晃了十来天，客户都跑了"
KEYS = {"type", "department", "severity", "quote", "start", "end", "products", "places", "numbers"}


def lines(ended):
    return [json.loads(line) for line in ended.out.splitlines()]


def test_reports_are_answered_in_their_order_with_quotes_and_offsets(dealerdesk):
    texts = [f"一切平稳。{LATE}。", "", "All quiet.", "x" * 100_000]
    given = "".join(
        json.dumps({"id": n, "text": text, "title": "weekly"}) + "\n"
        for n, text in enumerate(texts)
    )
    answers = lines(dealerdesk("extract", given=given))
    assert [answer["id"] for answer in answers] == [0, 1, 2, 3]
    assert [len(answer["issues"]) for answer in answers] == [1, 0, 0, 0]
    (issue,) = answers[0]["issues"]
    assert set(issue) == KEYS
    assert texts[0][issue["start"] : issue["end"]] == issue["quote"] == LATE
    assert (issue["department"], issue["numbers"]) == ("logistics", {"days": 10})


@pytest.mark.parametrize(
    ("raw", "key"),
    [
        (b"no json", None),
        (b"[]", None),
        (b'{"id": 7}', 7),
        (b'{"id": "x", "text": 5}', "x"),
        (b'{"id": "y", "text": "a", "title": 5}', "y"),
        (b"\xff\xfe", None),
        (b"", None),
    ],
)
def test_a_line_that_cannot_be_read_is_an_error_and_the_others_are_answered(dealerdesk, raw, key):
    good = json.dumps({"id": 1, "text": LATE}).encode()
    first, bad, last = lines(dealerdesk("extract", given=good + b"\n" + raw + b"\n" + good))
    assert set(bad) == {"id", "error"}
    assert bad["id"] == key
    assert first == last
    assert first["issues"]


def test_products_are_linked_to_the_catalogue_of_the_data_folder(dealerdesk):
    given = json.dumps({"id": 1, "text": "1.5匹挂机断货三周了，客人都去了别家。"})
    (answer,) = lines(dealerdesk("extract", given=given))
    assert answer["issues"][0]["products"] == ["CL-AC35W"]


def test_without_an_llm_to_ask_it_says_so(dealerdesk, monkeypatch):
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    monkeypatch.delenv("OPENAI_BASE_URL", raising=False)
    ended = dealerdesk("extract", "--model", "llm", given="")
    assert ended.code == 1
    assert "OPENAI" in ended.err
