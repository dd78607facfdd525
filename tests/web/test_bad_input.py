"""Whatever a client may send: a clear answer in his language, nothing written, no stack trace."""

import pytest

from tests.factories.goods import WALL_UNIT
from tests.web.conftest import As


@pytest.fixture
def database(sqlite_database):
    return sqlite_database


JSON = {"Content-Type": "application/json"}
MALFORMED = [
    b"{",
    b"",
    b"null",
    b"[]",
    b'"text"',
    b"\x00\xff\xfe\x80",
    b'{"message": 1}',
    b'{"message": null}',
    b'{"message": ["a"]}',
    b'{"message": "\\ud800"}',
    b'{"message": "a\\u0000b"}',
    b'{"message": ""}',
    b'{"message": "   \\n"}',
    b'{"message": "hi", "conversation_id": "../../etc"}',
    b"[" * 50_000,
    b'{"message": ' + b"9" * 20_000 + b"}",
    '{"message": "你好"}'.encode("gbk"),
    b'{"message": "hi"' + b" " * 100 + b", }",
]


@pytest.mark.parametrize("body", MALFORMED, ids=range(len(MALFORMED)))
def test_a_body_that_says_nothing_is_refused_in_words(as_: As, services, body):
    refused = as_("dealer-east").post("/api/chat", content=body, headers=JSON)
    assert refused.status_code in (400, 422)
    error = refused.json()["error"]
    assert any("一" <= character <= "鿿" for character in error["message"])
    assert "Traceback" not in refused.text
    assert services.assistant.heard == []


@pytest.mark.parametrize("size", [300_000, 1_048_576])
def test_an_enormous_body_is_refused_before_it_is_read(as_: As, services, size):
    dealer = as_("dealer-east")
    refused = dealer.post("/api/chat", json={"message": "长" * size})
    assert refused.status_code == 413
    assert "256 KB" in refused.json()["error"]["message"]

    def unsized():
        yield b'{"message": "'
        for _ in range(size // 1000):
            yield b"x" * 1000
        yield b'"}'

    assert dealer.post("/api/chat", content=unsized(), headers=JSON).status_code == 413
    assert services.assistant.heard == []


def test_a_message_may_be_long_but_not_endless(as_: As):
    dealer = as_("dealer-east")
    assert dealer.post("/api/chat", json={"message": "x" * 20_000}).status_code == 200
    refused = dealer.post("/api/chat", json={"message": "x" * 20_001})
    assert refused.status_code == 413
    assert refused.json()["error"]["code"] == "invalid.too_large"


@pytest.mark.parametrize(
    "message",
    ["😀🎉", "<script>alert(1)</script>", "来 20 台 please", "{{ 7 * 7 }}", "' OR 1=1 --"],
)
def test_odd_text_is_text(as_: As, message):
    said = as_("dealer-east").post("/api/chat", json={"message": message})
    assert said.status_code == 200
    assert said.json()["reply"] == message


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/xml", "multipart/form-data; boundary=x", ""]
)
def test_another_kind_of_body_is_refused(as_: As, kind):
    refused = as_("dealer-east").post(
        "/api/chat", content=b'{"message": "hi"}', headers={"Content-Type": kind}
    )
    assert refused.status_code == 415


@pytest.mark.parametrize(
    "quantity", [0, -1, 1.5, 10**9, "twenty", True, None, [], 10**30, "NaN", "1e3"]
)
def test_a_quantity_that_is_none_is_refused(as_: As, quantity):
    wanted = {"lines": [{"product": WALL_UNIT, "quantity": quantity}]}
    refused = as_("dealer-east").post("/api/tools/create_order", json=wanted)
    assert refused.status_code == 422
    assert refused.json()["error"]["code"].startswith("invalid")


@pytest.mark.parametrize(
    "arguments",
    [
        b'{"lines": NaN}',
        b'{"lines": [{"product": "\\ud800", "quantity": 1}]}',
        b'{"\\ud800": 1}',
        b'{"lines": [{"product": "x", "quantity": 1, "price": 1}]}',
        b'{"lines": [], "as": "admin"}',
        b'{"lines": {}}',
        b"[1]",
        b"7",
    ],
)
def test_arguments_that_somebody_made_up_are_refused(as_: As, arguments):
    refused = as_("dealer-east").post("/api/tools/create_order", content=arguments, headers=JSON)
    assert refused.status_code in (400, 422)
    assert "error" in refused.json()


@pytest.mark.parametrize("path", ["/api/nothing", "/api/%00", "/api/chat/%ff", "/api/tools/%00"])
def test_a_path_that_is_none_is_absent(as_: As, path):
    assert as_("dealer-east").get(path).status_code in (404, 405)


def test_the_answer_comes_in_the_language_that_is_asked_for_or_else_the_persons(as_: As):
    for name, header, wanted in [
        ("dealer-east", None, "没有收到内容"),
        ("dealer-east", "en-US,en;q=0.9", "Nothing came through"),
        ("dealer-east-en", None, "Nothing came through"),
        ("dealer-east-en", "zh-CN", "没有收到内容"),
        ("dealer-east", "fr, *;q=0.1", "没有收到内容"),
        ("dealer-east", "fr;q=x, en;q=0.2, zh;q=0.1", "Nothing came through"),
    ]:
        headers = {"Accept-Language": header} if header else {"Accept-Language": ""}
        refused = as_(name).post("/api/chat", json={"message": ""}, headers=headers)
        assert wanted in refused.json()["error"]["message"]


@pytest.mark.parametrize("key", ["", " ", "x" * 201, "tab\tin"])
def test_an_unreadable_idempotency_key_is_refused(as_: As, key):
    headers = {"Idempotency-Key": key}
    refused = as_("dealer-east").post("/api/chat", json={"message": "hi"}, headers=headers)
    assert refused.status_code == 422
