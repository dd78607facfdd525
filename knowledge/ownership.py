"""A folder that one process at a time may use."""

import sqlite3
from pathlib import Path


class FolderTaken(Exception):
    """Another process (or another part of this one) uses the folder."""


class Ownership:
    """Holds a folder until it is released or the process ends, however it ends.

    The lock is SQLite's on a small file: it works alike on every system and never goes stale.

    Raises:
        FolderTaken: somebody holds the folder.
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._lock = sqlite3.connect(
            folder / "owner.lock", timeout=0, isolation_level=None, check_same_thread=False
        )
        try:
            self._lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            self._lock.close()
            raise FolderTaken(str(folder)) from error

    def release(self) -> None:
        """Let others have the folder."""
        self._lock.close()
