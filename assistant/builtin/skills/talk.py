"""Small talk, and what this business does not do."""

import re

from assistant.builtin.plan import Brief, Step, say
from assistant.understanding.understood import Request

_KINDS = (
    (
        "smalltalk.thanks",
        re.compile(r"谢|辛苦|多谢|感谢|\bthank|thx|cheers|appreciate", re.IGNORECASE),
    ),
    (
        "smalltalk.bye",
        re.compile(r"再见|拜拜|回头见|晚安|\b(bye|goodbye|see you|good night)\b", re.IGNORECASE),
    ),
    (
        "smalltalk.who",
        re.compile(
            r"你是谁|什么人|机器人|你叫|能(干|做|帮)|会什么"
            r"|\b(who are you|what can you|are you (a )?(bot|human|real))",
            re.IGNORECASE,
        ),
    ),
)


def smalltalk(_brief: Brief, request: Request) -> list[Step]:
    """A greeting, thanks or goodbye, answered in kind."""
    for name, pattern in _KINDS:
        if pattern.search(request.text):
            return [say(name)]
    return [say("smalltalk.greeting")]


def out_of_scope(_brief: Brief, _request: Request) -> list[Step]:
    """Said so, with what can be done instead."""
    return [say("out_of_scope")]
