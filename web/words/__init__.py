"""What the screens say: one catalogue a language, each written on its own."""

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml

LANGUAGES = ("zh", "en")
LOCALES = {"zh": "zh_CN", "en": "en_GB"}


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language. A missing key is a fault of ours and raises `KeyError`."""

    language: str

    def __call__(self, key: str, **values: Any) -> str:
        """The text under a dotted key, with `values` filled in."""
        return catalogue(self.language)[key].format(**values)

    def of(self, kind: str, code: str) -> str:
        """The word for a code of the core, such as `("order_status", "shipped")`; a code that
        has none yet is shown as it is."""
        plain = code.replace("_", " ")
        return catalogue(self.language).get(f"{kind}.{code}", plain)

    def many(self, key: str, count: int) -> str:
        """`key_one` or `key_many`, with `count` filled in."""
        return self(f"{key}_one" if count == 1 else f"{key}_many", count=count)


@lru_cache(maxsize=len(LANGUAGES))
def catalogue(language: str) -> dict[str, str]:
    """All texts of a language by dotted key."""
    text = files("web.words").joinpath(f"{language}.yaml").read_text("utf-8")
    return dict(_flat(yaml.safe_load(text)))


def _flat(tree: dict[str, Any], path: str = "") -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for key, value in tree.items():
        if isinstance(value, dict):
            found += _flat(value, f"{path}{key}.")
        else:
            found.append((f"{path}{key}", str(value)))
    return found
