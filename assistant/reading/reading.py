"""Reading an uploaded file: its text and the map back, or why there is none."""

import json
import subprocess
import sys
from pathlib import PurePath
from typing import Any

import structlog

from assistant.reading.formats import plain
from assistant.reading.page import Unreadable, joined
from domain.models.reports import FileProblem
from domain.reports.operations import Upload

SECONDS = 30
"""How long a file may take."""
MAXIMUM_BYTES = 20 * 1024 * 1024
"""Of a file that is read; a larger one is kept for a person."""
_PLAIN = (".txt", ".md", ".markdown", ".csv")

log = structlog.get_logger("reading")


def read_file(name: str, media_type: str, content: bytes, maximum: int = MAXIMUM_BYTES) -> Upload:
    """The file with its text, or with the problem that keeps it from being read.

    Arguments:
        name: as its sender called it; its ending says what it is.
        maximum: bytes of a file that is read.
    """
    name = PurePath(name.replace("\\", "/")).name.replace("\0", "")[:200] or "report"
    if not content:
        return Upload(name, media_type, content, problem=FileProblem.EMPTY)
    if len(content) > maximum:
        return Upload(name, media_type, content, problem=FileProblem.HUGE)
    told = _plain(content) if name.lower().endswith(_PLAIN) else _apart(name, content)
    if "problem" in told:
        return Upload(name, media_type, content, problem=FileProblem(told["problem"]))
    return Upload(name, media_type, content, told["text"], tuple(told["sections"]))


def _plain(content: bytes) -> dict[str, Any]:
    try:
        text, sections = joined(plain(content))
        return {"text": text, "sections": sections}
    except Unreadable as error:
        return {"problem": error.problem}


def _apart(name: str, content: bytes) -> dict[str, Any]:
    """Read it in a process of its own."""
    command = [sys.executable, "-I", "-m", "assistant.reading.process", name]
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=SECONDS)
    except subprocess.TimeoutExpired:
        log.warning("file took too long", size=len(content))
        return {"problem": FileProblem.HUGE}
    if done.returncode != 0:
        log.warning("file broke its reader", code=done.returncode, size=len(content))
        return {"problem": FileProblem.BROKEN}
    told: dict[str, Any] = json.loads(done.stdout)
    return told
