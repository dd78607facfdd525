"""JSON lines of messages in, JSON lines of intents out."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from assistant.understanding.classifier import Guess
from assistant.understanding.language import detect

ClassifyMany = Callable[[Sequence[str]], list[Guess]]

_CHUNK = 1 << 16
_LONGEST = 20_000
"""Characters of a message that are read; more is a document, not a message."""


class Readable(Protocol):
    """Bytes as they come."""

    def read1(self, size: int) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Line:
    """One line of input: a message, or what is wrong with it."""

    id: Any
    text: str = ""
    error: str | None = None


def read_line(raw: bytes) -> Line:
    """Understand `{"id", "text", "who"?}`."""
    try:
        given = json.loads(raw)
    except (ValueError, RecursionError):
        return Line(None, error="not a line of JSON")
    if not isinstance(given, dict):
        return Line(None, error="not an object")
    if not isinstance(given.get("text"), str):
        return Line(given.get("id"), error="text is missing or no string")
    return Line(given.get("id"), given["text"][:_LONGEST])


def classified(lines: Sequence[Line], classify_many: ClassifyMany) -> Iterator[dict[str, Any]]:
    """The answer to each line, in the same order."""
    guesses = iter(classify_many([line.text for line in lines if line.error is None]))
    for line in lines:
        if line.error is not None:
            yield {"id": line.id, "error": line.error}
            continue
        guess = next(guesses)
        yield {
            "id": line.id,
            "intent": guess.intent,
            "confidence": round(guess.confidence, 4),
            "language": detect(line.text),
        }


def batches(stream: Readable) -> Iterator[list[bytes]]:
    """Whole lines as they come: many at once from a file, each by itself from who waits for it."""
    rest = b""
    while chunk := stream.read1(_CHUNK):
        *whole, rest = (rest + chunk).split(b"\n")
        if whole:
            yield whole
    if rest:
        yield [rest]
