"""A place in a list that was shown: "第二个", "the first one", "最后一单"."""

import re
from dataclasses import dataclass

from assistant.understanding.numerals import chinese

_WORDS = ("first", "second", "third", "fourth", "fifth", "sixth")
_PLACE = re.compile(
    r"第(?P<zh>[一二两三四五六七八九]|\d)(?:个|张|单|笔|项|份|条|样|种|行|款)?的?(?:订单|单子)?"
    r"|(?P<zh_last>最后(?:一|那|那一)?(?:个|张|单|笔|项|份|条|样|种|行)|后面?(?:一|那)个)"
    r"|(?P<zh_first>(?:前面|头)(?:一|那)?(?:个|张|单))"
    rf"|(?<![a-z])(?:the )?(?P<en>{'|'.join(_WORDS)}|1st|2nd|3rd|4th|5th)"
    r"(?: (?:one|order|item|line))?(?![a-z])"
    r"|(?<![a-z])(?:number|no\.?|#) ?(?P<nr>[1-9])(?!\d)"
    r"|(?<![a-z])(?:the )?(?P<last>last|latter)(?: (?:one|order|item|line))?(?![a-z])"
    r"(?! (?:time|week|month))"
    r"|(?<![a-z])(?:the )?(?P<former>former)(?: one)?(?![a-z])"
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a message names a place; `number` counts from one, or is -1 for the last."""

    start: int
    end: int
    number: int

    def of(self, length: int) -> int | None:
        """The position in a list of that length; None where it is too short."""
        if self.number < 0:
            return length - 1
        return self.number - 1 if self.number <= length else None


def place_in(said: str) -> Place | None:
    """The one place that `said` (canonical) names; None where it names none or several."""
    found = list(_PLACE.finditer(said))
    if len(found) != 1:
        return None
    return Place(found[0].start(), found[0].end(), _number(found[0]))


def _number(found: re.Match[str]) -> int:
    if found["zh_last"] or found["last"]:
        return -1
    if found["zh_first"] or found["former"]:
        return 1
    if written := found["nr"] or found["zh"]:
        return int(written) if written.isdigit() else int(chinese(written).exact)
    word = found["en"]
    return int(word[0]) if word[0].isdigit() else _WORDS.index(word) + 1
