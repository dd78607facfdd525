"""Whether the house can serve, and if not, what is missing."""

from collections.abc import Iterator
from threading import Thread

import structlog
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from app.house import House
from domain.migrations import head
from domain.migrations.roles import serving_role_is_safe
from domain.scope import SYSTEM

log = structlog.get_logger("house")

_VERSION = text("SELECT version_num FROM alembic_version")


class Readiness:
    """Warms the house up in the background, and tells at any time what it still lacks."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._head = head()
        self._failed = ""
        self._indexed = False

    def warm_up(self) -> None:
        """Begin to load what the first turn would otherwise wait for."""
        Thread(target=self.load, name="warm-up", daemon=True).start()

    def __call__(self) -> list[str]:
        """What keeps the house from serving, one sentence each; empty when all is well."""
        return [*self._database(), *self._assistant()]

    def load(self) -> None:
        """The same in this thread; what goes wrong is kept for `__call__` to tell."""
        try:
            self._house.knowledge.refresh()
            self._indexed = True
            self._house.load()
        except Exception as error:
            self._failed = type(error).__name__
            log.exception("warm-up failed")

    def _database(self) -> Iterator[str]:
        try:
            with self._house.database.read(SYSTEM) as session:
                version = session.execute(_VERSION).scalar_one_or_none()
                safe = serving_role_is_safe(session)
        except DBAPIError as error:
            log.warning("database unreachable", error=type(error.orig).__name__)
            yield "The database cannot be reached."
            return
        if version != self._head:
            yield f"The database has version {version}, this release wants {self._head}."
        if not safe:
            yield "The database role is a superuser, owns the tables, or may bypass row security."

    def _assistant(self) -> Iterator[str]:
        if self._failed:
            yield f"Loading failed ({self._failed}); the log says more."
            return
        if not self._indexed:
            yield "The articles are being indexed."
        if not self._house.is_warm():
            yield "The assistant is being loaded."
