"""Words and figures for people: sentences by code and language, money, lists."""

from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml
from babel.numbers import format_currency

from domain.money import to_major

LANGUAGES = ("zh", "en")
_LOCALES = {"zh": "zh_CN", "en": "en_GB"}


@lru_cache(maxsize=len(LANGUAGES))
def sentences(language: str) -> dict[str, str]:
    """All sentences of a language by code."""
    text = files("tools").joinpath("sentences", f"{language}.yaml").read_text("utf-8")
    loaded: dict[str, str] = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return loaded


def word(code: str, language: str) -> str:
    """The word for a code such as `status.shipped`; the code's last part if it has none."""
    return sentences(language).get(code, code.rpartition(".")[2].replace("_", " "))


def money(minor: int, currency: str, language: str) -> str:
    """An amount in minor units, written the reader's way (¥1,299.50 / CN¥1,299.50)."""
    return format_currency(to_major(minor, currency), currency, locale=_LOCALES[language])


def listed(parts: list[str], language: str) -> str:
    """Parts in a row: 、 in Chinese, comma in English."""
    return ("、" if language == "zh" else ", ").join(parts)


def name_of(record: dict[str, Any], language: str) -> str:
    """The label of a candidate: its name in the reader's language, with its code."""
    name = record.get(f"name_{language}") or record.get("name") or record.get("order") or ""
    code = record.get("sku") or record.get("code") or record.get("city")
    if not code or code == name:
        return str(name)
    return f"{name}（{code}）" if language == "zh" else f"{name} ({code})"
