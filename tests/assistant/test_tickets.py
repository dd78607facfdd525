"""What is said of an open ticket lands on it; what is about another matter does not."""

import pytest
from sqlalchemy import select

from assistant.llm import chat_model
from domain.models.service import Ticket, TicketNote
from domain.scope import SYSTEM
from tests.assistant.openai_api import calls, openai_api, says
from tests.factories.people import actor_named
from tests.factories.talk import Talk, assistant_of

LEAK = {
    "zh": "家里空调漏水，派人来修一下",
    "en": "The AC is leaking, please send someone to fix it",
}
CUSTOMER = {"zh": "customer-east", "en": "customer-east-en"}


@pytest.fixture
def reported(talk):
    """Begins a conversation in which a leaking air conditioner was just reported."""

    def begin(language="zh"):
        person = talk(CUSTOMER[language])
        (receipt,) = person.say(LEAK[language]).receipts
        assert receipt["tool"] == "open_ticket"
        return person, receipt["result"]["ticket"]

    return begin


def ticket_of(database, number):
    with database.read(SYSTEM) as session:
        ticket = session.get_one(Ticket, int(number.removeprefix("TK-")))
        return {"product": ticket.product_id, "time": ticket.preferred_time, "state": ticket.status}


def notes_of(database, number):
    with database.read(SYSTEM) as session:
        key = int(number.removeprefix("TK-"))
        found = session.scalars(select(TicketNote.text).where(TicketNote.ticket_id == key))
        return [text for text in found if text]


def tools(reply):
    return [receipt["tool"] for receipt in reply.receipts]


@pytest.mark.parametrize(
    ("language", "said", "time"),
    [
        ("zh", "1.5匹挂机，大后天上午都行", "2026-11-21 上午"),
        ("zh", "是1.5匹的挂机。下周二晚上七点以后家里有人", "2026-11-24 晚上七点以后"),
        (
            "en",
            "the 1.5 HP wall unit, any time after 4 on Monday",
            "any time after 4 on 2026-11-23",
        ),
    ],
)
def test_the_product_and_the_time_are_taken_from_one_answer(
    reported, database, language, said, time
):
    person, number = reported(language)
    assert tools(person.say(said)) == ["add_to_ticket"]
    ticket = ticket_of(database, number)
    assert ticket["product"] is not None
    assert ticket["time"] == time


def test_what_is_missing_is_asked_once_with_the_receipt(talk):
    person = talk("customer-south-en")
    opened = person.say("My washing machine won't spin, could you send a technician?")
    assert "Which product" in opened.reply
    assert "when would a visit suit you" in opened.reply
    told = person.say("the ten kilo front loader")
    assert "?" not in told.reply
    complete = talk("customer-south-en").say(
        "The dishwasher won't drain, can someone come on Friday morning?"
    )
    assert "?" not in complete.reply


def test_the_answer_may_come_after_another_topic(reported, database):
    person, number = reported()
    assert "年" in person.say("压缩机保修多久？").reply
    assert tools(person.say("上门要收费吗")) == []
    assert tools(person.say("周六上午在家")) == ["add_to_ticket"]
    assert ticket_of(database, number)["time"] == "2026-11-21 上午"


def test_another_topic_simply_goes_on(reported, database):
    person, number = reported()
    (proposal,) = person.say("再订一台518升的对开门冰箱").proposals
    assert proposal["tool"] == "create_order"
    assert notes_of(database, number) == []


