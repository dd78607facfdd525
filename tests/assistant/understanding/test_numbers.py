"""Quantities are read as people write them, and nothing else is taken for one."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.understanding.numbers import find
from assistant.understanding.numerals import chinese, english
from assistant.understanding.understood import UNTOLD, Quantity

COUNTED = {
    # figures
    "20台": (20, "台"),
    "来20个吧": (20, "个"),
    "1,200 pcs": (1200, "pcs"),
    "12,000个": (12000, "个"),
    "１２台": (12, "台"),
    "２００支": (200, "支"),
    "5 units": (5, "units"),
    "30 pieces please": (30, "pieces"),
    "15 sets": (15, "sets"),
    "要3套": (3, "套"),
    "10條": (10, "条"),
    "6部": (6, "部"),
    "2k pcs": (2000, "pcs"),
    "2w个": (20000, "个"),
    "3千个": (3000, "个"),
    "1万5千个": (15000, "个"),
    "1千2百个": (1200, "个"),
    "3万支": (30000, "支"),
    "0.5万个": (5000, "个"),
    # Chinese numerals
    "两台": (2, "台"),
    "十台": (10, "台"),
    "十二台": (12, "台"),
    "二十五支": (25, "支"),
    "一百台": (100, "台"),
    "一百二十台": (120, "台"),
    "一百零五个": (105, "个"),
    "三百五十条": (350, "条"),
    "两千零八个": (2008, "个"),
    "一万两千支": (12000, "支"),
    "廿台": (20, "台"),
    "廿五台": (25, "台"),
    "卅个": (30, "个"),
    "壹佰台": (100, "台"),
    "贰拾台": (20, "台"),
    "伍仟个": (5000, "个"),
    "七十五支": (75, "支"),
    # English words
    "twenty-five units": (25, "units"),
    "twenty five units": (25, "units"),
    "a hundred and twenty units": (120, "units"),
    "two hundred pcs": (200, "pcs"),
    "fifty pieces": (50, "pieces"),
    "ninety nine sets": (99, "sets"),
    "one unit": (1, "unit"),
    "three thousand five hundred pcs": (3500, "pcs"),
}
PACKED = {
    "两百箱": (200, "箱", 0),
    "20 cases": (20, "cases", 0),
    "5 boxes": (5, "boxes", 0),
    "3 cartons": (3, "cartons", 0),
    "一箱": (1, "箱", 0),
    "a case of filters": (1, "case", 0),
    "一打": (1, "打", 12),
    "3打": (3, "打", 12),
    "a dozen": (1, "dozen", 12),
    "two dozen": (2, "dozen", 12),
    "10 dozen": (10, "dozen", 12),
    "10 pairs": (10, "pairs", 1),
    "两副": (2, "副", 1),
    "10对": (10, "对", 1),
    "三双": (3, "双", 1),
    "2托": (2, "托", UNTOLD),
    "3托盘": (3, "托盘", UNTOLD),
    "5 pallets": (5, "pallets", UNTOLD),
    "一个pallet": (1, "pallet", UNTOLD),
    "3盒": (3, "盒", UNTOLD),
    "a truckload": None,
}
PIECES = {  # half of what is counted by the dozen comes out in pieces
    "half a dozen": 6,
    "半打": 6,
    "一打半": 18,
    "两打半": 30,
    "1.5 dozen": 18,
}
ROUGH = {
    "20来台": 20,
    "20多台": 20,
    "20几台": 20,
    "20余台": 20,
    "二十来台": 20,
    "十几台": 10,
    "三十多个": 30,
    "几十台": 20,
    "好几百个": 200,
    "上百台": 100,
    "一百来台": 100,
    "七八台": 7,
    "两三台": 2,
    "三五台": 3,
    "十七八台": 17,
    "七八十台": 70,
    "大概20台": 20,
    "大约20台": 20,
    "约20台": 20,
    "差不多20台": 20,
    "将近20台": 20,
    "至少20台": 20,
    "不超过20台": 20,
    "20台左右": 20,
    "20台上下": 20,
    "20-30台": 20,
    "20到30台": 20,
    "20~30 units": 20,
    "20 to 30 units": 20,
    "about 20 units": 20,
    "around 20 units": 20,
    "roughly 20 pcs": 20,
    "approx. 20 pcs": 20,
    "20 or so": 20,
    "20-ish units": 20,
    "20+ units": 20,
    "up to 20 units": 20,
    "at least 20 units": 20,
    "a couple of units": 2,
}
IMPOSSIBLE = {
    "0台": "0",
    "零台": "0",
    "0 pcs": "0",
    "-5台": "-5",
    "要-5台": "-5",
    "负五台": "-5",
    "minus 5 units": "-5",
    "order -5 units": "-5",
    "2.5台": "2.5",
    "两台半": "2.5",
    "半箱": "0.5",
    "一箱半": "1.5",
    "1.5 cases": "1.5",
    "half a case": "0.5",
}
NO_QUANTITY = [
    # sizes and ratings
    "1.5匹", "2匹的", "一匹半", "60升", "60 L", "60 litres", "800G", "10kg", "10公斤", "55寸",
    "55英寸", "1.5 HP", "1.5hp", "16 inch", '65"', "2200瓦", "2200W", "220V", "50赫兹", "22分贝",
    "16平方米", "20平米", "三门", "双门", "一级能效", "5米铜管", "20 m²",
    # time
    "3天内", "三天", "5 days", "2 weeks", "两周", "3个月", "两个小时", "3点", "下午3点半", "3pm",
    "10:30", "15分钟", "两年", "5岁", "三个工作日", "in 10 minutes",
    # money, share, rank, count of other things
    "30块钱", "100元", "95折", "5%", "百分之五", "第二个", "第3个", "前10名", "top 1st", "两次",
    "三家店", "5个客户", "两个问题", "一个地方", "3个人", "两位师傅", "3层", "5号楼", "二楼", "3 people",
    "5 stars", "5 times", "两种", "三款", "一个投诉",
    # codes and phones
    "CL-AC35W", "SO-000131", "v2.1", "13800138000", "E4", "model 35", "型号35", "尾号0031", "KFR-26GW",
    "room 12", "80*60*50", "1/2",
    # words
    "一下", "一起", "统一", "万一", "一样", "唯一", "一直", "the other one", "this one", "which one",
    "一块走", "一台没有", "一台都没有", "不一定", "十分感谢", "千万别", "nobody", "一箱12个",
]  # fmt: skip


def only(text: str) -> Quantity:
    found = find(text)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(("text", "expected"), list(COUNTED.items()))
def test_a_count_of_pieces_is_read(text, expected):
    quantity = only(text)
    assert (quantity.value, quantity.unit, quantity.multiple) == (*expected, 1)
    assert not quantity.rough
    assert quantity.possible
    assert text[quantity.start : quantity.end] == quantity.text


@pytest.mark.parametrize(("text", "expected"), list(PACKED.items()))
def test_packs_keep_their_unit(text, expected):
    if expected is None:
        assert find(text) == []
    else:
        quantity = only(text)
        assert (quantity.value, quantity.unit, quantity.multiple) == expected


@pytest.mark.parametrize(("text", "pieces"), list(PIECES.items()))
def test_half_a_dozen_is_six_pieces(text, pieces):
    quantity = only(text)
    assert (quantity.value, quantity.multiple) == (pieces, 1)


@pytest.mark.parametrize(("text", "lower"), list(ROUGH.items()))
def test_a_rough_number_says_so_and_gives_its_lower_bound(text, lower):
    quantity = only(text)
    assert quantity.rough
    assert quantity.value == lower


@pytest.mark.parametrize(("text", "exact"), list(IMPOSSIBLE.items()))
def test_an_impossible_number_is_kept_as_it_was_said(text, exact):
    quantity = only(text)
    assert quantity.exact == Decimal(exact)
    assert quantity.value < 1
    assert not quantity.possible


def test_an_absurdly_large_number_is_kept():
    assert only("99999999999台").value == 99_999_999_999
    assert only("一百亿台").value == 10_000_000_000


@pytest.mark.parametrize("text", NO_QUANTITY)
def test_a_number_that_counts_no_goods_is_left_out(text):
    assert find(text) == []


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("挂机 20\n滤芯 50", [20, 50]),
        ("A*10, B*5", [10, 5]),
        ("滤芯x50", [50]),
        ("10 x filter", [10]),
        ("二十", [20]),
        ("改成五", [5]),
        ("order 50", [50]),
        ("make it 30", [30]),
        ("要俩", [2]),
        ("- 20台\n- 30台", [20, 30]),
        ("挂机-20台", [20]),
    ],
)
def test_a_bare_number_may_be_a_quantity(text, values):
    assert [quantity.value for quantity in find(text)] == values


def test_what_is_claimed_by_something_else_is_left_out():
    assert find("付了5000，要20台", [(2, 6)]) == find("付了____，要20台")


def chinese_numeral(number: int) -> str:
    """How a number up to a hundred million is written in Chinese."""
    if number >= 10_000:
        high, low = divmod(number, 10_000)
        gap = "零" if 0 < low < 1_000 else ""
        return chinese_numeral(high) + "万" + gap + (chinese_numeral(low) if low else "")
    said, skipped = "", False
    for step, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // step % 10
        if digit:
            said += ("零" if skipped and said else "") + "零一二三四五六七八九"[digit] + name
            skipped = False
        else:
            skipped = True
    return said


@given(st.integers(1, 99_999_999))
def test_a_chinese_numeral_is_worth_what_it_says(number):
    assert chinese(chinese_numeral(number)).exact == number


@given(st.integers(1, 99_999))
def test_a_number_of_pieces_survives_being_written_in_chinese(number):
    quantity = only(f"来{chinese_numeral(number)}台")
    assert (quantity.value, quantity.rough) == (number, False)


@given(st.integers(1, 999_999))
def test_figures_may_have_separators(number):
    assert [q.value for q in find(f"{number:,}台")] == [number]


@given(st.text(max_size=60))
def test_no_text_breaks_the_reader(text):
    for quantity in find(text):
        assert text[quantity.start : quantity.end] == quantity.text


@pytest.mark.parametrize(
    ("words", "worth"),
    [("a hundred", 100), ("nineteen", 19), ("two thousand and five", 2005), ("forty two", 42)],
)
def test_english_words_are_worth_what_they_say(words, worth):
    assert english(words) == worth
