"""A conversation that somebody hands over is taken, answered and given back by a person."""

import pytest

from domain.conversations.pushing import mark_sent, unsent
from domain.errors import Forbidden, NotFound, WrongState
from domain.models.conversations import Conversation
from domain.models.people import ChatLink
from domain.scope import SYSTEM
from tests.factories.desk import caller_of
from tests.factories.talk import Talk, assistant_of


@pytest.fixture
def talk(database, clock, actor):
    talk = Talk(assistant_of(database, clock), actor("dealer-east"))
    assert talk.say("转人工").handoff == "waiting"
    return talk


@pytest.fixture
def clerk(actor):
    return caller_of(actor("customer-service"))


def named(talk):
    return {"conversation": talk.conversation_id}


def test_a_person_takes_over_and_the_assistant_keeps_silent(door, talk, clerk):
    (waiting,) = door.call("waiting_conversations", {}, clerk).result["conversations"]
    assert (waiting["conversation"], waiting["handoff"]) == (talk.conversation_id, "waiting")
    door.call("take_conversation", named(talk), clerk)
    assert talk.say("我的货到哪了").reply == ""
    door.call("answer_conversation", named(talk) | {"text": "您好，我是客服小林"}, clerk)
    said = talk.assistant.history(talk.actor, talk.conversation_id)
    assert (said[-1]["author"], said[-1]["text"]) == ("staff", "您好，我是客服小林")
    assert door.call("return_conversation", named(talk), clerk).result["handoff"] == "none"
    assert talk.say("订单到哪了").reply != ""


def test_two_people_cannot_take_the_same_conversation(door, actor, talk, clerk):
    door.call("take_conversation", named(talk), clerk)
    with pytest.raises(WrongState):
        door.call("take_conversation", named(talk), caller_of(actor("headoffice")))


def test_what_nobody_handed_over_is_read_by_nobody(door, actor, database, clock, clerk):
    quiet = Talk(assistant_of(database, clock), actor("dealer-north"))
    quiet.say("你好")
    with pytest.raises(NotFound):
        door.call("take_conversation", named(quiet), clerk)
    for stranger in ("dealer-east", "manager-east"):
        with pytest.raises(Forbidden):
            door.call("waiting_conversations", {}, caller_of(actor(stranger)))


def test_nothing_is_said_in_a_conversation_that_was_not_taken(door, talk, clerk):
    with pytest.raises(WrongState):
        door.call("answer_conversation", named(talk) | {"text": "您好"}, clerk)


def test_an_answer_waits_for_the_chat_channel_once(door, talk, clerk, database, clock):
    with database.write(SYSTEM) as session:
        session.get_one(Conversation, talk.conversation_id).channel = "telegram"
        session.add(
            ChatLink(
                channel="telegram",
                account="7:42",
                user_id=talk.actor.user_id,
                linked_at=clock.now(),
                revoked_at=None,
                conversation_id=talk.conversation_id,
                last_update=None,
                last_update_at=None,
            )
        )
    door.call("take_conversation", named(talk), clerk)
    door.call("answer_conversation", named(talk) | {"text": "马上帮您查"}, clerk)
    with database.write(SYSTEM) as session:
        (waiting,) = unsent(session, "telegram")
        assert (waiting.account, waiting.text) == ("7:42", "马上帮您查")
        mark_sent(session, "telegram", waiting.message_id)
        assert unsent(session, "telegram") == []
