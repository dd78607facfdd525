"""Signing in to the screens, the cookie, and what protects it."""

import re
from dataclasses import replace

import pytest
from fastapi.testclient import TestClient

from tests.web.conftest import secret_of
from tests.web.reading import first
from web.application import create_application
from web.identity import COOKIE


@pytest.fixture
def database(sqlite_database):
    return sqlite_database


PATHS = ["/chat", "/orders", "/stock", "/receivables", "/tickets", "/approvals", "/products"]


def signed_in(client: TestClient, services, username: str) -> str:
    """Give the client a user's session; returns what his pages send along."""
    client.cookies.set(COOKIE, secret_of(services, username))
    return first(r'data-csrf="(\w+)"', client.get("/chat").text)


def test_a_stranger_is_led_to_the_form_and_back(client, passwords):
    sent = client.get("/orders")
    assert sent.status_code == 303
    assert sent.headers["location"] == "/sign-in?next=/orders"
    form = {"username": "dealer-east", "password": passwords["dealer-east"], "next": "/orders"}
    entered = client.post("/sign-in", data=form)
    assert entered.headers["location"] == "/orders"
    cookie = entered.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert client.get("/orders").status_code == 200


def test_the_cookie_travels_by_https_alone_where_that_is_set(services, passwords):
    application = create_application(replace(services, secure_cookies=True))
    form = {"username": "dealer-east", "password": passwords["dealer-east"]}
    with TestClient(application, follow_redirects=False) as client:
        entered = client.post("/sign-in", data=form)
    assert "secure" in entered.headers["set-cookie"].lower()
    assert "strict-transport-security" in entered.headers


def test_a_wrong_password_is_said_on_the_form(client):
    refused = client.post("/sign-in", data={"username": "dealer-east", "password": "nonsense"})
    assert refused.status_code == 401
    assert "用户名或密码不对" in refused.text
    assert "set-cookie" not in refused.headers


@pytest.mark.parametrize("target", ["https://evil.example", "//evil.example", "/\\evil.example"])
def test_signing_in_never_leads_to_another_site(client, passwords, target):
    form = {"username": "dealer-east", "password": passwords["dealer-east"], "next": target}
    assert client.post("/sign-in", data=form).headers["location"] == "/chat"
    assert client.get("/language/en", params={"next": target}).headers["location"] == "/chat"


@pytest.mark.parametrize(
    "headers", [{"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}]
)
def test_another_sites_form_cannot_sign_anybody_in(client, passwords, headers):
    form = {"username": "dealer-east", "password": passwords["dealer-east"]}
    refused = client.post("/sign-in", data=form, headers=headers)
    assert refused.status_code == 403
    assert "set-cookie" not in refused.headers


def test_a_cookie_alone_changes_nothing(client, services):
    token = signed_in(client, services, "dealer-east")
    ticket = {"kind": "repair", "description": "异响"}
    for headers in ({}, {"X-CSRF-Token": "0" * 64}, {"X-CSRF-Token": "ü".encode()}):
        refused = client.post("/api/tools/open_ticket", json=ticket, headers=headers)
        assert refused.status_code == 403
        assert refused.json()["error"]["code"] == "csrf"
        assert client.post("/tickets/new", data=ticket, headers=headers).status_code == 403
        said = client.post("/chat/say", json={"message": "hi"}, headers=headers)
        assert said.status_code == 403
    accepted = client.post("/api/tools/open_ticket", json=ticket, headers={"X-CSRF-Token": token})
    assert accepted.status_code == 200


def test_the_token_of_one_session_is_of_no_use_to_another(client, services):
    token = signed_in(client, services, "dealer-north")
    client.cookies.clear()
    signed_in(client, services, "dealer-east")
    refused = client.post("/sign-out", headers={"X-CSRF-Token": token})
    assert refused.status_code == 403


def test_signing_out_ends_the_session_for_good(client, services):
    token = signed_in(client, services, "dealer-east")
    secret = client.cookies[COOKIE]
    left = client.post("/sign-out", data={"csrf": token})
    assert left.headers["location"] == "/sign-in"
    client.cookies.clear()
    client.cookies.set(COOKIE, secret)
    assert client.get("/orders").status_code == 303


def test_a_part_of_a_page_sends_the_whole_page_to_the_form(client):
    sent = client.get("/orders", headers={"HX-Request": "true"})
    assert sent.status_code == 401
    assert sent.headers["hx-redirect"].startswith("/sign-in")


def test_no_page_holds_a_script_of_its_own(client, services):
    signed_in(client, services, "headoffice")
    for path in [*PATHS, "/orders/new", "/tickets/new", "/docs", "/sign-in", "/nothing"]:
        text = client.get(path, follow_redirects=True).text
        assert "<script>" not in text
        assert not re.search(r"\son\w+=|style=\"|javascript:", text)
        assert not re.search(r"(src|href)=\"(https?:)?//", text)


def test_the_language_is_the_persons_own_until_he_switches(client, services):
    signed_in(client, services, "dealer-east-en")
    browser = {"Accept-Language": "zh-CN"}
    assert "Receivables" in client.get("/orders", headers=browser).text
    client.get("/language/zh")
    page = client.get("/orders", headers=browser).text
    assert "应收" in page
    assert 'lang="zh-CN"' in page


def test_only_what_the_role_may_use_is_shown(client, services):
    signed_in(client, services, "customer-east")
    page = client.get("/chat").text
    assert "/orders" in page
    assert "/receivables" not in page
    assert "/approvals" not in page
    assert client.get("/receivables").status_code == 403
    assert client.get("/approvals").status_code == 403
