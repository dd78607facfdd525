"""Which of the offered choices a message takes: by number, by place, or by words."""

import re
from collections.abc import Sequence

from assistant.understanding.canonical import canonical
from assistant.understanding.numerals import chinese
from domain.naming import normalise, pinyin

_COUNT = r"[一二两三四五六七八九十]{1,2}|\d{1,2}"
_ORDINALS = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
]
_NUMBERS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
_TAKES_EN = (
    r"(?:(?:i|we|i'll|we'll|i will|let's|i'd like|we'd like|i think|can i|could i|can we|just"
    r"|please|ok|okay|yes|yeah|yep|right|so|then|well|hmm|um|uh|oh|and|,|to|do|it's|that's"
    r"|it would be) ?,? ?)*(?:(?:take|have|want|mean|meant|choose|pick|go with|go for|book|get"
    r"|give me|make it|try|use|grab|buy|order|send|send me|put me down for|say) ?)?"
)
"""How an English choice is led in."""
_SO_MANY_EN = re.compile(
    rf"(?<![a-z])(?:order|buy|get|send|send me|book|give me|grab|have|use)"
    rf" (?:\d{{1,2}}|{'|'.join(_NUMBERS)})(?:,? (?:please|pls|thanks))?"
)
"""So many are wanted rather than the one at that place."""
_CHINESE_PLACE = re.compile(
    rf"(?:就|那|那就|我?[要选]|来|还是|嗯|是)*第?({_COUNT})(?:个|号|项|款|种|条|单|台的?那个)?的?"
    rf"(?:吧|啊|呀|哈|了|就行|就好|谢谢|那个|那款)*"
)
_ENGLISH_PLACE = re.compile(
    rf"(?:{_TAKES_EN})?(?:the |no\.? ?|number |option |#|choice )*"
    rf"({'|'.join(_ORDINALS)}|{'|'.join(_NUMBERS)}|\d{{1,2}}(?:st|nd|rd"
    rf"|th)?)(?: (?:one|option|choice))?(?: (?:then|it is|sounds good|will do|is fine|works))?"
    rf"(?:,? (?:please|pls|thanks|thank you|cheers|mate))*"
)
_LAST = re.compile(
    r"(?:就|那|我?[要选])*(?:最后|末尾|最下面)(?:那?一?[个款项]|的)?的?(?:吧|那个)?"
    rf"|(?:{_TAKES_EN})?(?:the )?last(?: one| option)?(?:,? please)?"
)
_REFUSED = re.compile(
    r"不是|不要|别|都|全部|[?]|吗|哪|还有|或者|和第|随便|不知道"
    r"|(?<![a-z])(?:not|no(?!\.? ?\d)"
    r"|neither|none|both|all|either|any|or|and|which|what|don't|but)(?![a-z])"
)
_FILLER = re.compile(
    r"我想要|我要|我选|给我|就要|就是|还是|那个|那款|那种|那台|那单|这个|这款"
    r"|那就|就|要|选|是|那|的话|的|吧|啊|呀|嗯|哦|谢谢|好的?|款|一个"
    r"|(?<![a-z])(?:i'll take|i'll have|i want|i mean|i meant|give me|go with"
    r"|please|pls|thanks|one|ones|the|a|an|with|take|it's|is|for|of|that"
    r"|this)(?![a-z])"
)
_WORDS = re.compile(r"\d+(?:\.\d+)?[\u4e00-\u9fff]*|[a-z]+\d*|[\u4e00-\u9fff]+")


def choose(text: str, labels: Sequence[str]) -> int | None:
    """The position in `labels` of the one that `text` takes; None when that is not certain."""
    said = canonical(text.strip()[:200]).text.strip(" .。!！,，~")
    if not said or not labels or _REFUSED.search(said):
        return None
    if _LAST.fullmatch(said):
        return len(labels) - 1
    place = _place(said)
    if place is not None:
        return place - 1 if 1 <= place <= len(labels) else None
    return _by_words(said, labels)


def fitting(text: str, labels: Sequence[str]) -> list[int]:
    """The positions of the labels that hold every word that was said; none where none do."""
    said = canonical(text.strip()[:200]).text.strip(" .。!！,，~")
    if not said or _REFUSED.search(said):
        return []
    return _holding(said, labels)


def _place(said: str) -> int | None:
    if found := _CHINESE_PLACE.fullmatch(said):
        return int(found[1]) if found[1].isdigit() else int(chinese(found[1]).exact)
    if (found := _ENGLISH_PLACE.fullmatch(said)) and not _SO_MANY_EN.search(said):
        word = found[1]
        for names in (_ORDINALS, _NUMBERS):
            if word in names:
                return names.index(word) + 1
        return int(re.sub(r"\D", "", word))
    return None


def _by_words(said: str, labels: Sequence[str]) -> int | None:
    """The only label that holds every word that was said, as written or as it sounds."""
    fits = _holding(said, labels)
    return fits[0] if len(fits) == 1 else None


def _holding(said: str, labels: Sequence[str]) -> list[int]:
    wanted = _WORDS.findall(normalise_words(_FILLER.sub(" ", said)))
    if not wanted or all(len(word) < 2 for word in wanted):
        return []
    for form in (normalise, _sound):
        fits = [i for i, label in enumerate(labels) if _holds(form(label), wanted, form)]
        if fits:
            return fits
    return []


def normalise_words(text: str) -> str:
    """`normalise`, word by word: spaces stay."""
    return " ".join(normalise(word) for word in text.split())


def _holds(label: str, wanted: list[str], form: object) -> bool:
    return all(_stands_in(label, word if form is normalise else _sound(word)) for word in wanted)


def _stands_in(label: str, word: str) -> bool:
    """A figure must stand there as a whole ("2" is not in "12")."""
    before = r"(?<![\d.])" if word[0].isdigit() else ""
    after = r"(?![\d.])" if word[-1].isdigit() else ""
    return re.search(before + re.escape(word) + after, label) is not None


def _sound(text: str) -> str:
    return pinyin(normalise(text))
