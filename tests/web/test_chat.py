"""The conversation by HTTP: replies, streams, and whose conversation it is."""

import json

import pytest

from tests.web.conftest import As


@pytest.fixture
def database(sqlite_database):
    return sqlite_database


STREAM = {"Accept": "text/event-stream"}


def events_of(text: str) -> list[tuple[str, dict]]:
    """(kind, data) of each server-sent event."""
    found = []
    for block in text.strip().split("\n\n"):
        fields = dict(line.split(": ", 1) for line in block.splitlines() if line[0] != ":")
        if fields:
            found.append((fields["event"], json.loads(fields["data"])))
    return found


def test_a_message_gets_the_whole_reply(as_: As):
    said = as_("dealer-east").post("/api/chat", json={"message": "订20台"})
    assert said.status_code == 200
    reply = said.json()
    assert reply.keys() >= {
        "conversation_id",
        "reply",
        "language",
        "intent",
        "proposals",
        "receipts",
        "sources",
        "handoff",
    }
    assert reply["proposals"][0]["tool"] == "create_order"


def test_a_stream_brings_steps_words_proposals_and_the_whole_reply(as_: As):
    said = as_("dealer-east").post("/api/chat", json={"message": "订20台"}, headers=STREAM)
    assert said.headers["content-type"].startswith("text/event-stream")
    events = events_of(said.text)
    kinds = [kind for kind, _ in events]
    assert kinds[0] == "step"
    assert kinds[-2:] == ["proposal", "done"]
    done = events[-1][1]
    assert "".join(data["text"] for kind, data in events if kind == "token") == done["reply"]


def test_a_stream_that_breaks_off_ends_with_an_error_that_shows_an_id_alone(as_: As):
    said = as_("dealer-east").post("/api/chat", json={"message": "break off"}, headers=STREAM)
    kind, data = events_of(said.text)[-1]
    assert kind == "error"
    assert data["id"] in data["message"]
    assert "secret detail" not in said.text


def test_an_unforeseen_error_shows_its_id_alone(as_: As):
    for headers in ({}, STREAM):
        said = as_("dealer-east").post("/api/chat", json={"message": "boom"}, headers=headers)
        assert said.status_code == 500
        error = said.json()["error"]
        assert error["id"] in error["message"]
        assert error.keys() == {"code", "message", "data", "id"}
        assert "secret" not in said.text
        assert "Traceback" not in said.text
        assert said.headers["x-request-id"]


def test_a_conversation_is_its_owners_alone(as_: As):
    mine = as_("dealer-east")
    key = mine.post("/api/chat", json={"message": "你好"}).json()["conversation_id"]
    assert mine.get("/api/conversations").json()["conversations"][0]["id"] == key
    messages = mine.get(f"/api/conversations/{key}").json()["messages"]
    assert [m["author"] for m in messages] == ["user", "assistant"]
    other = as_("clerk-east")
    assert other.get("/api/conversations").json() == {"conversations": []}
    assert other.get(f"/api/conversations/{key}").status_code == 404
    said = {"message": "hello", "conversation_id": key}
    assert other.post("/api/chat", json=said).status_code == 404
    assert other.post("/api/chat", json=said, headers=STREAM).status_code == 404


def test_the_request_id_reaches_the_assistant_and_comes_back(as_: As, services):
    given = {"X-Request-ID": "from-the-gateway-1"}
    said = as_("dealer-east").post("/api/chat", json={"message": "hi"}, headers=given)
    assert said.headers["x-request-id"] == "from-the-gateway-1"
    assert services.assistant.heard[-1].request_id == "from-the-gateway-1"
    strange = {"X-Request-ID": "no\tgood; id" * 20}
    issued = as_("dealer-east").post("/api/chat", json={"message": "hi"}, headers=strange)
    assert issued.headers["x-request-id"] == services.assistant.heard[-1].request_id
    assert issued.headers["x-request-id"] != strange["X-Request-ID"]


def test_a_repeated_message_carries_the_same_key(as_: As, services):
    dealer = as_("dealer-east")
    for _ in range(2):
        dealer.post("/api/chat", json={"message": "hi"}, headers={"Idempotency-Key": "m-1"})
    first, again = services.assistant.heard[-2:]
    assert first.channel_key == again.channel_key is not None
