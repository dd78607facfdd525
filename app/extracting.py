"""JSON lines of reports in, JSON lines of issues out."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.insight.issue import Extractor
from domain.catalogue.matching import Catalogue


@dataclass(frozen=True, slots=True)
class Line:
    """One line of input: a report, or what is wrong with it."""

    id: Any
    text: str = ""
    title: str = ""
    error: str | None = None


def read_line(raw: bytes) -> Line:
    """Understand `{"id", "text", "title"?}`."""
    try:
        given = json.loads(raw)
    except (ValueError, RecursionError):
        return Line(None, error="not a line of JSON")
    if not isinstance(given, dict):
        return Line(None, error="not an object")
    text, title = given.get("text"), given.get("title") or ""
    if not isinstance(text, str):
        return Line(given.get("id"), error="text is missing or no string")
    if not isinstance(title, str):
        return Line(given.get("id"), error="title is no string")
    return Line(given.get("id"), text, title)


def extracted(
    lines: Sequence[Line], extractor: Extractor, catalogue: Catalogue | None
) -> Iterator[dict[str, Any]]:
    """The answer to each line, in the same order."""
    for line in lines:
        if line.error is not None:
            yield {"id": line.id, "error": line.error}
            continue
        issues = extractor.extract(line.text, line.title, catalogue)
        yield {"id": line.id, "issues": [issue.as_json() for issue in issues]}
