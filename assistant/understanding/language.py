"""The language a message is to be answered in."""

import re
from typing import Literal

from assistant.understanding.syllables import cut

Language = Literal["zh", "en"]

_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_WORD = re.compile(r"[A-Za-z]+(?:'[a-z]+)?")
_CODE = re.compile(r"[A-Za-z-]{0,12}\d[\w.-]*")
"""The code of a record or a model, which is of no language: TK-000085, CL-AC35W, 10kg."""
# words that carry an English sentence; none of them is a likely piece of typed pinyin
_ENGLISH = frozenset(
    _WORD.findall(
        """
        the a an is are was were be been am do does did have has had will would can could should
        i you we they it my your our their this that these those of to in on at for from with by
        and or but if not no yes please pls what when where which who why how much many need want
        get got order price hi hello hey thanks thank ok okay ur u im i'm it's don't can't any
        some all just still there here nice one sure rating hiya okie helo
        """
    )
)
_SHORT = 2
_EITHER = frozenset({"ok", "okay", "okk", "pls", "plz", "thx", "bye"})
"""Words that people type in either language."""


def detect(text: str, default: Language = "zh") -> Language:
    """The language of the sentence; of a mixed one, that of its frame.

    Pinyin typed without characters is Chinese when nearly every word of it is pinyin.

    Args:
        default: for texts without a word of a language: figures, codes, emoji, "ok".
    """
    han = len(_HAN.findall(text))
    words = [word.lower() for word in _WORD.findall(_CODE.sub(" ", text))]
    if han:
        return _mixed(han, words)
    if not words or (len(words) == 1 and _of_either(words[0])):
        return default
    return "zh" if _is_pinyin(words) else "en"


def _of_either(word: str) -> bool:
    """Whether a word is typed in either language: "ok", a code like "RO"."""
    return word in _EITHER or (len(word) <= _SHORT and word not in _ENGLISH)


def _mixed(han: int, words: list[str]) -> Language:
    frame = sum(word in _ENGLISH for word in words)
    # a Chinese word is about two characters; function words weigh most, they are the frame
    return "en" if 2 * frame + len(words) / 2 > han and frame >= 3 else "zh"


def _is_pinyin(words: list[str]) -> bool:
    spelt = sum(bool(cut(word)) and word not in _ENGLISH for word in words)
    long_enough = len(words) > 1 or len(cut(words[0])) > 1
    return long_enough and spelt >= 0.8 * len(words)
