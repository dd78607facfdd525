"""Evidence or silence: what a language model says is checked against what the tools gave.

A figure must stand in a tool's result, in a proposal or in the person's own message; "done" may
be said only with a receipt. Code checks this, not the model.
"""

import json
import re
from typing import Any

from assistant.results import ToolResult
from domain.money import to_major

_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_SMALL = 3
"""Numbers up to this one count things in a sentence ("two ways") and need no evidence."""
_DONE = re.compile(
    r"已(经)?(为您|帮您)?(下单|取消|提交|登记|确认|签收|批准|修改|安排)|下好了|订好了"
    r"|\b(i('| ha)ve|has been|have been|is now|successfully)\s+(been\s+)?"
    r"(placed|ordered|cancel+ed|submitted|confirmed|approved|booked|changed|opened)",
    re.IGNORECASE,
)


def borne_out(reply: str, message: str, results: list[ToolResult]) -> bool:
    """Whether a reply says nothing that the turn's results do not bear out."""
    if not reply.strip():
        return False
    if _DONE.search(reply) and not any(r.kind == "receipt" for r in results):
        return False
    known = _figures(message) | _evidence(results)
    return all(float(f) <= _SMALL or f in known for f in _figures(reply))


def _figures(text: str) -> set[str]:
    """The numbers of a text in one form: no separators, no idle decimals."""
    return {_plain(found) for found in _NUMBER.findall(text)}


def _evidence(results: list[ToolResult]) -> set[str]:
    """Every number in the results, amounts also in major units."""
    found: set[str] = set()
    for result in results:
        found |= _figures(json.dumps(result.data, ensure_ascii=False, default=str))
        found |= {_plain(str(to_major(value))) for value in _integers(result.data)}
    return found


def _integers(value: Any) -> list[int]:
    if isinstance(value, bool):
        return []
    if isinstance(value, int):
        return [value]
    if isinstance(value, dict):
        return [n for part in value.values() for n in _integers(part)]
    if isinstance(value, list):
        return [n for part in value for n in _integers(part)]
    return []


def _plain(number: str) -> str:
    whole, point, decimals = number.replace(",", "").partition(".")
    decimals = decimals.rstrip("0")
    return f"{whole.lstrip('0') or '0'}{point if decimals else ''}{decimals}"