@pytest.mark.parametrize(
    ("language", "first", "then", "time"),
    [
        ("zh", "明天下午三点以后", "改成周五吧", "2026-11-20 下午三点以后"),
        ("zh", "周五下午", "还是上午好", "2026-11-20 上午"),
        ("zh", "后天上午", "后天不行了，周日下午吧", "2026-11-22 下午"),
        ("en", "tomorrow after 3pm", "make it Friday", "2026-11-20 after 3pm"),
        ("en", "Friday morning", "sorry, can he come on Saturday at noon instead?", None),
    ],
)
def test_a_time_told_before_is_changed(reported, database, language, first, then, time):
    person, number = reported(language)
    person.say(first)
    assert tools(person.say(then)) == ["add_to_ticket"]
    now = ticket_of(database, number)["time"]
    assert now == time if time else "2026-11-21" in now


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("zh", "三楼，没有电梯"),
        ("zh", "来之前先打个电话"),
        ("zh", "遥控器也没反应"),
        ("en", "it's on the third floor, no lift"),
        ("en", "ring me first please"),
        ("en", "it smells burnt too"),
    ],
)
def test_what_whoever_comes_should_know_is_noted(reported, database, language, said):
    person, number = reported(language)
    person.say(said)
    assert notes_of(database, number) == [said]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("zh", "今天天气不错"),
        ("zh", "谢谢"),
        ("zh", "好的"),
        ("zh", "推荐一款适合老人用的洗衣机"),
        ("zh", "我明天再问问家里人"),
        ("zh", "明天能发货吗"),
        ("en", "see you tomorrow"),
        ("en", "when does my order arrive?"),
        ("en", "not sure yet"),
        ("en", "do you deliver on Saturday?"),
    ],
)
def test_what_is_about_something_else_is_not_put_on_the_ticket(reported, database, language, said):
    person, number = reported(language)
    assert tools(person.say(said)) == []
    assert ticket_of(database, number)["time"] == ""
    assert notes_of(database, number) == []


def test_a_day_that_is_ruled_out_is_noted_and_another_asked_for(reported, database):
    person, number = reported()
    person.say("周五下午")
    assert "什么时候" in person.say("周五单位加班，家里没人").reply
    person.say("那下周一上午")
    assert ticket_of(database, number)["time"] == "2026-11-23 上午"


def test_a_vague_product_is_asked_for_and_the_time_is_kept_meanwhile(reported, database):
    person, number = reported()
    asked = person.say("是柜机，明天上午")
    assert "1. " in asked.reply
    assert ticket_of(database, number)["time"] == "2026-11-19 上午"
    assert tools(person.say("3匹的")) == ["add_to_ticket"]


def test_another_appliance_gets_its_own_ticket_and_the_same_matter_does_not(reported):
    person, first = reported()
    second = person.say("还有，冰箱也不制冷了")
    assert tools(second) == ["open_ticket"]
    again = person.say("空调漏水，前面说过了")
    assert tools(again) == []
    assert first in again.reply


def test_another_fault_of_the_same_appliance_is_asked_about(reported, database):
    person, number = reported()
    asked = person.say("空调的外机有异响")
    assert asked.receipts == []
    person.say("补到那张单子上")
    assert notes_of(database, number) == ["空调的外机有异响"]
    person.say("空调跳闸")
    assert tools(person.say("另开一张")) == ["open_ticket"]
    assert tools(person.say("另开一张")) == []


def test_the_ticket_that_is_meant_is_withdrawn(reported, database):
    person, air_conditioner = reported()
    fridge = person.say("冰箱也不制冷了").receipts[0]["result"]["ticket"]
    assert "1. " in person.say("取消报修").reply
    assert tools(person.say("空调那张")) == ["withdraw_ticket"]
    assert ticket_of(database, air_conditioner)["state"] == "withdrawn"
    assert ticket_of(database, fridge)["state"] == "assigned"


def test_asking_how_to_cancel_withdraws_nothing(reported, database):
    person, number = reported("en")
    assert person.say("how do I cancel the repair?").receipts == []
    assert person.say("don't cancel it").receipts == []
    assert ticket_of(database, number)["state"] == "assigned"


@pytest.mark.parametrize(
    ("language", "said"),
    [("zh", "师傅什么时候来"), ("zh", "怎么样了"), ("en", "how is it going?"), ("en", "any news?")],
)
def test_how_it_is_going_is_told_with_the_time_that_was_agreed(reported, language, said):
    person, number = reported(language)
    person.say({"zh": "周日上午", "en": "Sunday morning"}[language])
    told = person.say(said).reply
    assert number in told
    assert {"zh": "周日", "en": "Sun"}[language] in told


def test_a_complaint_names_the_visit_it_is_about(reported):
    person, number = reported()
    (receipt,) = person.say("等了一天都没人来，我要投诉！").receipts
    assert receipt["result"]["kind"] == "complaint"
    assert receipt["result"]["about"] == number


