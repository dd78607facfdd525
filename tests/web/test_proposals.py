"""Confirming and rejecting proposals by HTTP."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from sqlalchemy import update

from domain.models.catalogue import Price
from domain.scope import SYSTEM
from tests.factories.goods import WALL_UNIT, stock_of
from tests.web.conftest import As

ORDER = {"lines": [{"product": WALL_UNIT, "quantity": 20}]}


def proposed(client) -> str:
    return client.post("/api/tools/create_order", json=ORDER).json()["proposal"]["id"]


def reserved(services) -> int:
    with services.database.read(SYSTEM) as session:
        return stock_of(session, WALL_UNIT)[1]


def test_confirming_twice_gives_the_same_receipt_and_one_order(as_: As, services):
    dealer = as_("dealer-east")
    key = proposed(dealer)
    first, again = (dealer.post(f"/api/proposals/{key}/confirm") for _ in range(2))
    assert first.status_code == 200
    assert first.json()["receipt"].keys() == {"command", "tool", "result", "at"}
    assert again.json() == first.json()
    assert reserved(services) == 20


def test_confirming_from_two_devices_at_once_gives_one_order(as_: As, services):
    devices = [as_("dealer-east"), as_("dealer-east")]
    key = proposed(devices[0])
    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(lambda d: d.post(f"/api/proposals/{key}/confirm"), devices))
    assert {a.status_code for a in answers} == {200}
    assert answers[0].json() == answers[1].json()
    assert reserved(services) == 20


def test_another_persons_proposal_is_absent_to_everybody_else(as_: As, services):
    key = proposed(as_("dealer-east"))
    for name in ("clerk-east", "dealer-north", "headoffice", "admin"):
        for deed in ("confirm", "reject"):
            refused = as_(name).post(f"/api/proposals/{key}/{deed}")
            assert refused.status_code == 404
            assert refused.json()["error"]["code"] == "not_found.proposal"
    assert reserved(services) == 0


def test_an_expired_proposal_is_gone_and_says_what_it_was(as_: As, clock, services):
    dealer = as_("dealer-east")
    key = proposed(dealer)
    clock.advance(timedelta(minutes=15))
    gone = dealer.post(f"/api/proposals/{key}/confirm")
    assert gone.status_code == 410
    assert gone.json()["error"]["code"] == "expired.expired"
    assert gone.json()["error"]["data"]["tool"] == "create_order"
    assert dealer.get("/api/proposals").json() == {"proposals": []}
    assert reserved(services) == 0


def test_a_rejected_proposal_stays_rejected(as_: As):
    dealer = as_("dealer-east")
    key = proposed(dealer)
    assert dealer.post(f"/api/proposals/{key}/reject").status_code == 200
    assert dealer.post(f"/api/proposals/{key}/reject").status_code == 200
    gone = dealer.post(f"/api/proposals/{key}/confirm")
    assert gone.status_code == 410
    assert gone.json()["error"]["code"] == "expired.rejected"


def test_a_changed_price_executes_nothing_and_brings_a_new_proposal(as_: As, services):
    dealer = as_("dealer-east")
    key = proposed(dealer)
    with services.database.write(SYSTEM) as session:
        session.execute(update(Price).values(unit_price=Price.unit_price + 100))
    changed = dealer.post(f"/api/proposals/{key}/confirm")
    assert changed.status_code == 409
    body = changed.json()
    assert body["error"]["code"] == "changed.create_order"
    assert {d["term"] for d in body["error"]["data"]["differences"]} >= {"total", "unit_price"}
    assert reserved(services) == 0
    confirmed = dealer.post(f"/api/proposals/{body['proposal']['id']}/confirm")
    assert confirmed.status_code == 200
    assert confirmed.json()["receipt"]["result"]["total"] == body["proposal"]["preview"]["total"]


def test_a_proposal_that_never_was_is_absent(as_: As):
    dealer = as_("dealer-east")
    for key in ("nothing", "a'; --", "%00", "x" * 500, "..%2f..", "空"):
        assert dealer.post(f"/api/proposals/{key}/confirm").status_code == 404
