"""When somebody may come, as it is to stand on a ticket."""

from datetime import date

import pytest

from assistant.understanding import faults
from assistant.understanding.visit_times import changed, find, suiting

TODAY = date(2026, 11, 18)
"""A Wednesday."""


def told(text, language="zh"):
    time = suiting(text, TODAY, language)
    return time.told if time else None


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("明天下午三点以后吧", "2026-11-19 下午三点以后"),
        ("明天或者后天上午", "2026-11-19 或者2026-11-20 上午"),
        ("今晚七点", "2026-11-18 晚上七点"),
        ("下周三前", "2026-11-25前"),
        ("周末都行", "2026-11-21–2026-11-22"),
        ("工作日下班后", "工作日下班后"),
        ("9-11点都有空", "9-11点"),
        ("周四不行，周五上午可以", "2026-11-20 上午"),
        ("除了周三都行", None),
        ("周五公司加班", None),
        ("早上好", None),
        ("早一点来", None),
        ("今天天气真好", "2026-11-18"),
        ("昨天晚上开始漏水", None),
        ("今天早上发现不制冷了", None),
        ("用了三年", None),
    ],
)
def test_times_in_chinese(text, time):
    assert told(text) == time


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("tomorrow after 3pm", "2026-11-19 after 3pm"),
        ("between 9 and 11 on friday", "between 9 and 11 on 2026-11-20"),
        ("Sat or Sun, any time after 11", "2026-11-21 or 2026-11-22, any time after 11"),
        ("half past three on the 26th", "half past three on 2026-11-26"),
        ("next week any day", "2026-11-23–2026-11-29 any day"),
        ("not before noon", "not before noon"),
        ("can't do friday, monday works", "2026-11-23"),
        ("Friday doesn't work for me", None),
        ("Morning, the hood is broken", None),
        ("good evening", None),
        ("it started leaking this morning", None),
        ("after 3 days it broke", None),
        ("he sat on it", None),
    ],
)
def test_times_in_english(text, time):
    assert told(text, "en") == time


def test_a_time_that_does_not_suit_is_marked():
    assert [time.ruled_out for time in find("明天没人在家，后天可以", TODAY)] == [True, False]


@pytest.mark.parametrize(
    ("before", "said", "now"),
    [
        ("2026-11-19 下午三点以后", "周五", "2026-11-20 下午三点以后"),
        ("2026-11-19 下午三点以后", "上午", "2026-11-19 上午"),
        ("2026-11-19", "after 5", "2026-11-19 after 5"),
        ("工作日下班后", "周五", "2026-11-20"),
        ("2026-11-19 上午", "随时", "随时"),
        ("2026-11-21–2026-11-22", "周日下午", "2026-11-22 下午"),
    ],
)
def test_half_of_a_time_told_anew_keeps_the_other_half(before, said, now):
    time = suiting(said, TODAY, "en" if said.isascii() else "zh")
    assert time is not None
    assert changed(before, time) == now


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("家里空调漏水", {"leak"}),
        ("净水器出水特别小", {"flow"}),
        ("doesn't really cool at all", {"cooling"}),
        ("shows E5 and won't turn on", {"code", "power"}),
        ("会不会影响使用", set()),
        ("I can't come on Friday", set()),
    ],
)
def test_kinds_of_fault(text, kinds):
    assert faults.find(text) == kinds
