import json
import logging
from typing import Any

import pytest
import structlog
from sqlalchemy import text

from app.logs import configure
from app.redaction import HIDDEN, cleaned, redact
from app.sql_log import watch
from domain.scope import SYSTEM

SECRETS = [
    "postgresql+psycopg://me:hush-hush@db/x",
    "https://api.telegram.org/bot123456:AAEhBOweik6ad9r_QXMENQjcrGbqCr4K-bc/getMe",
    "Authorization: Bearer abcdefghijklmnop",
    "sk-proj-abcdefghijkl",
    "$argon2id$v=19$m=65536,t=3,p=4$abc$def",
    "call 138 0000 0001 now",
    "+86 13800000001",
    "mail somebody@example.com",
    "[SQL: INSERT …]\n[parameters: ('王小明', 'x')]",
    "DETAIL: Key (phone)=(13800000001) already exists.",
    "Input should be valid [type=int, input_value='王小明', input_type=str]",
]
HUSHED = ("hush-hush", "AAEhBO", "abcdefghij", "$abc", "0000 0001", "13800000001", "somebody", "王")


@pytest.mark.parametrize("text_", SECRETS)
def test_what_looks_like_a_secret_or_a_person_is_hidden(text_):
    shown = cleaned(text_)
    assert HIDDEN in shown
    assert not any(secret in shown for secret in HUSHED)


@pytest.mark.parametrize("text_", ["SO-000389", "2026-11-23", "took 1234567 ms", "order 42"])
def test_numbers_of_orders_days_and_figures_stay(text_):
    assert cleaned(text_) == text_


def test_values_under_private_names_are_hidden_at_any_depth():
    line = {
        "event": "x",
        "password": "p1",
        "message": "p2",
        "call": {"text": "p3", "rows": [{"phone": "p4"}]},
        "tool": "check_stock",
    }
    shown = json.dumps(redact(None, "info", line))
    assert not any(f"p{n}" in shown for n in range(1, 5))
    assert "check_stock" in shown


@pytest.fixture
def lines(quiet_logs, capsys):
    """Begins to log in the form of JSON lines; then gives what was logged since."""
    begun: list[bool] = []

    def given() -> list[dict[str, Any]]:
        if not begun:
            begun.append(True)
            configure("info", "json")
        return [json.loads(line) for line in capsys.readouterr().err.splitlines()]

    return given


def test_our_lines_and_those_of_libraries_have_one_form_and_the_request_id(lines):
    lines()
    with structlog.contextvars.bound_contextvars(request_id="r-1"):
        structlog.get_logger("ours").info("done", tool="x")
        logging.getLogger("some.library").warning("told %s", "something")
    ours, theirs = lines()
    assert (ours["event"], ours["logger"], ours["request_id"]) == ("done", "ours", "r-1")
    assert (theirs["event"], theirs["level"], theirs["request_id"]) == (
        "told something", "warning", "r-1",
    )  # fmt: skip


def test_an_exception_is_logged_without_the_values_it_carries(lines):
    lines()
    try:
        raise ValueError("[parameters: ('王小明',)]")
    except ValueError:
        structlog.get_logger("ours").exception("failed")
    (line,) = lines()
    assert "ValueError" in line["exception"]
    assert "test_logs.py" in line["exception"]
    assert "王小明" not in line["exception"].split("ValueError")[-1]


def test_lines_below_the_level_are_left_out(lines):
    lines()
    structlog.get_logger("ours").debug("whisper")
    logging.getLogger("uvicorn.error").info("started")
    assert lines() == []


def test_slow_sql_is_logged_with_the_request_id_and_without_its_values(lines, sqlite_database):
    lines()
    watch(sqlite_database.engine, slower_than_ms=0)
    with (
        structlog.contextvars.bound_contextvars(request_id="r-2"),
        sqlite_database.read(SYSTEM) as session,
    ):
        session.execute(text('SELECT id FROM "user" WHERE name = :who'), {"who": "王小明"}).all()
    told = [line for line in lines() if line["event"] == "slow sql"]
    assert any('FROM "user"' in line["statement"] for line in told)
    assert {line["request_id"] for line in told} == {"r-2"}
    assert "王小明" not in str(told)


def test_quick_sql_is_not_logged(lines, sqlite_database):
    lines()
    watch(sqlite_database.engine, slower_than_ms=60_000)
    with sqlite_database.read(SYSTEM) as session:
        session.execute(text("SELECT 1")).all()
    assert lines() == []


def test_what_nobody_foresaw_is_logged_with_a_reference_and_shown_without_detail(
    dealerdesk, monkeypatch
):
    def fail(*_: object) -> None:
        raise RuntimeError("inner workings")

    monkeypatch.setattr("app.commands.check.checks", fail)
    ended = dealerdesk("check")
    assert ended.code == 70
    assert "Reference: " in ended.err
    assert "inner workings" not in ended.out
