"""Issues of the same matter over dealers are one alert, routed to who answers for it."""

from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import func, select

from domain.insight.escalating import escalate_alerts
from domain.insight.hours import Week
from domain.insight.operations import reopen_alert, resolve_alert
from domain.insight.queries import find_alert, issues_of_alert
from domain.insight.reading import keep_findings
from domain.insight.review import Change, correct_issue
from domain.insight.rule_keeping import Rule, add_rule
from domain.models.insight import Alert, Correction, Issue, Severity
from domain.models.notices import Notice
from domain.notices.queries import recent_notices
from domain.scope import SYSTEM
from tests.factories.reports import LATE, alert_of, found, handed_in, read_report

WALL_UNIT = "CL-AC35W"


def test_a_flood_of_the_same_is_one_alert_with_all_its_quotes(database, actor, clock):
    dealers = [actor(name) for name in ("dealer-east", "dealer-suzhou", "dealer-east-en")]
    issues = [read_report(database, dealers[n % 3], clock) for n in range(60)]
    alert = alert_of(database, issues[0])
    assert {alert_of(database, issue).id for issue in issues[1::17]} == {alert.id}
    assert (alert.issues, alert.reports, alert.dealers) == (60, 60, 3)
    assert alert.severity == Severity.HIGH  # of medium weight, but three dealers tell of it
    with database.read(actor("logistics")) as session:
        quotes = issues_of_alert(session, find_alert(session, str(alert.id)), limit=100)
        assert len(quotes) == 60


def test_another_region_or_product_is_another_matter(database, actor, clock):
    east, north = actor("dealer-east"), actor("dealer-north")
    alerts = {
        alert_of(database, issue).id
        for issue in (
            read_report(database, east, clock),
            read_report(database, north, clock),
            read_report(database, east, clock, products=(WALL_UNIT,)),
            read_report(database, east, clock, type_="stockout"),
        )
    }
    assert len(alerts) == 4


def test_what_was_quiet_for_weeks_is_a_new_alert_that_follows_the_old(database, actor, clock):
    first = alert_of(database, read_report(database, actor("dealer-east"), clock))
    clock.advance(timedelta(days=15))
    second = alert_of(database, read_report(database, actor("dealer-east"), clock))
    assert second.id != first.id
    assert second.follows_id == first.id


def test_a_report_is_read_once(database, actor, clock):
    key = handed_in(database, actor("dealer-east"), clock, text := f"月报：{LATE}。")
    for kept in (1, 0):
        with database.write(SYSTEM) as session:
            assert len(keep_findings(session, key, [found(text)], "test", clock.now())) == kept


def test_a_rule_of_head_office_routes_before_the_taxonomy(database, actor, clock):
    with database.write(actor("headoffice")) as session:
        rule = Rule(None, None, None, None, Severity.CRITICAL, "quality", None, 2)
        add_rule(session, rule, clock.now())
    usual = alert_of(database, read_report(database, actor("dealer-east"), clock))
    grave = alert_of(
        database, read_report(database, actor("dealer-north"), clock, severity="critical")
    )
    assert (usual.department, grave.department) == ("logistics", "quality")
    assert grave.due_at == clock.now() + timedelta(hours=2)  # Wednesday, half past ten


def test_a_graver_issue_makes_an_alert_due_sooner(database, actor, clock):
    before = alert_of(database, read_report(database, actor("dealer-east"), clock, severity="low"))
    after = alert_of(
        database, read_report(database, actor("dealer-suzhou"), clock, severity="critical")
    )
    assert after.id == before.id
    assert after.severity == Severity.CRITICAL
    assert after.due_at < before.due_at


def test_an_alert_past_its_time_is_escalated_once(database, actor, clock):
    alert = alert_of(database, read_report(database, actor("dealer-east"), clock))
    clock.advance(timedelta(days=9))
    for escalated in (1, 0):
        with database.write(SYSTEM) as session:
            assert escalate_alerts(session, clock.now()) == escalated
    for reader in ("headoffice", "manager-east", "logistics"):
        with database.read(actor(reader)) as session:
            kinds = [n.kind for n in recent_notices(session) if n.details["alert"] == alert.id]
            assert kinds.count("alert_escalated") == 1
    with database.read(actor("manager-north")) as session:
        assert recent_notices(session) == []


def test_the_dealer_hears_how_it_was_solved_and_that_it_is_open_again(database, actor, clock):
    alert = alert_of(database, read_report(database, actor("dealer-east"), clock))
    logistics = actor("logistics")
    with database.write(logistics) as session:
        resolve_alert(session, find_alert(session, alert.number), "换了承运商", clock.now())
    again = alert_of(database, read_report(database, actor("dealer-suzhou"), clock))
    assert again.id != alert.id
    with database.write(logistics) as session:
        reopened = find_alert(session, alert.number)
        reopen_alert(session, reopened, "还是晚到", clock.now())
        assert reopened.status == "open"
        assert reopened.matter is None  # the new one gathers what comes now
    with database.read(actor("dealer-east")) as session:
        told = [(n.kind, n.details["note"]) for n in recent_notices(session)]
    assert told == [("report_reopened", "还是晚到"), ("report_resolved", "换了承运商")]


def test_a_correction_moves_the_issue_and_is_kept_as_an_example(database, actor, clock):
    issue = read_report(database, actor("dealer-east"), clock)
    wrong = alert_of(database, issue)
    with database.write(actor("headoffice")) as session:
        correct_issue(
            session, session.get_one(Issue, issue.id), Change(severity="high"), clock.now()
        )
    assert alert_of(database, issue).severity == "high"
    with database.write(actor("headoffice")) as session:
        kept = session.get_one(Issue, issue.id)
        session.refresh(kept, ["report"])
        correct_issue(session, kept, Change("stockout", quote="在路上"), clock.now())
    right = alert_of(database, issue)
    assert (right.type, right.department, right.issues) == ("stockout", "supply_planning", 1)
    assert alert_with(database, wrong.id).status == "resolved"  # nothing is left in it
    with database.read(SYSTEM) as session:
        example = session.scalars(select(Correction).order_by(Correction.id.desc())).first()
        assert (example.before["type"], example.after["type"]) == ("logistics_delay", "stockout")
        assert example.after["quote"] == "在路上"


def test_a_dealer_sees_neither_alerts_nor_issues_of_others(database, actor, clock):
    read_report(database, actor("dealer-east"), clock)
    with database.read(actor("dealer-suzhou")) as session:
        assert session.scalar(select(func.count(Alert.id))) == 0
        assert session.scalar(select(func.count(Issue.id))) == 0
        assert session.scalar(select(func.count(Notice.id))) == 0
    with database.read(actor("manager-north")) as session:
        assert session.scalar(select(func.count(Alert.id))) == 0


def test_working_hours_pass_over_nights_weekends_and_holidays():
    friday = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)  # 16:00 in Shanghai
    monday = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
    assert Week().after(friday, 3) == monday
    assert Week(closed=frozenset({monday.date()})).after(friday, 3) == monday + timedelta(days=1)
    opened = Week(opened=frozenset({date(2026, 11, 21)}))
    assert opened.after(friday, 3) == datetime(2026, 11, 21, 2, 0, tzinfo=UTC)
    assert Week(hours={0: (time(9), time(12))}).after(friday, 2) == monday + timedelta(hours=1)


def alert_with(database, key) -> Alert:
    with database.read(SYSTEM) as session:
        return session.get_one(Alert, key)
