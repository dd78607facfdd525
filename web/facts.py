"""Terms, figures and results as rows of a label and a value that a reader understands."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from web.formats import Formats
from web.words import Words

MONEY = frozenset(
    {"total", "total_before", "credit_limit", "credit_before", "credit_after", "available"}
    | {"limit", "short", "amount", "balance", "expected"}
)
DAYS = frozenset({"needed_by", "paid_on", "due_on", "next_on", "noted_on"})
INSTANTS = frozenset({"due_at", "follow_up_by"})
CODES = {"status": "status", "path": "approval", "kind": "kind", "stage": "stage"}
"""Terms whose values are codes of the core, and the words they are shown with."""
LINKS = {
    "order": "/orders/",
    "ticket": "/tickets/",
    "lead": "/leads/",
    "follow_up": "/tickets/",
    "about": "/tickets/",
    "conversation": "/desk/",
}
_SILENT = frozenset(
    {"currency", "version", "cancel", "dealer_id", "handoff", "steps", "forgotten", "mine"}
    | {"arriving", "message", "notes", "lacks"}
)


@dataclass(frozen=True, slots=True)
class Fact:
    """`link` is where the value can be looked at, if anywhere."""

    name: str
    label: str
    value: str
    link: str | None = None


def facts(
    values: Mapping[str, Any], currency: str | None, words: Words, formats: Formats
) -> list[Fact]:
    """What `values` say, in their order; what is empty or speaks to machines only is left out."""
    shown = []
    for name, value in values.items():
        if name in _SILENT or value is None or value in ("", {}):
            continue
        if name == "status" and "transfer" in values:
            text = words.of("transfer_status", str(value))
        else:
            text = _text(name, value, currency, words, formats)
        link = f"{LINKS[name]}{value}" if name in LINKS else None
        shown.append(Fact(name, words.of("fact", name), text, link))
    return shown


def _text(name: str, value: Any, currency: str | None, words: Words, formats: Formats) -> str:
    if isinstance(value, bool):
        return words("yes" if value else "no")
    if name in MONEY and isinstance(value, int):
        return formats.money(value, currency)
    if name in CODES:
        return words.of(CODES[name], str(value))
    if name == "approval":
        return _approval(value, words)
    if name in DAYS:
        return formats.day(value)
    if name in INSTANTS:
        return formats.instant(value)
    return _plain(value, words)


def _approval(path: list[str], words: Words) -> str:
    steps = [words.of("approval", step) for step in path]
    return words("comma").join(steps) if steps else words("approval_none")


def _plain(value: Any, words: Words) -> str:
    if isinstance(value, Mapping):
        return words("comma").join(f"{key}: {part}" for key, part in value.items())
    if isinstance(value, list):
        return words("comma").join(str(part) for part in value)
    return str(value)
