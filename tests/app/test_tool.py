import json

import pytest

from domain.scope import SYSTEM
from tests.factories.goods import WALL_UNIT, stock_of

ORDER = json.dumps({"lines": [{"product": WALL_UNIT, "quantity": 3}]})


def propose(dealerdesk, user="dealer-east"):
    return dealerdesk("tool", "create_order", "--as", user, "--json", ORDER)


def reserved(database):
    with database.read(SYSTEM) as session:
        return stock_of(session, WALL_UNIT)[1]


def test_a_read_prints_its_result(dealerdesk):
    ended = dealerdesk(
        "tool", "check_stock", "--as", "dealer-east", "--json", f'{{"product": "{WALL_UNIT}"}}'
    )
    assert ended.code == 0
    assert ended.json["result"]["items"][0]["sku"] == WALL_UNIT


def test_arguments_can_come_through_a_pipe(dealerdesk):
    words = ("tool", "check_stock", "--as", "dealer-east", "--json", "-")
    assert dealerdesk(*words, given=f'{{"product": "{WALL_UNIT}"}}').code == 0


def test_a_note_is_done_at_once_and_prints_its_receipt(dealerdesk):
    given = '{"kind": "repair", "description": "it drips"}'
    ended = dealerdesk("tool", "open_ticket", "--as", "dealer-east", "--json", given)
    assert ended.json["receipt"]["tool"] == "open_ticket"


def test_a_commit_waits_for_its_owner_and_is_executed_once(dealerdesk, sqlite_database):
    before = reserved(sqlite_database)
    proposal = propose(dealerdesk).json["proposal"]["id"]
    assert reserved(sqlite_database) == before
    first = dealerdesk("confirm", proposal, "--as", "dealer-east")
    again = dealerdesk("confirm", proposal, "--as", "dealer-east")
    assert first.json["receipt"] == again.json["receipt"]
    assert reserved(sqlite_database) == before + 3
    assert dealerdesk("check", "--json").json["ok"]


def test_the_same_key_gives_the_same_proposal(dealerdesk):
    words = ("tool", "create_order", "--as", "dealer-east", "--json", ORDER, "--key", "k-1")
    assert dealerdesk(*words).json == dealerdesk(*words).json


def test_nobody_confirms_or_rejects_what_another_asked_for(dealerdesk, sqlite_database):
    proposal = propose(dealerdesk).json["proposal"]["id"]
    for act in ("confirm", "reject"):
        ended = dealerdesk(act, proposal, "--as", "admin")
        assert (ended.code, ended.out) == (1, "")


def test_a_rejected_proposal_cannot_be_confirmed(dealerdesk):
    proposal = propose(dealerdesk).json["proposal"]["id"]
    assert dealerdesk("reject", proposal, "--as", "dealer-east").code == 0
    assert dealerdesk("confirm", proposal, "--as", "dealer-east").code == 1


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("check_stock", "--as", "dealer-east", "--json", "{nonsense"), 2),
        (("check_stock", "--as", "dealer-east", "--json", "[1]"), 2),
        (("check_stock", "--as", "dealer-east", "--json", "{}"), 1),
        (("no_such_tool", "--as", "dealer-east"), 1),
        (("check_stock", "--as", "nobody"), 1),
        (("check_stock",), 2),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(dealerdesk, words, code):
    ended = dealerdesk("tool", *words)
    assert ended.code == code
    assert ended.err.strip()
    assert "Traceback" not in ended.err


def test_a_disabled_user_cannot_be_acted_as(dealerdesk):
    dealerdesk("user", "disable", "dealer-east")
    ended = propose(dealerdesk)
    assert (ended.code, ended.out) == (1, "")
    assert "disabled" in ended.err
