"""The greeting before a message and the thanks behind it, which say nothing of what is wanted."""

import re

_LONGEST = 160
"""Characters of a message; a longer one is a letter or a report, and stays as it was written."""
_GREETING = re.compile(
    r"\s*(?:(?:[你您]们?好|哈[喽啰]|嗨|在吗|在么|在不在|早上好?|[上中下]午好|晚上好|hi(?: there)?"
    r"|hello(?: there)?|hey(?: there)?|good (?:morning|afternoon|evening))[\s,，.。!！~～…、:：]+"
    r"|(?:喂|老板|亲|那个|morning|afternoon|evening)[,，.。!！~～…、:：]+\s*)+",
    re.IGNORECASE,
)
_THANKS = re.compile(
    r"(?:[\s,，.。!！~～…、]+(?:谢谢?[你您了啦哈]*|多谢[了啦]?|感谢|辛苦[了啦]?|麻烦了"
    r"|thanks?(?: you)?(?: a lot"
    r"| so much)?|thx|tks|cheers|ta))+[\s,，.。!！~～]*$",
    re.IGNORECASE,
)


def without_greeting(text: str) -> str:
    """A message without the greeting before it, where more than that was said."""
    rest = _GREETING.sub("", text, count=1) if _GREETING.match(text) else text
    return rest if len(text) <= _LONGEST and _says_something(rest) else text


def bare(text: str) -> str:
    """A message without greeting and thanks, where more than those was said."""
    rest = _THANKS.sub("", without_greeting(text))
    return rest if len(text) <= _LONGEST and _says_something(rest) else text


def _says_something(text: str) -> bool:
    return any(c.isalnum() for c in text)
