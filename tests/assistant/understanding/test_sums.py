"""In talk of a payment a bare number is money."""

import pytest

from assistant.understanding import sums

PAID = {
    "八万六，昨天，工行转的": [86_000],
    "86,000, wired this morning from ICBC": [86_000],
    "不对，是八万六千五": [86_500],
    "应该是43731.24": [43_731.24],
    "昨天转了5万4，麻烦查收": [54_000],
    "4万1千7百62": [41_762],
    "3万2千5": [32_500],
    "20 grand": [20_000],
    "paid 20k today and another 15k yesterday": [20_000, 15_000],
    "付款两笔，3万和2万5": [30_000, 25_000],
    "12月3号付的20000": [20_000],
    "尾号6688那张卡付的": [],
    "SO-000031那单": [],
    "IV-000021": [],
    "今天下午": [],
}


@pytest.mark.parametrize(("text", "told"), PAID.items())
def test_sums_are_read_and_numbers_of_records_are_none(text, told):
    assert [one.minor / 100 for one in sums.find(text)] == told


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("actually 86,500 not 86,000", 86_500),
        ("不是86000是86500", 86_500),
        ("I wrote 3000, should be 3500", 3_500),
    ],
)
def test_the_sum_that_is_denied_is_told_apart(text, meant):
    assert [one.minor / 100 for one in sums.find(text) if not one.denied] == [meant]
