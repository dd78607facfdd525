"""SQLite's online backup, in both directions: one consistent instant, while others read and write.

https://www.sqlite.org/backup.html
"""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

_BUSY_SECONDS = 30


def save(database: Path, content: Path) -> None:
    """Copy the database as it stands at one instant into one plain file."""
    with closing(_open(database)) as source, closing(_open(content)) as target:
        source.backup(target)  # all pages in one step, hence one instant
        target.execute("PRAGMA journal_mode=DELETE")


def bring_in(content: Path, database: Path) -> None:
    """Put the content in the place of the database, in one transaction of it: whoever has it open
    sees the old state until then and the new one from then on."""
    with closing(_open(content)) as source, closing(_open(database)) as target:
        source.backup(target)
        target.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def put_in_place(content: Path, database: Path) -> None:
    """Make the content the database, where there is none or one that cannot be read."""
    database.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = database.with_suffix(".restoring")
    fresh.unlink(missing_ok=True)
    bring_in(content, fresh)
    for companion in ("-wal", "-shm"):  # of the unreadable one: they would spoil the new one
        database.with_name(database.name + companion).unlink(missing_ok=True)
    os.replace(fresh, database)


def is_sound(content: Path) -> bool:
    """Whether the file is a whole SQLite database."""
    if not content.is_file():
        return False
    with closing(_open(content)) as database:
        try:
            return database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        except sqlite3.DatabaseError:
            return False


def _open(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, timeout=_BUSY_SECONDS, isolation_level=None)
