"""The screens in a real Chromium, with the real assistant."""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from domain.database import Database
from domain.scope import SYSTEM
from tests.factories.goods import WALL_UNIT, stock_of
from tests.factories.orders import placed_order
from tests.factories.people import actor_named
from tests.factories.talk import assistant_of, classify
from tests.web.served import serving
from web.application import create_application

# the first run on a machine trains the classifier, which takes a minute
pytestmark = [pytest.mark.browser, pytest.mark.timeout(400)]

DESK, PHONE = {"width": 1280, "height": 800}, {"width": 375, "height": 740}
PATHS = ["/chat", "/orders", "/orders/new", "/stock?product=CL-AC35W", "/stock?product=空调"]
PATHS += ["/receivables", "/tickets", "/tickets/new", "/approvals", "/products?q=空调"]
PENDING = ".proposal.pending"

Open = Callable[..., Page]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        if os.environ.get("DEALERDESK_REQUIRE_BROWSER") == "1":
            pytest.fail("no Chromium is installed")
        pytest.skip("no Chromium is installed")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        yield browser
        browser.close()


@pytest.fixture
def database(sqlite_database: Database) -> Database:
    return sqlite_database


@pytest.fixture
def open_as(chromium, services, passwords) -> Iterator[Open]:
    """Opens a page, signed in through the form. Whatever the browser complains of is a failure."""
    classify("你好")
    whole = replace(services, assistant=assistant_of(services.database, services.clock))
    complaints: list[str] = []
    contexts = []
    with serving(create_application(whole)) as address:

        def open_page(username: str, size: dict[str, int] = DESK) -> Page:
            context = chromium.new_context(viewport=size, base_url=address, locale="zh-CN")
            contexts.append(context)
            page = context.new_page()
            page.set_default_timeout(20_000)
            page.on("pageerror", lambda error: complaints.append(str(error)))
            page.on("console", lambda m: complaints.extend([m.text] if m.type == "error" else []))
            page.goto("/sign-in")
            page.fill("[name=username]", username)
            page.fill("[name=password]", passwords[username])
            page.click("button.primary")
            page.wait_for_url("**/chat")
            return page

        yield open_page
        for context in contexts:
            context.close()
    assert complaints == []


def say(page: Page, text: str) -> None:
    """Type a message and wait for the end of its turn."""
    page.fill("#message", text)
    page.keyboard.press("Enter")
    expect(page.locator("#thread")).to_have_attribute("aria-busy", "true")
    expect(page.locator("#thread")).to_have_attribute("aria-busy", "false", timeout=60_000)


def reserved(services) -> int:
    with services.database.read(SYSTEM) as session:
        return stock_of(session, WALL_UNIT)[1]


def test_an_order_is_typed_confirmed_and_found(open_as, services):
    page = open_as("dealer-east")
    say(page, "给我来20台1.5匹挂机，下周三前送到")
    card = page.locator(PENDING)
    expect(card).to_contain_text(WALL_UNIT)
    assert reserved(services) == 0
    card.get_by_role("button", name="确认").click()
    receipt = page.locator(".receipt")
    expect(receipt).to_contain_text("订单已提交")
    assert reserved(services) == 20
    receipt.locator("a").first.click()
    expect(page.locator("main")).to_contain_text(WALL_UNIT)
    page.go_back()
    expect(page.locator(".proposal.confirmed")).to_be_visible()
    expect(page.locator(PENDING)).to_have_count(0)


def test_a_card_is_changed_by_word_and_turned_down_by_button_on_a_phone(open_as, services):
    page = open_as("dealer-east", PHONE)
    say(page, "给我来20台1.5匹挂机")
    page.locator(PENDING).get_by_role("button", name="修改").click()
    expect(page.locator("#message")).to_have_value("改成")
    expect(page.locator("#message")).to_be_focused()
    say(page, "改成10台")
    card = page.locator(PENDING).last
    expect(card).to_contain_text("× 10")
    card.get_by_role("button", name="不要了").click()
    expect(page.locator(".proposal.rejected").last).to_be_visible()
    assert reserved(services) == 0


def test_enter_chooses_a_word_while_an_input_method_is_composing(open_as):
    page = open_as("dealer-east")
    page.fill("#message", "ni hao")
    page.evaluate(
        "document.getElementById('message').dispatchEvent(new KeyboardEvent("
        "'keydown', {key: 'Enter', isComposing: true, bubbles: true, cancelable: true}))"
    )
    expect(page.locator(".message")).to_have_count(0)
    expect(page.locator("#message")).to_have_value("ni hao")


def test_what_is_typed_is_shown_as_it_is(open_as):
    page = open_as("dealer-east")
    say(page, "<img src=x onerror=alert(1)> 你好")
    expect(page.locator(".message.user .text")).to_have_text("<img src=x onerror=alert(1)> 你好")
    expect(page.locator("#thread img")).to_have_count(0)


def test_a_call_for_a_person_is_seen_to_wait(open_as):
    page = open_as("dealer-east")
    say(page, "转人工")
    expect(page.locator(".handoff.waiting")).to_be_visible()


def test_an_order_goes_from_the_form_to_a_card_to_its_page(open_as, services):
    page = open_as("dealer-east-en")
    page.goto("/orders/new")
    page.fill("[name=product]", "RO filter")
    page.fill("[name=quantity]", "12")
    page.get_by_role("button", name="Work it out").click()
    page.locator(PENDING).get_by_role("button", name="Confirm").click()
    page.locator(".receipt a").first.click()
    page.fill("[name=quantity]", "30")
    page.get_by_role("button", name="Change quantities").click()
    page.locator(PENDING).get_by_role("button", name="Confirm").click()
    expect(page.locator(".receipt")).to_contain_text("Order updated")
    expect(page.locator("[name=quantity]")).to_have_value("30")
    page.get_by_role("button", name="Cancel order").click()
    page.locator(PENDING).get_by_role("button", name="Confirm").click()
    expect(page.locator("#order-head .chip")).to_have_text("Cancelled")


def test_a_manager_grants_a_large_order_and_it_leaves_the_list(open_as, services):
    dealer = actor_named(services.database, "dealer-east")
    order = placed_order(services.database, dealer, {WALL_UNIT: 300})["order"]
    page = open_as("manager-east")
    page.goto("/approvals")
    entry = page.locator("#approvals > .card", has_text=order)
    entry.get_by_role("button", name="批准").click()
    entry.locator(PENDING).get_by_role("button", name="确认").click()
    expect(page.locator("#approvals > .card", has_text=order)).to_have_count(0)


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_no_screen_is_wider_than_its_window(open_as, size):
    page = open_as("dealer-east-en", size)
    for path in PATHS:
        page.goto(path)
        page.wait_for_load_state("networkidle")
        wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert wide <= 0, path


def test_every_field_and_button_has_a_name_to_be_read_out(open_as):
    page = open_as("dealer-east-en")
    for path in PATHS:
        page.goto(path)
        unnamed = page.evaluate(
            "[...document.querySelectorAll('input:not([type=hidden]),select,textarea,button,a')]"
            ".filter(e => !(e.labels?.[0]?.textContent || e.getAttribute('aria-label') ||"
            " e.textContent).trim()).map(e => e.outerHTML)"
        )
        assert unnamed == [], path
