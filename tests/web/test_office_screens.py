"""The screens of the office: figures, customers, leads, transfers, the desk, one's own account."""

import pytest

from domain.people.own_account import linked_accounts
from domain.scope import SYSTEM
from tests.factories.people import actor_named
from tests.factories.talk import Talk, assistant_of
from tests.web.reading import first
from tests.web.test_screens import Desk


@pytest.fixture
def database(sqlite_database):
    return sqlite_database


def test_figures_show_the_dealers_own_and_staff_compare_dealers(client, services):
    Desk(client, services, "dealer-east")
    own = client.get("/figures").text
    assert "沪澜电器" in own
    assert "燕澄商贸" not in own
    Desk(client, services, "headoffice")
    assert "燕澄商贸" in client.get("/figures?period=quarter").text


def test_a_lead_is_noted_followed_and_found_again(client, services):
    desk = Desk(client, services, "dealer-east")
    noted = desk.post("/leads", name="周师傅", wish="中央空调一套", expected="30000")
    number = first(r"(LD-\d+)", noted.text)
    assert number in client.get("/leads").text
    assert "已报价" in desk.post(f"/leads/{number}/step", stage="quoted", note="三万").text
    assert "三万" in client.get(f"/leads/{number}").text


def test_customers_are_listed_by_segment_and_looked_up(client, services):
    Desk(client, services, "dealer-east")
    assert "周牧之" in client.get("/customers?name=周牧之").text
    assert "尚未购买" in client.get("/customers?segment=prospect").text


def test_a_transfer_is_asked_for_by_a_card(client, services):
    desk = Desk(client, services, "dealer-east")
    key = desk.card("/transfers", product="CL-FRO80", quantity="2", source="港灯家居")
    desk.post(f"/proposals/{key}/confirm")
    assert "TF-000001" in client.get("/transfers").text
    Desk(client, services, "dealer-east-en")
    assert "TF-000001" in client.get("/transfers").text


def test_a_colleague_takes_a_conversation_answers_and_gives_it_back(client, services, clock):
    talk = Talk(
        assistant_of(services.database, clock), actor_named(services.database, "dealer-east")
    )
    talk.say("转人工")
    desk = Desk(client, services, "customer-service")
    path = f"/desk/{talk.conversation_id}"
    assert talk.conversation_id in client.get("/desk").text
    assert desk.post(f"{path}/take").headers["location"] == path
    desk.post(f"{path}/answer", text="您好，我来帮您查")
    assert "您好，我来帮您查" in client.get(path).text
    desk.post(f"{path}/return")
    assert client.get(path).status_code == 404
    Desk(client, services, "dealer-east")
    assert client.get("/desk").status_code == 403


def test_ones_own_account_links_unlinks_and_changes_the_password(client, services, passwords):
    desk = Desk(client, services, "dealer-east")
    assert "/start " in desk.post("/account/link").text
    wrong = desk.post("/account/password", old="no", new="a-new-password")
    assert wrong.status_code == 401
    changed = desk.post("/account/password", old=passwords["dealer-east"], new="a-new-password")
    assert "密码已修改" in changed.text
    actor = actor_named(services.database, "dealer-east")
    with services.database.read(SYSTEM) as session:
        assert linked_accounts(session, actor.user_id) == []
    assert desk.post("/account/unlink/1").status_code == 404


def test_a_language_chosen_holds_on_every_channel(client, services):
    desk = Desk(client, services, "dealer-east")
    assert desk.post("/account/language", language="en").status_code == 303
    assert "My account" in client.get("/account").text
    assert actor_named(services.database, "dealer-east").language == "en"
