"""Numbers of records, sums, places and names are read as written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.understanding import amounts, people, places, references

ORDERS = {
    "SO-000131": "SO-000131",
    "so131到哪了": "SO131",
    "so-131 please": "SO-131",
    "ＳＯ－000131": "SO-000131",
    "SO 000131": "SO000131",
    "订单131": "131",
    "订单号是131": "131",
    "订单编号：000131": "000131",
    "单号 4410": "4410",
    "尾号0031": "0031",
    "订单尾号0031": "0031",
    "尾号是0031的那单": "0031",
    "后四位0031": "0031",
    "末尾131的订单": "131",
    "0031那个订单": "0031",
    "131号订单到哪了": "131",
    "order ending 0031": "0031",
    "the order that ends in 31": "31",
    "order number 131": "131",
    "order no. 131": "131",
    "order #131": "131",
    "#4410": "4410",
    "where is order 131": "131",
    "cancel order 131": "131",
    "my order 4410": "4410",
    "PO number 2291": "2291",
    "訂單131": "131",
}
TICKETS = {
    "TK-000012": "TK-000012",
    "tk12": "TK12",
    "工单12": "12",
    "工单号：000012": "000012",
    "报修单 31 到哪一步了": "31",
    "维修单号0012": "0012",
    "尾号0012的工单": "0012",
    "ticket 15": "15",
    "ticket no. 15": "15",
    "ticket #15": "15",
    "my case 21": "21",
}
PHONES = {
    "13800138000": "13800138000",
    "电话13800138000": "13800138000",
    "138 0013 8000": "13800138000",
    "138-0013-8000": "13800138000",
    "+86 13800138000": "+8613800138000",
    "021-55500101": "02155500101",
    "手机尾号8000": "8000",
    "电话尾号是8000的客户": "8000",
    "客户尾号1234": "1234",
    "phone ending in 1234": "1234",
}
NO_REFERENCE = [
    "order 50", "then order 50", "order 50 RO filters", "I want to order 1500 filters", "下单20台",
    "订单20台挂机", "来20台", "so 10 please", "so I ordered 5", "1.5匹", "CL-AC35W", "两单", "这单", "付了5000",
    "orders worth 5000 yuan", "change order to 30 units", "30号", "in order 5 of them",
]  # fmt: skip

SUMS = {
    "付了3万5": 35_000,
    "付了3万5千": 35_000,
    "付了三万五": 35_000,
    "打了两万": 20_000,
    "转了12000": 12_000,
    "我转账12,000.50元": 12_000.5,
    "汇款50000": 50_000,
    "¥12,000": 12_000,
    "￥800": 800,
    "RMB 5000": 5_000,
    "5000 rmb": 5_000,
    "$200": 200,
    "200 dollars": 200,
    "两万块": 20_000,
    "两万块钱": 20_000,
    "一万二千元": 12_000,
    "3.5万元": 35_000,
    "12w元": 120_000,
    "五块五": 5.5,
    "花了200块": 200,
    "还了8千": 8_000,
    "交了5000定金": 5_000,
    "定金5000": 5_000,
    "货款是86000": 86_000,
    "欠你们3w": 30_000,
    "paid 35k": 35_000,
    "paid 12,000.50": 12_000.5,
    "transferred 20k yesterday": 20_000,
    "we wired 1.2 million": 1_200_000,
    "a deposit of 500": 500,
    "total of 9,800": 9_800,
    "进三万的货": 30_000,
    "赔了两百块": 200,
}
PRICES = {
    "2899一台": 2_899,
    "2899/台": 2_899,
    "每台2899": 2_899,
    "单价2899": 2_899,
    "进价99": 99,
    "¥99 each": 99,
    "at 50 each": 50,
    "price 299": 299,
    "$5 per unit": 5,
}
NO_SUM = [
    "打了3台", "20块主板", "主板10块", "sent 5 pcs", "send 20 units", "filters, 10 each", "paid on 12/11", "付了20台的钱",
    "1.5匹", "转了3次", "一块走", "打5折", "还有20台", "还剩30个", "send 200", "order 500", "SO-000131",
]  # fmt: skip

PLACES = {
    "How many in East warehouse?": "East warehouse",
    "in the Shanghai warehouse": "Shanghai warehouse",
    "any in Shanghai": "Shanghai",
    "Foshan depot": "Foshan depot",
    "华东仓还有多少": "华东仓",
    "上海仓": "上海仓",
    "帮我看下佛山仓": "佛山仓",
    "天津那边有货吗": "天津那边",
    "查查成都还有没有": "成都",
    "东仓有多少": "东仓",
    "港灯家居仓还有吗": "港灯家居仓",
    "WH-EAST": "WH-EAST",
    "從上海倉調10台": "上海倉",
    "从昆山调10台": "昆山",
    "华东区域仓": "华东区域仓",
}
GOALS = {
    "送到上海仓": "上海仓",
    "发往成都": "成都",
    "寄到北京": "北京",
    "调10台到成都仓": "成都仓",
    "ship to Shanghai": "Shanghai",
    "deliver 20 units to our Chengdu warehouse": "Chengdu warehouse",
}
NO_PLACE = [
    "我们仓", "仓库里有吗", "总仓有货吗", "几个仓", "哪个仓有", "两个仓都是你们的", "20台挂机", "清仓促销", "爆仓了",
    "the warehouse", "which warehouse", "your warehouse", "在路上",
]  # fmt: skip

DEALERS = {
    "替沪澜电器查下欠多少": "沪澜电器",
    "帮港灯家居下20台": "港灯家居",
    "给燕澄商贸订10台冰箱": "燕澄商贸",
    "沪澜电器还欠多少钱": "沪澜电器",
    "查下海角家居的应收": "海角家居",
    "经销商锦麓电器的额度": "锦麓电器",
    "dealer Harbourlight Home": "Harbourlight Home",
    "What does Harbourlight Home owe?": "Harbourlight Home",
    "Harbourlight Home's balance": "Harbourlight Home",
    "order 20 filters for Cape Home Supplies": "Cape Home Supplies",
    "the receivables of Yuelan": "Yuelan",
    "D-EAST balance": "D-EAST",
}
NO_DEALER = [
    "给我们店来20台", "帮我查下欠多少", "我店里还欠多少", "给客户王女士报修", "我们公司欠多少", "order 20 for Friday",
    "My balance", "What do I owe", "给我来20台挂机", "for the RO filter", "你们店", "旗舰店",
    "Your statement's wrong", "20 for East warehouse",
]  # fmt: skip
CUSTOMERS = {
    "客户王女士报修": "王女士",
    "帮客户李建国下单": "李建国",
    "王女士家热水器漏水": "王女士",
    "客户叫张三丰": "张三丰",
    "customer Mrs Lindqvist": "Mrs Lindqvist",
    "customer Ada Birchall wants a fridge": "Ada Birchall",
    "Mr. Copeland's fridge": "Mr. Copeland",
}


def of_kind(text: str, kind: str) -> list[str]:
    return [found.number for found in references.find(text) if found.kind == kind]


@pytest.mark.parametrize(("text", "number"), list(ORDERS.items()))
def test_an_order_is_named_by_its_number_or_tail(text, number):
    assert of_kind(text, "order") == [number]


@pytest.mark.parametrize(("text", "number"), list(TICKETS.items()))
def test_a_ticket_is_named_by_its_number(text, number):
    assert of_kind(text, "ticket") == [number]


@pytest.mark.parametrize(("text", "number"), list(PHONES.items()))
def test_a_phone_is_no_order(text, number):
    assert of_kind(text, "phone") == [number]
    assert of_kind(text, "order") == []


@pytest.mark.parametrize("text", NO_REFERENCE)
def test_other_numbers_name_no_record(text):
    assert references.find(text) == []


@pytest.mark.parametrize(("text", "yuan"), list(SUMS.items()))
def test_a_sum_is_read_in_minor_units(text, yuan):
    assert [(a.minor, a.price) for a in amounts.find(text)] == [(round(yuan * 100), False)]


@pytest.mark.parametrize(("text", "yuan"), list(PRICES.items()))
def test_a_price_is_told_from_a_sum(text, yuan):
    assert [(a.minor, a.price) for a in amounts.find(text)] == [(yuan * 100, True)]


@pytest.mark.parametrize("text", NO_SUM)
def test_other_numbers_are_no_money(text):
    goods = [(text.index("主板"), text.index("主板") + 2)] if "主板" in text else []
    assert amounts.find(text, goods) == []


@given(st.integers(1, 10**9))
def test_any_sum_with_its_sign_is_read(minor):
    text = f"付了¥{minor // 100:,}.{minor % 100:02}"
    assert [a.minor for a in amounts.find(text)] == [minor]


@pytest.mark.parametrize(("text", "place"), list(PLACES.items()))
def test_a_place_is_read_as_written(text, place):
    (found,) = places.find(text)
    assert (found.text, found.goal) == (place, False)


@pytest.mark.parametrize(("text", "place"), list(GOALS.items()))
def test_where_goods_are_to_go_is_told_from_where_they_are(text, place):
    assert [(p.text, p.goal) for p in places.find(text)] == [(place, True)]


@pytest.mark.parametrize("text", NO_PLACE)
def test_a_store_without_a_name_is_no_place(text):
    assert places.find(text) == []


@pytest.mark.parametrize(("text", "name"), list(DEALERS.items()))
def test_a_dealer_is_named(text, name):
    assert people.find(text).dealer == name


@pytest.mark.parametrize("text", NO_DEALER)
def test_the_asker_himself_is_no_other_dealer(text):
    assert people.find(text).dealer is None


@pytest.mark.parametrize(("text", "name"), list(CUSTOMERS.items()))
def test_a_customer_is_named(text, name):
    assert people.find(text).customer == name


@given(st.text(max_size=80))
def test_no_text_breaks_the_readers(text):
    for reader in (references.find, amounts.find, places.find):
        for found in reader(text):
            assert text[found.start : found.end] == found.text
    people.find(text)
