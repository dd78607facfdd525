"""What was done was done on a day that has been."""

from datetime import date

import pytest

from assistant.understanding import past_days

TODAY = date(2026, 11, 18)  # a Wednesday
DAYS = {
    "昨晚打的": date(2026, 11, 17),
    "周一付的": date(2026, 11, 16),
    "it was sent on monday": date(2026, 11, 16),
    "last night": date(2026, 11, 17),
    "11月3号": date(2026, 11, 3),
    "the 25th": date(2026, 10, 25),
    "three days ago": date(2026, 11, 15),
}


@pytest.mark.parametrize(("text", "day"), DAYS.items())
def test_a_day_told_without_a_year_is_the_last_one(text, day):
    language = "en" if text.isascii() else "zh"
    assert [found for found, _ in past_days.find(text, TODAY, language)] == [day]


@pytest.mark.parametrize("text", ["明天打", "下周三付", "12月3号", "tomorrow", "next friday"])
def test_a_day_to_come_is_said_to_be_one(text):
    language = "en" if text.isascii() else "zh"
    assert past_days.find(text, TODAY, language) == []
    assert past_days.ahead(text, TODAY, language)
