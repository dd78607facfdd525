"""Restoring a backup: proved first, then brought in, in one piece."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

from sqlalchemy import delete, update
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError

from app.backup import postgres, sqlite
from app.backup.archive import Manifest, unpacked
from app.backup.making import latest_command
from app.database_state import exists, known_versions
from app.durable.storage import prepare
from app.faults import Fault
from app.local import Local
from app.recording import note
from app.settings import Settings
from domain.clock import Clock
from domain.database import Database
from domain.migrations import current, upgrade
from domain.models.people import AccessToken, LinkToken
from domain.scope import SYSTEM

Finish = Callable[[str | URL], None]


def restore_backup(
    settings: Settings, path: Path, *, force: bool, request_id: str, clock: Clock
) -> Manifest:
    """Put a backup in the place of what is there, also while the house serves.

    A backup of an older release is upgraded on the way. All sessions end: some may have been
    ended on purpose since the backup was made.

    Raises:
        Fault: the file is no sound backup, of the other kind of database, or of a newer release;
            or there is a system already, and `force` is off. Nothing has changed then.
    """
    with unpacked(path) as (manifest, content):
        if manifest.database != settings.database.get_backend_name():
            raise Fault(f"This is a backup of {manifest.database}; the settings name another kind.")
        _require_known(manifest)
        if not force:
            _require_vacant(settings, manifest)
        finish = partial(_finish, settings, manifest, request_id, clock.now())
        if settings.is_sqlite:
            _restore_sqlite(settings, content, finish)
        else:
            _restore_postgres(settings, content, finish)
    return manifest


def _restore_sqlite(settings: Settings, content: Path, finish: Finish) -> None:
    if not sqlite.is_sound(content):
        raise Fault("The database in this backup is damaged.")
    url = f"sqlite:///{content}"
    upgrade(url)
    finish(url)
    place = Path(str(settings.database.database))
    if sqlite.is_sound(place):
        sqlite.bring_in(content, place)
    else:
        sqlite.put_in_place(content, place)


def _restore_postgres(settings: Settings, content: Path, finish: Finish) -> None:
    postgres.bring_in(content, settings.owner_database)
    upgrade(settings.owner_database, settings.serving_role)
    prepare(settings.owner_database, settings.serving_role)
    finish(settings.owner_database)


def _finish(
    settings: Settings, manifest: Manifest, request_id: str, now: datetime, url: str | URL
) -> None:
    """End all sessions in the restored database, and write down where it comes from."""
    database = Database(url)
    with database.write(SYSTEM) as session:
        session.execute(
            update(AccessToken)
            .where(AccessToken.kind == "session", AccessToken.revoked_at.is_(None))
            .values(revoked_at=now)
        )
        session.execute(delete(LinkToken))
        note(session, Local(settings, database, request_id, now), "restore", of=manifest.made_at)
    database.close()


def _require_known(manifest: Manifest) -> None:
    if manifest.version not in known_versions():
        raise Fault(
            f"This backup was made by release {manifest.release}, whose database version "
            f"{manifest.version} this release does not know. Install that release or a newer one."
        )


def _require_vacant(settings: Settings, manifest: Manifest) -> None:
    try:
        if not exists(settings):
            return
        newer = _is_newer(settings, manifest)
    except DBAPIError:
        raise Fault("What is there cannot be read. --force replaces it.") from None
    since = " It holds work that the backup does not." if newer else ""
    raise Fault(f"There is a system already.{since} --force puts the backup in its place.")


def _is_newer(settings: Settings, manifest: Manifest) -> bool:
    if current(settings.database) not in known_versions():
        return True
    database = settings.open_database()
    try:
        return latest_command(database) > manifest.commands
    finally:
        database.close()
