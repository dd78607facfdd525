"""Signing in to the API, and out of it."""

from datetime import timedelta

import pytest
from fastapi.testclient import TestClient

from tests.web.conftest import As

TOKEN = "/api/token"


def sign_in(client: TestClient, username: str, password: str):
    return client.post(TOKEN, data={"username": username, "password": password})


def test_a_name_and_its_password_give_a_token_that_opens_the_api(client, passwords):
    given = sign_in(client, "dealer-east", passwords["dealer-east"])
    assert given.status_code == 200
    body = given.json()
    assert body["token_type"] == "bearer"
    assert body["expires_in"] == 12 * 3600
    me = client.get("/api/me", headers={"Authorization": f"Bearer {body['access_token']}"})
    assert me.json()["username"] == "dealer-east"
    assert me.json()["dealer"] == "D-EAST"
    assert "audit.read" not in me.json()["permissions"]


@pytest.mark.parametrize("name", ["dealer-east", "nobody", "", "a\0b", "'; --", "x" * 500])
def test_a_wrong_password_is_told_like_an_unknown_name(client, name):
    refused = sign_in(client, name, "not the password")
    assert refused.status_code in (401, 422)
    if name:
        assert refused.json()["error"]["code"] == "forbidden.credentials"


def test_a_revoked_token_opens_nothing(as_: As):
    dealer = as_("dealer-east")
    assert dealer.post(f"{TOKEN}/revoke").status_code == 204
    ended = dealer.get("/api/me")
    assert ended.status_code == 401
    assert ended.headers["www-authenticate"] == "Bearer"


def test_a_token_is_over_after_twelve_hours(as_: As, clock):
    dealer = as_("dealer-east")
    clock.advance(timedelta(hours=12, seconds=1))
    assert dealer.get("/api/me").status_code == 401


def test_guessing_a_password_is_slowed_down_for_the_name_and_the_address(client, passwords):
    statuses = [sign_in(client, "dealer-east", f"guess {n}").status_code for n in range(6)]
    assert statuses == [401] * 5 + [429]
    slowed = sign_in(client, "dealer-east", passwords["dealer-east"])
    assert slowed.status_code == 429
    assert int(slowed.headers["retry-after"]) > 0
    assert sign_in(client, "clerk-east", passwords["clerk-east"]).status_code == 200


def test_right_passwords_are_not_counted(client, passwords):
    for _ in range(12):
        assert sign_in(client, "finance", passwords["finance"]).status_code == 200


@pytest.mark.parametrize("header", ["Bearer nonsense", "Bearer " + "x" * 5000, "Basic abc", "ü"])
def test_a_token_that_is_none_is_refused(client, header):
    refused = client.get("/api/me", headers={"Authorization": header.encode()})
    assert refused.status_code == 401
    assert refused.json()["error"]["code"] == "not_signed_in"
