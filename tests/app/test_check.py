import pytest
from sqlalchemy import text

from app.checking import library_faults


def broken(database, statement: str) -> None:
    with database.engine.begin() as connection:
        connection.execute(text(statement))


def test_a_sound_house_is_proved_right(dealerdesk):
    ended = dealerdesk("check")
    assert ended.code == 0
    assert "All is well." in ended.out


@pytest.mark.parametrize(
    ("statement", "name"),
    [
        ("UPDATE stock SET reserved = reserved + 1 WHERE id = 1", "ledger"),
        ("UPDATE credit SET pending = pending + 1 WHERE id = 1", "ledger"),
    ],
)
def test_a_counter_that_was_tampered_with_is_found(dealerdesk, sqlite_database, statement, name):
    broken(sqlite_database, statement)
    ended = dealerdesk("check", "--json")
    assert ended.code == 1
    assert not ended.json["ok"]
    assert ended.json["checks"][name]


def test_a_database_of_another_version_is_not_worked_on(dealerdesk, sqlite_database):
    broken(sqlite_database, "UPDATE alembic_version SET version_num = '0000'")
    ended = dealerdesk("check")
    assert ended.code == 3
    assert "dealerdesk upgrade" in ended.err


@pytest.mark.parametrize(
    ("python", "sqlite", "right"),
    [
        ((3, 11), (3, 40, 1), True),
        ((3, 12), (3, 40, 1), False),
        ((3, 12), (3, 42, 0), True),
        ((3, 13), (3, 46, 1), True),
    ],
)
def test_new_pythons_need_a_new_sqlite(python, sqlite, right):
    assert (library_faults(python, sqlite) == []) is right
