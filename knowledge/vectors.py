"""Passages as vectors in Chroma.

Search goes on without it: whatever fails here is logged, and keywords alone answer for a while.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from threading import Lock
from time import monotonic
from typing import Any, TypeVar

import structlog

from knowledge.chroma import Chroma
from knowledge.embedding import embed, embedding_version
from knowledge.sections import Section

T = TypeVar("T")

PAUSE_SECONDS = 30.0
"""How long Chroma is left alone after a failure."""

_BATCH = 500
_log = structlog.get_logger(__name__)


class Vectors:
    """The collection of all passages, kept in line with the articles last given to `hold`.

    Arguments:
        folder, url: where Chroma is; see `Chroma`.
        now: seconds of a steady clock.
    """

    def __init__(
        self, folder: Path | None, url: str | None, now: Callable[[], float] = monotonic
    ) -> None:
        self._place = folder, url
        self._now = now
        self._lock = Lock()
        self._chroma: Chroma | None = None
        self._collection: Any = None
        self._articles: Mapping[str, Sequence[Section]] = {}
        self._rest_until = float("-inf")

    def hold(self, articles: Mapping[str, Sequence[Section]]) -> None:
        """Keep the passages of `articles` (by `Section.article`) from now on, and no others."""
        with self._lock:
            self._articles, self._collection = articles, None
        self._guarded(self._ready, otherwise=None)

    def nearest(self, text: str, audiences: Iterable[str], limit: int) -> list[str]:
        """The ids of the passages for `audiences` that are nearest to `text`, best first; none
        while Chroma is out of reach."""
        return self._guarded(lambda: self._nearest(text, list(audiences), limit), otherwise=[])

    def close(self) -> None:
        """Close Chroma and let its folder go."""
        with self._lock:
            if self._chroma is not None:
                self._chroma.close()
            self._chroma = self._collection = None
            self._rest_until = float("inf")

    def _guarded(self, work: Callable[[], T], otherwise: T) -> T:
        if self._now() < self._rest_until:
            return otherwise
        try:
            return work()
        except Exception as error:  # Chroma's own, HTTP's, the disk's: none may stop a search
            self._rest_until = self._now() + PAUSE_SECONDS
            self._collection = None
            _log.warning("vectors_unavailable", error=f"{type(error).__name__}: {error}")
            return otherwise

    def _nearest(self, text: str, audiences: list[str], limit: int) -> list[str]:
        found = self._ready().query(
            query_embeddings=[embed(text)],
            n_results=limit,
            where={"audience": {"$in": audiences}},
            include=[],
        )
        return list(found["ids"][0])

    def _ready(self) -> Any:
        """The collection, opened and brought in line with the articles."""
        with self._lock:
            if self._collection is None:
                self._chroma = self._chroma or Chroma(*self._place)
                collection = self._chroma.collection("passages")
                _bring_in_line(collection, self._articles)
                self._collection = collection
            return self._collection


def _bring_in_line(collection: Any, articles: Mapping[str, Sequence[Section]]) -> None:
    """Delete every article that ended or changed, then put in what is new."""
    wanted = {name: _version(sections) for name, sections in articles.items()}
    held = _versions_in(collection)
    for name in held:
        if held[name] != wanted.get(name):
            collection.delete(where={"article": name})
    changed = [name for name in wanted if held.get(name) != wanted[name]]
    fresh = [(section, wanted[name]) for name in changed for section in articles[name]]
    for start in range(0, len(fresh), _BATCH):
        _put(collection, fresh[start : start + _BATCH])


def _put(collection: Any, batch: list[tuple[Section, str]]) -> None:
    collection.upsert(
        ids=[section.id for section, _ in batch],
        embeddings=[embed(section.searchable) for section, _ in batch],
        metadatas=[
            {"article": section.article, "audience": section.audience, "version": version}
            for section, version in batch
        ],
    )


def _versions_in(collection: Any) -> dict[str, str]:
    """Article → the version held of it; one held in several versions counts as outdated."""
    held: dict[str, str] = {}
    for row in collection.get(include=["metadatas"])["metadatas"]:
        name, version = row["article"], row["version"]
        held[name] = version if held.get(name, version) == version else ""
    return held


def _version(sections: Sequence[Section]) -> str:
    return f"{embedding_version()} {len(sections)} {sections[0].changed_at.isoformat()}"
