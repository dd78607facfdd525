"""What a process costs: how soon the command line answers, how much memory a server takes."""

import json
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

DEALERDESK = str(Path(sys.executable).with_name("dealerdesk"))
"""The command, as it was installed beside this Python."""
_RUNS = 7
_PATIENCE = 120.0
_TURNS = (
    "华东仓还有多少1.5匹挂机？",
    "我的订单到哪了",
    "How many RO filters are there in East warehouse?",
    "空调保修多久",
    "给我来2台1.5匹挂机",
    "不要了",
)


@dataclass(frozen=True, slots=True)
class Memory:
    """Megabytes that a demo's server held: once it was ready, and after its first turns."""

    ready: float
    after_turns: float


def help_seconds() -> list[float]:
    """How long `dealerdesk --help` took, each of several times, after one that does not count."""
    taken = []
    for _ in range(_RUNS + 1):
        began = time.perf_counter()
        subprocess.run([DEALERDESK, "--help"], check=True, capture_output=True)
        taken.append(time.perf_counter() - began)
    return sorted(taken[1:])


def server_memory(folder: Path) -> Memory:
    """Make a demo in `folder`, serve it, speak with it, and weigh it each time."""
    with _demo(folder) as (process, address):
        people = json.loads((folder / "demo-users.json").read_text("utf-8"))
        with httpx.Client(base_url=address, timeout=_PATIENCE) as http:
            _wait_until_ready(http)
            ready = _megabytes(process)
            _speak(http, next(p for p in people if p["username"] == "dealer-east"))
        return Memory(ready, _megabytes(process))


@contextmanager
def _demo(folder: Path) -> Iterator[tuple["subprocess.Popen[str]", str]]:
    """A demo's process and the address it says it serves at."""
    command = [DEALERDESK, "demo", "--data", str(folder), "--port", "0"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, cwd=folder
    ) as process:
        assert process.stdout is not None
        try:
            told = (re.search(r"http://[\d.:]+", line) for line in process.stdout)
            yield process, next(found[0] for found in told if found)
        finally:
            process.terminate()


def _wait_until_ready(http: httpx.Client) -> None:
    deadline = time.monotonic() + _PATIENCE
    while http.get("/readyz").status_code != 200:
        if time.monotonic() > deadline:
            raise TimeoutError("the demo did not become ready")
        time.sleep(0.5)


def _speak(http: httpx.Client, person: dict[str, str]) -> None:
    """Sign in and have a conversation."""
    form = {"username": person["username"], "password": person["password"]}
    token = http.post("/api/token", data=form).raise_for_status().json()["access_token"]
    headers, conversation = {"Authorization": f"Bearer {token}"}, None
    for said in _TURNS:
        message = {"message": said, "conversation_id": conversation}
        reply = http.post("/api/chat", json=message, headers=headers).raise_for_status().json()
        conversation = reply["conversation_id"]


def _megabytes(process: "subprocess.Popen[str]") -> float:
    """The resident memory of a process, as `ps` tells it in kilobytes."""
    told = subprocess.run(
        ["ps", "-o", "rss=", "-p", str(process.pid)], check=True, capture_output=True, text=True
    )
    return int(told.stdout) / 1024
