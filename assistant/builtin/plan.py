"""What the built-in model means to do in a turn."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from assistant.builtin.known import Known
from assistant.focus import Focus, Question
from assistant.results import ToolResult
from assistant.understanding.slips import mended
from assistant.understanding.understood import Request, Understanding
from domain.catalogue.matching import Catalogue
from domain.naming import normalise, pinyin
from domain.scope import Actor


@dataclass(frozen=True, slots=True)
class Brief:
    """All that a plan is made from."""

    text: str
    understanding: Understanding
    focus: Focus
    actor: Actor
    catalogue: Catalogue
    today: date
    dealers: tuple[tuple[str, str, str, str], ...] = ()
    """code, names and city of the dealers that staff may see; for others nothing"""
    tickets: tuple[Known, ...] = ()
    """the tickets that came up in the talk, the latest last, as they stand now"""

    @property
    def language(self) -> str:
        return self.understanding.language

    def dealer_in(self, text: str) -> str | None:
        """The code of the one known dealer whose name or short name stands in `text`."""
        said, words = normalise(text), text.lower()
        found = {
            code: max(
                [len(form) for form in _forms(code, zh, en) if form in said]
                + [len(_stands_in(words, _short(en)))]
            )
            for code, zh, en, _ in self.dealers
        }
        longest = max(found.values(), default=0)
        named = [code for code, length in found.items() if length == longest]
        return named[0] if longest and len(named) == 1 else None

    def dealer_meant(self, text: str) -> str | None:
        """The code of the one dealer that `text` names, by name or by his city."""
        found = self.dealers_of(text)
        return found[0] if len(found) == 1 else None

    def dealers_of(self, text: str) -> list[str]:
        """The codes of all dealers that `text` names, by name or by the city where they are."""
        named = [code for code in (self.dealer_in(part) for part in _WORDS.split(text)) if code]
        cities = {code: pinyin(normalise(city)) for code, _, _, city in self.dealers}
        words = mended(text.lower(), [city for city in cities.values() if len(city) > _SHORT_CITY])
        here = [
            code
            for code, _, _, city in self.dealers
            if city in text or _stands_in(words, cities[code])
        ]
        return list(dict.fromkeys([*named, *here]))


_WORDS = re.compile(r"[,，、.。;；!！\n]+|和|跟|(?<![a-z])(?:and|or)(?![a-z])", re.IGNORECASE)
_FIRM = re.compile(r"(?:电器城?|电器行|家电行?|家居|商贸|贸易|商行|公司|店)+$")
_FIRM_EN = re.compile(r"(?: (?:Appliances?|Electric|Trading|Home|Supplies|City|Stores?))+$")
"""What a firm's name ends in and people leave out."""
_SHORTEST_NAME = 2
_SHORTEST_WORD = 4
_SHORT_CITY = 6
"""Letters of a city's name within which a slip might make another word of it."""


def _forms(code: str, name_zh: str, name_en: str) -> set[str]:
    """How a dealer is called: code, names, and the Chinese one without the kind of firm."""
    short = normalise(re.sub(_FIRM, "", name_zh))
    whole = {normalise(code), normalise(name_zh), normalise(name_en)}
    return whole | ({short} if len(short) >= _SHORTEST_NAME else set())


def _short(name_en: str) -> str:
    return _FIRM_EN.sub("", name_en).lower()


def _stands_in(words: str, name: str) -> str:
    """`name`, where it is a word of the text; else nothing."""
    if len(name) < _SHORTEST_WORD or not name.isascii():
        return ""
    return name if re.search(rf"(?<![a-z]){re.escape(name)}(?![a-z])", words) else ""


@dataclass(frozen=True, slots=True)
class Step:
    """A tool call, or something to say.

    Arguments:
        tool, arguments: the call; its reply is composed from its result.
        say, values: the name of a standard reply and its variables.
        question: what is asked with it.
        follow: what is to be done next, given the results so far.
        silent: its result was for the next step alone and is not told.
        replaces: the id of a proposal that waits and whose place the call is to take.
    """

    tool: str | None = None
    arguments: dict[str, Any] = field(default_factory=dict)
    say: str | None = None
    values: dict[str, Any] = field(default_factory=dict)
    question: Question | None = None
    follow: Callable[[list[ToolResult]], list["Step"]] | None = None
    intent: str = ""
    silent: bool = False
    replaces: str | None = None


def call(tool: str, request: Request, **arguments: Any) -> Step:
    """A tool call; arguments that are None are left out."""
    given = {name: value for name, value in arguments.items() if value is not None}
    return Step(tool=tool, arguments=given, intent=request.intent)


def say(name: str, **values: Any) -> Step:
    """A standard reply."""
    return Step(say=name, values=values)


def ask(
    name: str, request: Request, tool: str, arguments: dict[str, Any], missing: str, **values: Any
) -> Step:
    """A question; the call goes on once it is answered."""
    question = Question(tool, arguments, missing, request.intent)
    return Step(say=name, values=values, question=question)
