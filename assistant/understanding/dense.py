"""Text without the spaces and marks that writers put in names or leave out, sizes in one form.

"1.5 HP wall-mounted", "1.5P", "一匹半" and "one and a half horse" meet in "1.5匹…"; every
character knows where it came from, so that a name found here can be shown as it was written.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from assistant.understanding.canonical import Range
from assistant.understanding.numerals import CHINESE, ENGLISH, chinese, english

BARRIER = "\n"
"""What no name reaches over: a comma, a full stop, the end of a line."""

_SIZES = {
    "匹": r"匹马力|匹|hp|horse ?powers?|horses?|pi(?![a-z])|p",
    "升": r"升|litres?|liters?|ltrs?|l",
    "公斤": r"公斤|千克|kgs?|kilos?|kilograms?",
    "寸": r"英寸|吋|寸|inch(?:es)?|in(?= (?:tv|fan))|\"|''",
}
_UNIT = "|".join(f"(?P<u{i}>{form})" for i, form in enumerate(_SIZES.values()))
_SIZE = re.compile(
    rf"(?<![a-z0-9.])(?:(?P<n>\d+(?:\.\d+)?)(?P<n_half> ?(?:and )?(?:a )?half|半(?=匹))?"
    rf"|(?P<zh>{CHINESE})|(?P<en>(?:a "
    rf"|{ENGLISH})(?: and a half)?)) ?-?(?:{_UNIT})(?:(?P<half>半)(?![价年天月个])"
    rf"| and a half)?(?![a-z])"
)
_PIECE = re.compile(r"(?<![a-z])a/c(?![a-z])|[a-z]+|\d+(?:\.\d+)?|.", re.DOTALL)
_DROPPED = frozenset(" \u3000-_·()（）[]【】'\"“”*「」《》")
_KEPT = re.compile(r"[a-z0-9\u3400-\u9fff.²³%+&]")


@dataclass(frozen=True, slots=True)
class Dense:
    """`text[i]` stands for `origin[i]` in the canonical text."""

    text: str
    origin: tuple[Range, ...]

    def back(self, start: int, end: int) -> Range:
        """The place in the canonical text of what stands at `start` to `end`."""
        return self.origin[start][0], self.origin[end - 1][1]


def dense(text: str, corrected: Callable[[str], str] | None = None) -> Dense:
    """The dense form of canonical text; `corrected` mends a Latin word."""
    pieces: list[str] = []
    origin: list[Range] = []

    def add(piece: str, start: int, end: int, each: bool) -> None:
        pieces.append(piece)
        origin.extend(
            (start + i, start + i + 1) if each else (start, end) for i in range(len(piece))
        )

    position = 0
    for size in _sizes(text):
        _spell(text, position, size.start(), add, corrected)
        add(_size(size), size.start(), size.end(), each=False)
        position = size.end()
    _spell(text, position, len(text), add, corrected)
    return Dense("".join(pieces), tuple(origin))


def _spell(
    text: str,
    start: int,
    end: int,
    add: Callable[[str, int, int, bool], None],
    corrected: Callable[[str], str] | None,
) -> None:
    for match in _PIECE.finditer(text, start, end):
        piece = match[0]
        if piece in _DROPPED:
            continue
        if piece[0].isascii() and piece[0].isalpha():
            plain = piece.replace("/", "")
            mended = corrected(plain) if corrected else plain
            add(mended, match.start(), match.end(), mended == piece)
        else:
            kept = piece if _KEPT.match(piece) and piece != "." else BARRIER
            add(kept, match.start(), match.end(), True)


def _sizes(text: str) -> list[re.Match[str]]:
    return [size for size in _SIZE.finditer(text) if not _dot_in_front(text, size.start())]


def _dot_in_front(text: str, start: int) -> bool:
    return start > 1 and text[start - 1] == "." and text[start - 2].isdigit()


def _size(match: re.Match[str]) -> str:
    worth = _number(match)
    if match["half"] or match["n_half"] or match[0].endswith("and a half"):
        worth += ".5"
    unit = next(name for i, name in enumerate(_SIZES) if match[f"u{i}"])
    return worth + unit


def _number(match: re.Match[str]) -> str:
    if match["n"]:
        return match["n"].removesuffix(".0")
    if match["zh"]:
        return f"{chinese(match['zh']).exact:f}"
    words = match["en"].removesuffix(" and a half").strip()
    worth = "1" if words == "a" else f"{english(words):f}"
    return worth + (".5" if match["en"].endswith("and a half") else "")
