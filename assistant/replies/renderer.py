"""Rendering standard replies: the newest edited version, or the built-in wording."""

from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml
from jinja2 import StrictUndefined
from jinja2.sandbox import SandboxedEnvironment
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from assistant.replies.dates import spoken_date, spoken_instant, spoken_time
from domain.models.replies import ReplyTemplate
from domain.statements import Prepared
from tools.wording import listed, money, word

_template = ReplyTemplate.__table__
_VERSION = Prepared(select(func.count(_template.c.id), func.max(_template.c.id)))


@lru_cache(maxsize=2)
def built_in(language: str) -> dict[str, str]:
    """The wording that the product ships with, by name."""
    text = files("assistant.replies").joinpath(f"{language}.yaml").read_text("utf-8")
    loaded: dict[str, str] = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return loaded


class Renderer:
    """Renders templates by name and language. Edits made by any process are seen at once."""

    def __init__(self) -> None:
        self._version: tuple[int, int] = (-1, -1)
        self._edited: dict[tuple[str, str], str] = {}
        self._environments = {language: environment_of(language) for language in ("zh", "en")}

    def refresh(self, session: Session) -> None:
        """Look whether a template was edited since."""
        count, newest_id = _VERSION.rows(session, {})[0]
        version = (count, newest_id or 0)
        if version == self._version:
            return
        newest = session.scalars(select(ReplyTemplate).order_by(ReplyTemplate.version))
        self._edited = {(t.name, t.language): t.text for t in newest}
        self._version = version

    def render(self, name: str, language: str, **values: Any) -> str:
        """The text of template `name`.

        Raises:
            KeyError: there is no such template.
            jinja2.UndefinedError: the template asks for a value that was not given.
        """
        text = self._edited.get((name, language), built_in(language)[name])
        return _compiled(self._environments[language], text).render(**values).strip()

    def has(self, name: str, language: str) -> bool:
        """Whether there is a template of this name."""
        return name in built_in(language)


@lru_cache(maxsize=2)
def environment_of(language: str) -> SandboxedEnvironment:
    """What templates of a language are compiled in: money, days and words as people write them."""
    return _environment(language)


def _environment(language: str) -> SandboxedEnvironment:
    environment = SandboxedEnvironment(
        trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined, autoescape=False
    )
    environment.filters |= {
        "money": lambda minor, currency="CNY": money(minor, currency, language),
        "word": lambda code, kind: word(f"{kind}.{code}", language),
        "day": lambda iso, today: spoken_date(iso, today, language),
        "instant": lambda iso, now, zone: spoken_instant(iso, now, zone, language),
        "when": lambda told, today: spoken_time(str(told), today, language),
        "percent": lambda points: f"{points / 100:.1f}%",
        "number": lambda value: f"{value:,}",
        "listed": lambda parts: listed([str(p) for p in parts], language),
    }
    return environment


@lru_cache(maxsize=2000)
def _compiled(environment: SandboxedEnvironment, text: str) -> Any:
    return environment.from_string(text)
