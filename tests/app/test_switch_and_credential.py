from datetime import timedelta

from domain.people.operations import signed_in
from domain.scope import SYSTEM

STOCK = ("tool", "check_stock", "--as", "dealer-east", "--json", '{"product": "CL-AC35W"}')


def test_a_tool_that_is_switched_off_stops_at_once_and_comes_back(dealerdesk):
    assert dealerdesk(*STOCK).code == 0
    assert dealerdesk("switch", "off", "tool:check_stock", "--reason", "trouble").code == 0
    refused = dealerdesk(*STOCK)
    assert refused.code == 1
    assert refused.out == ""
    assert [s["reason"] for s in dealerdesk("switch", "list", "--json").json] == ["trouble"]
    assert dealerdesk("switch", "on", "tool:check_stock").code == 0
    assert dealerdesk(*STOCK).code == 0
    assert dealerdesk("switch", "list", "--json").json == []


def test_what_cannot_be_switched_is_answered_with_what_can(dealerdesk):
    ended = dealerdesk("switch", "off", "tool:check_stok", "--reason", "x")
    assert ended.code == 1
    assert "tool:check_stock" in ended.err


def test_a_credential_acts_as_its_user_until_it_is_revoked(dealerdesk, sqlite_database, clock):
    ended = dealerdesk("credential", "add", "dealer-east", "--label", "shop", "--execute")
    secret = ended.out.strip().splitlines()[-1]
    later = clock.now() + timedelta(days=1)
    with sqlite_database.read(SYSTEM) as session:
        found = signed_in(session, secret, later)
    assert found is not None
    assert (found.actor.username, found.grants) == ("dealer-east", frozenset({"execute"}))
    shown = dealerdesk("credential", "list", "--json")
    assert secret not in shown.out
    assert dealerdesk("credential", "revoke", str(shown.json[0]["number"])).code == 0
    with sqlite_database.read(SYSTEM) as session:
        assert signed_in(session, secret, later) is None
    assert dealerdesk("credential", "list", "--json").json == []
    assert dealerdesk("credential", "revoke", "1").code == 1


def test_without_the_option_a_credential_may_not_execute(dealerdesk, sqlite_database, clock):
    ended = dealerdesk("credential", "add", "dealer-east", "--label", "shop")
    with sqlite_database.read(SYSTEM) as session:
        found = signed_in(session, ended.out.strip().splitlines()[-1], clock.now())
    assert found is not None
    assert found.grants == frozenset()
