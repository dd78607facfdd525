"""In which language a visitor is answered."""

from collections.abc import Iterable

from fastapi import Request

from web.words import LANGUAGES

COOKIE = "dealerdesk_language"


def language_for(request: Request, preferred: str | None = None) -> str:
    """`zh` or `en`: what the visitor switched to, else what his client asks for, else his own.

    A browser sends its maker's language with every page, so on the screens a signed-in person's
    own preference (`preferred`) stands before it; an API client that names one means it.
    """
    chosen = request.cookies.get(COOKIE)
    asked = accepted(request.headers.get("accept-language", ""))
    own = preferred if preferred in LANGUAGES else None
    if request.url.path.startswith("/api/"):
        return asked or own or "zh"
    return (chosen if chosen in LANGUAGES else None) or own or asked or "zh"


def accepted(header: str) -> str | None:
    """The first of our languages that an Accept-Language header names, by weight."""
    for tag in _by_weight(header[:200]):
        language = tag.partition("-")[0]
        if language in LANGUAGES:
            return language
    return None


def _by_weight(header: str) -> Iterable[str]:
    weighed = []
    for position, part in enumerate(header.lower().split(",")):
        tag, _, weight = part.strip().partition(";q=")
        try:
            weighed.append((-float(weight or 1), position, tag))
        except ValueError:
            continue
    return [tag for _, _, tag in sorted(weighed)]
