import pytest
from sqlalchemy import text

from app.house import open_house
from app.readiness import Readiness
from app.settings import settings_for


@pytest.fixture
def house(folder):
    opened = open_house(settings_for(folder), serving=True)
    yield opened
    opened.close()


def test_a_house_is_ready_once_everything_is_loaded(house):
    ready = Readiness(house)
    assert ready() == ["The articles are being indexed.", "The assistant is being loaded."]
    ready.load()
    assert ready() == []


def test_a_house_that_cannot_load_says_so(house, monkeypatch):
    ready = Readiness(house)
    monkeypatch.setattr(type(house), "load", lambda _self: 1 / 0)
    ready.load()
    assert ready() == ["Loading failed (ZeroDivisionError); the log says more."]


def test_a_database_of_another_version_or_none_is_not_served(house, folder):
    ready = Readiness(house)
    with house.database.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0000'"))
    assert "version 0000" in ready()[0]
    with house.database.engine.begin() as connection:
        connection.execute(text("DROP TABLE alembic_version"))
    assert ready()[0] == "The database cannot be reached."


@pytest.mark.postgres
def test_a_role_that_row_security_does_not_hold_is_not_served(
    postgres_templates, sealed, monkeypatch, tmp_path
):
    with postgres_templates.clone("empty") as database, postgres_templates.blank() as owner:
        superuser = f"{owner.rpartition('/')[0]}/{database.url.database}"
        monkeypatch.setenv("DEALERDESK_DATABASE_URL", superuser)
        house = open_house(settings_for(tmp_path), serving=False)
        told = Readiness(house)()
        house.close()
    assert any("row security" in reason for reason in told)


def test_only_a_serving_house_opens_the_search_index(folder):
    local = open_house(settings_for(folder), serving=False)
    local.knowledge.refresh()
    local.close()
    assert not (folder / "index").exists()
