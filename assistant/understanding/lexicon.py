"""Concepts: many surface forms of one meaning, in Chinese and English, written by hand.

A form is found wherever it stands: a Chinese one as a run of characters, an English one as whole
words; `*` after a word stands for all its continuations, after several for the usual endings.
Products become a placeholder instead, so that no product hints at an intent.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

import yaml

from assistant.understanding.folding import plain

_PIECE = re.compile(r"[a-z]+|\S")
_ENDINGS = ("", "s", "es", "d", "ed", "ing")
_WIDEST = 8  # pieces in the longest form that is looked for


class Lexicon:
    """Surface forms by concept, ready to be looked up in text cut into pieces."""

    def __init__(self, concepts: dict[str, list[str]]) -> None:
        self._forms: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._stems: dict[str, tuple[str, ...]] = {}
        for concept, forms in concepts.items():
            for form in forms:
                self._add(concept, str(form))
        self._widest = max((len(form) for form in self._forms), default=0)
        self._first = {form[0] for form in self._forms}

    def find(self, pieces: list[str]) -> Iterator[tuple[int, int, str]]:
        """(start, end, concept) of every form that stands in `pieces`."""
        for start, piece in enumerate(pieces):
            if piece in self._first:
                for end in range(start + 1, min(start + self._widest, len(pieces)) + 1):
                    for concept in self._forms.get(tuple(pieces[start:end]), ()):
                        yield start, end, concept
            if len(piece) > 3:
                for size in range(3, len(piece) + 1):
                    for concept in self._stems.get(piece[:size], ()):
                        yield start, start + 1, concept

    def _add(self, concept: str, form: str) -> None:
        folded = plain(form).strip()
        if not folded.endswith("*"):
            self._add_exact(concept, folded)
        elif " " in folded:
            for ending in _ENDINGS:
                self._add_exact(concept, folded[:-1] + ending)
        else:
            self._stems[folded[:-1]] = (*self._stems.get(folded[:-1], ()), concept)

    def _add_exact(self, concept: str, form: str) -> None:
        key = tuple(pieces_of(form))
        known = self._forms.get(key, ())
        if key and len(key) <= 2 * _WIDEST and concept not in known:
            self._forms[key] = (*known, concept)


def pieces_of(text: str) -> list[str]:
    """Latin words whole, every other visible character by itself."""
    return _PIECE.findall(text)


@cache
def concepts() -> Lexicon:
    """The product's concepts, from all files of `concepts/` but the products."""
    return Lexicon(_read(lambda name: name != "products.yaml"))


@cache
def products() -> Lexicon:
    """Names of goods and parts."""
    return Lexicon(_read(lambda name: name == "products.yaml"))


def concept_files() -> list[Traversable]:
    """The files concepts are read from, by name."""
    folder = files("assistant.understanding").joinpath("concepts")
    found = [entry for entry in folder.iterdir() if entry.name.endswith(".yaml")]
    return sorted(found, key=lambda entry: entry.name)


def _read(wanted: Callable[[str], bool]) -> dict[str, list[str]]:
    merged: dict[str, list[str]] = {}
    for entry in concept_files():
        if wanted(entry.name):
            for concept, forms in (yaml.safe_load(entry.read_text("utf-8")) or {}).items():
                merged.setdefault(concept, []).extend(_forms(forms))
    return merged


def _forms(listed: object) -> list[str]:
    if isinstance(listed, str):
        return [form.strip() for form in re.split(r"[|\n]", listed) if form.strip()]
    return [str(form) for form in listed or ()]  # type: ignore[attr-defined]
