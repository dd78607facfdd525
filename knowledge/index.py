"""The index of the articles in the database, made anew when one of them changes."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from threading import Lock

from sqlalchemy import func, select

from domain.database import Database
from domain.models.knowledge import Article
from domain.scope import SYSTEM
from knowledge.sections import Section, sections_of
from knowledge.shelf import Hit, Question, Shelf
from knowledge.terms import terms_of
from knowledge.vectors import Vectors

_NEAREST = 30
_VERSION = select(func.count(Article.id), func.max(Article.id), func.max(Article.changed_at))

Version = tuple[int, int | None, datetime | None]


class Index:
    """Finds passages by keywords, and by vectors too where Chroma has a folder or a server.

    Arguments:
        database: where the articles are; read as the system, filtered by each question.
        folder, url: where Chroma is; without both, keywords alone serve.
    """

    def __init__(self, database: Database, folder: Path | None, url: str | None) -> None:
        self._database = database
        self._vectors = Vectors(folder, url) if folder or url else None
        self._lock = Lock()
        self._made: tuple[Version, Shelf] | None = None

    def shelf(self) -> Shelf:
        """All passages as the articles stand now."""
        version = self._version()
        with self._lock:
            if self._made is None or self._made[0] != version:
                self._made = self._load()
            return self._made[1]

    def find(self, question: Question) -> list[Hit]:
        """Passages for a question that its asker may read and that hold on its day, best first."""
        shelf = self.shelf()
        nearest: Sequence[str] = ()
        if self._vectors is not None:
            nearest = self._vectors.nearest(question.text, question.audiences, _NEAREST)
        return shelf.rank(question, nearest)

    def likeness(self, question: str) -> Callable[[str], float]:
        """A measure of how much a sentence has in common with `question` (0: nothing)."""
        keywords, asked = self.shelf().keywords, terms_of(question)
        return lambda sentence: keywords.shared(asked, frozenset(terms_of(sentence)))

    def refresh(self) -> None:
        """Read all articles again, whether or not one has changed."""
        with self._lock:
            self._made = self._load()

    def close(self) -> None:
        """Let Chroma's folder go."""
        if self._vectors is not None:
            self._vectors.close()

    def _version(self) -> Version:
        with self._database.read(SYSTEM) as session:
            count, newest, changed_at = session.execute(_VERSION).one()
            return count, newest, changed_at

    def _load(self) -> tuple[Version, Shelf]:
        with self._database.read(SYSTEM) as session:
            count, newest, changed_at = session.execute(_VERSION).one()
            articles = session.scalars(select(Article).order_by(Article.slug, Article.language))
            sections = [section for article in articles for section in sections_of(article)]
        if self._vectors is not None:
            self._vectors.hold(_by_article(sections))
        return (count, newest, changed_at), Shelf(sections)


def _by_article(sections: Sequence[Section]) -> dict[str, list[Section]]:
    found: dict[str, list[Section]] = {}
    for section in sections:
        found.setdefault(section.article, []).append(section)
    return found
