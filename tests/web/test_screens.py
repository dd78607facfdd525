"""The standard screens: what they show, and that their writes go the same way as everybody's."""

import re
from datetime import timedelta

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import update

from domain.models.catalogue import Price
from domain.scope import SYSTEM
from tests.factories.goods import WALL_UNIT, stock_of
from tests.factories.orders import placed_order
from tests.factories.people import actor_named
from tests.web.reading import first
from tests.web.test_signing_in import signed_in


@pytest.fixture
def database(sqlite_database):
    return sqlite_database


ORDER = {"product": WALL_UNIT, "quantity": "20"}


class Desk:
    """A person at the screens."""

    def __init__(self, client: TestClient, services, username: str) -> None:
        self.client = client
        self.headers = {
            "X-CSRF-Token": signed_in(client, services, username),
            "HX-Request": "true",
        }

    def post(self, path: str, **form: str):
        return self.client.post(path, data=form, headers=self.headers)

    def card(self, path: str, **form: str) -> str:
        """The id of the proposal that a form leads to."""
        answer = self.post(path, **form)
        assert answer.status_code == 200, answer.text
        return first(r'id="proposal-([\w-]+)"', answer.text)


@pytest.fixture
def desk(client, services) -> Desk:
    return Desk(client, services, "dealer-east")


def reserved(services) -> int:
    with services.database.read(SYSTEM) as session:
        return stock_of(session, WALL_UNIT)[1]


def test_an_order_from_the_form_is_shown_confirmed_and_found_again(desk, client, services):
    key = desk.card("/orders/new", **ORDER)
    assert reserved(services) == 0
    receipt = desk.post(f"/proposals/{key}/confirm")
    assert receipt.headers["hx-trigger"] == "decided"
    number = first(r"/orders/(SO-\d+)", receipt.text)
    assert reserved(services) == 20
    assert number in client.get("/orders").text
    assert WALL_UNIT in client.get(f"/orders/{number}").text
    assert number in desk.post(f"/proposals/{key}/confirm").text
    assert reserved(services) == 20


def test_a_rejected_card_leaves_the_page_and_orders_nothing(desk, services):
    key = desk.card("/orders/new", **ORDER)
    assert desk.post(f"/proposals/{key}/reject").text == ""
    assert "已经取消" in desk.post(f"/proposals/{key}/confirm").text
    assert reserved(services) == 0


def test_an_expired_card_can_be_prepared_again(desk, clock, services):
    key = desk.card("/orders/new", **ORDER)
    clock.advance(timedelta(minutes=16))
    gone = desk.post(f"/proposals/{key}/confirm").text
    assert "过期" in gone
    renewed = desk.card(f"/proposals/{key}/again")
    assert renewed != key
    assert reserved(services) == 0


def test_a_changed_price_shows_a_new_card_and_what_changed(desk, services):
    key = desk.card("/orders/new", **ORDER)
    with services.database.write(SYSTEM) as session:
        session.execute(update(Price).values(unit_price=Price.unit_price + 100))
    changed = desk.post(f"/proposals/{key}/confirm")
    assert "单价" in changed.text
    assert reserved(services) == 0
    renewed = first(r'id="proposal-([\w-]+)"', changed.text)
    assert "/orders/SO-" in desk.post(f"/proposals/{renewed}/confirm").text


def test_an_order_is_changed_and_cancelled_from_its_page(desk, services):
    number = placed_order(services.database, actor_named(services.database, "dealer-east"))["order"]
    changed = desk.card(f"/orders/{number}/change", product=WALL_UNIT, quantity="5")
    desk.post(f"/proposals/{changed}/confirm")
    assert reserved(services) == 5
    desk.post(f"/proposals/{desk.card(f'/orders/{number}/cancel')}/confirm")
    assert reserved(services) == 0


def test_a_refusal_becomes_a_notice_and_keeps_the_form(desk):
    refused = desk.post("/orders/new", product=WALL_UNIT, quantity="99999")
    assert refused.status_code == 409
    assert refused.headers["hx-retarget"] == "#notice"
    assert "库存不够" in refused.text


def test_a_vague_name_in_a_form_is_answered_with_a_choice(desk):
    unsure = desk.post("/orders/new", product="空调", quantity="1")
    assert unsure.status_code == 422
    assert f'data-fill="{WALL_UNIT}"' in unsure.text


def test_a_card_that_is_not_the_visitors_cannot_be_prepared_again(client, services):
    key = Desk(client, services, "dealer-east").card("/orders/new", **ORDER)
    client.cookies.clear()
    assert Desk(client, services, "admin").post(f"/proposals/{key}/again").status_code == 404


def test_a_ticket_is_opened_seen_and_withdrawn(desk, client):
    opened = desk.post("/tickets/new", kind="repair", description="<b>异响</b>")
    number = first(r"/tickets/(TK-\d+)", opened.text)
    page = client.get(f"/tickets/{number}").text
    assert "&lt;b&gt;异响" in page
    assert number in client.get("/tickets").text
    assert "已撤回" in desk.post(f"/tickets/{number}/withdraw").text


def test_what_is_told_of_a_ticket_afterwards_stands_on_its_page(desk, client):
    opened = desk.post("/tickets/new", kind="repair", description="漏水")
    number = first(r"/tickets/(TK-\d+)", opened.text)
    told = {"product": WALL_UNIT, "preferred_time": "2026-11-20 下午", "note": "三楼没电梯"}
    assert "工单已补充" in desk.post(f"/tickets/{number}/notes", **told).text
    page = client.get(f"/tickets/{number}").text
    assert page.count("1.5匹壁挂式空调") == page.count("2026-11-20 下午") == 2
    assert "三楼没电梯" in page
    assert desk.post(f"/tickets/{number}/notes").status_code == 422
    desk.post(f"/tickets/{number}/withdraw")
    assert "/notes" not in client.get(f"/tickets/{number}").text


