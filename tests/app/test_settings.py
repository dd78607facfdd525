import re
from pathlib import Path

import pytest
from pydantic import ValidationError

from app.settings import Settings, settings_for, variable

DOCUMENT = Path(__file__).parents[2] / "docs" / "settings.md"
_ROW = re.compile(r"^\| `(\w+)` \| (.+?) \| (.+) \|$", re.MULTILINE)


def documented() -> dict[str, tuple[str, str]]:
    return {name: (default, told) for name, default, told in _ROW.findall(DOCUMENT.read_text())}


@pytest.mark.parametrize("name", Settings.model_fields)
def test_a_setting_is_documented_with_its_default_and_meaning(name):
    field = Settings.model_fields[name]
    default, told = documented()[variable(name)]
    shown = str(field.default).lower() if isinstance(field.default, bool) else field.default
    assert default == ("unset" if field.default is None else f"`{shown}`")
    assert told == field.description


def test_nothing_else_is_documented_as_a_setting():
    assert set(documented()) == {variable(name) for name in Settings.model_fields}


def test_without_settings_the_database_is_a_file_in_the_data_folder(sealed, tmp_path):
    settings = settings_for(tmp_path / "data")
    assert settings.is_sqlite
    assert settings.database.database == str(tmp_path / "data" / "dealerdesk.db")


def test_a_dotenv_in_the_current_folder_is_read_and_a_variable_wins_over_it(sealed, monkeypatch):
    (sealed / ".env").write_text("DEALERDESK_PORT=9001\nDEALERDESK_PROPOSAL_MINUTES=7\n")
    monkeypatch.setenv("DEALERDESK_PORT", "9002")
    settings = settings_for()
    assert (settings.port, settings.proposal_minutes) == (9002, 7)


@pytest.mark.parametrize(
    ("key", "address", "model", "leads"),
    [
        ("sk-x", "", "auto", True),
        ("", "http://127.0.0.1:1", "auto", True),
        ("", "", "auto", False),
        ("sk-x", "", "builtin", False),
    ],
)
def test_an_llm_leads_where_one_is_configured(sealed, monkeypatch, key, address, model, leads):
    monkeypatch.setenv("OPENAI_API_KEY", key)
    monkeypatch.setenv("OPENAI_BASE_URL", address)
    monkeypatch.setenv("DEALERDESK_MODEL", model)
    assert settings_for().has_llm is leads


def test_secrets_are_not_shown_with_the_settings(sealed, monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", "sk-very-secret")
    monkeypatch.setenv("DEALERDESK_DATABASE_URL", "postgresql+psycopg://me:hush@db/x")
    shown = repr(settings_for())
    assert "very-secret" not in shown
    assert "hush" not in shown


def test_the_role_that_serves_is_known_where_another_owns_the_tables(sealed, monkeypatch):
    monkeypatch.setenv("DEALERDESK_DATABASE_URL", "postgresql+psycopg://server:x@db/d")
    assert settings_for().serving_role is None
    monkeypatch.setenv("DEALERDESK_UPGRADE_URL", "postgresql+psycopg://owner:x@db/d")
    assert settings_for().serving_role == "server"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DEALERDESK_DATABASE_URL", "mysql://db/x"),
        ("DEALERDESK_DATABASE_URL", "nonsense"),
        ("DEALERDESK_TIME_ZONE", "Middle/Earth"),
        ("DEALERDESK_PORT", "many"),
    ],
)
def test_an_impossible_setting_is_named_and_its_value_is_not_repeated(
    sealed, monkeypatch, dealerdesk, tmp_path, name, value
):
    monkeypatch.setenv(name, value)
    with pytest.raises(ValidationError):
        settings_for()
    ended = dealerdesk("check", data=tmp_path)
    assert ended.code == 2
    assert f"The setting {name} is wrong" in ended.err
    assert value not in ended.err
