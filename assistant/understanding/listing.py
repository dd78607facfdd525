"""Which records of a list that was just told a message means: "前两个", "the last one", "全部"."""

import re

from assistant.understanding.canonical import canonical
from assistant.understanding.numerals import chinese

_COUNT = r"\d|[一二两三四五六七八九]"
_UNIT = "[个张单笔条份项家]"
_WORDS = ("first", "second", "third", "fourth", "fifth", "sixth")
_NUMBERS = ("one", "two", "three", "four", "five", "six")
_PLACES = re.compile(
    rf"(?P<all>全部|全都|都|所有|全批|(?<![a-z])(?:all|every|both|everything)(?![a-z]))"
    rf"|前面?(?P<zh_first>{_COUNT}){_UNIT}|[后最]后?面?(?P<zh_last>{_COUNT}){_UNIT}"
    rf"|第(?P<zh>{_COUNT}){_UNIT}?"
    rf"|(?<![a-z])(?:first|top) (?P<first>{'|'.join(_NUMBERS[1:])}|\d)(?![a-z\d])"
    rf"|(?<![a-z])(?P<last>last|latter)(?: (?P<last_count>{'|'.join(_NUMBERS)}))?(?![a-z])"
    rf"|(?<![a-z])(?P<en>{'|'.join(_WORDS)})(?![a-z])"
)


def picked(text: str, length: int) -> list[int]:
    """Positions, from 0, in a list of so many that the message names; empty when it names none or
    more than there are."""
    found: list[int] = []
    for place in _PLACES.finditer(canonical(text).text):
        found += [number for number in _range(place, length) if number not in found]
    return found if all(0 <= number < length for number in found) else []


def _range(place: re.Match[str], length: int) -> range:
    if place["all"]:
        return range(length)
    if said := place["zh_first"] or place["first"]:
        return range(_count(said))
    if place["zh_last"] or place["last"]:
        return range(length - _count(place["zh_last"] or place["last_count"] or "one"), length)
    number = _count(place["zh"]) if place["zh"] else _WORDS.index(place["en"]) + 1
    return range(number - 1, number)


def _count(said: str) -> int:
    if said in _NUMBERS:
        return _NUMBERS.index(said) + 1
    return int(said) if said.isdigit() else int(chinese(said).exact)
