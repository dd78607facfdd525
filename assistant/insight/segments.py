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
    r"(?<=[\u4e00-\u9fff])(?=但是?|(?<!跑)不过(?!来)|可是|然而|只是|结果|另外|还有|而且|所以|因为|幸好|好在"
    r"|然后|再一个|再就是|再有|对了|接着|第[一二三四五六]个?|说到|至于|那个啥|完了)"
    r"|\s(?=(?:but|although|though|because|whereas|while|however|so|yet|except|which|and|then|also"
    r"|number (?:one|two|three|four|five|six)|what again|another thing|next|okay|anyway|right|now"
    r"|plus|oh|um|uh|well)\s)",
    re.IGNORECASE,
)
_BREATH = re.compile(
    r"(?<=[啊呢吧嘛呀哦哈])(?=[\u4e00-\u9fff])|(?<=了)(?=[我你他她它咱俺这那人客就还上下现不说])"
    r"|\s(?=(?:I|I'm|I've|we|we're|we've|he|she|they|you|it's|there's|there|my|our|this|that)\s)",
    re.IGNORECASE,
)
"""Where speech that was written down without marks may take breath."""
_SHORTEST = 3
"""Letters or characters a piece has at least; a shorter one is read with the next."""
_LONG, _LONG_LATIN = 22, 90
"""Characters from which a piece is cut at a turn of speech, Chinese and Latin."""
_BREATHLESS = 1.5
"""So many times longer, it is cut at every breath."""
_WINDED, _WINDED_LATIN = 70, 260
"""A sentence longer than this is read as several of at most half of it."""
_LIST = re.compile(r"[\s\-*•·–—#>]+|[(（]?[\d一二三四五六七八九十]{1,3}[.、)）](?!\d)\s*")
_HAN = re.compile(r"[\u3400-\u9fff]")


def pieces(text: str) -> list[Piece]:
    """The pieces of `text` in order. Only marks and spaces lie between them."""
    found: list[Piece] = []
    sentence = 0
    for paragraph, line in enumerate(re.finditer(r"[^\n\r]+", text)):
        for start, end in _cut(text, line.start(), line.end(), _SENTENCE):
            for inner in _spells(text, _inner(text, start, end)):
                found.extend(Piece(a, b, sentence, paragraph) for a, b in inner)
                sentence += 1
    return found


def _spells(text: str, inner: list[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    """The pieces of a sentence; those of a very long one in several lots."""
    if not inner:
        return []
    start, end = inner[0][0], inner[-1][1]
    most = _WINDED_LATIN if _is_latin(text, start, end) else _WINDED
    if end - start <= most:
        return [inner]
    lots = [[inner[0]]]
    for piece in inner[1:]:
        if piece[1] - lots[-1][0][0] > most // 2:
            lots.append([piece])
        else:
            lots[-1].append(piece)
    return lots


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
    """A long piece cut where speech turns to something else, and where it takes breath."""
    long = _LONG_LATIN if _is_latin(text, start, end) else _LONG
    if end - start < long:
        return [(start, end)]
    found: list[tuple[int, int]] = []
    for first, last in _cut(text, start, end, _TURN):
        breathless = last - first >= _BREATHLESS * long
        found += _cut(text, first, last, _BREATH) if breathless else [(first, last)]
    return found


def _is_latin(text: str, start: int, end: int) -> bool:
    return not _HAN.search(text, start, end)


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
