"""Reports come in by HTTP and by the screen; alerts are handled on theirs."""

import pytest

from domain.models.reports import FileProblem
from domain.suggestions.queries import ranked_suggestions
from tests.factories.people import actor_named
from tests.factories.reports import LATE, alert_of, handed_in, read_report
from tests.web.test_screens import Desk

TEXT = f"十月月报\n一、物流：{LATE}，客户天天催。\n二、其他正常。"


@pytest.fixture
def database(sqlite_database):
    return sqlite_database


def test_a_report_comes_in_as_text_and_the_same_again_is_the_same(as_):
    dealer = as_("dealer-east")
    first = dealer.post("/api/reports", files={"text": (None, TEXT)})
    again = dealer.post("/api/reports", files={"text": (None, TEXT.replace("\n", " \r\n"))})
    other = as_("dealer-suzhou").post("/api/reports", files={"text": (None, TEXT)})
    assert first.status_code == again.status_code == 201, first.text
    assert first.json()["result"]["title"] == "十月月报"
    assert again.json()["result"]["report"] == first.json()["result"]["report"]
    assert [r.json()["result"]["repeated"] for r in (first, again, other)] == [False, True, False]


def test_a_file_is_kept_as_it_came_and_one_that_is_broken_waits_for_a_person(as_):
    dealer = as_("dealer-east")
    files = {"file": ("周报.txt", TEXT.encode("gb18030"), "text/plain")}
    number = dealer.post("/api/reports", files=files).json()["result"]["report"]
    kept = dealer.get(f"/reports/{number}/original")
    assert kept.content == TEXT.encode("gb18030")
    assert kept.headers["content-disposition"].startswith("attachment")
    broken = dealer.post("/api/reports", files={"file": ("a.xlsx", b"PK broken", "x/y")}).json()
    assert broken["result"]["state"] == "needs_person"
    assert broken["result"]["problem"] == FileProblem.BROKEN
    assert as_("dealer-suzhou").get(f"/reports/{number}/original").status_code == 404


def test_a_large_file_is_not_cut_off(as_):
    large = b"x" * 5_000_000
    answer = as_("dealer-east").post("/api/reports", files={"file": ("a.pdf", large, "x/y")})
    assert answer.json()["result"]["problem"] == FileProblem.BROKEN


def test_customers_and_staff_hand_in_no_reports(as_):
    for username in ("customer-east", "headoffice"):
        answer = as_(username).post("/api/reports", files={"text": (None, TEXT)})
        assert answer.status_code == 403


def test_the_form_shows_the_receipt_and_the_report_its_quotes(client, services, database, clock):
    desk = Desk(client, services, "dealer-east")
    given = {"text": (None, TEXT), "title": (None, "<b>月报</b>")}
    card = desk.client.post("/reports/new", files=given, headers=desk.headers)
    assert "&lt;b&gt;月报&lt;/b&gt;" in card.text
    issue = read_report(database, actor_named(database, "dealer-east"), clock)
    shown = client.get(f"/reports/{issue.report_id}?issue={issue.id}").text
    assert f'looked-at" title="物流延迟">{LATE}</mark>' in shown
    assert client.get("/reports").status_code == client.get("/notices").status_code == 200
    assert client.get("/alerts").status_code == 403


def test_a_department_handles_its_alerts_and_learns_of_no_others(client, services, database, clock):
    dealer = actor_named(database, "dealer-east")
    alert = alert_of(database, read_report(database, dealer, clock)).number
    other = alert_of(database, read_report(database, dealer, clock, type_="stockout")).number
    desk = Desk(client, services, "logistics")
    listed = client.get("/alerts").text
    assert alert in listed
    assert other not in listed
    assert client.get(f"/alerts/{other}").status_code == 404
    assert desk.post(f"/alerts/{other}/resolve", note="x").status_code == 404
    assert "物流延迟" in client.get(f"/alerts/{alert}").text
    assert desk.post(f"/alerts/{alert}/acknowledge").status_code == 200
    assert desk.post(f"/alerts/{alert}/resolve", note="换了承运商").status_code == 200
    assert desk.post(f"/alerts/{alert}/resolve", note="再来一次").status_code == 409
    assert "换了承运商" in client.get(f"/alerts/{alert}").text
    assert desk.post(f"/alerts/{alert}/reopen", note="又晚了").status_code == 200


def test_a_regions_manager_reads_but_does_not_handle(client, services, database, clock):
    alert = alert_of(database, read_report(database, actor_named(database, "dealer-east"), clock))
    desk = Desk(client, services, "manager-east")
    assert client.get(f"/alerts/{alert.number}").status_code == 200
    assert desk.post(f"/alerts/{alert.number}/acknowledge").status_code == 403


def test_head_office_edits_rules_hours_and_decides_suggestions(client, services, database, clock):
    wish = "希望系统能导出对账单"
    dealer = actor_named(database, "dealer-east")
    for text in (f"建议：{wish}。", "能不能加个导出对账单的功能，方便财务"):
        quote = wish if wish in text else text
        read_report(database, dealer, clock, text, quote=quote, type_="system_problem")
    with database.read(actor_named(database, "headoffice")) as session:
        (suggestion,) = ranked_suggestions(session)
        assert suggestion.wishes == 2
    desk = Desk(client, services, "headoffice")
    assert wish in client.get("/suggestions").text
    decided = {"state": "planned", "release": "2.4"}
    assert desk.post(f"/suggestions/{suggestion.number}", **decided).status_code == 200
    rule = {"department": "quality", "type": "stockout", "severity": "high", "hours": "2"}
    assert desk.post("/alert-rules", **rule).status_code == 200
    hours = {"time_zone": "Asia/Shanghai", "begins_0": "08:00", "ends_0": "20:00"}
    assert desk.post("/alert-rules/hours", **hours, closed="2026-10-01").status_code == 200
    assert "2026-10-01" in client.get("/alert-rules").text
    Desk(client, services, "dealer-east")
    assert "已排进2.4版" in client.get("/notices").text
    assert client.get("/suggestions").status_code == 403


def test_a_correction_on_the_screen_needs_words_of_the_report(client, services, database, clock):
    issue = read_report(database, actor_named(database, "dealer-east"), clock)
    desk = Desk(client, services, "logistics")
    assert desk.post(f"/issues/{issue.id}", quote="原文里没有的话").status_code == 422
    assert desk.post(f"/issues/{issue.id}", verdict="none").status_code == 200
    assert alert_of(database, issue).status == "resolved"


def test_an_unread_report_is_withdrawn(client, services, database, clock):
    key = handed_in(database, actor_named(database, "dealer-east"), clock)
    desk = Desk(client, services, "dealer-east")
    assert desk.post(f"/reports/{key}/withdraw").status_code == 200
    assert "已撤回" in client.get("/reports").text
