"""Messages that are easily taken for something else: what they hold decides, or they are asked."""

import pytest


@pytest.mark.parametrize(
    ("who", "said"),
    [
        ("dealer-east-en", "hello my friend, we want buy ten piece room heater, ok?"),
        ("dealer-east", "电饭煲20台，25号到货"),
        ("dealer-suzhou", "电饭煲来20个，明天能到吗"),
    ],
)
def test_goods_and_how_many_in_words_of_wanting_are_an_order(talk, who, said):
    assert [p["tool"] for p in talk(who).say(said).proposals] == ["create_order"]


@pytest.mark.parametrize(
    ("who", "said"),
    [
        ("dealer-east-en", "I'd like a price on 20 dishwashers please"),
        ("dealer-east-en", "we need 20 rice cookers, do you have them"),
        ("dealer-east", "我想要退20台电饭煲"),
    ],
)
def test_a_price_a_look_or_a_return_of_so_many_is_no_order(talk, who, said):
    assert talk(who).say(said).proposals == []


@pytest.mark.parametrize("said", ["空调不凉", "漏水了"])
def test_a_few_words_that_tell_a_defect_open_a_ticket(talk, said):
    [receipt] = talk("customer-east").say(said).receipts
    assert receipt["tool"] == "open_ticket"


@pytest.mark.parametrize(
    ("who", "said"), [("dealer-east-en", "what about the west"), ("customer-east", "那个黄山呢")]
)
def test_a_few_words_that_tell_no_wish_write_nothing(talk, who, said):
    assert talk(who).say(said).receipts == []


def test_a_look_at_stock_goes_on_with_another_region(talk):
    dealer = talk("dealer-east-en")
    dealer.say("is there any stock of dryers left in the north")
    assert "West warehouse" in dealer.say("what about the west").reply


def test_stock_of_two_products_is_looked_up_elsewhere_for_both(talk):
    dealer = talk("dealer-east")
    dealer.say("华东还有多少电饭煲，压力锅呢")
    reply = dealer.say("华南那边有没有").reply
    assert "电饭煲" in reply
    assert "压力锅" in reply


def test_an_error_code_is_a_question_about_the_product(talk):
    reply = talk("customer-south-en").say("my water heater shows E3 what does that mean")
    assert reply.sources


def test_when_somebody_comes_to_install_is_asked_of_the_ticket(talk):
    reply = talk("customer-west").say("我的空调什么时候来装")
    assert reply.intent == "ticket_status"


def test_a_number_alone_among_few_words_is_about_its_record(talk):
    assert talk("dealer-qingdao").say("SO-000001怎么样了").intent == "order_status"


def test_an_order_with_goods_of_a_family_is_found_without_a_choice(talk):
    dealer = talk("dealer-east")
    assert dealer.say("我的滤芯订单到哪了").reply.startswith("订单 SO-")


def test_the_last_order_is_one_and_can_then_be_cancelled(talk):
    dealer = talk("dealer-east-en")
    assert dealer.say("where's my last order").reply.count("SO-") == 1
    [proposal] = dealer.say("cancel it").proposals
    assert proposal["preview"]["terms"]["cancel"]


def test_letting_go_of_a_price_takes_nothing_back(talk):
    dealer = talk("dealer-south-en")
    dealer.say("what would 50 dishwashers cost me")
    assert dealer.say("too much, forget it").proposals == []


def test_what_was_advised_is_ordered_as_a_whole(talk):
    dealer = talk("dealer-suzhou")
    dealer.say("帮我看看该补点什么货")
    [proposal] = dealer.say("按这个下单吧").proposals
    assert len(proposal["preview"]["lines"]) > 1


def test_goods_to_add_are_told_more_exactly_when_asked(talk):
    dealer = talk("dealer-west")
    dealer.say("RO滤芯5支，PP棉滤芯6支")
    dealer.say("确认")
    dealer.say("刚才那单帮我再加10个滤芯")
    told = dealer.say("RO")
    assert [p["tool"] for p in told.proposals] == ["change_order"]


