"""What operators and browsers are told beside the answer."""

from dataclasses import replace

import pytest
from fastapi.testclient import TestClient

from domain.scope import SYSTEM
from domain.switches.operations import turn_off
from tests.web.conftest import As, secret_of
from web.application import create_application
from web.services import Rates


@pytest.fixture
def database(sqlite_database):
    return sqlite_database


def test_the_process_says_that_it_lives_and_why_it_is_not_ready(client, services):
    assert client.get("/healthz").json() == {"status": "ok"}
    assert client.get("/readyz").status_code == 200
    unready = create_application(replace(services, ready=lambda: ["the serving role is superuser"]))
    with TestClient(unready) as other:
        answer = other.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["reasons"] == ["the serving role is superuser"]


def test_meters_count_by_names_of_our_own_only(as_: As, client):
    dealer = as_("dealer-east")
    dealer.post("/api/tools/check_stock", json={"product": "CL-AC35W"})
    dealer.post("/api/tools/anything-a-stranger-types", json={})
    dealer.request("BREW", "/some/path/of/his")
    text = client.get("/metrics").text
    assert 'dealerdesk_tool_calls_total{outcome="done",tool="check_stock"} 1.0' in text
    assert 'route="/api/tools/{name}"' in text
    assert 'method="other",route="unmatched"' in text
    assert "stranger" not in text
    assert "some/path" not in text


def test_each_application_has_its_own_meters(services):
    create_application(services)
    create_application(services)


def test_every_answer_carries_the_headers_that_protect_browsers(client, as_: As):
    for path in ("/healthz", "/api/me", "/nothing", "/api/nothing"):
        headers = client.get(path).headers
        assert headers["x-frame-options"] == "DENY"
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"
        assert "script-src 'self'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert len(headers["x-request-id"]) == 32


def test_a_person_who_is_too_fast_is_told_when_to_come_back(services):
    application = create_application(
        replace(services, rates=Rates(chat="2/minute", tools="1/minute"))
    )
    headers = {"Authorization": f"Bearer {secret_of(services, 'dealer-east')}"}
    with TestClient(application, headers=headers) as dealer:
        answers = [dealer.post("/api/chat", json={"message": "hi"}) for _ in range(3)]
        assert [a.status_code for a in answers] == [200, 200, 429]
        assert 0 < int(answers[-1].headers["retry-after"]) <= 60
        assert answers[-1].json()["error"]["data"]["retry_after"] > 0
        stock = [
            dealer.post("/api/tools/check_stock", json={"product": "CL-AC35W"}) for _ in range(2)
        ]
        assert [a.status_code for a in stock] == [200, 429]


def test_a_tool_that_is_switched_off_says_so(as_: As, services):
    with services.database.write(SYSTEM) as session:
        turn_off(session, "tool:check_stock", "counting", services.clock.now())
    refused = as_("dealer-east").post("/api/tools/check_stock", json={"product": "CL-AC35W"})
    assert refused.status_code == 503
    assert refused.json()["error"]["code"] == "switched_off.tool:check_stock"


def test_the_api_describes_itself(client):
    described = client.get("/openapi.json").json()
    assert {"/api/token", "/api/chat", "/api/tools/{name}"} <= described["paths"].keys()