def test_staff_add_to_a_ticket_by_confirming_a_card(client, services):
    office = Desk(client, services, "headoffice")
    key = office.card("/tickets/TK-000074/notes", note="客户说门禁坏了")
    assert "TK-000074" in office.post(f"/proposals/{key}/confirm").text
    assert "门禁坏了" in client.get("/tickets/TK-000074").text


def test_staff_open_a_ticket_for_a_dealer_by_confirming_a_card(client, services):
    office = Desk(client, services, "headoffice")
    form = {"kind": "repair", "description": "替经销商登记", "dealer": "D-EAST"}
    key = office.card("/tickets/new", **form)
    assert "/tickets/TK-" in office.post(f"/proposals/{key}/confirm").text


def test_an_approval_is_granted_by_who_may_and_nobody_else(client, services):
    large = placed_order(
        services.database, actor_named(services.database, "dealer-east"), {WALL_UNIT: 300}
    )
    assert large["approval"] == ["region"]
    manager = Desk(client, services, "manager-east")
    assert large["order"] in client.get("/approvals").text
    key = manager.card(f"/approvals/{large['order']}", grant="true", note="好")
    manager.post(f"/proposals/{key}/confirm")
    client.cookies.clear()
    dealer = Desk(client, services, "dealer-east")
    assert "已批准" in client.get(f"/orders/{large['order']}").text
    refused = dealer.post(f"/approvals/{large['order']}", grant="true")
    assert refused.status_code == 403


def test_stock_is_shown_by_warehouse_and_a_vague_name_gives_a_choice(desk, client):
    assert "华东仓" in client.get("/stock", params={"product": WALL_UNIT}).text
    unsure = client.get("/stock", params={"product": "空调"}).text
    assert f"/stock?product={WALL_UNIT}" in unsure
    assert "没有找到" in client.get("/stock", params={"product": "量子冰砖机"}).text


def test_a_customer_sees_no_figures_of_stock(client, services):
    signed_in(client, services, "customer-east")
    page = client.get("/stock", params={"product": WALL_UNIT}).text
    assert "充足" in page
    assert "在库" not in page


def test_products_show_the_visitors_own_price(desk, client, services):
    dealers = client.get("/products", params={"q": WALL_UNIT}).text
    client.cookies.clear()
    signed_in(client, services, "customer-east")
    customers = client.get("/products", params={"q": WALL_UNIT}).text
    price = r'class="price">([^<]+)<'
    assert first(price, dealers) != first(price, customers)


def test_receivables_show_the_account_of_the_dealer_alone(desk, client, services):
    assert "可用额度" in client.get("/receivables").text
    for other in ("D-NORTH", "D-NOBODY"):
        assert client.get("/receivables", params={"dealer": other}).status_code == 404
    client.cookies.clear()
    signed_in(client, services, "finance")
    assert "D-NORTH" in client.get("/receivables").text
    assert client.get("/receivables", params={"dealer": "D-NORTH"}).status_code == 200


def test_another_dealers_order_is_as_absent_as_one_that_does_not_exist(client, services):
    number = placed_order(services.database, actor_named(services.database, "dealer-north"))[
        "order"
    ]
    signed_in(client, services, "dealer-east")
    assert client.get(f"/orders/{number}").status_code == 404
    assert client.get("/orders/SO-999999").status_code == 404


def test_a_long_list_is_shown_page_by_page(client, services):
    dealer = actor_named(services.database, "dealer-east")
    numbers = [placed_order(services.database, dealer, {WALL_UNIT: 1})["order"] for _ in range(22)]
    signed_in(client, services, "dealer-east")
    page = client.get("/orders").text
    assert numbers[-1] in page
    assert numbers[0] not in page
    more = first(r'hx-get="(/orders\?before=\d+)"', page)
    assert numbers[0] in client.get(more).text


@pytest.mark.parametrize("name", ["dealer-east-en", "headoffice-en", "customer-east-en", "admin"])
def test_every_screen_of_a_role_can_be_opened(client, services, name):
    signed_in(client, services, name)
    places = re.findall(r'<li><a href="(/\w+)"', client.get("/chat").text)
    assert "/products" in places
    for path in [*places, "/orders/new", "/orders/new/line", "/tickets/new", "/docs"]:
        assert client.get(path).status_code == 200


def test_head_office_edits_what_the_assistant_says_and_takes_it_back(client, services):
    office = Desk(client, services, "headoffice")
    path = "/replies/confirm_receipt.receipt/zh"
    wording = "收好了：{{ r.result.order }}"
    assert "‹order›" in office.post(f"{path}/preview", text=wording).text
    assert office.post(path, text="收好了", based_on="0").status_code == 422
    assert office.post(path, text=wording, based_on="0").headers["HX-Redirect"] == path
    shown = client.get(path).text
    assert wording in shown
    assert "v1" in shown or "第 1 版" in shown
    assert office.post(f"{path}/revert", version="0", based_on="1").status_code == 204


def test_a_dealer_does_not_edit_what_the_assistant_says(client, services):
    desk = Desk(client, services, "dealer-east")
    assert client.get("/replies").status_code == 403
    answer = desk.post(
        "/replies/confirm_receipt.receipt/zh", text="{{ r.result.order }}", based_on="0"
    )
    assert answer.status_code == 403
