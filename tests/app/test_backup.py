import json
import os
import sqlite3
import stat
import threading
import zipfile
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.engine import make_url

from domain.errors import NotFound
from domain.models.log import Command
from domain.models.people import AccessToken
from domain.people.operations import authenticated, begin_session
from domain.scope import SYSTEM
from knowledge.search import Knowledge
from tests.factories.goods import WALL_UNIT
from tests.factories.people import actor_named
from tools.all import REGISTRY
from tools.call import Caller
from tools.door import Door

ORDER = {"lines": [{"product": WALL_UNIT, "quantity": 1}]}


class Customers:
    """Somebody who goes on ordering until told to stop."""

    def __init__(self, database, clock):
        door = Door(database, clock, Knowledge(database, None, None), REGISTRY)
        caller = Caller(actor_named(database, "dealer-east"), "test", "r", "zh")
        self._stop, self.placed = threading.Event(), 0

        def order():
            while not self._stop.is_set():
                proposed: Any = door.call("create_order", ORDER, caller)
                with suppress(NotFound):  # a backup from before the proposal took its place
                    door.confirm(proposed.id, caller)
                    self.placed += 1

        self._thread = threading.Thread(target=order)

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._stop.set()
        self._thread.join()


def commands(database):
    with database.read(SYSTEM) as session:
        return len(session.scalars(select(Command.id)).all())


def test_a_backup_made_while_orders_come_in_is_whole_and_proves_right(
    dealerdesk, sqlite_database, clock, tmp_path
):
    file, elsewhere = tmp_path / "b.zip", tmp_path / "elsewhere"
    before = commands(sqlite_database)
    with Customers(sqlite_database, clock) as customers:
        while customers.placed < 3:
            pass
        assert dealerdesk("backup", str(file)).code == 0
        reached = customers.placed
    assert dealerdesk("restore", str(file), data=elsewhere).code == 0
    assert dealerdesk("check", "--json", data=elsewhere).json["ok"]
    restored = sqlite3.connect(elsewhere / "dealerdesk.db")
    held = restored.execute("SELECT count(*) FROM command WHERE tool <> 'restore'").fetchone()[0]
    restored.close()
    assert before + 3 <= held <= before + reached + 1


def test_only_its_owner_may_read_a_backup(dealerdesk, tmp_path):
    file = tmp_path / "b.zip"
    dealerdesk("backup", str(file))
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [p.name for p in tmp_path.glob(".b.zip*")] == []


def test_restoring_over_a_system_needs_force_and_says_what_would_be_lost(
    dealerdesk, sqlite_database, tmp_path
):
    file = tmp_path / "b.zip"
    dealerdesk("backup", str(file))
    refused = dealerdesk("restore", str(file))
    assert (refused.code, "There is a system already. --force" in refused.err) == (1, True)
    dealerdesk("user", "disable", "finance")
    assert "holds work that the backup does not" in dealerdesk("restore", str(file)).err
    assert dealerdesk("restore", str(file), "--force").code == 0
    people = {p["username"]: p for p in dealerdesk("user", "list", "--json").json}
    assert people["finance"]["active"]


def test_a_house_that_serves_sees_the_restored_state_and_goes_on(
    dealerdesk, sqlite_database, clock, tmp_path
):
    file = tmp_path / "b.zip"
    before = commands(sqlite_database)
    dealerdesk("backup", str(file))
    with Customers(sqlite_database, clock) as customers:
        while customers.placed < 3:
            pass
        assert dealerdesk("restore", str(file), "--force").code == 0
    assert before < commands(sqlite_database) < before + customers.placed + 1
    assert dealerdesk("check", "--json").json["ok"]


def test_restoring_ends_all_sessions_and_is_written_down(
    dealerdesk, sqlite_database, clock, passwords, tmp_path
):
    with sqlite_database.write(SYSTEM) as session:
        begin_session(session, authenticated(session, "finance", passwords["finance"]), clock.now())
    file = tmp_path / "b.zip"
    dealerdesk("backup", str(file))
    dealerdesk("restore", str(file), "--force")
    with sqlite_database.read(SYSTEM) as session:
        assert all(t.revoked_at for t in session.scalars(select(AccessToken)))
        assert session.scalars(select(Command).where(Command.tool == "restore")).one()


