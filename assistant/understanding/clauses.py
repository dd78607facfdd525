"""A message cut where one request may end and another begin."""

import re
from dataclasses import dataclass

from assistant.understanding.canonical import canonical


@dataclass(frozen=True, slots=True)
class Clause:
    """A piece of a message from `start` to `end`. `sequel`: it begins with a word that goes on to
    something else (然后, then, also); `body`: where its own words begin after that.
    `sentence`: it begins a sentence."""

    start: int
    end: int
    body: int
    sequel: bool
    sentence: bool


_ANYWHERE_ZH = (
    r"(?:然后|接着|另外|顺便|顺带|顺手|再(?=帮我|给我|查|看|问|告诉|说说|报|开"
    r"|下个?单|安排|约|[来下订要拿搞整发留]\s?[\d一二两三四五六七八九十]))"
)
_NEXT_ZH = (
    rf"(?:{_ANYWHERE_ZH}|之后|完了|对了|还有就是|还有(?=[,，:：]|个事|一个|件事"
    rf"|就是)|以及|同时|再就是|再有|其次|最后"
    r"|第[一二三][,，、:：是]|[12][.、）)](?!\d)|也(?=帮我|给我|查|看)|并且?(?=帮|给|查|把)"
    r"|(?:够|有|没问题|合适|可以|行|有货|不贵)的话|要是够"
    r"|如果(?:[^,，]{1,10})(?:,|，|就)|(?:有|够)(?:货)?就)"
)
_VERB_EN = (
    r"(?:please |pls |can |could |would |how |what |when |where |is |are |do "
    r"|does |order |send |check |tell |show |give "
    r"|get |book |grab |buy |take |hold |keep |pick |have |cancel "
    r"|open |place |put |let me |i |we |also |then |quote "
    r"|reserve |whether |ask )"
)
_NEXT_EN = (
    r"(?:(?:and |, )?(?:then|also|after that|afterwards|additionally|besides|btw"
    r"|by the way|oh and|one more thing"
    r"|another thing|secondly|finally|lastly|separately|while you'?re at it)"
    rf"|and (?={_VERB_EN})"
    r"|if (?:so|yes|there(?:'s| is| are) (?:enough|any|some)|you have (?:it|them"
    r"|enough)|it'?s (?:in stock|available)"
    r"|they'?re (?:in stock|available)|available|in stock|possible))"
)
_MARK = re.compile(
    rf"(?P<end>[。！？!?；;\n]+|\.(?=\s|$|[\u4e00-\u9fff])|…+)|(?P<soft>[,，]"
    rf"|(?<=[\u4e00-\u9fff\w])\s(?=[\u4e00-\u9fff]))"
    rf"|(?P<next>(?<=[\u4e00-\u9fff\s\d]){_ANYWHERE_ZH}"
    rf"|(?<![a-z]){_NEXT_EN}(?<! )(?![a-z])|(?<![a-z])and (?={_VERB_EN}))"
)
_NEXT = re.compile(
    rf"\s*(?:{_NEXT_ZH}"
    rf"|{_NEXT_EN}(?![a-z])|and (?={_VERB_EN}))[\s,，:：]*(?:{_NEXT_EN}(?![a-z])[\s,]*)?"
)


def clauses(text: str) -> list[Clause]:
    """The clauses of `text` in order, without what parts them."""
    seen = canonical(text).text
    if len(seen) != len(text):
        seen = text.lower()
    found: list[Clause] = []
    start, sentence = 0, True
    for mark in _MARK.finditer(seen):
        if mark["next"] and not seen[start : mark.start()].strip(" ,，"):
            continue  # the clause begins with it
        _add(found, seen, start, mark.start(), sentence)
        start = mark.start() if mark["next"] else mark.end()
        sentence = bool(mark["end"]) or (sentence and not seen[: mark.start()].strip())
    _add(found, seen, start, len(seen), sentence)
    return found


def _add(found: list[Clause], seen: str, start: int, end: int, sentence: bool) -> None:
    piece = seen[start:end]
    if not re.search(r"\w", piece):
        return
    lead = _NEXT.match(piece)
    own = lead is not None and re.search(r"\w", piece[lead.end() :]) is not None
    body = start + lead.end() if own and lead else start
    if lead and not own and found:
        return
    sequel = bool(own) or _hangs_on_next(seen, start)
    found.append(Clause(start, end, body, sequel, sentence))


def _hangs_on_next(seen: str, start: int) -> bool:
    """Whether the word that goes on stands before this clause, parted by a comma ("另外，")."""
    before = re.search(
        rf"(?:^|[\s,，。.;；!！?？])(?:{_NEXT_ZH}|{_NEXT_EN})[\s,，:：]*$", seen[:start]
    )
    return before is not None
