"""Finding products by what people call them: code, name, nickname, family, typo, wrong homophone.

A reference that fits several products comes back as all of them, never as a guess.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import fuzz

from domain.catalogue.words import STOP_WORDS, plural_forms, words_of
from domain.naming import normalise, sounds


@dataclass(frozen=True, slots=True)
class Names:
    """A product as the matcher sees it."""

    id: int
    sku: str
    name_zh: str
    name_en: str
    family: str
    nicknames: tuple[str, ...]

    def all(self) -> tuple[str, ...]:
        return (self.sku, self.name_zh, self.name_en, *self.nicknames)


@dataclass(frozen=True, slots=True)
class FamilyNames:
    code: str
    name_zh: str
    name_en: str
    nicknames: tuple[str, ...]

    def all(self) -> tuple[str, ...]:
        return (self.code, self.name_zh, self.name_en, *self.nicknames)


@dataclass(frozen=True, slots=True)
class Match:
    """What a reference fits. `certain`: one product, beyond doubt. Otherwise a choice or nothing,
    `nearest` being what comes closest."""

    fits: tuple[int, ...] = ()
    nearest: tuple[int, ...] = ()

    @property
    def certain(self) -> int | None:
        return self.fits[0] if len(self.fits) == 1 else None


_CLOSE = 86.0
"""Similarity (0–100) above which a misspelling counts as the name."""
_NEAR = 55.0
_CLEAR_LEAD = 5.0
_PARTICLES = re.compile("[的款]")


class Catalogue:
    """All active products, indexed by their normalised names. Immutable; made anew on change."""

    def __init__(self, products: list[Names], families: list[FamilyNames]) -> None:
        self.products = {p.id: p for p in products}
        self.families = families
        self._exact: dict[str, set[int]] = {}
        for product in products:
            self._index(product.all(), {product.id})
            self._index(_without_mark(product.sku), {product.id})
        for family in families:
            self._index(family.all(), {p.id for p in products if p.family == family.code})

    def find(self, text: str, limit: int = 6) -> Match:
        """What `text` refers to: by exact name, by all of its parts, by sound, then by likeness.

        At most `limit` products are named as nearest.
        """
        wanted = _PARTICLES.sub("", normalise(text))
        if not wanted:
            return Match()
        ways: Iterable[Callable[[], set[int]]] = (
            lambda: self._exact.get(wanted, set()),
            lambda: self._by_words(text) if wanted.isascii() else self._covering(wanted, str),
            lambda: set() if wanted.isascii() else self._sounding(wanted),
        )
        for way in ways:
            if found := way():
                return Match(fits=tuple(sorted(found)))
        return self._alike(wanted, limit)

    def names(self) -> dict[str, set[int]]:
        """Every normalised name and the products it may mean: for spotting mentions in text."""
        return self._exact

    def _index(self, names: Iterable[str], keys: set[int]) -> None:
        for name in names:
            for form in plural_forms(normalise(name)):
                if form:
                    self._exact.setdefault(form, set()).update(keys)

    @cached_property
    def _family_names(self) -> dict[str, tuple[str, ...]]:
        return {family.code: family.all() for family in self.families}

    @cached_property
    def _joined(self) -> dict[int, str]:
        """All names of a product and its family in one text, a line each."""
        return {
            p.id: "\n".join(normalise(n) for n in (*p.all(), *self._family_names.get(p.family, ())))
            for p in self.products.values()
        }

    @cached_property
    def _words(self) -> dict[int, list[frozenset[str]]]:
        """The English words of each name of a product, with its code's and its family's."""
        found = {}
        for product in self.products.values():
            shared = words_of(" ".join((product.sku, *self._family_names.get(product.family, ()))))
            found[product.id] = [words_of(name) | shared for name in product.all()]
        return found

    @cached_property
    def _heard(self) -> dict[str, set[int]]:
        heard: dict[str, set[int]] = {}
        for name, keys in self._exact.items():
            heard.setdefault(sounds(name), set()).update(keys)
        return heard

    def _by_words(self, text: str) -> set[int]:
        """Products with a name that has all the words of `text`; if there is none, products whose
        names have them all between them, fillers apart."""
        words = words_of(text)
        for wanted in (words, words - STOP_WORDS):
            if not wanted - STOP_WORDS:
                return set()
            one_name = {k for k, names in self._words.items() if any(wanted <= n for n in names)}
            if one_name:
                return one_name
        wanted = words - STOP_WORDS
        return {k for k, names in self._words.items() if wanted <= frozenset().union(*names)}

    def _covering(self, wanted: str, form: Callable[[str], str]) -> set[int]:
        return {key for key, joined in self._joined.items() if _covers(form(joined), wanted)}

    def _sounding(self, wanted: str) -> set[int]:
        heard = sounds(wanted)
        if len(heard) < 2:
            return set()
        return self._heard.get(heard) or self._covering(heard, sounds)

    def _alike(self, wanted: str, limit: int) -> Match:
        scores = sorted(
            ((self._likeness(wanted, product), key) for key, product in self.products.items()),
            key=lambda pair: (-pair[0], pair[1]),
        )
        nearest = tuple(key for score, key in scores[:limit] if score >= _NEAR)
        best = scores[0][0] if scores else 0.0
        if best < _CLOSE:
            return Match(nearest=nearest)
        return Match(
            fits=tuple(key for score, key in scores if score > best - _CLEAR_LEAD)[:limit],
            nearest=nearest,
        )

    def _likeness(self, wanted: str, product: Names) -> float:
        known = [normalise(name) for name in product.all()]
        best = max(fuzz.ratio(wanted, name) for name in known)
        if not _numbers(wanted) <= _numbers(" ".join(known)):
            best -= 30.0  # "2匹" is no misspelling of "1.5匹"
        return best


def _without_mark(sku: str) -> list[str]:
    """A code without the maker's mark, as people write it: "AC35W" for "CL-AC35W"."""
    rest = sku.partition("-")[2]
    return [rest] if len(rest) >= 4 and not rest.isdigit() else []


def _covers(joined: str, wanted: str) -> bool:
    """Whether `wanted` can be cut into pieces of two characters or more that all occur in a
    product's names; a number must occur as a whole number."""
    position = 0
    while position < len(wanted):
        for length in range(len(wanted) - position, 0, -1):
            piece = wanted[position : position + length]
            if _stands_in(joined, piece):
                position += length
                break
        else:
            return False
    return True


def _stands_in(joined: str, piece: str) -> bool:
    if piece[0].isdigit() or piece[-1].isdigit():
        return re.search(rf"(?<![\d.]){re.escape(piece)}(?![\d.])", joined) is not None
    return len(piece) > 1 and piece in joined


def _numbers(text: str) -> set[str]:
    return set(re.findall(r"\d+(?:\.\d+)?", text))
