"""Questions that something written answers."""

from assistant.builtin.plan import Brief, Step, call
from assistant.understanding.understood import Request


def look_up(_brief: Brief, request: Request) -> list[Step]:
    """Answer from an article, with its source, or say that nothing is known."""
    return [call("search_articles", request, question=request.text[:120])]
