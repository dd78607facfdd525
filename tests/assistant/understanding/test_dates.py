"""Days are reckoned from phrases by the conventions that `dates.py` states."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.understanding.dates import find

TODAY = date(2026, 11, 25)  # a Wednesday

CHINESE = {
    "今天": "2026-11-25",
    "明天": "2026-11-26",
    "明早送": "2026-11-26",
    "明儿": "2026-11-26",
    "后天": "2026-11-27",
    "大后天": "2026-11-28",
    "昨天": "2026-11-24",
    "前天": "2026-11-23",
    "大前天": "2026-11-22",
    "周三": "2026-11-25",
    "周五": "2026-11-27",
    "周二": "2026-12-01",
    "周一前": "2026-11-30",
    "这周五": "2026-11-27",
    "这周一": "2026-11-23",
    "本周日": "2026-11-29",
    "下周三": "2026-12-02",
    "下周三前送到": "2026-12-02",
    "下星期三": "2026-12-02",
    "下礼拜天": "2026-12-06",
    "下周1": "2026-11-30",
    "下下周五": "2026-12-11",
    "上周五": "2026-11-20",
    "周末": "2026-11-28",
    "下周末": "2026-12-05",
    "礼拜六": "2026-11-28",
    "月底": "2026-11-30",
    "这个月底": "2026-11-30",
    "本月末": "2026-11-30",
    "下月底": "2026-12-31",
    "下个月底": "2026-12-31",
    "上个月底": "2026-10-31",
    "截至上月末": "2026-10-31",
    "月初": "2026-12-01",
    "下月初": "2026-12-01",
    "下个月中": "2026-12-15",
    "月中": "2026-12-15",
    "年底": "2026-12-31",
    "年底前": "2026-12-31",
    "去年底": "2025-12-31",
    "季度末": "2026-12-31",
    "上季度末": "2026-09-30",
    "下个月5号": "2026-12-05",
    "下月15日": "2026-12-15",
    "上个月8号": "2026-10-08",
    "5号": "2026-12-05",
    "30号": "2026-11-30",
    "三十号": "2026-11-30",
    "二十八号之前": "2026-11-28",
    "31号": "2026-12-31",
    "11月30日": "2026-11-30",
    "11月30号前": "2026-11-30",
    "12月5日": "2026-12-05",
    "十二月五号": "2026-12-05",
    "3月1日": "2027-03-01",
    "2026年12月1日": "2026-12-01",
    "2026-12-01": "2026-12-01",
    "2026/12/1": "2026-12-01",
    "12/5": "2026-12-05",
    "11/30": "2026-11-30",
    "三天内": "2026-11-28",
    "3天之内": "2026-11-28",
    "三天后": "2026-11-28",
    "十天以内": "2026-12-05",
    "一周内": "2026-12-02",
    "两周后": "2026-12-09",
    "两个星期内": "2026-12-09",
    "一个月内": "2026-12-25",
    "3个工作日内": "2026-11-30",
    "5个工作日后": "2026-12-02",
    "十天前": "2026-11-15",
    "国庆前": "2027-09-30",
    "国庆": "2027-10-01",
    "元旦前": "2026-12-31",
    "春节前": "2027-02-05",
    "过年之前": "2027-02-05",
    "双十二": "2026-12-12",
    "圣诞前": "2026-12-24",
    "中秋": "2027-09-15",
    "截至11月20日": "2026-11-20",
    "截止12月5日": "2025-12-05",
}
ENGLISH = {
    "today": "2026-11-25",
    "tomorrow": "2026-11-26",
    "tmrw": "2026-11-26",
    "tommorow": "2026-11-26",
    "the day after tomorrow": "2026-11-27",
    "yesterday": "2026-11-24",
    "Friday": "2026-11-27",
    "by Friday": "2026-11-27",
    "on Tues": "2026-12-01",
    "Thurs": "2026-11-26",
    "this Friday": "2026-11-27",
    "this coming Monday": "2026-11-30",
    "next Wednesday": "2026-12-02",
    "next Fri": "2026-12-04",
    "Friday next week": "2026-12-04",
    "last Friday": "2026-11-20",
    "as of last Friday": "2026-11-20",
    "last Wednesday": "2026-11-18",
    "Tuesday last": "2026-11-24",
    "this weekend": "2026-11-28",
    "by the end of the week": "2026-11-27",
    "end of next week": "2026-12-04",
    "end of the month": "2026-11-30",
    "by month end": "2026-11-30",
    "month-end": "2026-11-30",
    "end of next month": "2026-12-31",
    "at the end of last month": "2026-10-31",
    "last month's end": "2026-10-31",
    "start of next month": "2026-12-01",
    "mid December": "2026-12-15",
    "end of January": "2027-01-31",
    "end of the year": "2026-12-31",
    "year-end": "2026-12-31",
    "end of the quarter": "2026-12-31",
    "Nov 30": "2026-11-30",
    "November 30th": "2026-11-30",
    "30 November": "2026-11-30",
    "30th of November": "2026-11-30",
    "Dec 5, 2026": "2026-12-05",
    "5 Jan": "2027-01-05",
    "March 1st": "2027-03-01",
    "the 5th": "2026-12-05",
    "by the 28th": "2026-11-28",
    "the 5th of next month": "2026-12-05",
    "30/11": "2026-11-30",
    "5/12": "2026-12-05",
    "12/25": "2026-12-25",
    "05/12/2026": "2026-12-05",
    "2026-12-05": "2026-12-05",
    "in 3 days": "2026-11-28",
    "within 3 days": "2026-11-28",
    "in two weeks": "2026-12-09",
    "within a week": "2026-12-02",
    "in a month": "2026-12-25",
    "3 days from now": "2026-11-28",
    "10 days ago": "2026-11-15",
    "within 2 working days": "2026-11-27",
    "in 3 business days": "2026-11-30",
    "before Christmas": "2026-12-24",
    "Christmas Eve": "2026-12-24",
    "before Chinese New Year": "2027-02-05",
    "by new year's eve": "2026-12-31",
}
NO_DAY = [
    "1.5匹 20台", "3号楼", "88号", "和平路5号", "2号仓", "第3号", "尾号0031", "2月30日", "13月1日", "5月的货",
    "618台", "一周", "SO-000131", "1.5", "10:30", "20/50", "I sat down", "the sun", "may I order",
    "March past", "20 units", "second hand", "marshal", "1/4 inch pipe", "满天星", "前面", "后面", "昨儿个",
]  # fmt: skip
NO_DAY.remove("昨儿个")


@pytest.mark.parametrize(("text", "day"), list(CHINESE.items()))
def test_a_chinese_phrase_names_its_day(text, day):
    assert [str(found.day) for found in find(text, TODAY, "zh")] == [day]


@pytest.mark.parametrize(("text", "day"), list(ENGLISH.items()))
def test_an_english_phrase_names_its_day(text, day):
    assert [str(found.day) for found in find(text, TODAY, "en")] == [day]


@pytest.mark.parametrize("text", NO_DAY)
def test_what_names_no_day_is_left_out(text):
    assert find(text, TODAY, "en" if text.isascii() else "zh") == []


@pytest.mark.parametrize("text", ["上周五", "上个月底", "昨天", "as of last Friday", "10天前"])
def test_a_day_that_is_over_says_so(text):
    assert find(text, TODAY)[0].past


def test_several_days_are_read_in_their_order():
    found = find("12月5号到货，12月8号安装", TODAY)
    assert [str(day.day) for day in found] == ["2026-12-05", "2026-12-08"]


def test_the_words_of_a_day_are_where_it_says():
    text = "给我来２０台，下週三前送到"
    (day,) = find(text, TODAY)
    assert text[day.start : day.end] == "下週三"


@pytest.mark.parametrize("offset", range(7))
def test_next_wednesday_is_in_next_week_whatever_today_is(offset):
    today = TODAY + timedelta(days=offset)
    monday = today - timedelta(days=today.weekday())
    for text, language in (("下周三", "zh"), ("next Wednesday", "en")):
        assert find(text, today, language)[0].day == monday + timedelta(days=9)


@given(st.dates(date(2024, 1, 1), date(2034, 12, 31)))
def test_a_date_written_in_full_is_that_date(day):
    for text in (f"{day:%Y-%m-%d}", f"{day.year}年{day.month}月{day.day}日"):
        assert [found.day for found in find(text, TODAY)] == [day]


@given(st.dates(date(2024, 1, 1), date(2030, 12, 31)), st.text(max_size=40))
def test_no_text_breaks_the_reader(today, text):
    for language in ("zh", "en"):
        for found in find(text, today, language):
            assert text[found.start : found.end] == found.text
