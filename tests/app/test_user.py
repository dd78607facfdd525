from datetime import timedelta

import pytest
from sqlalchemy import select

from domain.errors import Forbidden
from domain.models.log import Command
from domain.models.people import User
from domain.people.operations import authenticated, begin_session, signed_in
from domain.scope import SYSTEM

PASSWORD = "a-long-enough-password"


def signs_in(database, clock, username, password=PASSWORD):
    with database.write(SYSTEM) as session:
        actor = authenticated(session, username, password)
        return begin_session(session, actor, clock.now()), actor


def add(dealerdesk, *more, username="zoe", role="head_office"):
    return dealerdesk(
        "user", "add", username, "--role", role, "--name", "Zoe", "--password-stdin", *more,
        given=PASSWORD + "\n",
    )  # fmt: skip


def test_an_added_user_can_sign_in(dealerdesk, sqlite_database, clock):
    assert add(dealerdesk, "--dealer", "D-EAST", role="dealer").code == 0
    _, actor = signs_in(sqlite_database, clock, "zoe")
    assert actor.role == "dealer"
    assert actor.dealer_id is not None


def test_a_drawn_password_is_shown_once_and_works(dealerdesk, sqlite_database, clock):
    ended = dealerdesk("user", "add", "zoe", "--role", "administrator", "--name", "Zoe")
    password = ended.out.rpartition(": ")[2].strip()
    assert ended.out.count(password) == 1
    assert password not in ended.err
    signs_in(sqlite_database, clock, "zoe", password)


@pytest.mark.parametrize(
    ("role", "more", "told"),
    [
        ("dealer", (), "needs --dealer"),
        ("head_office", ("--dealer", "D-EAST"), "takes no --dealer"),
        ("department", ("--department", "magic"), "There is no department magic"),
        ("region_manager", ("--region", "moon"), "There is no region moon"),
        ("dealer", ("--dealer", "D-NOWHERE"), "D-NOWHERE"),
    ],
)
def test_a_user_whose_place_does_not_fit_is_not_added(
    dealerdesk, sqlite_database, role, more, told
):
    ended = add(dealerdesk, *more, role=role)
    assert ended.code == 1
    assert told in ended.err
    with sqlite_database.read(SYSTEM) as session:
        assert session.scalars(select(User).where(User.username == "zoe")).first() is None


def test_names_that_are_taken_and_short_passwords_are_refused(dealerdesk):
    assert "taken" in add(dealerdesk, username="finance").err
    words = ("user", "add", "zoe", "--role", "head_office", "--name", "Z", "--password-stdin")
    assert "at least 10" in dealerdesk(*words, given="short\n").err


def test_a_disabled_user_is_out_at_once_and_a_reset_lets_him_in_again(
    dealerdesk, sqlite_database, clock
):
    add(dealerdesk)
    secret, _ = signs_in(sqlite_database, clock, "zoe")
    assert dealerdesk("user", "disable", "zoe").code == 0
    with sqlite_database.read(SYSTEM) as session:
        assert signed_in(session, secret, clock.now()) is None
    with pytest.raises(Forbidden):
        signs_in(sqlite_database, clock, "zoe")
    ended = dealerdesk("user", "reset", "zoe")
    signs_in(sqlite_database, clock, "zoe", ended.out.rpartition(": ")[2].strip())


def test_revoking_ends_sessions_but_the_user_may_sign_in_again(dealerdesk, sqlite_database, clock):
    add(dealerdesk)
    secret, _ = signs_in(sqlite_database, clock, "zoe")
    assert "1 sessions" in dealerdesk("user", "revoke", "zoe").out
    with sqlite_database.read(SYSTEM) as session:
        assert signed_in(session, secret, clock.now() + timedelta(seconds=1)) is None
    signs_in(sqlite_database, clock, "zoe")


def test_the_list_names_everybody_with_his_place_and_no_secret(dealerdesk, passwords):
    ended = dealerdesk("user", "list", "--json")
    people = {person["username"]: person for person in ended.json}
    assert people["dealer-east"]["dealer"] == "D-EAST"
    assert people["manager-north"]["region"] == "north"
    assert set(people) == set(passwords)
    assert "argon2" not in ended.out


def test_linking_needs_a_bot(dealerdesk, monkeypatch):
    ended = dealerdesk("user", "link", "dealer-east")
    assert (ended.code, "DEALERDESK_TELEGRAM_TOKEN" in ended.err) == (2, True)
    monkeypatch.setenv("DEALERDESK_TELEGRAM_TOKEN", "123456:" + "a" * 35)
    monkeypatch.setenv("DEALERDESK_TELEGRAM_API", "http://127.0.0.1:9")
    ended = dealerdesk("user", "link", "dealer-east")
    assert (ended.code, "cannot be reached" in ended.err) == (3, True)


def test_an_address_that_links_an_account_is_made_once_for_each_asking(dealerdesk, monkeypatch):
    monkeypatch.setattr("app.commands.user.bot_name", lambda _settings: "our_bot")
    first, second = (dealerdesk("user", "link", "dealer-east").out for _ in range(2))
    assert first.startswith("https://t.me/our_bot?start=")
    assert first != second


@pytest.mark.parametrize("act", ["disable", "reset", "revoke"])
def test_a_name_that_nobody_has_is_said_so(dealerdesk, act):
    ended = dealerdesk("user", act, "nobody")
    assert ended.code == 1
    assert "Nobody is called nobody" in ended.err


def test_what_an_operator_does_stands_in_the_command_log_without_personal_text(
    dealerdesk, sqlite_database
):
    add(dealerdesk)
    dealerdesk("user", "disable", "zoe")
    with sqlite_database.read(SYSTEM) as session:
        acts = session.scalars(select(Command).where(Command.tool.startswith("user."))).all()
    assert [act.tool for act in acts] == ["user.add", "user.disable"]
    assert all(act.channel == "terminal" and act.request_id for act in acts)
    assert "Zoe" not in str([act.result for act in acts])