def altered(file: Path, **changes: Any) -> None:
    with zipfile.ZipFile(file) as archive:
        manifest, content = json.loads(archive.read("manifest.json")), archive.read("content")
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("manifest.json", json.dumps(manifest | changes))
        archive.writestr("content", changes.get("content") or content)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"content": "something else"}, "checksum"),
        ({"version": "9999"}, "does not know"),
        ({"format": 99}, "format 99"),
        ({"database": "postgresql"}, "another kind"),
    ],
)
def test_a_backup_that_does_not_fit_changes_nothing(
    dealerdesk, sqlite_database, tmp_path, changes, told
):
    file = tmp_path / "b.zip"
    dealerdesk("backup", str(file))
    altered(file, **changes)
    before = commands(sqlite_database)
    ended = dealerdesk("restore", str(file), "--force")
    assert ended.code == 1
    assert told in ended.err
    assert commands(sqlite_database) == before


@pytest.mark.parametrize("content", [b"", b"no zip at all", b"PK\x03\x04 cut off"])
def test_a_file_that_is_no_backup_is_said_so(dealerdesk, tmp_path, content):
    file = tmp_path / "b.zip"
    file.write_bytes(content)
    ended = dealerdesk("restore", str(file), data=tmp_path / "elsewhere")
    assert ended.code == 1
    assert "no backup of Dealerdesk" in ended.err


def test_a_database_that_cannot_be_read_is_replaced_with_force(dealerdesk, folder, tmp_path):
    file, elsewhere = tmp_path / "b.zip", tmp_path / "elsewhere"
    dealerdesk("backup", str(file))
    elsewhere.mkdir()
    (elsewhere / "dealerdesk.db").write_bytes(os.urandom(8192))
    assert "cannot be read" in dealerdesk("restore", str(file), data=elsewhere).err
    assert dealerdesk("restore", str(file), "--force", data=elsewhere).code == 0
    assert dealerdesk("check", "--json", data=elsewhere).json["ok"]


def test_a_backup_that_cannot_be_written_leaves_the_last_one(dealerdesk, tmp_path, monkeypatch):
    file = tmp_path / "b.zip"
    dealerdesk("backup", str(file))
    last = file.read_bytes()

    def full_disk(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(zipfile.ZipFile, "write", full_disk)
    ended = dealerdesk("backup", str(file))
    assert ended.code == 3
    assert "No space left" in ended.err
    assert file.read_bytes() == last
    assert list(tmp_path.glob(".b.zip*")) == []


@pytest.mark.postgres
def test_a_backup_of_postgresql_comes_back_into_another_database(
    dealerdesk, postgres_templates, clock, tmp_path, monkeypatch
):
    file = tmp_path / "b.zip"
    with postgres_templates.clone("demo") as database, postgres_templates.blank() as owner:

        def at(name):
            url = database.url.set(database=name)
            serving = url.render_as_string(hide_password=False)
            owned = make_url(owner).set(database=name).render_as_string(hide_password=False)
            monkeypatch.setenv("DEALERDESK_DATABASE_URL", serving)
            monkeypatch.setenv("DEALERDESK_UPGRADE_URL", owned)

        at(database.url.database)
        with Customers(database, clock) as customers:
            while customers.placed < 3:
                pass
            assert dealerdesk("backup", str(file), data=tmp_path).err == ""
        at(make_url(owner).database)
        assert dealerdesk("restore", str(file), data=tmp_path).err == ""
        checked = dealerdesk("check", "--json", data=tmp_path).json
        assert checked == {"ok": True, "checks": {name: [] for name in checked["checks"]}}
        assert "row security" in checked["checks"]
        assert "There is a system already." in dealerdesk("restore", str(file), data=tmp_path).err
        assert dealerdesk("restore", str(file), "--force", data=tmp_path).code == 0


@pytest.mark.postgres
def test_without_its_programs_a_backup_of_postgresql_says_what_is_missing(
    dealerdesk, postgres_templates, tmp_path, monkeypatch
):
    with postgres_templates.clone("empty") as database:
        url = database.url.render_as_string(hide_password=False)
        monkeypatch.setenv("DEALERDESK_DATABASE_URL", url)
        monkeypatch.setenv("PATH", str(tmp_path))
        ended = dealerdesk("backup", str(tmp_path / "b.zip"), data=tmp_path)
    assert ended.code == 1
    assert "pg_dump is not on the PATH" in ended.err
