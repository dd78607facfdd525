"""Making a backup, while the house serves."""

from importlib import metadata
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import func, select

from app.backup import postgres, sqlite
from app.backup.archive import Manifest, pack
from app.database_state import require_current
from app.settings import Settings
from domain.clock import Clock
from domain.database import Database
from domain.migrations import head
from domain.models.log import Command
from domain.scope import SYSTEM


def make_backup(settings: Settings, path: Path, clock: Clock) -> Manifest:
    """Write everything into one file. The search index is not in it: it is made from the articles.

    Raises:
        NotReady: there is no database, or it has another version.
        Fault: PostgreSQL's programs are missing or failed.
    """
    require_current(settings)
    database = settings.open_database()
    try:
        commands = latest_command(database)  # before the content, so that it never claims too much
    finally:
        database.close()
    with TemporaryDirectory(prefix="dealerdesk-backup-") as folder:
        content = Path(folder) / "content"
        if settings.is_sqlite:
            sqlite.save(Path(str(settings.database.database)), content)
        else:
            postgres.save(settings.owner_database, content)
        return pack(
            path,
            content,
            made_at=clock.now().isoformat(),
            release=metadata.version("dealerdesk"),
            database=settings.database.get_backend_name(),
            version=head(),
            commands=commands,
        )


def latest_command(database: Database) -> int:
    """The key of the latest command; 0 before the first."""
    with database.read(SYSTEM) as session:
        return session.scalar(select(func.max(Command.id))) or 0
