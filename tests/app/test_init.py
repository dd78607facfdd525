from domain.database import Database
from domain.people.operations import authenticated
from domain.scope import SYSTEM


def test_an_empty_system_has_one_administrator_and_the_articles(dealerdesk, tmp_path, clock):
    place = tmp_path / "new"
    ended = dealerdesk("init", "--username", "boss", data=place)
    assert ended.code == 0
    password = ended.out.rpartition(": ")[2].strip()
    assert [p["role"] for p in dealerdesk("user", "list", "--json", data=place).json] == [
        "administrator"
    ]
    database = Database(f"sqlite:///{place / 'dealerdesk.db'}")
    with database.read(SYSTEM) as session:
        assert authenticated(session, "boss", password).role == "administrator"
    database.close()
    assert dealerdesk("check", "--json", data=place).json["ok"]
    found = dealerdesk("tool", "search_articles", "--as", "boss", data=place)
    assert "unknown.tool" not in found.err


def test_a_system_that_is_there_is_not_touched(dealerdesk, sqlite_database):
    ended = dealerdesk("init")
    assert ended.code == 3
    assert "There is a system already" in ended.err


def test_a_short_password_leaves_a_system_that_can_be_finished(dealerdesk, tmp_path):
    place = tmp_path / "new"
    assert dealerdesk("init", "--password-stdin", data=place, given="short\n").code == 1
    assert dealerdesk("init", data=place).code == 0


def test_an_upgrade_of_a_current_database_says_so(dealerdesk):
    ended = dealerdesk("upgrade")
    assert ended.code == 0
    assert "already" in ended.out


def test_there_is_nothing_to_upgrade_in_an_empty_folder(dealerdesk, tmp_path):
    assert dealerdesk("upgrade", data=tmp_path / "new").code == 3
