"""Synonyms and empty words, read from `synonyms.yaml`."""

import re
from collections.abc import Iterable
from functools import lru_cache
from hashlib import blake2b
from importlib import resources
from typing import NamedTuple

import yaml

from knowledge.words import pieces_of, runs_of, stem


class Lexicon(NamedTuple):
    """Phrases by language, each with the terms of the groups it stands in.

    `version` changes with the file, so that what was indexed with an older one is found out.
    """

    chinese: dict[str, list[str]]
    english: dict[str, list[str]]
    chinese_phrase: re.Pattern[str]
    english_phrase: re.Pattern[str]
    chinese_ignored: re.Pattern[str]
    english_ignored: frozenset[str]
    version: str

    def groups_in_run(self, run: str) -> list[str]:
        """Group terms of the Chinese phrases in a normalised run; phrases may overlap."""
        return [g for match in self.chinese_phrase.finditer(run) for g in self.chinese[match[1]]]

    def groups_in_words(self, words: list[str]) -> list[str]:
        """Group terms of the English phrases in a row of stemmed words."""
        row = f" {' '.join(words)} "
        return [g for match in self.english_phrase.finditer(row) for g in self.english[match[1]]]


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The lexicon that comes with the program."""
    source = (resources.files("knowledge") / "synonyms.yaml").read_text(encoding="utf-8")
    content = yaml.safe_load(source)
    chinese: dict[str, list[str]] = {}
    english: dict[str, list[str]] = {}
    for number, group in enumerate(content["groups"]):
        for phrase in group:
            table, key = (english, _row(phrase)) if phrase.isascii() else (chinese, _run(phrase))
            table.setdefault(key, []).append(f"§{number}")
    return Lexicon(
        chinese=chinese,
        english=english,
        chinese_phrase=re.compile(f"(?=({_any_of(chinese)}))"),
        english_phrase=re.compile(f" (?=({_any_of(english)}) )"),
        chinese_ignored=re.compile(_any_of(content["ignored"]["zh"])),
        english_ignored=frozenset(map(stem, content["ignored"]["en"])),
        version=blake2b(source.encode(), digest_size=6).hexdigest(),
    )


def _run(phrase: str) -> str:
    return "".join(runs_of(phrase))


def _row(phrase: str) -> str:
    return " ".join(stem(piece) for run in runs_of(phrase) for piece in pieces_of(run))


def _any_of(phrases: Iterable[str]) -> str:
    return "|".join(re.escape(p) for p in sorted(phrases, key=len, reverse=True))
