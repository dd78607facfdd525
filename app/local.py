"""What local commands stand on: the database, the clock, and an id for all they log and do."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.database_state import require_current
from app.logs import begin_command
from app.settings import Settings, settings_for
from domain.clock import SystemClock
from domain.database import Database

CHANNEL = "terminal"


@dataclass(frozen=True, slots=True)
class Local:
    """One local command at work."""

    settings: Settings
    database: Database
    request_id: str
    now: datetime


@contextmanager
def local(data: Path | None) -> Iterator[Local]:
    """An existing, current database for one command.

    Raises:
        NotReady: there is none, or it has another version.
    """
    settings = settings_for(data)
    request_id = begin_command(settings)
    require_current(settings)
    database = settings.open_database()
    try:
        yield Local(settings, database, request_id, SystemClock().now())
    finally:
        database.close()
