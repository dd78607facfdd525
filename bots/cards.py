"""A proposal as plain text: exactly what would be done, for channels without markup."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from bots.wording import has, say
from tools.wording import listed, money, word


def card(proposal: dict[str, Any], language: str, time_zone: str) -> str:
    """The proposal's title, lines, total, terms and deadline, one a line.

    Arguments:
        proposal: as `tools.proposals.Proposed.public()`.
        time_zone: IANA name of the zone in which the deadline is told.
    """
    preview = proposal["preview"]
    currency = preview.get("currency") or "CNY"
    lines = [str(proposal["title"])]
    lines += [_line(line, currency, language) for line in preview.get("lines") or []]
    if preview.get("total") is not None:
        lines.append(say("card.total", language, total=money(preview["total"], currency, language)))
    lines += _terms(preview.get("terms") or {}, language)
    until = datetime.fromisoformat(proposal["expires_at"]).astimezone(ZoneInfo(time_zone))
    lines.append(say("card.until", language, time=f"{until:%H:%M}"))
    return "\n".join(lines)


def sources(found: list[dict[str, str]], reply: str, language: str) -> str:
    """The titles behind a reply that it does not name itself; empty if it names them all."""
    titles = dict.fromkeys(s["title"] for s in found if s["title"] not in reply)
    named = [f"《{title}》" if language == "zh" else f"“{title}”" for title in titles]
    return say("sources", language, titles=listed(named, language)) if named else ""


def _line(line: dict[str, Any], currency: str, language: str) -> str:
    shown = line | {
        name: money(line.get(name) or 0, currency, language)
        for name in ("unit_price", "amount", "discount")
    }
    text = say("card.line", language, **shown)
    if line.get("discount"):
        named = line.get("promotion_name") or line.get("promotion") or ""
        text += say("card.discount", language, **shown | {"promotion": named})
    if line.get("ships_from"):
        text += say("card.ships_from", language, **shown)
    return text


def _terms(terms: dict[str, Any], language: str) -> list[str]:
    return [
        say(f"card.{name}", language, value=_value(name, value, language))
        for name, value in terms.items()
        if value and has(f"card.{name}", language)
    ]


def _value(name: str, value: Any, language: str) -> str:
    if isinstance(value, list):
        return listed([word(f"{name}.{part}", language) for part in value], language)
    return str(value)
