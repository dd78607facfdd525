"""Stretches of days as people name them, reckoned on Wednesday 18 November 2026."""

from datetime import date

import pytest

from assistant.understanding.periods import find

TODAY = date(2026, 11, 18)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("上个月卖了多少", (2026, 10, 1), (2026, 10, 31)),
        ("近30天的销量", (2026, 10, 20), (2026, 11, 18)),
        ("三季度销售额", (2026, 7, 1), (2026, 9, 30)),
        ("去年四季度", (2025, 10, 1), (2025, 12, 31)),
        ("去年10月", (2025, 10, 1), (2025, 10, 31)),
        ("十二月份卖得怎么样", (2025, 12, 1), (2025, 12, 31)),
        ("今年到现在", (2026, 1, 1), (2026, 11, 18)),
        ("10月1号到10月7号", (2026, 10, 1), (2026, 10, 7)),
        ("上半年", (2026, 1, 1), (2026, 6, 30)),
        ("近三个月的趋势", (2026, 9, 1), (2026, 11, 18)),
        ("近半年", (2026, 6, 1), (2026, 11, 18)),
        ("上周", (2026, 11, 9), (2026, 11, 15)),
        ("本周", (2026, 11, 16), (2026, 11, 18)),
        ("sales last month", (2026, 10, 1), (2026, 10, 31)),
        ("in October 2025", (2025, 10, 1), (2025, 10, 31)),
        ("from 1 Oct to 7 Oct", (2026, 10, 1), (2026, 10, 7)),
        ("the past two weeks", (2026, 11, 5), (2026, 11, 18)),
        ("this quarter so far", (2026, 10, 1), (2026, 11, 18)),
    ],
)
def test_a_stretch_of_days_is_understood(text, start, end):
    found = find(text, TODAY, "zh" if not text.isascii() else "en")
    assert found is not None
    assert (found.start, found.end) == (date(*start), date(*end))


@pytest.mark.parametrize("text", ["may I see the figures", "卖得最好的是哪款", "who is best"])
def test_what_names_no_stretch_gives_none(text):
    assert find(text, TODAY, "en") is None
