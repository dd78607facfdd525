"""Goods are spotted by what people call them, and never taken for their relatives."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.understanding.mentions import find
from domain.catalogue.matching import Catalogue, FamilyNames, Names
from tests.assistant.understanding.goods import codes, demo_catalogue, wide_catalogue

WALL_UNITS = ["AC26W", "AC35W", "AC50W"]
FILTERS = ["FRO80", "FPP10", "FCB10", "FHP50"]
FRIDGES = ["FR118", "FR210T", "FR456X", "FR518S", "FZ300"]

ONE = {
    # Chinese names, nicknames, sizes in any spelling
    "给我来20台1.5匹挂机": ("1.5匹挂机", "AC35W"),
    "一匹半挂机": ("一匹半挂机", "AC35W"),
    "一匹半的挂机": ("一匹半的挂机", "AC35W"),
    "1.5P挂机": ("1.5P挂机", "AC35W"),
    "1.5 匹 挂机": ("1.5 匹 挂机", "AC35W"),
    "挂机1.5匹": ("挂机1.5匹", "AC35W"),
    "挂机 1.5匹的": ("挂机 1.5匹", "AC35W"),
    "挂机，1.5匹的": ("挂机，1.5匹", "AC35W"),
    "空调1.5匹": ("空调1.5匹", "AC35W"),
    "大1.5匹": ("大1.5匹", "AC35W"),
    "小一匹的挂机": ("小一匹的挂机", "AC26W"),
    "两匹柜机": ("两匹柜机", "AC51C"),
    "二匹柜机": ("二匹柜机", "AC51C"),
    "3匹柜机": ("3匹柜机", "AC72C"),
    "三匹的": ("三匹", "AC72C"),
    "1.5匹变频挂机": ("1.5匹变频挂机", "AC35W"),
    "35机": ("35机", "AC35W"),
    "多联机": ("多联机", "AC120M"),
    "十字门冰箱": ("十字门冰箱", "FR456X"),
    "十字对开门": ("十字对开门", "FR456X"),
    "456升冰箱": ("456升冰箱", "FR456X"),
    "456L的冰箱": ("456L的冰箱", "FR456X"),
    "对开门": ("对开门", "FR518S"),
    "60升电热水器": ("60升电热水器", "WH60E"),
    "电热水器60升": ("电热水器60升", "WH60E"),
    "六十升热水器": ("六十升热水器", "WH60E"),
    "16升燃气热水器": ("16升燃气热水器", "WH16G"),
    "10公斤滚筒": ("10公斤滚筒", "WM10F"),
    "10kg滚筒": ("10kg滚筒", "WM10F"),
    "洗烘一体机": ("洗烘一体机", "WD10F"),
    "波轮": ("波轮", "WM08T"),
    "55寸电视": ("55寸电视", "TV55"),
    "55吋電視": ("55吋電視", "TV55"),
    "65寸": ("65寸", "TV65"),
    "RO滤芯": ("RO滤芯", "FRO80"),
    "ＲＯ滤芯": ("ＲＯ滤芯", "FRO80"),
    "PP棉": ("PP棉", "FPP10"),
    "活性炭": ("活性炭", "FCB10"),
    "空净滤网": ("空净滤网", "FHP50"),
    "800G净水器": ("800G净水器", "RO800"),
    "空调遥控器": ("空调遥控器", "PRC01"),
    "空调主板": ("空调主板", "PMB01"),
    "冰箱门封条": ("冰箱门封条", "PDG01"),
    "外机支架": ("外机支架", "PWB01"),
    "铜管": ("铜管", "PCP05"),
    "10袋盐": ("盐", "CDS02"),
    "洗碗盐": ("洗碗盐", "CDS02"),
    "冷氣機遙控器": None,
    "除濕機": ("除濕機", "DH30"),
    "扫地机器人": ("扫地机器人", "RV10"),
    # codes
    "CL-AC35W": ("CL-AC35W", "AC35W"),
    "cl ac35w 10": ("cl ac35w", "AC35W"),
    "AC35W来10台": ("AC35W", "AC35W"),
    "RO800 5台": ("RO800", "RO800"),
    # wrong characters, typed pinyin
    "电是55寸": None,
    "RO滤心": ("RO滤心", "FRO80"),
    "1.5匹挂鸡": ("1.5匹挂鸡", "AC35W"),
    "洗婉机": ("洗婉机", "DW13"),
    "微波卢": ("微波卢", "MW23"),
    "电饭包": ("电饭包", "RC40"),
    "十字门兵箱": ("十字门兵箱", "FR456X"),
    "xi wan ji": ("xi wan ji", "DW13"),
    "weibolu": ("weibolu", "MW23"),
    # English
    "1.5 HP wall unit": ("1.5 HP wall unit", "AC35W"),
    "1.5hp wall units": ("1.5hp wall units", "AC35W"),
    "wall unit 1.5 HP": ("wall unit 1.5 HP", "AC35W"),
    "wall unit, 1.5 HP": ("wall unit, 1.5 HP", "AC35W"),
    "one and a half horse wall units": ("one and a half horse wall units", "AC35W"),
    "1.5 horsepower AC": ("1.5 horsepower AC", "AC35W"),
    "3 HP cabinet units": ("3 HP cabinet units", "AC72C"),
    "RO filters": ("RO filters", "FRO80"),
    "ro-filter": ("ro-filter", "FRO80"),
    "RO membranes": ("RO membranes", "FRO80"),
    "PP cotton filters": ("PP cotton filters", "FPP10"),
    "carbon filter": ("carbon filter", "FCB10"),
    "dishwashers": ("dishwashers", "DW13"),
    "side-by-side fridges": ("side-by-side fridges", "FR518S"),
    "side by side refrigerators": ("side by side refrigerators", "FR518S"),
    "cross door fridge": ("cross door fridge", "FR456X"),
    "front loaders": ("front loaders", "WM10F"),
    "60 litre water heater": ("60 litre water heater", "WH60E"),
    "60L electric water heater": ("60L electric water heater", "WH60E"),
    "55 inch TVs": ("55 inch TVs", "TV55"),
    '65" TV': ('65" TV', "TV65"),
    "the 55-inch telly": ("55-inch telly", "TV55"),
    "AC remotes": ("AC remotes", "PRC01"),
    "dishwasher salt": ("dishwasher salt", "CDS02"),
    "order 5 fans": ("fans", "FN16"),
    # English slips
    "RO fliters": ("RO fliters", "FRO80"),
    "dishwahsers": ("dishwahsers", "DW13"),
    "1.5 HP wall untis": ("1.5 HP wall untis", "AC35W"),
    "microwve": ("microwve", "MW23"),
    "rice coker": None,
    "rice cookr": ("rice cookr", "RC40"),
    "dehumidifer": ("dehumidifer", "DH30"),
}
SEVERAL = {
    "空调": ["AC26W", "AC35W", "AC50W", "AC51C", "AC72C", "AC120M"],
    "冷气": ["AC26W", "AC35W", "AC50W", "AC51C", "AC72C", "AC120M"],
    "空条": ["AC26W", "AC35W", "AC50W", "AC51C", "AC72C", "AC120M"],
    "kongtiao": ["AC26W", "AC35W", "AC50W", "AC51C", "AC72C", "AC120M"],
    "aircon": ["AC26W", "AC35W", "AC50W", "AC51C", "AC72C", "AC120M"],
    "挂机": WALL_UNITS,
    "挂鸡": WALL_UNITS,
    "gua ji": WALL_UNITS,
    "wall units": WALL_UNITS,
    "柜机": ["AC51C", "AC72C"],
    "2匹的": ["AC50W", "AC51C"],
    "2匹空调": ["AC50W", "AC51C"],
    "冰箱": FRIDGES,
    "冰厢": FRIDGES,
    "bingxiang": FRIDGES,
    "fridges": FRIDGES,
    "frige": FRIDGES,
    "refigerators": FRIDGES,
    "热水器": ["WH60E", "WH16G"],
    "滤芯": FILTERS,
    "滤心": FILTERS,
    "净水器滤芯": ["FRO80", "FPP10", "FCB10"],
    "filters": FILTERS,
    "washing machines": ["WM08T", "WM10F", "WD10F", "WM03M"],
    "TVs": ["TV55", "TV65", "TV75"],
}
UNKNOWN = {
    # other goods
    "10台咖啡机": "咖啡机",
    "coffee machines": "coffee machines",
    "空气炸锅": "空气炸锅",
    "吊扇": "吊扇",
    "ceiling fans": "ceiling fans",
    "KTV音响": "音响",
    # what is only called after something we have
    "空调扇": "空调扇",
    "空调罩": "空调罩",
    "空调清洗剂": "空调清洗剂",
    "电视柜": "电视柜",
    "TV stand": "TV stand",
    "fridge magnets": "fridge magnets",
    "热水器主板": "热水器主板",
    "扫地机尘袋": "扫地机尘袋",
    "洗衣机进水阀": "洗衣机进水阀",
    "10 fridge shelves": "fridge shelves",
    # sizes and sorts that we do not have
    "3匹挂机": "3匹挂机",
    "5匹空调": "5匹空调",
    "8公斤滚筒": "8公斤滚筒",
    "滚筒8公斤的": "滚筒8公斤",
    "电热水器80升": "电热水器80升",
    "43寸电视": "43寸电视",
    "2HP cassette": "2HP cassette",
    "9kg front loaders": "9kg front loaders",
    "商用洗碗机": "商用洗碗机",
    "太阳能热水器": "太阳能热水器",
    "portable ACs": "portable ACs",
    "electric stove": "electric stove",
    "格力空调": "格力空调",
    "Haier fridge": "Haier fridge",
}
NOTHING = [
    "订单到哪了", "帮我查下欠多少钱", "点击这里", "发微博", "盐城", "我家厨房装修", "环境不错", "直接发货", "主办方", "会计说的",
    "师傅上门", "明天上门", "通关", "remove the order", "in store", "I'm a fan of you", "the fitter came",
    "over there", "water damage", "parts of the city", "KTV", "more story", "bored", "fund", "机器坏了",
    "this unit", "一体化", "便宜点", "什么价", "系统打不开", "thanks", "下周三前送到", "王女士", "20台", "20 units please",
]  # fmt: skip


def spotted(text: str) -> list[tuple[str, list[str]]]:
    return [(m.text, codes(m.fits)) for m in find(text, demo_catalogue())]


@pytest.mark.parametrize(("text", "expected"), [(t, e) for t, e in ONE.items() if e])
def test_exact_words_name_one_product(text, expected):
    name, code = expected
    assert spotted(text) == [(name, [code])]


@pytest.mark.parametrize(("text", "expected"), list(SEVERAL.items()))
def test_a_name_of_several_is_a_choice(text, expected):
    ((_, fits),) = spotted(text)
    assert set(fits) == set(expected)


@pytest.mark.parametrize(("text", "name"), list(UNKNOWN.items()))
def test_goods_that_are_not_sold_fit_nothing(text, name):
    assert spotted(text) == [(name, [])]


@pytest.mark.parametrize("text", NOTHING)
def test_what_names_no_goods_is_left_out(text):
    assert spotted(text) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("空调冰箱洗衣机各5台", ["空调", "冰箱", "洗衣机"]),
        ("挂机、柜机和滤芯", ["挂机", "柜机", "滤芯"]),
        ("front loaders and top loaders", ["front loaders", "top loaders"]),
        ("挂机 滤芯 支架", ["挂机", "滤芯", "支架"]),
        ("1.5匹挂机20台，3匹柜机5台", ["1.5匹挂机", "3匹柜机"]),
        ("dishwasher, oven & hob", ["dishwasher", "oven", "hob"]),
    ],
)
def test_several_goods_are_read_one_by_one(text, names):
    assert [name for name, _ in spotted(text)] == names


def test_a_mention_stands_where_it_says():
    text = "請給我２０台一匹半的掛機，謝謝"
    (mention,) = find(text, demo_catalogue())
    assert text[mention.start : mention.end] == mention.text == "一匹半的掛機"
    assert codes(mention.fits) == ["AC35W"]


@pytest.mark.parametrize("product", demo_catalogue().products.values(), ids=lambda p: p.sku)
def test_every_product_is_found_by_all_its_names(product):
    for name in (product.sku, product.name_zh, product.name_en):
        assert any(product.id in m.fits for m in find(f"来10台{name}。", demo_catalogue())), name


def test_a_renamed_catalogue_is_read_by_its_own_names():
    catalogue = Catalogue(
        [Names(1, "ZZ-1", "旋风灶", "whirl stove", "x", ("旋灶",))],
        [FamilyNames("x", "灶", "stove", ())],
    )
    assert [m.fits for m in find("来5台旋风灶", catalogue)] == [(1,)]
    assert [m.fits for m in find("two whirl stoves", catalogue)] == [(1,)]


@given(st.text(max_size=80))
@settings(deadline=None)
def test_no_text_breaks_the_reader(text):
    for mention in find(text, demo_catalogue()):
        assert text[mention.start : mention.end] == mention.text


def test_two_thousand_products_are_read_as_quickly_as_a_person_types():
    catalogue = wide_catalogue()
    find("来20台挂式空调", catalogue)  # the index is made once
    begun = time.perf_counter()
    for number in range(200):
        find(f"来20台{number + 1}升挂式空调，再要{number}个滤芯", catalogue)
    assert time.perf_counter() - begun < 2.0
