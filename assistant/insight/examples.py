"""What the extractor learns from: hand-written clauses and whole annotated reports.

`clauses/<voice>.txt` has headings `## type` (lines `severity| text`), `## not type reason` (lines
that only look like the type) and `## none` (ordinary lines). `reports/<voice>.txt` has `=== id`,
`title: …`, then a report with marks `[[type severity|quote]]` for issues and
`[[-type reason|quote]]` for what only looks like one.
"""

import re
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from assistant.taxonomy import taxonomy

NONE = "none"
ACTUAL = "actual"
REASONS = ("denied", "solved", "feared", "supposed", "others", "general")
"""Why something that sounds like an issue is none."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A line about one matter: `topic` is an issue type or NONE, `standing` ACTUAL, one of REASONS
    or NONE; `severity` is given for what is actual."""

    text: str
    topic: str
    standing: str
    severity: str
    voice: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked quote, `text[start:end]` of its report. Fields as in `Clause`; outside the training
    reports the reason may be another word."""

    topic: str
    standing: str
    severity: str
    start: int
    end: int

    @property
    def actual(self) -> bool:
        return self.standing == ACTUAL


@dataclass(frozen=True, slots=True)
class MarkedReport:
    """A report without its marks, and the marks."""

    id: str
    title: str
    text: str
    marks: tuple[Mark, ...]
    voice: str


def clauses() -> list[Clause]:
    """All training clauses.

    Raises:
        ValueError: a heading or a line is not in the form told above.
    """
    return [clause for entry in clause_files() for clause in _clauses_of(entry)]


def reports(folder: Path | Traversable | None = None) -> list[MarkedReport]:
    """All annotated reports of a folder, by default the training reports.

    Raises:
        ValueError: a mark names no type or severity of the taxonomy.
    """
    return [report for entry in _texts(folder or _room("reports")) for report in _reports_of(entry)]


def clause_files() -> list[Traversable]:
    """The files clauses are read from, by name."""
    return _texts(_room("clauses"))


def report_files() -> list[Traversable]:
    """The files training reports are read from, by name."""
    return _texts(_room("reports"))


def _room(name: str) -> Traversable:
    return files("assistant.insight").joinpath(name)


def _texts(folder: Path | Traversable) -> list[Traversable]:
    found = [entry for entry in folder.iterdir() if entry.name.endswith(".txt")]
    return sorted(found, key=lambda entry: entry.name)


def _clauses_of(entry: Traversable) -> list[Clause]:
    topic, standing, found = "", "", []
    for number, raw in enumerate(entry.read_text("utf-8").splitlines(), 1):
        line = raw.strip()
        if line.startswith("## "):
            topic, standing = _heading(line[3:].split(), f"{entry.name}:{number}")
        elif line and not line.startswith("# "):
            severity, text = line.split("| ", 1) if standing == ACTUAL else ("", line)
            if severity and severity not in taxonomy().severities:
                raise ValueError(f"{entry.name}:{number}: no such severity: {severity}")
            voice = entry.name.removesuffix(".txt")
            found.append(Clause(text, topic, standing, severity, voice))
    return found


def _heading(words: list[str], where: str) -> tuple[str, str]:
    if words == [NONE]:
        return NONE, NONE
    topic, standing = (words[1], words[2]) if words[0] == "not" else (words[0], ACTUAL)
    _check_type(topic, where)
    if standing not in (ACTUAL, *REASONS):
        raise ValueError(f"{where}: no such reason: {standing}")
    return topic, standing


def _check_type(topic: str, where: str) -> None:
    if topic not in taxonomy().issues:
        raise ValueError(f"{where}: no such issue: {topic}")


_MARK = re.compile(r"\[\[(?P<trap>-?)(?P<type>\w+) (?P<how>\w+)\|(?P<quote>.*?)\]\]", re.DOTALL)


def _reports_of(entry: Traversable) -> list[MarkedReport]:
    voice = entry.name.removesuffix(".txt")
    raws = re.split(r"(?m)^=== ", entry.read_text("utf-8"))[1:]
    return [_report(raw, voice) for raw in raws]


def _report(raw: str, voice: str) -> MarkedReport:
    id_, _, body = raw.partition("\n")
    title = ""
    if body.startswith("title:"):
        head, _, body = body.partition("\n")
        title = head.removeprefix("title:").strip()
    text, marks = _unmarked(body.strip("\n"), id_.strip())
    return MarkedReport(id_.strip(), title, text, tuple(marks), voice)


def _unmarked(body: str, where: str) -> tuple[str, list[Mark]]:
    text, marks, seen = "", [], 0
    for found in _MARK.finditer(body):
        text += body[seen : found.start()]
        standing, severity = (found["how"], "") if found["trap"] else (ACTUAL, found["how"])
        _check_type(found["type"], where)
        if severity and severity not in taxonomy().severities:
            raise ValueError(f"{where}: no such severity: {severity}")
        end = len(text) + len(found["quote"])
        marks.append(Mark(found["type"], standing, severity, len(text), end))
        text += found["quote"]
        seen = found.end()
    return text + body[seen:], marks