def test_a_rating_goes_to_the_visit_of_the_talk(reported):
    person, number = reported("en")
    (receipt,) = person.say("He came and fixed it, five stars").receipts
    assert (receipt["tool"], receipt["result"]["ticket"]) == ("rate_service", number)


def test_urging_is_noted_and_answered_with_how_it_is_going(reported, database):
    person, number = reported("en")
    urged = person.say("please hurry, it's urgent")
    assert number in urged.reply
    assert notes_of(database, number) == ["please hurry, it's urgent"]


def test_whom_to_call_is_the_service_centre(reported):
    person, _ = reported("en")
    assert "0574-5550-0102" in person.say("what's the technician's phone number?").reply


def test_the_invoice_one_still_has_is_noted_and_asked_of_nobody(reported, database):
    person, number = reported()
    assert tools(person.say("发票还在，去年买的")) == ["add_to_ticket"]
    assert notes_of(database, number) == ["发票还在，去年买的"]


def test_what_is_ruled_out_beside_a_time_is_kept_in_the_writers_words(reported, database):
    person, number = reported("en")
    person.say("any day next week except wednesday")
    assert ticket_of(database, number)["time"].startswith("any day 2026-11-23")
    assert notes_of(database, number) == ["any day next week except wednesday"]


def test_a_time_for_both_is_told_of_both(reported, database):
    person, first = reported("en")
    second = person.say("also the fridge has stopped cooling").receipts[0]["result"]["ticket"]
    assert tools(person.say("come on Friday morning for both")) == ["add_to_ticket"] * 2
    for number in (first, second):
        assert ticket_of(database, number)["time"] == "2026-11-20 morning"


def test_a_complaint_about_an_earlier_visit_is_not_laid_to_the_one_to_come(reported):
    person, _ = reported()
    (receipt,) = person.say("我要投诉，上次来的师傅骂人").receipts
    assert receipt["result"]["about"] is None


def test_goods_that_came_damaged_are_no_repair(talk):
    reply = talk("dealer-south-en").say(
        "SO-000064 has come in. One of the TVs has a cracked screen, everything else is fine"
    )
    assert [p["tool"] for p in reply.proposals] == ["confirm_receipt"]


def test_pictures_cannot_be_taken_and_that_is_said(reported, database):
    person, number = reported()
    assert "图片" in person.say("我拍了几张照片").reply
    assert notes_of(database, number) == ["我拍了几张照片"]
    assert tools(person.say("能发视频给你看吗")) == []


def test_another_time_for_a_visit_of_an_earlier_talk_finds_its_ticket(talk, database):
    changed = talk("customer-east").say("之前约的师傅上门，麻烦改到周五下午")
    assert changed.receipts[0]["result"]["ticket"] == "TK-000074"
    assert ticket_of(database, "TK-000074")["time"] == "2026-11-20 下午"


def test_staff_are_shown_what_would_be_added_first(talk, database):
    office = talk("after-sales")
    office.say("TK-000074")
    (proposal,) = office.say("客户说改到周五下午上门").proposals
    assert proposal["tool"] == "add_to_ticket"
    assert ticket_of(database, "TK-000074")["time"] == ""
    assert tools(office.say("确认")) == ["add_to_ticket"]


def test_a_language_model_adds_by_the_same_tool_and_code_goes_on_from_there(sqlite_database, clock):
    def script(messages):
        if messages[-1]["role"] != "user":
            return says("好的，记下了。")
        if "漏水" in messages[-1]["content"]:
            return calls("open_ticket", kind="repair", description="空调漏水")
        told = {"product": "1.5匹挂机", "preferred_time": "2026-11-20 下午"}
        return calls("add_to_ticket", ticket="TK-000085", **told)

    with openai_api(script) as (url, requests):
        llm = chat_model(url, "key", "local", timeout=5)
        person = Talk(
            assistant_of(sqlite_database, clock, llm), actor_named(sqlite_database, CUSTOMER["zh"])
        )
        person.say("空调漏水")
        assert tools(person.say("1.5匹挂机，周五下午")) == ["add_to_ticket"]
    assert ticket_of(sqlite_database, "TK-000085")["time"] == "2026-11-20 下午"
    system = requests[0]["messages"][0]["content"]
    assert "add_to_ticket" in system
    assert "add_to_ticket" in {t["function"]["name"] for t in requests[0]["tools"]}
