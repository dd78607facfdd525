"""What is owed."""

from assistant.builtin.plan import Brief, Step, call
from assistant.understanding.understood import Request


def receivables(brief: Brief, request: Request) -> list[Step]:
    """The asker's own account; staff name a dealer, and a dealer who names another is refused."""
    as_of = request.day.isoformat() if request.day and request.day < brief.today else None
    return [call("query_receivables", request, dealer=request.dealer, as_of=as_of)]
