"""A report cut into sentences, and sentences into pieces, each with its place in the text."""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Piece:
    """`text[start:end]`, of the sentence and the paragraph with these numbers."""

    start: int
    end: int
    sentence: int
    paragraph: int


_ABBREVIATION = r"(?<!\bMr)(?<!\bMrs)(?<!\bMs)(?<!\bDr)(?<!\bSt)(?<!\b[A-Za-z])(?<!\bNo)(?<!\bno)"
_SENTENCE = re.compile(
    rf"[。！？!?；;…]+[”’」』）)\"']*|(?:(?<=\D){_ABBREVIATION}|(?<=\d\d))\.+[)\"'”’]*(?=\s|$)"
)
_MARK = re.compile(
    r"[，,、:：](?!\d)|[（）()「」]|\s[-–—]+\s|[—–]{1,2}(?=[^\d\s])"
    r"|(?<=[\u4e00-\u9fff])[ \u3000]+(?=[\u4e00-\u9fff])"
)
_TURN = re.compile(
    r"(?<=[\u4e00-\u9fff])(?=但是?|不过|可是|然而|只是|结果|另外|还有|而且|所以|因为|幸好|好在)"
    r"|\s(?=(?:but|although|though|because|whereas|while|however|so|yet|except|which|and|then|also"
    r"|number (?:one|two|three|four|five|six)|what again|another thing|next)\s)",
    re.IGNORECASE,
)
_SHORTEST = 3
"""Letters or characters a piece has at least; a shorter one is read with the next."""
_LONG, _LONG_LATIN = 22, 90
"""Characters from which a piece is cut at a turn of speech, Chinese and Latin."""
_LIST = re.compile(r"[\s\-*•·–—#>]+|[(（]?[\d一二三四五六七八九十]{1,3}[.、)）](?!\d)\s*")
_HAN = re.compile(r"[\u3400-\u9fff]")


def pieces(text: str) -> list[Piece]:
    """The pieces of `text` in order. Only marks and spaces lie between them."""
    found: list[Piece] = []
    sentence = 0
    for paragraph, line in enumerate(re.finditer(r"[^\n\r]+", text)):
        for start, end in _cut(text, line.start(), line.end(), _SENTENCE):
            inner = list(_inner(text, start, end))
            found.extend(Piece(a, b, sentence, paragraph) for a, b in inner)
            sentence += bool(inner)
    return found


def _inner(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The pieces of one sentence, without marks at their ends."""
    if mark := _LIST.match(text, start, end):
        start = mark.end()
    joined: list[tuple[int, int]] = []
    for first, last in _cut(text, start, end, _MARK):
        for a, b in _turns(text, first, last):
            a, b = _trimmed(text, a, b)
            if b <= a:
                continue
            if joined and joined[-1][1] - joined[-1][0] < _SHORTEST:
                joined[-1] = (joined[-1][0], b)
            else:
                joined.append((a, b))
    return joined


def _turns(text: str, start: int, end: int) -> list[tuple[int, int]]:
    latin = not _HAN.search(text, start, end)
    if end - start < (_LONG_LATIN if latin else _LONG):
        return [(start, end)]
    return _cut(text, start, end, _TURN)


def _cut(text: str, start: int, end: int, mark: re.Pattern[str]) -> list[tuple[int, int]]:
    """The stretches that end with a mark, or with the end."""
    found = []
    for match in mark.finditer(text, start, end):
        found.append((start, match.end()))
        start = match.end()
    return [*found, (start, end)]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Without marks and spaces around, but with what closes or opens a word."""
    while start < end and not _speaks(text[start]):
        start += 1
    while end > start and not _speaks(text[end - 1]):
        end -= 1
    return start, end


def _speaks(character: str) -> bool:
    return character.isalnum() or character in '¥$€£₹%％℃°+#&”"“'
