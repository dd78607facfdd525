"""The words of digests: one file a language, each written on its own."""

from datetime import date, datetime
from functools import cache
from importlib.resources import files
from typing import Any
from zoneinfo import ZoneInfo

import yaml
from babel.dates import format_date, format_datetime

_LOCALES = {"zh": "zh_CN", "en": "en_GB"}
_INSTANT = {"zh": "M月d日 HH:mm", "en": "d MMM, HH:mm"}


@cache
def words(language: str) -> dict[str, Any]:
    """Everything that is said in `zh` or `en`."""
    text = files("assistant.digests").joinpath("words", f"{language}.yaml").read_text("utf-8")
    loaded: dict[str, Any] = yaml.safe_load(text)
    return loaded


def type_name(type_: str, language: str) -> str:
    """The name of an issue type."""
    return str(words(language)["types"][type_])


def name_of(thing: dict[str, str], language: str) -> str:
    """A record's name."""
    return thing[f"name_{language}"]


def day_name(day: str, language: str) -> str:
    """A calendar day given as YYYY-MM-DD."""
    return format_date(date.fromisoformat(day), "medium", locale=_LOCALES[language])


def instant_name(instant: str, language: str, time_zone: str) -> str:
    """Day and time, in the reader's zone, of an aware instant in ISO form."""
    local = datetime.fromisoformat(instant).astimezone(ZoneInfo(time_zone))
    return format_datetime(local, _INSTANT[language], locale=_LOCALES[language])


@cache
def department_names() -> dict[str, dict[str, str]]:
    """Names of departments by language."""
    text = files("assistant.replies").joinpath("departments.yaml").read_text("utf-8")
    loaded: dict[str, dict[str, str]] = yaml.safe_load(text)
    return loaded
