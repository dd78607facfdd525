"""Calling tools by HTTP."""

from domain.scope import SYSTEM
from tests.factories.goods import RO_FILTER, WALL_UNIT, stock_of
from tests.web.conftest import As

ORDER = {"lines": [{"product": WALL_UNIT, "quantity": 20}]}
TICKET = {"kind": "complaint", "description": "送货师傅迟到两小时"}


def test_only_the_tools_of_the_role_are_listed_with_their_schemas(as_: As):
    listed = {t["name"]: t for t in as_("customer-south-en").get("/api/tools").json()["tools"]}
    assert "query_receivables" not in listed
    assert listed["check_stock"]["effect"] == "read"
    assert "product" in listed["check_stock"]["arguments"]["properties"]
    assert "query_receivables" in str(as_("dealer-east").get("/api/tools").json())


def test_a_read_answers_at_once(as_: As):
    seen = as_("dealer-east").post("/api/tools/check_stock", json={"product": WALL_UNIT})
    assert seen.status_code == 200
    assert seen.json().keys() == {"result"}
    assert seen.json()["result"]["items"][0]["sku"] == WALL_UNIT


def test_a_note_is_executed_with_a_receipt(as_: As):
    opened = as_("dealer-east").post("/api/tools/open_ticket", json=TICKET)
    assert opened.status_code == 200
    body = opened.json()
    assert body["receipt"]["tool"] == "open_ticket"
    assert body["receipt"]["result"] == body["result"]
    assert body["result"]["ticket"].startswith("TK-")


def test_a_note_with_the_same_key_is_executed_once(as_: As):
    dealer = as_("dealer-east")
    key = {"Idempotency-Key": "one"}
    first, again = (
        dealer.post("/api/tools/open_ticket", json=TICKET, headers=key) for _ in range(2)
    )
    assert first.json() == again.json()
    other = dealer.post("/api/tools/open_ticket", json=TICKET | {"kind": "repair"}, headers=key)
    assert other.status_code == 422
    assert other.json()["error"]["code"] == "replayed"


def test_two_people_may_use_the_same_key(as_: As):
    key = {"Idempotency-Key": "one"}
    tickets = {
        as_(name)
        .post("/api/tools/open_ticket", json=TICKET, headers=key)
        .json()["result"]["ticket"]
        for name in ("dealer-east", "dealer-north")
    }
    assert len(tickets) == 2


def test_a_commit_becomes_a_proposal_and_changes_nothing(as_: As, services):
    proposed = as_("dealer-east").post("/api/tools/create_order", json=ORDER)
    assert proposed.status_code == 202
    proposal = proposed.json()["proposal"]
    assert proposal.keys() == {"id", "tool", "title", "preview", "expires_at"}
    assert proposal["preview"]["lines"][0]["sku"] == WALL_UNIT
    assert proposal["preview"]["total"] > 0
    with services.database.read(SYSTEM) as session:
        assert stock_of(session, WALL_UNIT)[1] == 0


def test_a_commit_with_the_same_key_is_one_proposal(as_: As):
    dealer = as_("dealer-east")
    key = {"Idempotency-Key": "order of monday"}
    ids = {
        dealer.post("/api/tools/create_order", json=ORDER, headers=key).json()["proposal"]["id"]
        for _ in range(2)
    }
    assert len(ids) == 1
    assert len(dealer.get("/api/proposals").json()["proposals"]) == 1


def test_an_integration_that_may_execute_does_so_once_with_a_key(as_: As):
    shop = as_("dealer-east", grants="execute")
    key = {"Idempotency-Key": "web shop 4711"}
    first, again = (shop.post("/api/tools/create_order", json=ORDER, headers=key) for _ in range(2))
    assert first.status_code == 200
    assert first.json()["result"]["order"].startswith("SO-")
    assert again.json() == first.json()
    assert shop.post("/api/tools/create_order", json=ORDER).status_code == 202


def test_a_person_never_executes_directly(as_: As):
    ordered = as_("dealer-east").post(
        "/api/tools/create_order", json=ORDER, headers={"Idempotency-Key": "mine"}
    )
    assert ordered.status_code == 202


def test_a_refusal_names_figures_and_ways_out_in_the_language_asked_for(as_: As):
    dealer = as_("dealer-east")
    wanted = {"lines": [{"product": RO_FILTER, "quantity": 99_999}]}
    zh = dealer.post("/api/tools/create_order", json=wanted)
    en = dealer.post("/api/tools/create_order", json=wanted, headers={"Accept-Language": "en-GB"})
    assert zh.status_code == en.status_code == 409
    assert zh.json()["error"]["code"] == "stock_short"
    assert zh.json()["error"]["data"]["lines"][0]["wanted"] == 99_999
    assert "库存" in zh.json()["error"]["message"]
    assert "stock" in en.json()["error"]["message"]


def test_an_ambiguous_product_comes_back_as_a_choice(as_: As):
    unsure = as_("dealer-east").post("/api/tools/check_stock", json={"product": "空调"})
    assert unsure.status_code == 422
    error = unsure.json()["error"]
    assert error["code"] == "ambiguous.product"
    assert len(error["data"]["candidates"]) > 1


def test_a_tool_beyond_the_role_is_forbidden_and_an_unknown_one_absent(as_: As):
    customer = as_("customer-south-en")
    assert customer.post("/api/tools/query_receivables", json={}).status_code == 403
    absent = customer.post("/api/tools/drop_tables", json={})
    assert absent.status_code == 404
    assert absent.json()["error"]["code"] == "unknown.tool"


def test_another_dealers_receivables_are_as_absent_as_a_dealer_that_does_not_exist(as_: As):
    dealer = as_("dealer-east")
    answers = [
        dealer.post("/api/tools/query_receivables", json={"dealer": name}).json()["error"]
        for name in ("D-NORTH", "D-NOBODY")
    ]
    assert [a["code"] for a in answers] == ["not_found.dealer"] * 2
    assert [a["data"] for a in answers] == [{"text": "D-NORTH"}, {"text": "D-NOBODY"}]


def test_odd_text_is_kept_or_refused_but_never_breaks_a_database(as_: As):
    dealer = as_("dealer-east")
    opened = dealer.post("/api/tools/open_ticket", json=TICKET | {"description": "异响 😀 <b>"})
    assert opened.status_code == 200
    cut = dealer.post("/api/tools/open_ticket", json=TICKET | {"description": "a\0b"})
    assert cut.status_code == 200
    for product in ("\0", "' OR 1=1 --", "%", "x" * 121):
        asked = dealer.post("/api/tools/check_stock", json={"product": product})
        assert asked.status_code == 422
    assert dealer.get("/api/conversations/%00").status_code == 404
