"""The chat screen over HTTP: events whose parts are ready, cards in their present state."""

from dataclasses import replace
from datetime import timedelta

import pytest
from fastapi.testclient import TestClient

from tests.factories.talk import assistant_of
from tests.web.reading import first
from tests.web.test_chat import events_of
from tests.web.test_screens import Desk
from web.application import create_application


@pytest.fixture
def database(sqlite_database):
    return sqlite_database


def say(desk: Desk, text: str, conversation: str | None = None) -> dict:
    """The last event of a turn."""
    answer = desk.client.post(
        "/chat/say", json={"message": text, "conversation_id": conversation}, headers=desk.headers
    )
    assert answer.status_code == 200, answer.text
    kind, data = events_of(answer.text)[-1]
    assert kind == "done"
    return data


def test_a_turn_brings_a_card_that_is_confirmed_in_place(client, services):
    desk = Desk(client, services, "dealer-east")
    done = say(desk, "订20台")
    key = first(r'id="proposal-([\w-]+)"', done["html"])
    assert "空调促销" in done["html"]
    decided = desk.post(f"/chat/decide/{key}", accept="true").text
    assert "已确认" in decided
    assert 'hx-swap-oob="beforeend:#thread"' in decided
    assert "/orders/SO-" in decided
    again = client.get(f"/chat/{done['conversation_id']}").text
    assert "已确认" in again
    assert f"/chat/decide/{key}" not in again


def test_a_card_is_rejected_in_place(client, services):
    desk = Desk(client, services, "dealer-east")
    key = first(r'id="proposal-([\w-]+)"', say(desk, "订20台")["html"])
    assert "已取消" in desk.post(f"/chat/decide/{key}", accept="false").text
    late = desk.post(f"/chat/decide/{key}", accept="true").text
    assert "之前已经取消" in late


def test_another_persons_card_is_absent(client, services):
    key = first(
        r'id="proposal-([\w-]+)"', say(Desk(client, services, "dealer-east"), "订20台")["html"]
    )
    client.cookies.clear()
    other = Desk(client, services, "headoffice")
    assert other.post(f"/chat/decide/{key}", accept="true").status_code == 404


def test_a_reply_is_text_and_never_markup_of_its_own(client, services):
    desk = Desk(client, services, "dealer-east")
    evil = "<script>alert(1)</script> [here](https://evil.example) ![x](https://evil.example/x)"
    shown = say(desk, evil)["html"]
    assert "<script" not in shown
    assert "<a " not in shown
    assert "<img" not in shown


def test_somebody_elses_conversation_is_absent(client, services):
    key = say(Desk(client, services, "dealer-east"), "你好")["conversation_id"]
    client.cookies.clear()
    Desk(client, services, "clerk-east")
    assert client.get(f"/chat/{key}").status_code == 404
    assert key not in client.get("/chat/list").text


def test_an_empty_conversation_does_not_wait_for_the_assistant(client, services, monkeypatch):
    desk = Desk(client, services, "dealer-east")
    monkeypatch.setattr(services.assistant, "conversations", None)
    assert desk.client.get("/chat").status_code == 200


@pytest.mark.timeout(400)  # the first run on a machine trains the classifier
def test_an_expired_card_of_a_conversation_is_prepared_again_in_it(services, clock):
    whole = replace(services, assistant=assistant_of(services.database, clock))
    client = TestClient(create_application(whole), follow_redirects=False)
    desk = Desk(client, services, "dealer-east")
    done = say(desk, "给我来20台1.5匹挂机")
    old = first(r'id="proposal-([\w-]+)"', done["html"])
    clock.advance(timedelta(minutes=16))
    page = f"/chat/{done['conversation_id']}"
    assert f"/proposals/{old}/again" in client.get(page).text
    assert "过期" in desk.post(f"/chat/decide/{old}", accept="true").text
    renewed = first(r'id="proposal-([\w-]+)"', desk.post(f"/proposals/{old}/again").text)
    assert renewed != old
    assert f"/chat/decide/{renewed}" in client.get(page).text
    assert "/orders/SO-" in desk.post(f"/chat/decide/{renewed}", accept="true").text
