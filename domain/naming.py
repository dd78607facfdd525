"""How a name is brought to one form, so that spellings of the same thing meet.

Shared by every room that finds records by what people call them.
"""

import re
import unicodedata
from functools import lru_cache

_DIGITS = dict(zip("零一二三四五六七八九", range(10), strict=True)) | {"两": 2, "〇": 0}
_TENS = {"十": 10, "百": 100}
_COUNTED = "零〇一二两三四五六七八九十百"
_UNIT = {
    "kg": "公斤",
    "千克": "公斤",
    "公斤": "公斤",
    "l": "升",
    "升": "升",
    "hp": "匹",
    "p": "匹",
    "匹": "匹",
    "inch": "寸",
    "英寸": "寸",
    "寸": "寸",
    "套": "套",
    "米": "米",
}
_NUMERAL = re.compile(
    rf"([{_COUNTED}]+|\d+)(?:点([{_COUNTED}]+|\d+))?(?=\s*(?:英寸|千克|公斤|[匹寸升套米]))"
)
_UNITS = re.compile(rf"(?<=\d)\s*({'|'.join(sorted(_UNIT, key=len, reverse=True))})(?![a-z])")
_HALF = re.compile(r"(\d+)匹半")
_NOISE = re.compile(r"[\s\-_/·.,，。、；;：:！!？?()（）\[\]【】\"'“”‘’]+")
_KEEP_POINT = re.compile(r"(?<=\d)\.(?=\d)")


@lru_cache(maxsize=20_000)
def normalise(text: str) -> str:
    """One form for matching: `fold`, and then neither spaces nor punctuation."""
    folded = _KEEP_POINT.sub("\0", fold(text))
    return _NOISE.sub("", folded).replace("\0", ".")


@lru_cache(maxsize=20_000)
def fold(text: str) -> str:
    """Full width to half, traditional to simplified, lower case; in Chinese text, counts of units
    in digits and units in one spelling ("一匹半" → "1.5匹", "１０KG" → "10公斤")."""
    plain = unicodedata.normalize("NFKC", text).lower()
    if plain.isascii():
        return plain
    plain = _NUMERAL.sub(_in_digits, to_simplified(plain))
    plain = _UNITS.sub(lambda m: _UNIT[m[1]], plain)
    return _HALF.sub(r"\1.5匹", plain)


def to_simplified(text: str) -> str:
    """Simplified characters for traditional ones; other text is unchanged."""
    if text.isascii():
        return text
    return _converter().convert(text)


@lru_cache(maxsize=20_000)
def pinyin(text: str) -> str:
    """Toneless pinyin of Chinese text, syllables joined; other characters are kept.

    Wrong homophones ("挂鸡" for "挂机") have the same pinyin as the right word.
    """
    # pypinyin loads 2 MB of tables: only processes that meet a name pay for it
    from pypinyin import Style, lazy_pinyin

    return "".join(lazy_pinyin(text, style=Style.NORMAL))


@lru_cache(maxsize=20_000)
def sounds(text: str) -> str:
    """Each Chinese character replaced by one sign for its syllable, so that homophones are equal.

    Syllables that many speakers do not tell apart (zh/z, ch/c, sh/s, final ng/n) are one.
    """
    return "".join(_sign(character) for character in text)


@lru_cache(maxsize=20_000)
def _sign(character: str) -> str:
    if not "\u4e00" <= character <= "\u9fff":
        return character
    syllable = re.sub(r"^([zcs])h", r"\1", pinyin(character)).replace("ng", "n")
    return _signs.setdefault(syllable, chr(0xE000 + len(_signs)))


_signs: dict[str, str] = {}


@lru_cache(maxsize=1)
def _converter() -> "OpenCC":  # type: ignore[name-defined]  # noqa: F821
    from opencc import OpenCC  # loads its dictionaries when made

    return OpenCC("t2s")


def _in_digits(match: re.Match[str]) -> str:
    whole, fraction = match.groups()
    if fraction is None:
        return _number(whole)
    return f"{_number(whole)}.{''.join(_number(c) for c in fraction)}"


def _number(written: str) -> str:
    """Digits of a whole number below a thousand: "六十五" → "65"."""
    if written.isdecimal():
        return written
    if not _TENS.keys() & set(written):
        return "".join(str(_DIGITS[c]) for c in written)
    total, digit = 0, 0
    for character in written:
        if character in _TENS:
            total += (digit or 1) * _TENS[character]
            digit = 0
        else:
            digit = _DIGITS[character]
    return str(total + digit)
