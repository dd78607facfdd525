"""Over a real socket: streams as they come, listeners who leave, bodies that are too large."""

import time
from collections.abc import Iterator
from dataclasses import replace
from threading import Event as Signal

import httpx
import pytest

from assistant.exchange import Event, Incoming
from tests.web.conftest import secret_of
from tests.web.scripted import Scripted
from tests.web.served import serving
from web.application import create_application


class Halting(Scripted):
    """Stops midway until it is told to go on."""

    def __init__(self, *arguments) -> None:
        super().__init__(*arguments)
        self.go_on, self.ended = Signal(), Signal()

    def stream(self, incoming: Incoming) -> Iterator[Event]:
        yield Event("step", {"tool": "check_stock"})
        self.go_on.wait(10)
        yield from super().stream(incoming)
        self.ended.set()


@pytest.fixture
def database(sqlite_database):
    return sqlite_database


@pytest.fixture
def halting(services):
    return replace(services, assistant=Halting(services.door, services.clock))


@pytest.fixture
def line(halting) -> Iterator[httpx.Client]:
    headers = {"Authorization": f"Bearer {secret_of(halting, 'dealer-east')}"}
    with (
        serving(create_application(halting)) as address,
        httpx.Client(base_url=address, headers=headers, timeout=20) as client,
    ):
        yield client


def speaking(line: httpx.Client, text: str):
    headers = {"Accept": "text/event-stream"}
    return line.stream("POST", "/api/chat", json={"message": text}, headers=headers)


def test_a_step_is_seen_before_the_reply_is_there(line, halting):
    with speaking(line, "hi") as stream:
        lines = stream.iter_lines()
        assert next(lines) == "event: step"
        assert not halting.assistant.ended.is_set()
        halting.assistant.go_on.set()
        assert "event: done" in list(lines)


def test_a_turn_goes_on_to_its_end_when_the_listener_leaves(line, halting):
    with speaking(line, "hi") as stream:
        next(stream.iter_lines())
    halting.assistant.go_on.set()
    assert halting.assistant.ended.wait(10)
    assert len(line.get("/api/conversations").json()["conversations"]) == 1


def test_other_requests_are_answered_while_turns_wait(line, halting):
    with speaking(line, "hi") as stream:
        lines = stream.iter_lines()
        next(lines)
        began = time.monotonic()
        assert line.get("/healthz").status_code == 200
        assert time.monotonic() - began < 5
        halting.assistant.go_on.set()
        assert "event: done" in list(lines)


def test_a_body_of_a_megabyte_gets_its_answer(line):
    refused = line.post("/api/chat", json={"message": "x" * 1_048_576})
    assert refused.status_code == 413
    assert line.get("/api/me").status_code == 200
