import json
import signal
import socket
import sqlite3
import stat
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from app.demo import USERS
from tests.app.conftest import PATIENCE, OwnProcess

Start = Callable[..., OwnProcess]
pytestmark = pytest.mark.timeout(5 * PATIENCE)


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def ask(port: int, method: str, path: str, **more: Any) -> httpx.Response:
    """Without certificates, which take a tenth of a second to load."""
    address = f"http://127.0.0.1:{port}{path}"
    return httpx.request(method, address, timeout=30, trust_env=False, verify=False, **more)


def answer(port: int, path: str) -> httpx.Response | None:
    try:
        return ask(port, "GET", path)
    except httpx.TransportError:
        return None


def until(process: OwnProcess, port: int, path: str) -> httpx.Response:
    """The first good answer."""
    for _ in range(PATIENCE * 2):
        assert not process.ended, process.printed
        found = answer(port, path)
        if found is not None and found.status_code == 200:
            return found
        time.sleep(0.5)
    raise AssertionError(process.printed[-3000:])


def token(port: int, username: str, password: str) -> dict[str, str]:
    answered = ask(
        port,
        "POST",
        "/api/token",
        data={"username": username, "password": password},
    )
    return {"Authorization": f"Bearer {answered.json()['access_token']}"}


def orders(folder: Path) -> int:
    database = sqlite3.connect(folder / "dealerdesk.db")
    count: int = database.execute('SELECT count(*) FROM "order"').fetchone()[0]
    database.close()
    return count


@pytest.mark.slow
def test_a_demo_is_made_once_serves_and_comes_back_as_it_was(own_process: Start, tmp_path: Path):
    folder, port = tmp_path / "demo", free_port()
    words = ("demo", "--data", str(folder), "--port", str(port))
    first = own_process(*words)
    until(first, port, "/readyz")
    people = {p["username"]: p for p in json.loads((folder / USERS).read_text())}
    assert stat.S_IMODE((folder / USERS).stat().st_mode) == 0o600
    assert set(people["dealer-east"]) == {
        "username", "password", "role", "name", "language", "dealer", "region", "department",
    }  # fmt: skip
    assert {p["role"] for p in people.values()} == {
        "customer", "dealer", "region_manager", "department", "head_office", "administrator",
    }  # fmt: skip
    password = people["dealer-east"]["password"]
    headers = token(port, "dealer-east", password)
    assert first.stop() == 0
    assert password in first.printed

    held = orders(folder)
    second = own_process(*words)
    until(second, port, "/healthz")
    assert json.loads((folder / USERS).read_text()) == list(people.values())
    me = ask(port, "GET", "/api/me", headers=headers)
    assert me.status_code == 200
    assert orders(folder) == held > 0
    assert second.stop(signal.SIGINT) == 0


def test_a_house_serves_lists_what_it_lacks_until_it_is_ready_and_stops_on_request(
    own_process: Start, folder: Path
):
    port = free_port()
    process = own_process("serve", "--data", str(folder), "--port", str(port))
    until(process, port, "/healthz")
    early = answer(port, "/readyz")
    assert early is not None
    assert early.status_code == 200 or early.json()["reasons"]
    until(process, port, "/readyz")
    assert process.stop() == 0
    assert f"http://127.0.0.1:{port}" in process.printed


def test_an_order_confirmed_before_the_process_is_killed_is_there_afterwards(
    own_process: Start, folder: Path, passwords: dict[str, str]
):
    port, before = free_port(), orders(folder)
    process = own_process("serve", "--data", str(folder), "--port", str(port))
    until(process, port, "/healthz")
    headers = token(port, "dealer-east", passwords["dealer-east"])

    def post(path: str, body: dict[str, Any]) -> Any:
        return ask(port, "POST", path, json=body, headers=headers).json()

    asked = {"lines": [{"product": "CL-AC35W", "quantity": 2}]}
    proposal = post("/api/tools/create_order", asked)["proposal"]["id"]
    assert post(f"/api/proposals/{proposal}/confirm", {})["receipt"]["command"]
    process.kill()
    assert orders(folder) == before + 1


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.1", "::", "example.org"])
def test_a_demo_listens_on_loopback_only(dealerdesk, tmp_path, host):
    ended = dealerdesk("demo", "--host", host, "--port", "0", data=tmp_path / "demo")
    assert ended.code == 2
    assert "loopback only" in ended.err
    assert not (tmp_path / "demo").exists()


@pytest.mark.parametrize("command", ["demo", "serve"])
def test_a_port_that_is_taken_is_said_so_before_anything_is_made(dealerdesk, tmp_path, command):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        ended = dealerdesk(command, "--port", port, data=tmp_path / "new")
    assert ended.code == 3
    assert f"127.0.0.1:{port} is in use" in ended.err
    assert not (tmp_path / "new").exists()


def test_a_folder_with_a_real_system_is_not_taken_for_a_demo(dealerdesk, folder):
    ended = dealerdesk("demo", "--port", "0")
    assert ended.code == 3
    assert "no demo" in ended.err


def test_a_worker_of_its_own_works_until_it_is_asked_to_stop(own_process: Start, folder: Path):
    process = own_process("worker", "--data", str(folder))
    for _ in range(PATIENCE * 4):
        if "Working." in process.printed:
            break
        time.sleep(0.25)
    assert process.stop() == 0
