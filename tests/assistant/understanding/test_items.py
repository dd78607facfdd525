"""Products and quantities are paired as messages list them; nothing else is ordered."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.understanding import items
from assistant.understanding.reading import read
from tests.assistant.understanding.goods import codes, demo_catalogue

TODAY = date(2026, 11, 23)


def listed(text: str, ordering: bool = True) -> list[str]:
    """Items as "CODE×quantity unit", "?name" for unknown goods, "A|B" for a choice."""
    language = "en" if text.isascii() else "zh"
    reading = read(text, demo_catalogue(), TODAY, language)
    return [_shown(item) for item in items.find(reading, demo_catalogue(), ordering)]


def _shown(item) -> str:
    product, quantity = item.product, item.quantity
    name = ""
    if product is not None:
        name = "|".join(codes(product.fits)) or f"?{product.text}"
    if quantity is None:
        return name
    pack = {0: " cases", 12: " dozen", -1: " untold"}.get(quantity.multiple, "")
    return f"{name}×{'~' if quantity.rough else ''}{quantity.exact:f}{pack}"


PAIRED = {
    # quantity first, product first
    "20台1.5匹挂机": ["AC35W×20"],
    "1.5匹挂机20台": ["AC35W×20"],
    "1.5匹挂机，20台": ["AC35W×20"],
    "要20台，1.5匹的挂机": ["AC35W×20"],
    "我要挂机，1.5匹的，20台": ["AC35W×20"],
    "1.5匹挂机来20台": ["AC35W×20"],
    "1.5匹挂机先给我来20台": ["AC35W×20"],
    "给我来两百箱RO滤芯": ["FRO80×200 cases"],
    "RO滤芯要一打": ["FRO80×1 dozen"],
    "20 RO filters": ["FRO80×20"],
    "RO filters, 20 pcs": ["FRO80×20"],
    "RO filters x20": ["FRO80×20"],
    "10 x RO filter": ["FRO80×10"],
    "20 of the side by side fridges": ["FR518S×20"],
    "half a dozen dishwashers": ["DW13×6"],
    "two dozen of the wall brackets": ["PWB01×2 dozen"],
    "20 boxes of RO filters": ["FRO80×20 cases"],
    "10 pairs of brackets": ["PWB01×10"],
    "about 20 dishwashers": ["DW13×~20"],
    "20来台1.5匹挂机": ["AC35W×~20"],
    "6 slimline dishwashers": ["DW13×6"],
    "dishwashers - 6": ["DW13×6"],
    "十五台55寸电视": ["TV55×15"],
    "抽油烟机侧吸的两台": None,
    "電飯煲四個": ["RC40×4"],
    "gua ji 1.5 pi 20 tai": ["AC35W×20"],
    # several
    "挂机20台柜机30台": ["AC26W|AC35W|AC50W×20", "AC51C|AC72C×30"],
    "20台波轮30台滚筒": ["WM08T×20", "WM10F×30"],
    "50支RO滤芯、20支PP棉和10支活性炭": ["FRO80×50", "FPP10×20", "FCB10×10"],
    "we need 30 dishwashers by Friday and 10 ovens": ["DW13×30", "SO50×10"],
    "5 microwaves, 3 dishwashers and a rice cooker": ["MW23×5", "DW13×3", "RC40×1"],
    "AC35W 20台 RO800 5台": ["AC35W×20", "RO800×5"],
    "波轮俩，滚筒仨": ["WM08T×2", "WM10F×3"],
    # pasted lists
    "波轮 20\n滚筒 50": ["WM08T×20", "WM10F×50"],
    "1. RO滤芯 x50\n2. PP棉 x 20": ["FRO80×50", "FPP10×20"],
    "1、RO滤芯50支\n2、PP棉20支\n3、活性炭10支": ["FRO80×50", "FPP10×20", "FCB10×10"],
    "(1) RO filter 50\n(2) PP filter 20": ["FRO80×50", "FPP10×20"],
    "- RO滤芯 50\n- PP棉 20": ["FRO80×50", "FPP10×20"],
    "RO滤芯*10, PP棉*5": ["FRO80×10", "FPP10×5"],
    "RO滤芯：10；PP棉：5": ["FRO80×10", "FPP10×5"],
    "RO滤芯\t50\nPP棉\t20": ["FRO80×50", "FPP10×20"],
    "CL-AC35W\t1.5匹挂机\t20\t台": ["AC35W×20"],
    "型号\t名称\t数量\t单价\nCL-AC35W\t1.5匹挂机\t20\t2899\nCL-FRO80\tRO滤芯\t50\t99": [
        "AC35W×20",
        "FRO80×50",
    ],
    "SKU | name | price | qty\nCL-DW13 | dishwasher | 4699 | 7": ["DW13×7"],
    "CL-AC35W\t20\t2899\t57980": ["AC35W"],  # which column is it?
    "chest freezer 6\ntop loader 8\nmicrowave 15": ["FZ300×6", "WM08T×8", "MW23×15"],
    # shared and unspoken
    "波轮、滚筒各10台": ["WM08T×10", "WM10F×10"],
    "波轮 滚筒 各10": ["WM08T×10", "WM10F×10"],
    "microwaves and dishwashers, 10 each": ["MW23×10", "DW13×10"],
    "each 10: RO filter, PP filter": ["FRO80×10", "FPP10×10"],
    "每样5个：电饭煲、电压力锅": ["RC40×5", "PC50×5"],
    "来台1.5匹挂机": ["AC35W×1"],
    "再来个电饭煲": ["RC40×1"],
    "订箱RO滤芯": ["FRO80×1 cases"],
    "I'd like a rice cooker": ["RC40×1"],
    # without a product, without a quantity
    "order 50": ["×50"],
    "then order 50": ["×50"],
    "改成20台": ["×20"],
    "make it 30": ["×30"],
    "来20台吧": ["×20"],
    "再加5个": ["×5"],
    "30": ["×30"],
    "1.5匹挂机": ["AC35W"],
    "要货！滚筒！30!": ["WM10F×30"],
    # impossible, kept so that it can be refused
    "2.5台1.5匹挂机": ["AC35W×2.5"],
    "RO滤芯 -5支": ["FRO80×-5"],
    "0台1.5匹挂机": ["AC35W×0"],
    "RO滤芯一箱半": ["FRO80×1.5 cases"],
}
UNKNOWN = {
    "给我来10台咖啡机": ["?咖啡机×10"],
    "咖啡机10台": ["?咖啡机×10"],
    "10台旋风加速器": ["?旋风加速器×10"],
    "order 10 flux condensers": ["?flux condensers×10"],
    "1.5匹挂机20台，旋风加速器3台": ["AC35W×20", "?旋风加速器×3"],
    "RO滤芯 50\n旋风加速器 3": ["FRO80×50", "?旋风加速器×3"],
    "CL-AC99W 10台": ["?CL-AC99W×10"],
    "滚筒8公斤的要12台": ["?滚筒8公斤×12"],
    "60升电热水器8台、八十升的四台": ["WH60E×8", "?八十升×4"],
}
CORRECTED = {
    "20台1.5匹挂机，不对，是30台": ["AC35W×30"],
    "20台1.5匹挂机，不对，30台": ["AC35W×30"],
    "1.5匹挂机20台，哦不，30台": ["AC35W×30"],
    "1.5匹挂机20台，说错了，30台": ["AC35W×30"],
    "1.5匹挂机20台，打错了应该是30台": ["AC35W×30"],
    "order 20 dishwashers, I mean 30": ["DW13×30"],
    "order 20 dishwashers, no, 30": ["DW13×30"],
    "20 dishwashers, sorry, 30": ["DW13×30"],
    "20 dishwashers, actually make it 30": ["DW13×30"],
    "40, no 30 RO filters": ["FRO80×30"],
    "波轮20台，不对，滚筒": ["WM10F×20"],
    "波轮20台，不对，滚筒30台": ["WM10F×30"],
    "波轮20台，RO滤芯50支，不对，RO滤芯60支": ["WM08T×20", "FRO80×60"],
    "要60台波轮，先下20台": ["WM08T×20"],
    "不要1匹的，要1.5匹的20台": ["AC35W×20"],
    "不要波轮，要滚筒10台": ["WM10F×10"],
    "不是波轮，是滚筒，10台": ["WM10F×10"],
    "把波轮换成滚筒": ["WM10F"],
    "波轮换成滚筒，20台": ["WM10F×20"],
    "swap the microwave for the dishwasher": ["DW13"],
    "a dishwasher instead of the microwave": ["DW13×1"],
    "10 dishwashers, not microwaves": ["DW13×10"],
}
BACKGROUND = {
    "上次订了10台1.5匹挂机，这次再来20台": ["AC35W×20"],
    "仓里还有5台1.5匹挂机，再来20台": ["AC35W×20"],
    "旺季了我仓里就剩3台波轮 给我发20台过来": ["WM08T×20"],
    "昨天卖了3台洗碗机，补5台": ["DW13×5"],
    "we sold 12 dishwashers last month, send 20": ["DW13×20"],
    "I have 3 dishwashers left, order 10 more": ["DW13×10"],
    "RO滤芯来50支，一箱12支那种": ["FRO80×50"],
    "压力锅我要两个，一个送人": ["PC50×2"],
    "1.5匹挂机20台，2899一台": ["AC35W×20"],
    "1.5匹挂机20台，3天内送到": ["AC35W×20"],
    "dishwashers: 10 at 4,699 each": ["DW13×10"],
    "RO滤芯50支，下周三前送到上海仓": ["FRO80×50"],
    "订单131里加5个电饭煲": ["RC40×5"],
    "热水器60生 8个": None,
    "电话13800138000，来5台洗碗机": ["DW13×5"],
}


def rows(*tables):
    return [(text, expected) for t in tables for text, expected in t.items() if expected]


@pytest.mark.parametrize(("text", "expected"), rows(PAIRED))
def test_products_and_quantities_are_paired(text, expected):
    assert listed(text) == expected


@pytest.mark.parametrize(("text", "expected"), rows(UNKNOWN))
def test_unknown_goods_are_listed_never_passed_over(text, expected):
    assert listed(text) == expected


@pytest.mark.parametrize(("text", "expected"), rows(CORRECTED))
def test_a_correction_in_the_same_message_counts(text, expected):
    assert listed(text) == expected


@pytest.mark.parametrize(("text", "expected"), rows(BACKGROUND))
def test_numbers_that_are_only_told_are_not_ordered(text, expected):
    assert listed(text) == expected


def test_what_was_bought_counts_where_nothing_is_ordered():
    assert listed("昨天买了2台洗碗机", ordering=False) == ["DW13×2"]
    assert listed("昨天买了2台洗碗机", ordering=True) == ["DW13"]


@pytest.mark.parametrize("text", ["热水器60生 8个", "挂机26大1P×15"])
def test_a_doubtful_number_is_never_taken_for_a_quantity_of_one_product(text):
    for item in listed(text):
        assert "×60" not in item
        assert "×26" not in item


NAMES = {
    "RO滤芯": "FRO80",
    "洗碗机": "DW13",
    "波轮": "WM08T",
    "10公斤滚筒": "WM10F",
    "主板": "PMB01",
}
LINES = st.lists(
    st.tuples(st.sampled_from(sorted(NAMES)), st.integers(1, 999)),
    min_size=1,
    max_size=5,
    unique_by=lambda line: line[0],
)


@given(
    LINES,
    st.sampled_from(["{n}{q}个", "{q}个{n}", "{n} x{q}", "{n}：{q}", "{n}\t{q}", "{n} {q}"]),
    st.sampled_from(["\n", "，", "、", "；"]),
)
@settings(deadline=None, max_examples=300)
def test_any_list_in_any_form_is_read_back(lines, form, separator):
    if "\t" in form:
        separator = "\n"
    text = separator.join(form.format(n=name, q=count) for name, count in lines)
    assert listed(text) == [f"{NAMES[name]}×{count}" for name, count in lines]
