"""What channels say of themselves, by code and language. Business is worded in `tools`."""

from functools import lru_cache
from importlib.resources import files

import yaml

from tools.wording import LANGUAGES


def say(code: str, language: str, **values: object) -> str:
    """The channel's sentence of this code, in `zh` or `en`."""
    return _sentences(language)[code].format_map(values)


def has(code: str, language: str) -> bool:
    """Whether there is a sentence of this code."""
    return code in _sentences(language)


def language_of(code: str | None) -> str:
    """The language to speak with somebody of whom only an IETF language tag is known."""
    return "zh" if (code or "").lower().startswith("zh") else "en"


@lru_cache(maxsize=len(LANGUAGES))
def _sentences(language: str) -> dict[str, str]:
    text = files("bots").joinpath("sentences", f"{language}.yaml").read_text("utf-8")
    loaded: dict[str, str] = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return loaded
