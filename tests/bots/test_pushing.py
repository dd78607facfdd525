"""What a person of the brand answers reaches the one who asked, once."""

from domain.conversations.handover import answer, take
from domain.models.conversations import Conversation, Handoff
from domain.scope import SYSTEM


def test_an_answer_of_staff_is_brought_once(house, linked_phone, bot):
    mine = linked_phone("dealer-east")
    with bot():
        mine.says("hello")
        assert mine.texts(1) == ["hello"]
        with house.database.write(SYSTEM) as session:
            (talk,) = session.query(Conversation).all()
            talk.handoff = Handoff.WAITING
            session.flush()
            take(session, talk, house.clock.now())
            answer(session, talk, "您好，我来帮您", house.clock.now())
        assert mine.texts(2)[-1] == "您好，我来帮您"
    with bot():
        mine.says("/help")
        assert len(mine.texts(3)) == 3
