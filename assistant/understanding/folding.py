"""One form for what people type, before features are taken from it.

Figures, order numbers, model codes, money, phones and addresses say that something of the kind
was named, never which: each is folded into one placeholder character.
"""

import re
import unicodedata

from domain.naming import to_simplified

LONGEST = 2_000  # characters; of a longer text the head and the tail are read

NUMBER, CODE, MONEY, PHONE, DATE, LINK, PRODUCT, PERCENT, EMOJI = "⓪ⓒⓜⓣⓓⓛⓟⓢⓔ"
PLACEHOLDERS = frozenset("⓪ⓒⓜⓣⓓⓛⓟⓢⓔ")

_CHINESE_NUMBER = "[零〇一二三四五六七八九十百千万两俩仨]"
_MONEY_UNIT = "元|块钱|块|万块|万元|rmb|usd|dollars?|pounds?|euros?|quid|bucks|rupees|ringgit"
_PATTERNS = [
    (LINK, r"https?://\S+|www\.\S+|[\w.+-]+@[\w-]+\.[\w.]+"),
    (PHONE, r"\b1[3-9]\d[\d*x ]{6,10}\d|\b0\d{2,3}[- ]\d{7,8}\b|\+\d[\d -]{8,}\d"),
    (
        DATE,
        r"\b\d{4}[-/.]\d{1,2}[-/.]\d{1,2}\b|(?:\d{1,4}年)?\d{1,2}月\d{1,2}[日号]?"
        r"|\b\d{1,2}[/]\d{1,2}(?:/\d{2,4})?\b|\b\d{1,2}:\d{2}\b",
    ),
    (PERCENT, r"\d+(?:\.\d+)?\s?(?:%|percent|个点)|百分之" + _CHINESE_NUMBER + "+"),
    (
        MONEY,
        rf"[¥$€£₹]\s?\d[\d,.]*[kw万]?|\b(?:rm|rs|aed|usd|gbp|eur|sgd|hkd)\.?\s?\d[\d,.]*k?\b"
        rf"|\d[\d,.]*\s?[kw万千百]?\s?(?:{_MONEY_UNIT})"
        rf"|{_CHINESE_NUMBER}+(?:块钱|元|块)",
    ),
    (CODE, r"(?=[a-z0-9/-]*\d)(?=[a-z0-9/-]*[a-z])[a-z]{1,5}[a-z0-9/-]{2,}\b|\b\d{6,}\b"),
    (NUMBER, r"\d+(?:[.,]\d+)*"),
    (
        NUMBER,
        rf"(?!万一|千万|百万|万万)(?<!第){_CHINESE_NUMBER}{{2,}}"
        rf"|[一二三四五六七八九十两俩仨](?=[台箱套个件支只条打])",
    ),
]
# ASCII: a Chinese character beside a figure is a border of the word
_FOLDS = [(mark, re.compile(pattern, re.ASCII)) for mark, pattern in _PATTERNS]
_EMOJI = re.compile("[\U0001f300-\U0001faff\u2600-\u27bf\ufe0f\u200d]+")
_APOSTROPHE = re.compile("(?<=[a-z])['’‘`](?=[a-z])")
_SPACE = re.compile(r"\s+")
_LONG_RUN = re.compile(r"([^\W\d_]|[!?.~。！？…])\1{2,}")


def shorten(text: str) -> str:
    """`text`, or head and tail of one that is longer than `LONGEST` characters."""
    if len(text) <= LONGEST:
        return text
    half = LONGEST // 2
    return f"{text[:half]}\n{text[-half:]}"


def plain(text: str) -> str:
    """Half width, simplified, lower case, runs of a letter cut to two; line breaks are kept."""
    folded = to_simplified(unicodedata.normalize("NFKC", shorten(text))).lower()
    folded = _APOSTROPHE.sub("", folded)  # many do not type it
    return _LONG_RUN.sub(r"\1\1", folded)


def fold(text: str) -> str:
    """The form features are taken from: `plain`, with figures and codes as placeholders."""
    folded = _EMOJI.sub(EMOJI, plain(text))
    for mark, pattern in _FOLDS:
        folded = pattern.sub(f" {mark} " if mark in {CODE, LINK} else mark, folded)
    return _SPACE.sub(" ", folded).strip()
