"""What must not reach a log: what people wrote, who they are, and every kind of secret."""

import re
from collections.abc import MutableMapping
from typing import Any

HIDDEN = "…"
_LONGEST = 2_000
_PRIVATE = re.compile(
    r"passw|secret|token|authorization|cookie|api_?key|csrf"  # what opens doors
    r"|^(text|message|messages|question|reply|body|note|description|arguments|params|quote)$"
    r"|^(name|username|phone|email|address|ship_to|account|query)$",
    re.IGNORECASE,
)
_PATTERNS = [
    (re.compile(r"(\w+://[^:/@\s]*):[^@/\s]+@"), rf"\1:{HIDDEN}@"),  # a password in a URL
    (re.compile(r"\bbot\d+:[\w-]{20,}"), f"bot{HIDDEN}"),  # Telegram puts its token in the path
    (re.compile(r"\bsk-[\w-]{8,}"), HIDDEN),
    (re.compile(r"(?i)\b(bearer|basic) [\w.~+/=-]{8,}"), rf"\1 {HIDDEN}"),
    (re.compile(r"\$argon2\S+"), HIDDEN),
    (re.compile(r"\[parameters: .*", re.DOTALL), f"[parameters: {HIDDEN}]"),  # SQLAlchemy's values
    (re.compile(r"(?m)\bDETAIL: .*$"), f"DETAIL: {HIDDEN}"),  # PostgreSQL's row values
    (re.compile(r"input_value=.*?(?=, input_type=|$)", re.MULTILINE), f"input_value={HIDDEN}"),
    (re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+"), HIDDEN),  # mail addresses
    (re.compile(r"(?<![\w.-])\+?\d[\d -]{9,16}\d(?![\w.])"), HIDDEN),  # telephone numbers
]
_OURS = frozenset({"event", "level", "timestamp", "logger", "request_id", "id"})


def redact(_logger: Any, _method: str, line: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """A structlog processor: hides private values by their key, and secrets by their look."""
    for key, value in line.items():
        if key in _OURS and key != "event":
            continue
        line[key] = HIDDEN if _PRIVATE.search(key) else _plain(value)
    return line


def cleaned(text: str) -> str:
    """`text` without anything that looks like a secret or a person's number or address."""
    for pattern, instead in _PATTERNS:
        text = pattern.sub(instead, text)
    return text if len(text) <= _LONGEST else text[-_LONGEST:]


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, dict):
        return {k: HIDDEN if _PRIVATE.search(str(k)) else _plain(v) for k, v in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(item) for item in value]
    return cleaned(str(value))
