"""The public face of the room: passages and answers from the articles, with their sources."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from domain.database import Database
from domain.scope import Actor, Level
from knowledge.index import Index
from knowledge.sentences import answering
from knowledge.shelf import Hit, Question

KNOWN = 0.5
"""The score from which a passage counts as an answer."""

_FIRST = 3
"""How many of the best passages may answer: a vector's likeness alone may have put one in front."""
_AS_SURE = 0.95
"""A second passage of the same article is quoted too when it is at least so near to the first."""

_AUDIENCES = {
    Level.CUSTOMER: frozenset({"everybody"}),
    Level.DEALER: frozenset({"everybody", "dealer"}),
    Level.REGION: frozenset({"everybody", "dealer", "staff"}),
    Level.HEAD_OFFICE: frozenset({"everybody", "dealer", "staff"}),
}


@dataclass(frozen=True, slots=True)
class Passage:
    """One section of an article. `score`: how sure (0 to 1) it is that it is about the text."""

    article: str
    title: str
    heading: str
    text: str
    language: str
    score: float


@dataclass(frozen=True, slots=True)
class Answer:
    """What the articles say. `text` is made of sentences of `passages`, word for word."""

    text: str
    language: str
    passages: tuple[Passage, ...]

    @property
    def sources(self) -> list[dict[str, str]]:
        """What the text rests on: `article` (slug), `title`, `passage` (its full text)."""
        return [{"article": p.article, "title": p.title, "passage": p.text} for p in self.passages]


class Knowledge:
    """Searches the articles. Threads may share it; one process at a time uses the folder.

    Arguments:
        database: where the articles are.
        folder: where the vectors are kept; None: keywords alone serve, unless there is a `url`.
        url: a Chroma server to use instead of a folder.
    """

    def __init__(self, database: Database, folder: Path | None, url: str | None) -> None:
        self._index = Index(database, folder, url)

    def search(
        self, actor: Actor, text: str, language: str, today: date, limit: int = 3
    ) -> list[Passage]:
        """Passages about `text` that `actor` may read and that hold on `today`, best first.

        Arguments:
            language: `zh` or `en`; an article without that version is given in the other one.
            today: the business date that validity is judged by.
        """
        return [_passage(hit) for hit in self._find(actor, text, language, today)[:limit]]

    def answer(self, actor: Actor, text: str, language: str, today: date) -> Answer | None:
        """What the articles say to the question `text`, or None when they do not say."""
        hits = _sure(self._find(actor, text, language, today))
        if not hits:
            return None
        likeness = self._index.likeness(text)
        said = [answering(hit.section.text, likeness) for hit in hits]
        return Answer("\n".join(said), hits[0].section.language, tuple(map(_passage, hits)))

    def refresh(self) -> None:
        """Read the articles again. A changed article is noticed without this."""
        self._index.refresh()

    def close(self) -> None:
        """Let the folder go. Searching goes on by keywords."""
        self._index.close()

    def _find(self, actor: Actor, text: str, language: str, today: date) -> list[Hit]:
        return self._index.find(Question(text, _AUDIENCES[actor.level], today, language))


def _sure(hits: list[Hit]) -> list[Hit]:
    """The passage to answer with, and the one beside it when the two are as good as equal."""
    sure = [hit for hit in hits[:_FIRST] if hit.certainty >= KNOWN]
    return [
        hit
        for hit in sure[:2]
        if hit.section.article == sure[0].section.article
        and hit.certainty >= _AS_SURE * sure[0].certainty
    ]


def _passage(hit: Hit) -> Passage:
    section = hit.section
    return Passage(
        article=section.slug,
        title=section.title,
        heading=section.heading,
        text=section.text,
        language=section.language,
        score=hit.certainty,
    )
