"""Whether two wishes are the same: by what they are about, in either language, and their words."""

import math
import re
from collections import Counter
from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml

ALIKE = 0.42
"""Cosine from which two wishes are taken for the same."""
_CONCEPT_WEIGHT = 2
_ABOUT_WEIGHT = 0.75
_GENERAL = frozenset({"#mobile", "#speed"})
"""Concepts that wishes of any kind share."""
_LATIN = re.compile(r"[a-z]{3,}")
_HAN = re.compile(r"[一-鿿]+")
_ENDINGS = re.compile(r"(ing|ed|es|s)$")


def terms_of(text: str) -> Counter[str]:
    """What a wish is about: concepts of the ordering system, and beside them its words (English)
    and pairs of characters (Chinese), without those that every wish has."""
    said = text.lower()
    concepts = {name: _CONCEPT_WEIGHT for name, found in _concepts() if found.search(said)}
    stop, filler = _stop_words()
    words = [_ENDINGS.sub("", w) for w in _LATIN.findall(said) if w not in stop]
    runs = _HAN.findall(filler.sub(" ", said))
    pairs = [run[i : i + 2] for run in runs for i in range(len(run) - 1)]
    return Counter(concepts) + Counter(set(words)) + Counter(set(pairs))


def likeness(one: dict[str, int], other: dict[str, int]) -> float:
    """How much two wishes are the same, from 0 to 1: by all that they say, or by what they are
    about, which says it in another language too."""
    return max(_cosine(one, other), _ABOUT_WEIGHT * _cosine(_about(one), _about(other)))


def _about(terms: dict[str, int]) -> dict[str, int]:
    return {t: w for t, w in terms.items() if t.startswith("#") and t not in _GENERAL}


def _cosine(one: dict[str, int], other: dict[str, int]) -> float:
    shared = sum(weight * other[term] for term, weight in one.items() if term in other)
    if not shared:
        return 0.0
    lengths = (math.sqrt(sum(w * w for w in terms.values())) for terms in (one, other))
    return shared / math.prod(lengths)


@lru_cache(maxsize=1)
def _concepts() -> list[tuple[str, re.Pattern[str]]]:
    return [(f"#{name}", re.compile(forms)) for name, forms in _words()["concepts"].items()]


@lru_cache(maxsize=1)
def _stop_words() -> tuple[frozenset[str], re.Pattern[str]]:
    known = _words()
    return frozenset(known["stop"].split()), re.compile(known["filler"])


@lru_cache(maxsize=1)
def _words() -> dict[str, Any]:
    text = files("domain.suggestions").joinpath("words.yaml").read_text("utf-8")
    loaded: dict[str, Any] = yaml.safe_load(text)
    return loaded
