"""Telling text from what only looks like it."""

import json
from typing import Any

from domain.errors import Invalid


def require_text(value: Any) -> None:
    """Let JSON pass only if all its strings are Unicode text.

    JSON may hold half a character (a lone surrogate), which no database and no reply can.

    Raises:
        Invalid: it does.
    """
    try:
        json.dumps(value, ensure_ascii=False).encode("utf-8")
    except (UnicodeEncodeError, RecursionError):
        raise Invalid("body") from None
