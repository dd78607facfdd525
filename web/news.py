"""Notices as sentences, each with the place it leads to."""

from dataclasses import dataclass
from datetime import datetime

from domain.models.notices import Notice
from domain.models.sales import document_number
from web.words import Words


@dataclass(frozen=True, slots=True)
class News:
    text: str
    link: str
    at: datetime
    seen: bool


def news_of(notice: Notice, language: str) -> News:
    """A notice in its reader's language."""
    words, details = Words(language), notice.details
    values = {
        "type": words.of("issue_type", details.get("type", "")),
        "severity": words.of("severity", details.get("severity", "")),
        "department": words.of("department", details.get("department", "")),
        "quote": details.get("quote", ""),
        "note": details.get("note") or "—",
        "release": details.get("release", ""),
        "alert": document_number("AL", details["alert"]) if "alert" in details else "",
    }
    text = words(f"notices.{notice.kind}", **values)
    return News(text, _link(notice), notice.at, notice.seen_at is not None)


def _link(notice: Notice) -> str:
    if "alert" in notice.details:
        return f"/alerts/{document_number('AL', notice.details['alert'])}"
    if "report" in notice.details:
        return f"/reports/{document_number('RP', notice.details['report'])}"
    return "/reports"
