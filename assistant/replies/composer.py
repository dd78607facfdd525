"""From what was done to what is said: every figure from a tool's result."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml

from assistant.exchange import Suggestion
from assistant.focus import Question
from assistant.replies.renderer import Renderer
from assistant.results import ToolResult
from tools.wording import name_of


@dataclass(frozen=True, slots=True)
class Manner:
    """How replies of a turn are written: language, the reader's present, his time zone."""

    language: str
    now: datetime
    today: date
    time_zone: str


class Composer:
    """Writes replies with the standard templates."""

    def __init__(self, renderer: Renderer) -> None:
        self.renderer = renderer

    def say(self, name: str, manner: Manner, **values: Any) -> str:
        """A standard reply by name."""
        about = {"now": manner.now, "today": manner.today, "zone": manner.time_zone}
        about["departments"] = _departments()[manner.language]
        return _without_blank_lines(self.renderer.render(name, manner.language, **(about | values)))

    def tell(self, result: ToolResult, manner: Manner) -> str:
        """What one tool call came to."""
        if result.kind == "error":
            return self._tell_error(result, manner)
        return self.say(_template(result), manner, r=result.data)

    def _tell_error(self, result: ToolResult, manner: Manner) -> str:
        question = choice_of(result, "", manner.language)
        if question is not None and question.choices:
            return self.say("choice", manner, text=question.text, choices=question.choices)
        message = str(result.data["message"])
        if "proposal" in result.data:
            renewed = ToolResult(result.tool, result.arguments, "proposal", result.data["proposal"])
            return f"{message}\n{self.tell(renewed, manner)}"
        return message


def choice_of(result: ToolResult, intent: str, language: str) -> Question | None:
    """What a refused call leaves to be asked: which of several is meant, or for which dealer."""
    if result.kind != "error":
        return None
    if result.data["code"] == "invalid.dealer_required":
        return Question(result.tool, result.arguments, "dealer", intent)
    if not result.data["code"].startswith("ambiguous."):
        return None
    data = result.data["data"]
    choices = tuple(
        {
            "value": str(c.get("sku") or c.get("code") or c.get("order") or c.get("name")),
            "label": name_of(c, language),
        }
        for c in data["candidates"]
    )
    return Question(result.tool, result.arguments, "choice", intent, data["text"], choices)


def suggestions(results: list[ToolResult], said: str | None, language: str) -> list[Suggestion]:
    """The likely next steps after a turn."""
    key = said
    if results:
        key = f"{results[-1].tool}.{results[-1].kind}"
    found = _suggestions().get(key or "", {}).get(language, {})
    return [Suggestion(label, text) for label, text in found.items()]


def _template(result: ToolResult) -> str:
    if result.tool == "open_ticket" and result.kind == "receipt":
        return (
            "open_ticket.complaint"
            if result.arguments["kind"] == "complaint"
            else "open_ticket.receipt"
        )
    return f"{result.tool}.{result.kind}"


def _without_blank_lines(text: str) -> str:
    """Templates leave empty lines where a condition did not hold: they are taken out."""
    lines = [line.strip() for line in text.split("\n")]
    return "\n".join(line for line in lines if line)


@lru_cache(maxsize=1)
def _departments() -> dict[str, dict[str, str]]:
    return _yaml("departments.yaml")


@lru_cache(maxsize=1)
def _suggestions() -> dict[str, Any]:
    return _yaml("suggestions.yaml")


def _yaml(name: str) -> dict[str, Any]:
    text = files("assistant.replies").joinpath(name).read_text("utf-8")
    loaded: dict[str, Any] = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return loaded
