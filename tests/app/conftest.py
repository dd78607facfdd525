"""A data folder with the small demo network, and the command line run in this process.

    def test_…(dealerdesk):
        ended = dealerdesk("user", "list", "--json")
        assert ended.code == 0

`dealerdesk` works on `folder` unless told otherwise. `own_process` starts real ones, for what
only a process of its own shows.
"""

import io
import json
import logging
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import structlog

from app.cli import main
from domain.database import Database

PROGRAM = Path(sys.executable).with_name("dealerdesk")
PATIENCE = 90
"""Seconds; a busy machine starts several times slower than an idle one."""
_WITHOUT_FOLDER = {"classify", "eval", "bench"}


@dataclass(frozen=True)
class Ended:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Command = Callable[..., Ended]


class OwnProcess:
    """A command in a process of its own, which writes to a file: a pipe would fill up."""

    def __init__(self, words: tuple[str, ...], output: Path) -> None:
        self._output = output
        with output.open("w") as file:
            self._process = subprocess.Popen(
                [PROGRAM, *words], stdout=file, stderr=subprocess.STDOUT
            )

    @property
    def printed(self) -> str:
        """All it wrote so far."""
        return self._output.read_text(encoding="utf-8")

    @property
    def ended(self) -> bool:
        return self._process.poll() is not None

    def stop(self, by: int = signal.SIGTERM) -> int:
        """Ask it to stop; its exit code."""
        self._process.send_signal(by)
        return self._process.wait(PATIENCE)

    def kill(self) -> None:
        """End it without asking."""
        self._process.kill()
        self._process.wait()


@pytest.fixture
def sealed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """No settings from outside: neither variables nor a `.env`. The current folder."""
    for name in list(os.environ):
        if name.startswith(("DEALERDESK_", "OPENAI_", "PG")):
            monkeypatch.delenv(name)
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    return here


@pytest.fixture
def folder(sqlite_database: Database, sealed: Path) -> Path:
    """A data folder with the small demo network in it."""
    return Path(str(sqlite_database.url.database)).parent


@pytest.fixture
def quiet_logs() -> Iterator[None]:
    """Leaves logging as it was: commands set it up for their process."""
    root = logging.getLogger()
    handlers, level, before = root.handlers[:], root.level, structlog.get_config()
    yield
    root.handlers[:], root.level = handlers, level
    logging.captureWarnings(False)
    structlog.configure(**before)
    structlog.contextvars.clear_contextvars()


@pytest.fixture
def dealerdesk(
    request: pytest.FixtureRequest,
    sealed: Path,
    quiet_logs: None,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Command:
    """Runs a command in this process, on `folder` unless `data` says otherwise."""

    def run(*words: str, data: Path | None = None, given: str | bytes = "") -> Ended:
        needs_folder = words[0] not in _WITHOUT_FOLDER and "--help" not in words
        if needs_folder and "--data" not in words:
            words = (*words, "--data", str(data or request.getfixturevalue("folder")))
        raw = given.encode() if isinstance(given, str) else given
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw), encoding="utf-8"))
        monkeypatch.setattr(sys, "argv", ["dealerdesk", *words])
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
        code = ended.value.code
        return Ended(code if isinstance(code, int) else int(bool(code)), *capsys.readouterr())

    return run


@pytest.fixture
def own_process(sealed: Path) -> Iterator[Callable[..., OwnProcess]]:
    """Starts commands as processes of their own; none outlives the test."""
    started: list[OwnProcess] = []

    def start(*words: str) -> OwnProcess:
        started.append(OwnProcess(words, sealed / f"process-{len(started)}.txt"))
        return started[-1]

    yield start
    for process in started:
        process.kill()
