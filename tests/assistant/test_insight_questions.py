"""Head office asks which problems dealers report; a manager hears of his region alone."""

from datetime import timedelta

import pytest

from tests.factories.issues import reported


@pytest.fixture
def last_week(database, clock):
    week_ago = clock.now() - timedelta(days=7)
    reported(database, week_ago, "三台挂机晚到了六天", dealer="east")
    reported(database, week_ago, "外箱压扁了两台", dealer="suzhou", type_="logistics_damage")
    reported(database, week_ago, "货在路上晃了十来天", dealer="north")
    reported(
        database, clock.now(), "隔壁云舟电器买一送一", dealer="east",
        type_="competitor_promotion", department="marketing", competitor="云舟电器",
    )  # fmt: skip


def test_how_many_by_whom_and_in_which_words(talk, last_week):
    reply = talk("headoffice").say("上周华东物流问题有几起, 都是谁报的?").reply
    assert "共2起" in reply
    assert "沪澜电器（1起）" in reply
    assert "外箱压扁了两台" in reply
    assert "晃了十来天" not in reply


def test_which_competitors_were_reported(talk, last_week):
    reply = talk("headoffice-en").say("which competitors were reported this month?").reply
    assert "云舟电器 (1)" in reply


def test_a_manager_hears_of_his_own_region(talk, last_week):
    reply = talk("manager-north").say("上周报了哪些物流问题？").reply
    assert "晃了十来天" in reply
    assert "三台挂机" not in reply
