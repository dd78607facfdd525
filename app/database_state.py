"""Whether the database is there and of this release's version."""

from pathlib import Path

from alembic.script import ScriptDirectory

from app.faults import NotReady
from app.settings import Settings
from domain import migrations
from domain.migrations import current, head


def exists(settings: Settings) -> bool:
    """Whether there is a database with tables of ours."""
    file = settings.database.database
    if settings.is_sqlite and (not file or not Path(file).is_file()):
        return False
    return current(settings.database) is not None


def known_versions() -> frozenset[str]:
    """The versions of the database that this release can read or upgrade."""
    scripts = ScriptDirectory(str(Path(migrations.__file__).parent))
    return frozenset(version.revision for version in scripts.walk_revisions())


def require_current(settings: Settings) -> None:
    """Raises `NotReady` unless the database is there and of this release's version."""
    if not exists(settings):
        where = settings.database.render_as_string(hide_password=True)
        raise NotReady(
            f"There is no Dealerdesk at {where}. `dealerdesk init` makes an empty one, "
            "`dealerdesk demo` one to try."
        )
    if (there := current(settings.database)) != head():
        raise NotReady(
            f"The database has version {there}, this release wants {head()}. "
            "Make a backup, then run `dealerdesk upgrade`."
        )
