"""What a written number is worth: figures, Chinese numerals, English words.

Works on canonical text (`canonical.py`).
"""

import re
from dataclasses import dataclass
from decimal import Decimal

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")}
_DIGITS |= {c: i for i, c in enumerate("零壹贰叁肆伍陆柒捌玖")} | {
    "〇": 0,
    "两": 2,
    "俩": 2,
    "仨": 3,
}
_DIGITS |= {"参": 3, "幺": 1}
_STEPS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_MYRIADS = {"万": 10_000, "萬": 10_000, "亿": 100_000_000}
_TWENTIES = {"廿": "二十", "卅": "三十"}
_SUFFIXES = {"k": 1000, "w": 10_000} | _STEPS | _MYRIADS
_WORDS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_ENGLISH = {word: i for i, word in enumerate(_WORDS)}
_ENGLISH |= {word: 20 + 10 * i for i, word in enumerate(_TENS)} | {"fourty": 40, "a": 1, "an": 1}
_SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000}

_DIGIT = "零〇一二两三四五六七八九壹贰叁肆伍陆柒捌玖"
_STEP = "十拾百佰千仟万萬亿"
FIGURES = r"\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?"
CHINESE = rf"[{_DIGIT}十拾百佰廿卅俩仨](?:[{_DIGIT}{_STEP}廿卅]|点(?=[{_DIGIT}]))*"
_UNIT_WORD = "|".join([*_TENS, "fourty", *reversed(_WORDS)])
ENGLISH = (
    rf"(?<![a-z'-])(?:(?:{_UNIT_WORD}|a)(?:[ -]+(?:and[ -]+)?(?:{_UNIT_WORD}|hundred|thousand))+"
    rf"|{_UNIT_WORD}|(?:hundred|thousand)(?=[ ]))(?![a-z])(?!-\w)"
)


@dataclass(frozen=True, slots=True)
class Worth:
    """`exact` is the value, or its lower bound when `rough`."""

    exact: Decimal
    rough: bool = False


def figures(text: str) -> Decimal:
    """Digits, with thousands separators perhaps."""
    return Decimal(text.replace(",", ""))


def scaled(text: str, suffix: str, tail: str = "") -> Decimal:
    """Digits with a suffix: 3.5 + 万, 2 + k; `tail` is what follows it ("3万5" → 35,000)."""
    scale = _SUFFIXES[suffix]
    worth = figures(text) * scale
    if not tail:
        return worth
    if len(tail) == 1:  # one digit stands for the next place down
        return worth + Decimal(_digit(tail) * scale) / 10
    return worth + (figures(tail) if tail.isdigit() else chinese(tail).exact)


def chinese(text: str) -> Worth:
    """A Chinese numeral ("两百", "廿五", "三万五", "一点五万", "七八十" rough from 70).

    Raises:
        ValueError: it is none.
    """
    text = "".join(_TWENTIES.get(c, c) for c in text)
    if "点" in text:
        whole, part = text.split("点")[:2]
        scale = part.lstrip(_DIGIT)  # "一点五万"
        digits = "".join(str(_digit(c)) for c in part[: len(part) - len(scale)])
        return Worth(Decimal(f"{_whole(whole)}.{digits}") * (_whole("一" + scale) if scale else 1))
    plain, rough = _without_second_guess(text)
    return Worth(Decimal(_whole(plain)), rough)


def english(text: str) -> Decimal:
    """English words ("twenty-five", "a hundred and twenty").

    Raises:
        ValueError: there are none.
    """
    total = part = 0
    for word in re.findall(r"[a-z]+", text):
        if word == "and":
            continue
        if word in _SCALES:
            part = max(part, 1) * _SCALES[word]
            if word != "hundred":
                total, part = total + part, 0
        elif word in _ENGLISH:
            part += _ENGLISH[word]
        else:
            raise ValueError(text)
    return Decimal(total + part)


def _without_second_guess(text: str) -> tuple[str, bool]:
    """ "七八十" → "七十", "十七八" → "十七": two digits in a row that count up are a guess."""
    for found in re.finditer(rf"([{_DIGIT}])([{_DIGIT}])", text):
        low, high = _digit(found[1]), _digit(found[2])
        others = text[: found.start()] + text[found.end() :]
        counts_up = low and (high == low + 1 or (low, high) == (3, 5))
        if counts_up and not any(c in _DIGITS for c in others):
            return text[: found.start() + 1] + text[found.end() :], True
    return text, False


def _whole(text: str) -> int:
    if len(text) > 1 and all(c in _DIGITS for c in text):
        return int("".join(str(_digit(c)) for c in text))  # read out digit by digit
    total = section = 0
    digit: int | None = None
    last = 1
    zero = False
    for character in text:
        if character in _DIGITS:
            zero = zero or _digit(character) == 0
            digit = _digit(character)
            if digit:
                continue
        elif character in _STEPS:
            last = _STEPS[character]
            section += (1 if digit is None else digit) * last
            digit, zero = None, False
        elif character in _MYRIADS:
            last = _MYRIADS[character]
            total = (
                (total + section + (digit or 0)) * last
                if last > 10_000
                else (total + (section + (digit or 0)) * last)
            )
            section, digit, zero = 0, None, False
        else:
            raise ValueError(text)
    if digit and not zero and last >= 100:
        digit = digit * last // 10  # "三万五", "两百五"
    return total + section + (digit or 0)


def _digit(character: str) -> int:
    return int(character) if character.isdigit() and character.isascii() else _DIGITS[character]
