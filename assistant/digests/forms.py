"""The forms in which a told digest leaves the house: e-mail, chat message, JSON."""

import re
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from assistant.digests.telling import Told

CHAT_LENGTH = 3500
"""Characters of a chat message; Telegram takes 4,096."""


def as_text(told: Told, brand: str, link: str, unsubscribe: str) -> str:
    """Plain text for an e-mail."""
    text = _render("mail.txt", told, brand, link, unsubscribe)
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"


def as_html(told: Told, brand: str, link: str, unsubscribe: str) -> str:
    """HTML for an e-mail, its bars drawn as boxes: many mailboxes show no SVG."""
    return _render("mail.html", told, brand, link, unsubscribe)


def as_chat(told: Told, brand: str, link: str) -> str:
    """A short message: what it comes to, the first matters, and where the rest stands."""
    lines = [told.subject(brand), "", *told.lead]
    for section in told.sections:
        if section.matters:
            lines += ["", f"■ {section.title}"]
            lines += [f"• {matter.title}\n{matter.text}" for matter in section.matters[:3]]
    end = f"\n\n{told.words['open']}: {link}"
    text = "\n".join(lines)
    room = CHAT_LENGTH - len(end)
    return (text if len(text) <= room else text[: room - 1] + "…") + end


def as_json(told: Told, link: str) -> dict[str, Any]:
    """For programs: the figures and quotes themselves, and the sentences of one language."""
    digest = told.digest
    return {
        "type": "digest.made",
        "digest": digest.id,
        "kind": digest.kind,
        "audience": digest.audience,
        "department": digest.department,
        "region": digest.region_id,
        "starts_at": digest.starts_at.isoformat(),
        "ends_at": digest.ends_at.isoformat(),
        "language": told.language,
        "link": link,
        "lead": told.lead,
        "content": digest.content,
    }


def _render(template: str, told: Told, brand: str, link: str, unsubscribe: str) -> str:
    return (
        _environment()
        .get_template(template)
        .render(told=told, w=told.words, brand=brand, link=link, unsubscribe=unsubscribe)
    )


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=lambda name: name is not None and name.endswith(".html"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