def test_a_family_spoken_of_is_told_exactly_by_a_word_of_one_name(talk):
    customer = talk("customer-east")
    customer.say("净水器滤芯该换了吧，上次换是去年8月")
    assert "RO反渗透滤芯" in customer.say("RO的那个多少钱").reply
    [proposal] = customer.say("给我来一根").proposals
    assert [line["sku"] for line in proposal["preview"]["lines"]] == ["CL-FRO80"]


def test_the_price_of_a_choice_is_told_before_it_is_taken(talk):
    customer = talk("customer-south")
    customer.say("想买台冰箱")
    priced = customer.say("518的多少钱")
    assert priced.proposals == []
    assert "518" in priced.reply
    [proposal] = customer.say("来一台").proposals
    assert [line["sku"] for line in proposal["preview"]["lines"]] == ["CL-FR518S"]


def test_what_only_dealers_ask_for_is_not_what_a_customer_wants(talk):
    assert talk("customer-south").say("想买台冰箱").intent == "place_order"


def test_a_manager_who_changes_his_mind_is_taken_at_his_last_word(talk):
    manager = talk("manager-east")
    listed = manager.say("有啥要我批的？").reply
    assert "港灯家居" in listed
    [proposal] = manager.say("港灯那单…先驳回吧。算了算了，快年底了，还是给他过").proposals
    assert "批准" in proposal["title"]


def test_goods_that_are_denied_are_not_ordered(talk):
    customer = talk("customer-south-en")
    customer.say("Can I get 20 pizzas delivered by 7?")
    assert customer.say("Pizzas! Twenty of them. No ovens, no microwaves.").proposals == []


def test_goods_taken_out_with_their_number_are_gone(talk):
    dealer = talk("dealer-xiamen")
    dealer.say("侧吸烟机8台，空调支架200副")
    dealer.say("确认")
    [proposal] = dealer.say("刚才那单，侧吸改5台好了，支架那两百副不要了啦").proposals
    lines = proposal["preview"]["lines"]
    assert [(line["sku"], line["quantity"]) for line in lines] == [("CL-RH20S", 5)]


def test_four_out_of_five_are_four_stars(talk):
    said = "So your air con chap finally came. Brilliant, bit late. I'd say four out of five"
    assert "4 stars" in talk("customer-east-en").say(said).reply


def test_a_sum_put_right_in_the_same_breath_is_the_last_one(talk):
    reply = talk("dealer-chongqing").say("昨天打了五万整给你们，哦不对不对，看错栏了，是65504")
    assert "65,504" in reply.reply


def test_goods_that_came_undamaged_are_signed_for_without_a_difference(talk):
    dealer = talk("dealer-south-en")
    said = dealer.say("my last delivery came this morning, everything's there and undamaged")
    assert all(not p["preview"]["terms"].get("difference") for p in said.proposals)


def test_who_are_you_calls_nobody(talk):
    assert talk("dealer-suzhou").say("侬是真人还是机器人呀，讲个笑话听听").receipts == []


def test_what_was_ordered_and_has_not_come_is_asked_after(talk):
    reply = talk("dealer-qingdao").say("上礼拜五我订的那14台侧吸咋还没到啊？到哪儿了现在")
    assert reply.proposals == []
    assert reply.intent == "order_status"


def test_a_report_just_handed_in_is_taken_back_not_handed_in_again(talk):
    dealer = talk("dealer-xiamen")
    dealer.say(
        "月报：这个月空调出了120台，冰箱60台。货晚了一周，客户跑了三家。隔壁买一送一，压力大。"
    )
    reply = dealer.say("哎呀刚才交的月报发错了，帮我撤回")
    assert [r["tool"] for r in reply.receipts] == ["withdraw_report"]


@pytest.mark.parametrize("said", ["华南旗舰的应收", "查一下东海电器行的欠款"])
def test_the_account_of_a_firm_that_is_not_his_is_refused_to_a_dealer(talk, said):
    assert "没有可供您查看的" in talk("dealer-south").say(said).reply


@pytest.mark.parametrize(
    "said", ["我们店的应收", "上个月的欠款", "逾期的账款有多少", "帮我查下额度"]
)
def test_his_own_account_is_told_to_a_dealer(talk, said):
    assert "粤岚电器城" in talk("dealer-south").say(said).reply
