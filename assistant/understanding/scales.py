"""A quantity told by another one: "double it", "一半就行"."""

import re
from fractions import Fraction

from assistant.understanding.canonical import canonical

_HALF = (
    r"(?<!另)(?<!前)(?<!后)一半(?!.*一半)|减半|对半|砍半"
    r"|(?<![a-z])(?:half|halve)(?! ?(?:a |an |past|price|off|hour|day|year"
    r"|of the (?:price|day)))(?![a-z])"
)
_TWICE = (
    r"翻(?:一?倍|番)|加倍|双倍|两倍|2倍|(?<![a-z])(?:double|twice)(?! ?(?:door|check|bed))(?![a-z])"
)
_THRICE = r"三倍|3倍|翻两倍|(?<![a-z])(?:triple|three times|3x)(?![a-z])"
_SCALES = (
    (Fraction(3), re.compile(_THRICE)),
    (Fraction(2), re.compile(_TWICE)),
    (Fraction(1, 2), re.compile(_HALF)),
)
_PART_OF_A_PLAN = re.compile(r"[先后]发|分[批两]|先付|首付|定金|(?<![a-z])(?:pay|paid|ship) half")
"""Half of it first, half of it paid: the order stays as it is."""


def find(text: str) -> Fraction | None:
    """The factor by which `text` wants quantities to change."""
    seen = canonical(text).text
    if _PART_OF_A_PLAN.search(seen):
        return None
    return next((factor for factor, form in _SCALES if form.search(seen)), None)
