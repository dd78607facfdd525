"""A dealer hands in his report by writing it."""

import pytest

from assistant.assistant import Assistant
from assistant.understanding.classifier import Guess
from domain.reports.queries import recent_reports
from tests.factories.desk import door_of
from tests.factories.people import actor_named
from tests.factories.talk import Talk

REPORT = """十月月报——姑苏巷电器
这个月整体还可以，挂机走量比上月多了一点，老客户回头的不少。
物流这块要说一下，上旬那批货在路上晃了十来天，客户等不及退了三台，我们赔了笑脸又赔了安装费。
对面那家友商买一送一，把人都拉走了，我们这边的活动物料到现在还没见到影子。
另外，希望系统能导出对账单，财务每个月都在手工抄，太费劲。请给我们订货系统增加这个功能，谢谢总部支持。"""


@pytest.fixture
def dealer(sqlite_database, clock) -> Talk:
    """A dealer whose every message is taken for a report."""
    door = door_of(sqlite_database, clock)
    taken = Assistant(
        database=sqlite_database,
        door=door,
        clock=clock,
        classify=lambda _text: Guess("submit_report", 0.97, ()),
    )
    return Talk(taken, actor_named(sqlite_database, "dealer-suzhou"))


def test_a_report_written_as_a_message_is_handed_in_whole_and_once(dealer, sqlite_database):
    first = dealer.say(REPORT)
    assert [receipt["tool"] for receipt in first.receipts] == ["submit_report"], first.reply
    number = first.receipts[0]["result"]["report"]
    assert number in first.reply
    assert first.proposals == []
    assert "之前已经交过" in dealer.say(REPORT).reply
    with sqlite_database.read(dealer.actor) as session:
        (report,) = recent_reports(session)
    assert report.title == "十月月报——姑苏巷电器"
    assert "已撤回" in dealer.say(f"撤回报告 {number}").reply


def test_who_only_announces_a_report_is_asked_for_it(dealer):
    reply = dealer.say("我要交月报")
    assert reply.receipts == []
    assert "发给我" in reply.reply
