"""The wiring: all rooms of the house put together, the slow ones when they are first needed."""

from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from app.database_state import require_current
from app.settings import Settings
from app.sql_log import watch
from domain.clock import Clock, SystemClock
from knowledge.search import Knowledge
from tools.all import REGISTRY
from tools.door import Door

if TYPE_CHECKING:
    from assistant.assistant import Assistant
    from assistant.understanding.classifier import IntentClassifier


class House:
    """Database, clock, knowledge, door and assistant, with the settings they follow.

    Arguments:
        serving: whether this process owns the search index in the data folder.
    """

    def __init__(self, settings: Settings, *, serving: bool, clock: Clock) -> None:
        self.settings = settings
        self.clock = clock
        self.database = settings.open_database()
        watch(self.database.engine, settings.log_sql_ms)
        self.knowledge = Knowledge(self.database, *_index_place(settings, serving))
        self.door = Door(self.database, clock, self.knowledge, REGISTRY, settings.proposal_minutes)
        self._loading = Lock()

    @property
    def classifier(self) -> "IntentClassifier":
        """The intent classifier, trained first where its cache is empty (some seconds)."""
        with self._loading:
            return self._classifier

    @property
    def assistant(self) -> "Assistant":
        """The conversation."""
        with self._loading:
            return self._assistant

    @cached_property
    def _classifier(self) -> "IntentClassifier":
        from assistant.understanding.classifier import IntentClassifier  # numpy, pypinyin: 0.5 s

        return IntentClassifier.load(self.settings.cache)

    @cached_property
    def _assistant(self) -> "Assistant":
        from app.models import leading_model
        from assistant.assistant import Assistant  # LangChain takes 1.5 s

        return Assistant(
            database=self.database,
            door=self.door,
            clock=self.clock,
            classify=self._classifier.classify,
            llm=leading_model(self.settings),
        )

    def load(self) -> None:
        """Load what a turn needs, and use it once: the first use of some libraries is slow."""
        with self._loading:
            self._classifier.classify("你好")
            _ = self._assistant

    def is_warm(self) -> bool:
        """Whether a turn can begin without waiting for anything to load."""
        return "_assistant" in self.__dict__

    def close(self) -> None:
        """Give back connections and the search index."""
        self.knowledge.close()
        self.database.close()


def open_house(settings: Settings, *, serving: bool, clock: Clock | None = None) -> House:
    """The house on an existing, current database.

    Raises:
        NotReady: there is no database, or it has another version than this release wants.
    """
    require_current(settings)
    return House(settings, serving=serving, clock=clock or SystemClock())


def _index_place(settings: Settings, serving: bool) -> tuple[Path | None, str | None]:
    if settings.chroma_url is not None:
        return None, settings.chroma_url
    return (settings.data / "index" if serving else None), None
