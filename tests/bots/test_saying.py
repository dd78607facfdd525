"""Something is said unasked while the bot runs, by a thread beside it."""

import threading
from contextlib import contextmanager

from bots.telegram.running import run_until_stopped
from tests.bots.bot_api import BOT_ID, TOKEN


def test_it_arrives_unless_the_person_knows_another_bot_or_has_blocked_this_one(house, telegram):
    stop, arrived = threading.Event(), list[bool]()

    @contextmanager
    def beside(say):
        arrived.append(say(f"{BOT_ID}:70001", "问题日报"))
        arrived.append(say("99:70001", "问题日报"))
        telegram.refuse("sendMessage", 403, "Forbidden: bot was blocked by the user")
        arrived.append(say(f"{BOT_ID}:70002", "问题日报"))
        stop.set()
        yield

    run_until_stopped(
        house, token=TOKEN, api_base=telegram.url, stop=stop, pause=0.0, beside=beside
    )
    assert arrived == [True, False, False]
    assert telegram.of("sendMessage")[0]["text"] == "问题日报"
