"""What a digest counts, and what it shows of it."""

from datetime import UTC, date, datetime, timedelta

import pytest

from domain.digests.content import content_of
from domain.digests.rules import next_due, period_due
from domain.digests.tally import Readership
from domain.models.insight import IssueState
from domain.models.subscriptions import DigestKind
from domain.scope import SYSTEM
from tests.factories.issues import alerted, reported

WEEK = period_due(DigestKind.WEEKLY, date(2026, 11, 16), "Asia/Shanghai")
NOW, BEFORE = (datetime(2026, 11, day, 3, tzinfo=UTC) for day in (11, 4))


def content(database, **readership):
    with database.read(SYSTEM) as session:
        return content_of(session, Readership(**readership), WEEK)


def shown(content, section):
    return [(m["type"], m["issues"], m["before"]) for m in content["sections"][section]]


def test_a_week_tells_what_is_new_growing_late_and_solved_against_the_week_before(database):
    for hour in range(3):
        reported(database, NOW + timedelta(hours=hour), f"货又晚了{hour}天")
    reported(database, BEFORE, "货晚了一天")
    reported(database, NOW, "滤芯断货了", type_="stockout", department="supply_planning")
    late = alerted(database, BEFORE, type_="overstock", department="supply_planning")
    reported(database, BEFORE, "库里压了两百台", type_="overstock", alert=late)
    solved = alerted(
        database, BEFORE, type_="rebate_dispute", department="finance",
        resolved_at=NOW, resolution="返利已补发",
    )  # fmt: skip
    reported(database, BEFORE, "三季度返利没到账", type_="rebate_dispute", alert=solved)
    told = content(database)
    assert shown(told, "growing") == [("logistics_delay", 3, 1)]
    assert shown(told, "new") == [("stockout", 1, 0)]
    assert shown(told, "late") == [("overstock", 0, 0)]
    assert told["sections"]["late"][0]["quotes"][0]["text"] == "库里压了两百台"
    assert told["sections"]["solved"][0]["resolution"] == "返利已补发"
    assert (told["figures"]["issues"], told["figures"]["before"]) == (4, 3)
    assert (told["figures"]["late"], told["figures"]["solved"]) == (1, 1)
    assert [day["issues"] for day in told["days"]] == [0, 0, 4, 0, 0, 0, 0]


def test_an_alert_without_a_quote_is_counted_and_not_told_of(database):
    alerted(database, BEFORE)
    told = content(database)
    assert told["figures"]["late"] == 1
    assert told["sections"]["late"] == []


def test_rejected_issues_wishes_and_other_periods_do_not_count(database):
    reported(database, NOW, "没这回事", state=IssueState.REJECTED.value)
    reported(database, NOW, "希望系统能导出", wish=True)
    reported(database, WEEK.ends_at, "下一周的事")
    assert content(database)["figures"]["issues"] == 0


def test_a_region_and_a_department_read_of_their_own(database):
    reported(database, NOW, "货晚了", dealer="east", places=["杭州"])
    reported(database, NOW, "货又晚了", dealer="north", places=["天津"])
    moved = alerted(database, NOW, type_="stockout", department="sales")
    reported(database, NOW, "断货", type_="stockout", department="supply_planning", alert=moved)
    assert content(database, department="logistics")["figures"]["issues"] == 2
    assert content(database, department="sales")["figures"]["issues"] == 1
    assert content(database, department="supply_planning")["figures"]["issues"] == 0
    north = content(database, region_id=2)
    assert [place["name"] for place in north["places"]] == ["天津"]


def test_quotes_come_from_different_dealers_and_the_gravest_first(database):
    for n in range(4):
        reported(database, NOW + timedelta(minutes=n), f"东区第{n}次晚到")
    reported(database, NOW, "货晚到，工地停了", dealer="north", severity="critical")
    (matter,) = content(database)["sections"]["new"]
    assert [quote["text"] for quote in matter["quotes"]][:2] == [
        "货晚到，工地停了",
        "东区第3次晚到",
    ]
    assert matter["severity"] == "critical"


@pytest.mark.parametrize(
    ("kind", "zone", "after", "due"),
    [
        (DigestKind.DAILY, "Asia/Shanghai", "2026-11-18T00:30+00:00", "2026-11-19T08:00+08:00"),
        (DigestKind.DAILY, "Asia/Shanghai", "2026-11-17T23:59+00:00", "2026-11-18T08:00+08:00"),
        (DigestKind.WEEKLY, "Asia/Shanghai", "2026-11-18T00:30+00:00", "2026-11-23T08:00+08:00"),
        (DigestKind.DAILY, "Europe/Berlin", "2026-10-24T20:00+00:00", "2026-10-25T08:00+01:00"),
    ],
)
def test_a_digest_is_due_at_the_readers_own_hour(kind, zone, after, due):
    found = next_due(kind, 8, zone, datetime.fromisoformat(after))
    assert found == datetime.fromisoformat(due)
