"""A figure is asked again with something else in its place; a customer is he or she afterwards."""

import pytest


def asked(talk, user, *lines):
    person = talk(user)
    return [person.say(line) for line in lines]


@pytest.fixture
def calls(monkeypatch):
    """The reads that were made: tool and arguments."""
    from tools.door import Door

    made: list[tuple[str, dict]] = []
    read = Door.call

    def noted(self, name, arguments, *rest, **more):
        made.append((name, arguments))
        return read(self, name, arguments, *rest, **more)

    monkeypatch.setattr(Door, "call", noted)
    return made


LAST_MONTH = {"start": "2026-10-01", "end": "2026-10-31"}


@pytest.mark.parametrize(
    ("first", "then", "wanted"),
    [
        ("上个月卖得怎么样", "按经销商分一下", LAST_MONTH | {"by": "dealer"}),
        ("sales last month", "and per dealer?", LAST_MONTH | {"by": "dealer"}),
        ("sales last month", "best seller?", LAST_MONTH | {"by": "product"}),
        ("这个月卖得怎么样", "那上个月呢", LAST_MONTH),
        ("how are we doing vs target", "what about october", LAST_MONTH),
        ("上个月卖得怎么样", "苏州的呢", LAST_MONTH | {"dealer": "D-SUZHOU"}),
        ("sales last month", "and Hulan alone", LAST_MONTH | {"dealer": "D-EAST"}),
        ("sales last month", "and the month before", {"start": "2026-09-01", "end": "2026-09-30"}),
        ("上个月卖得怎么样", "洗碗机呢", LAST_MONTH | {"product": "CL-DW13"}),
    ],
)
def test_a_figure_goes_on_with_what_is_said(talk, calls, first, then, wanted):
    asked(talk, "manager-east", first, then)
    tool, arguments = calls[-1]
    assert tool == "business_figure"
    assert {name: arguments.get(name) for name in wanted} == wanted


def test_another_grouping_drops_what_it_makes_pointless(talk, calls):
    asked(talk, "headoffice", "沪澜上个月卖了多少", "各家都列一下")
    assert calls[-1][1]["by"] == "dealer"
    assert "dealer" not in calls[-1][1]


def test_satisfaction_goes_on_by_region(talk, calls):
    asked(talk, "headoffice", "满意度多少", "那华南的呢")
    assert calls[-1] == ("service_figure", {"region": "华南"})


@pytest.mark.parametrize("why", ["为什么掉了", "why is that"])
def test_why_is_answered_by_where_it_changed(talk, why):
    *_, reply = asked(talk, "manager-east", "这个月卖得怎么样", why)
    assert "原因" in reply.reply or "don't say why" in reply.reply


@pytest.mark.parametrize(
    ("matter", "tool"),
    [
        ("锦麓的额度还有多少", "query_receivables"),
        ("有哪些要批的", "pending_approvals"),
        ("洗碗机还有货吗", "check_stock"),
    ],
)
def test_another_matter_is_no_figure(talk, calls, matter, tool):
    asked(talk, "headoffice", "这个月卖得怎么样", matter)
    assert calls[-1][0] == tool


def test_an_order_after_a_figure_is_an_order(talk):
    *_, ordered = asked(talk, "dealer-west", "这个月任务完成多少", "来20台1.5匹挂机")
    assert [p["tool"] for p in ordered.proposals] == ["create_order"]


@pytest.mark.parametrize(
    ("user", "lines", "name"),
    [
        ("dealer-east", ["周牧之这个客户啥情况", "他上次买的啥"], "周牧之"),
        ("dealer-east-en", ["tell me about Harriet Quill", "what did she buy"], "Harriet Quill"),
    ],
)
def test_a_customer_is_he_or_she_afterwards(talk, user, lines, name):
    for reply in asked(talk, user, *lines):
        assert name in reply.reply
