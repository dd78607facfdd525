"""Lists of words and phrases, kept as data in `words/`."""

from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@cache
def table(name: str) -> dict[str, Any]:
    """`words/NAME.yaml`; a text of words parted by | or line ends becomes a tuple of them."""
    found = files("assistant.understanding").joinpath("words", f"{name}.yaml")
    data = yaml.load(found.read_text("utf-8"), Loader=_LOADER)
    return {key: _words(value) if isinstance(value, str) else value for key, value in data.items()}


def _words(text: str) -> tuple[str, ...]:
    return tuple(
        word.strip() for line in text.split("\n") for word in line.split(" | ") if word.strip()
    )


_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The C loader, where there is one: the lists are long."""
