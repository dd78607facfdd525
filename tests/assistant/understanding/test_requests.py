"""A message becomes the requests it makes, in order, each with what it names."""

import re
from dataclasses import dataclass
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.understanding.requests import understand
from assistant.understanding.understood import Request, Understanding
from tests.assistant.understanding.goods import codes, demo_catalogue

TODAY = date(2026, 11, 23)  # a Monday


@dataclass(frozen=True)
class Guess:
    intent: str
    confidence: float
    runners_up: tuple[tuple[str, float], ...] = ()


# a scripted classifier: the first rule that fits a text, sure of itself
RULES = [
    ("complaint", r"投诉|complain"),
    ("return_refund", r"退货|退款|退钱|refund|return"),
    ("invoice", r"发票|开票|invoice"),
    ("receivables", r"欠|额度|余额|balance|owe|credit"),
    ("payment", r"付了|转了|打了|怎么付|paid|transferred"),
    ("confirm_receipt", r"收到了|签收|货到了|received"),
    ("order_status", r"到哪|什么时候(到|发)|发货了吗|where is my|status"),
    ("open_ticket", r"报修|坏了|不制冷|漏水|broken|leaking"),
    ("promotion_policy", r"活动|促销|优惠|promotion"),
    ("transfer_stock", r"调|transfer|move"),
    ("change_order", r"改成|取消|cancel|change"),
    ("check_stock", r"库存|有货|还有多少|有吗|还有.*吗|stock|how many|available|do you have"),
    ("price_quote", r"多少钱|什么价|报价|price|how much"),
    ("product_question", r"适合|多大|怎么用|suitable"),
    ("business_query", r"卖了多少|业绩|sales"),
    ("human_handoff", r"人工|a person"),
    (
        "place_order",
        r"来\d|来一|要\d|订|下单|发\d|补\d|order|send|need|want|来(?:份|台|个|支)|台|支",
    ),
    ("smalltalk", r"你好|谢谢|在吗|hello|hi\b|thanks|早"),
]


def classify(text: str) -> Guess:
    for intent, pattern in RULES:
        if re.search(pattern, text.lower()):
            return Guess(intent, 0.97)
    return Guess("out_of_scope", 0.5)


def understood(text: str, hint: str = "zh") -> Understanding:
    return understand(
        text, classify=classify, catalogue=demo_catalogue(), today=TODAY, language_hint=hint
    )


def intents(text: str) -> list[str]:
    return [request.intent for request in understood(text).requests]


def lines(request: Request) -> list[tuple[str, int | None]]:
    return [
        (
            "|".join(codes(item.product.fits)) if item.product else "",
            item.quantity.value if item.quantity else None,
        )
        for item in request.items
    ]


ONE = {
    "给我来20台1.5匹挂机，下周三前送到": "place_order",
    "你好，来20台1.5匹挂机，谢谢": "place_order",
    "Hi there, please order 10 dishwashers. Thanks!": "place_order",
    "挂机20台，柜机5台，滤芯50支，下周三前送到华东仓": "place_order",
    "RO滤芯 50\nPP棉 20\n洗碗机 5台": "place_order",
    "1. RO滤芯 x50\n2. PP棉 x20\n3. 活性炭 x10支": "place_order",
    "上次那批卖得不错，这次再来20台1.5匹挂机": "place_order",
    "查下1.5匹挂机库存": "check_stock",
    "1.5匹挂机还有货吗？柜机有货吗？": "check_stock",
    "我还欠多少钱？额度还剩多少？": "receivables",
    "空调坏了，我要投诉，退款": "complaint",
    "等了三个星期了。打电话也没人接。我要投诉": "complaint",
    "你好": "smalltalk",
    "你好，在吗，谢谢": "smalltalk",
    "thanks!": "smalltalk",
    "取消订单131": "change_order",
}
SEVERAL = {
    "How many RO filters are there in East warehouse? then order 50": "check_stock place_order",
    "查下1.5匹挂机库存，够的话来20台，再看看我还欠多少钱": "check_stock place_order receivables",
    "华东仓还有多少RO滤芯？给我发50支": "check_stock place_order",
    "1.5匹挂机多少钱，合适的话来10台": "price_quote place_order",
    "我付了3万5，帮我查下还欠多少，另外开张发票": "payment receivables invoice",
    "货收到了，顺便开张发票": "confirm_receipt invoice",
    "订单131到哪了？另外再给我下20台洗碗机": "order_status place_order",
    "What's my balance? Also please order 10 dishwashers.": "receivables place_order",
    "Where is my order 131 and how much do I owe?": "order_status receivables",
    "Do you have 20 dishwashers in stock? If so, order them.": "check_stock place_order",
    "来20台1.5匹挂机，然后帮我转人工": "place_order human_handoff",
    "1.5匹挂机什么价？现在有什么促销活动吗？": "price_quote promotion_policy",
    "我的订单什么时候到？另外家里空调不制冷了，帮我报修": "order_status open_ticket",
    "这个月卖了多少台？我还欠多少？": "business_query receivables",
}


@pytest.mark.parametrize(("text", "intent"), list(ONE.items()))
def test_one_request_stays_one(text, intent):
    assert intents(text) == [intent]


