"""All passages at one moment, and their order for a question."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from knowledge.keywords import Keywords
from knowledge.sections import Section
from knowledge.terms import terms_of

_DEPTH = 30
_RANK_OFFSET = 60  # of reciprocal rank fusion (Cormack, Clarke and Büttcher 2009)


@dataclass(frozen=True, slots=True)
class Question:
    """A text with who may read the answer, the day it must hold, and the language preferred."""

    text: str
    audiences: Collection[str]
    today: date
    language: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found, and how sure it is (0 to 1) that it is about the question."""

    section: Section
    certainty: float


class Shelf:
    """An immutable index of passages."""

    def __init__(self, sections: Sequence[Section]) -> None:
        self.sections = sections
        self.keywords = Keywords([terms_of(section.searchable) for section in sections])
        self._place = {section.id: i for i, section in enumerate(sections)}
        self._versions: dict[str, list[int]] = {}
        for i, section in enumerate(sections):
            self._versions.setdefault(section.article, []).append(i)

    def rank(self, question: Question, nearest: Iterable[str]) -> list[Hit]:
        """Passages for a question, the best first, each once.

        Arguments:
            nearest: ids of passages by likeness of vectors, best first; unknown ones are skipped.
        """
        terms = terms_of(question.text)
        scores = self.keywords.scores(terms)
        by_words = (int(i) for i in (-scores).argsort(kind="stable") if scores[i] > 0)
        by_vectors = (self._place[key] for key in nearest if key in self._place)
        rankings = [
            list(islice((i for i in ranking if self._fits(i, question)), _DEPTH))
            for ranking in (by_words, by_vectors)
        ]
        hits: dict[int, Hit] = {}
        for i in _fused(rankings):
            certainty = self.keywords.evidence(terms, i, float(scores[i]))
            told = self._in_language(i, question, scores)
            hits.setdefault(told, Hit(self.sections[told], certainty))
        return list(hits.values())

    def _fits(self, i: int, question: Question) -> bool:
        section = self.sections[i]
        return section.audience in question.audiences and section.is_valid(question.today)

    def _in_language(self, i: int, question: Question, scores: Sequence[float]) -> int:
        """The same passage in the language asked for; `i` where there is none to be given.

        Versions with as many sections have them in the same order; otherwise it is the passage
        that fits the question best.
        """
        section = self.sections[i]
        version = self._versions.get(f"{section.slug}.{question.language}", [])
        if section.language == question.language or not version:
            return i
        if len(version) == len(self._versions[section.article]):
            told = version[section.position]
        else:
            told = max(version, key=lambda j: scores[j])
        return told if self._fits(told, question) else i


def _fused(rankings: Iterable[Sequence[int]]) -> list[int]:
    """Several rankings as one, by reciprocal rank fusion."""
    total: dict[int, float] = {}
    for ranking in rankings:
        for rank, i in enumerate(ranking, start=1):
            total[i] = total.get(i, 0.0) + 1 / (_RANK_OFFSET + rank)
    return sorted(total, key=lambda i: -total[i])
