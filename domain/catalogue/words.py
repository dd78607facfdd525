"""English product names as words: number, plural and units in one spelling."""

import re
from functools import lru_cache

from domain.naming import fold

STOP_WORDS = frozenset(
    {"the", "a", "an", "of", "for", "with", "and", "some", "please", "unit", "piece", "model"}
)
_TOKEN = re.compile(r"[a-z]+|\d+(?:\.\d+)?")
_AND_A_HALF = re.compile(r"\b(\w+)[\s-]+and[\s-]+a[\s-]+half\b")
_INCHES = re.compile(r"(?<=\d)\s*[\"″”]")
_SAME = {
    "one": "1",
    "two": "2",
    "three": "3",
    "four": "4",
    "five": "5",
    "eight": "8",
    "ten": "10",
    "litre": "l",
    "liter": "l",
    "kilo": "kg",
    "kilogram": "kg",
    "horse": "hp",
    "horsepower": "hp",
    "p": "hp",
    "refrigerator": "fridge",
    "loading": "load",
    "loader": "load",
    "mount": "mounted",
}


@lru_cache(maxsize=20_000)
def words_of(text: str) -> frozenset[str]:
    """The Latin words and the numbers of a name, singular, units and numbers in one spelling
    ("one and a half horse wall units" → 1.5, hp, wall, unit)."""
    folded = _INCHES.sub(" inch ", fold(text))
    folded = _AND_A_HALF.sub(lambda m: f"{_SAME.get(m[1], m[1])}.5", folded)
    words = (singular(token) for token in _TOKEN.findall(folded))
    return frozenset(_SAME.get(word, word) for word in words)


def singular(word: str) -> str:
    """An English word without its plural's ending; others unchanged."""
    if not word.isascii() or len(word) < 4 or word.endswith(("ss", "us")):
        return word
    if word.endswith(("ses", "xes", "ches", "shes", "zes")):
        return word[:-2]
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    return word.removesuffix("s")


def plural_forms(name: str) -> tuple[str, ...]:
    """A normalised name, and its plural if it is English and ends in a letter."""
    if not name.isascii() or not name[-1:].isalpha() or name.endswith("s"):
        return (name,)
    if name.endswith(("x", "ch", "sh", "z")):
        return (name, f"{name}es")
    return (name, f"{name}s")