@pytest.mark.parametrize(("text", "expected"), list(SEVERAL.items()))
def test_several_requests_are_made_in_order(text, expected):
    assert intents(text) == expected.split()


def test_a_story_with_one_request_stays_one():
    story = (
        "我们店去年跟你们订了两百台空调，卖得还行，今年五月那批货收到了以后有几台外壳有划痕，"
        "客户意见很大，我自己掏钱赔了人家，当时打了电话说会处理，到现在也没人理我，"
        "发票也是拖了一个月才开。我不想再扯这些了，我要投诉，你们必须给我个说法"
    )
    assert intents(story) == ["complaint"]


def test_the_second_request_inherits_product_and_place():
    first, second = understood(
        "How many RO filters are there in East warehouse? then order 50"
    ).requests
    assert (first.place, lines(first)) == ("East warehouse", [("FRO80", None)])
    assert (second.place, lines(second)) == ("East warehouse", [("FRO80", 50)])


def test_a_quantity_asked_about_is_ordered_when_the_order_names_none():
    _, order = understood("Do you have 20 dishwashers in stock? If so, order them.").requests
    assert lines(order) == [("DW13", 20)]
    assert order.conditional


def test_a_product_of_its_own_is_not_overruled():
    _, order = understood("RO滤芯还有多少？另外来20台洗碗机").requests
    assert lines(order) == [("DW13", 20)]


def test_a_bare_quantity_after_two_products_is_nobodys():
    _, order = understood("RO滤芯和PP棉还有货吗？有的话来20支").requests
    assert lines(order) == [("", 20)]


def test_what_hangs_on_a_condition_says_so():
    requests = understood("查下1.5匹挂机库存，够的话来20台").requests
    assert [request.conditional for request in requests] == [False, True]


def test_an_order_names_its_day_and_goal():
    (order,) = understood("给我来20台1.5匹挂机，下周三前送到苏州").requests
    assert lines(order) == [("AC35W", 20)]
    assert order.day == date(2026, 12, 2)
    assert (order.place, order.destination) == (None, "苏州")


def test_a_store_to_ship_from_is_the_place():
    (order,) = understood("从上海仓发20台1.5匹挂机").requests
    assert (order.place, order.destination) == ("上海仓", None)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("来5台洗碗机，周五前要", date(2026, 11, 27)),
        ("order 5 dishwashers by Friday", date(2026, 11, 27)),
        ("order 5 dishwashers for next Monday", date(2026, 11, 30)),
        ("今天下单5台洗碗机", None),
        ("来5台洗碗机，今天要送到", date(2026, 11, 23)),
        ("昨天报的价，来5台洗碗机", None),
        ("order the dishwasher I saw on Saturday, need 1", None),
        ("as per your quotation of 12 May, order 5 dishwashers", None),
        ("as of last Friday what did I owe", date(2026, 11, 20)),
        ("上个月底我欠多少", date(2026, 10, 31)),
    ],
)
def test_the_day_is_the_one_that_matters_to_the_request(text, day):
    assert understood(text).main.day == day


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ("付了3万5", "amount", 3_500_000),
        ("转了12000给订单131", "amount", 1_200_000),
        ("转了12000给订单131", "order", "131"),
        ("订单尾号0031到哪了", "order", "0031"),
        ("替沪澜电器查下还欠多少", "dealer", "沪澜电器"),
        ("客户王女士家热水器坏了", "customer", "王女士"),
        ("客户手机尾号8000，空调坏了", "phone", "8000"),
        ("再加5个RO滤芯，要5个", "added", True),
        ("来5个RO滤芯", "added", False),
    ],
)
def test_a_request_holds_what_it_names(text, name, value):
    assert getattr(understood(text).main, name) == value


@pytest.mark.parametrize(
    ("text", "hint", "language"),
    [
        ("来20台1.5匹挂机", "en", "zh"),
        ("order 20 dishwashers", "zh", "en"),
        ("CL-AC35W 20", "en", "en"),
        ("20", "zh", "zh"),
        ("👍", "en", "en"),
    ],
)
def test_the_language_is_the_messages_own_or_the_hint(text, hint, language):
    assert understood(text, hint).language == language


@pytest.mark.parametrize(
    "text", ["", " ", "\n", "😀😀", "🙃", "\0\0", "<b>挂机</b>", "a" * 7_000, "。" * 500]
)
def test_odd_messages_are_one_request(text):
    assert len(understood(text).requests) == 1


def test_an_enormous_message_is_read_to_a_bound():
    assert len(understood("来20台1.5匹挂机，" * 60_000).requests) == 1


@given(st.text(max_size=120))
@settings(deadline=None)
def test_no_message_breaks_the_reader(text):
    for request in understood(text).requests:
        assert request.intent


PARTS = {
    "check_stock": "1.5匹挂机还有货吗",
    "receivables": "我还欠多少钱",
    "order_status": "订单131到哪了",
    "place_order": "给我来20台洗碗机",
    "price_quote": "电饭煲多少钱",
}


@given(st.lists(st.sampled_from(sorted(PARTS)), min_size=2, max_size=4, unique=True))
def test_requests_joined_by_then_are_told_apart(wanted):
    text = "，然后".join(PARTS[intent] for intent in wanted)
    assert intents(text) == wanted
