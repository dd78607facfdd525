"""Cutting text into comparable pieces: runs without punctuation, figures in digits, word stems."""

import re
import unicodedata
from functools import lru_cache

from domain.naming import normalise

_DIGITS = {character: digit for digit, character in enumerate("零一二三四五六七八九")} | {"两": 2}
_NUMERAL = re.compile(
    r"([一二两三四五六七八九]?)(十?)([一二三四五六七八九]?)"
    r"(?=天|年|个月|小时|级|升|公斤|支|台|万|楼|口|平)"
)
_LOOSE = re.compile(r"(?<=[0-9a-zA-Z])\s+(?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])\s+(?=\d)")
"""The space that Chinese typography puts between a figure and a character."""
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3})")
_GAP = re.compile(r"[\s,，。；;：:、!！?？()（）《》“”‘’\"'\[\]|*#>`~/+=°%¥_—–-]+")
_PIECE = re.compile(r"[a-z]+\d*|\d+(?:\.\d+)?|[\u4e00-\u9fff]+")
_ENDINGS = ("ations", "ation", "ings", "ing", "ies", "ied", "ed", "es", "s", "e", "y")


def runs_of(text: str) -> list[str]:
    """The stretches of `text` between spaces and punctuation, each in normal form, with Chinese
    numerals before a unit in digits ("七天" → "7天")."""
    folded = _LOOSE.sub("", _THOUSANDS.sub("", unicodedata.normalize("NFKC", text)))
    return [_NUMERAL.sub(_in_digits, normalise(run)) for run in _GAP.split(folded) if run]


def pieces_of(run: str) -> list[str]:
    """Words, codes ("e4"), figures and unbroken Chinese in a normalised run."""
    return _PIECE.findall(run)


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """An English word without its inflection, roughly: "charges" and "charging" → "charg"."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word.removesuffix(ending)
            break
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] else word


def _in_digits(match: re.Match[str]) -> str:
    tens, ten, ones = match.groups()
    if not ten:
        return str(_DIGITS[tens]) if tens else match[0]
    return str(_DIGITS.get(tens, 1) * 10 + _DIGITS.get(ones, 0))
