"""SQLite files to test on, copied from ones made once a session."""

import shutil
from pathlib import Path

from domain.database import Database
from domain.migrations import upgrade
from tests.factories.network import fill


class SqliteTemplates:
    """Kinds: `demo`, the small network, and `empty`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def copy(self, kind: str, path: Path) -> Database:
        """A database of its own at `path`; the caller closes it."""
        template = self._folder / f"{kind}.db"
        if not template.exists():
            self._make(kind, template)
        shutil.copyfile(template, path)
        return Database(f"sqlite:///{path}")

    def _make(self, kind: str, path: Path) -> None:
        url = f"sqlite:///{path}"
        upgrade(url)
        if kind == "demo":
            database = Database(url)
            fill(database)
            database.close()  # the last connection takes the write-ahead log into the file
