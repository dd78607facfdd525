"""Reads one file in a process of its own, which may take only so much memory: the file's name as
argument, its bytes from standard input, JSON to standard output.

What a dealer sends may be made to break whoever reads it; then this process breaks, and no other.
"""

import json
import sys
from typing import Any

MEMORY = 1024 * 1024 * 1024


def main() -> None:
    """`{"text", "sections"}` or `{"problem"}`"""
    _confine()
    told = _read(sys.argv[1], sys.stdin.buffer.read())
    sys.stdout.write(json.dumps(told))


def _read(name: str, content: bytes) -> dict[str, Any]:
    from assistant.reading.formats import reader_of
    from assistant.reading.page import Unreadable, joined

    try:
        text, sections = joined(reader_of(name, content)(content))
        return {"text": text, "sections": sections}
    except Unreadable as error:
        return {"problem": error.problem}
    except MemoryError:
        return {"problem": "huge"}
    except Exception as error:  # libraries raise whatever they meet in a broken file
        sys.stderr.write(f"{type(error).__name__}\n")
        return {"problem": "broken"}


def _confine() -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    main()
