"""A lead told over several messages is one lead, and a lead is no order."""

import pytest
from sqlalchemy import select

from domain.models.leads import Lead
from domain.models.proposals import Proposal
from domain.scope import SYSTEM


@pytest.fixture
def kept(database):
    """The leads: name, stage, phone, what it may bring in yuan, next day."""

    def rows():
        with database.read(SYSTEM) as session:
            found = session.scalars(select(Lead).order_by(Lead.id)).all()
            return [
                (
                    lead.name,
                    str(lead.stage),
                    lead.phone,
                    lead.expected // 100 if lead.expected else None,
                    lead.next_on.isoformat() if lead.next_on else None,
                )
                for lead in found
            ]

    return rows


def said(talk, user, *lines):
    person = talk(user)
    return [person.say(line) for line in lines]


def test_what_is_told_with_the_name_is_kept(talk, kept):
    said(
        talk, "dealer-east", "来了个客户，想装中央空调", "姓王，做民宿的，电话13812345678，预算3万"
    )
    assert kept() == [("王姓客户", "new", "13812345678", 30_000, None)]


def test_further_steps_go_to_the_lead_just_noted(talk, kept):
    said(
        talk,
        "dealer-east-en",
        "got a new lead",
        "Seaside Hotel, wants about 15 split ACs",
        "he will take 20, phone 13900001111",
        "quoted him today",
    )
    ((name, stage, phone, *_),) = kept()
    assert (name, stage, phone) == ("Seaside Hotel", "quoted", "13900001111")


def test_what_a_lead_wants_is_not_ordered(talk, kept, database):
    said(talk, "dealer-north", "昨天去拜访了星河公寓的赵总", "他要30台热水器，下月定")
    assert [row[:2] for row in kept()] == [("星河公寓赵总", "visited")]
    with database.read(SYSTEM) as session:
        assert session.scalars(select(Proposal)).all() == []


def test_other_business_in_between_does_not_lose_the_lead(talk, kept):
    said(talk, "dealer-west", "记个线索，李姐要换厨电", "额度还剩多少", "她定了")
    assert [row[1] for row in kept()] == ["won"]


def test_another_lead_is_another_lead(talk, kept):
    said(talk, "dealer-east", "记个线索，李姐要换厨电", "又来了个客户，问洗碗机", "孙总")
    assert [row[0] for row in kept()] == ["李姐", "孙总"]


@pytest.mark.parametrize("more", ["谢谢", "行了没事了，辛苦", "来10台1.5匹挂机", "额度还剩多少"])
def test_courtesies_and_other_matters_add_nothing_to_a_lead(talk, kept, more):
    person = talk("dealer-east")
    person.say("记个线索，李姐要换厨电")
    assert person.say(more).receipts == []


def test_a_lead_is_moved_on_by_its_place_in_the_list(talk, kept):
    said(
        talk,
        "dealer-east",
        "记个线索，李姐要换厨电",
        "再记个线索，孙总要装空调",
        "我有哪些线索",
        "第二个报价发过去了",
    )
    assert {row[0]: row[1] for row in kept()} == {"李姐": "quoted", "孙总": "new"}


def test_a_lead_noted_by_mistake_is_taken_back(talk, kept):
    said(talk, "dealer-suzhou", "记个线索，金鸡湖酒店要20台电视", "搞错了，这条不要了")
    assert [row[1] for row in kept()] == ["withdrawn"]
