"""A house with a scripted assistant, a local Bot API, and a bot between them.

`telegram`      the Bot API server; what the bot did is read from it.
`house`         what the bot is given; `house.assistant` is scripted.
`bot`           starts a bot for the length of a `with`: again, and it has restarted.
`phone`         makes the phone of an account; `linked_phone(name)` one that is linked.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from itertools import count

import pytest

from bots.telegram.desk import CHANNEL, Answers
from bots.telegram.running import run_until_stopped
from domain.clock import FrozenClock
from domain.database import Database
from domain.people.operations import find_user, link_account, make_link
from domain.scope import SYSTEM
from tests.bots.bot_api import BOT_ID, TOKEN, BotApi
from tests.bots.phone import Phone
from tests.bots.scripted import Scripted
from tests.factories.desk import door_of
from tools.door import Door

LULL = 0.15
Bot = Callable[[], AbstractContextManager[None]]


@dataclass
class House:
    """What the channel is given."""

    database: Database
    clock: FrozenClock
    door: Door
    assistant: Answers


@pytest.fixture
def telegram() -> Iterator[BotApi]:
    with BotApi() as api:
        yield api


@pytest.fixture
def house(sqlite_database: Database, clock: FrozenClock) -> House:
    door = door_of(sqlite_database, clock)
    return House(sqlite_database, clock, door, Scripted(sqlite_database, door, clock))


@pytest.fixture
def bot(house: House, telegram: BotApi) -> Bot:
    return lambda: running(house, telegram)


@pytest.fixture
def phone(telegram: BotApi) -> Callable[..., Phone]:
    accounts = count(880_001)
    return lambda language="zh-hans": Phone(telegram, next(accounts), language)


@pytest.fixture
def linked_phone(house: House, phone: Callable[..., Phone]) -> Callable[[str], Phone]:
    def linked(username: str) -> Phone:
        mine = phone()
        secret = link_secret(house, username)
        with house.database.write(SYSTEM) as session:
            account = f"{BOT_ID}:{mine.account}"
            link_account(session, secret, CHANNEL, account, house.clock.now())
        return mine

    return linked


def link_secret(house: House, username: str) -> str:
    """A secret that links an account to this user."""
    with house.database.write(SYSTEM) as session:
        user = find_user(session, username)
        return make_link(session, user.id, CHANNEL, house.clock.now())


@contextmanager
def running(house: House, telegram: BotApi, pause: float = 0.0) -> Iterator[None]:
    """A bot at work in a thread of its own."""
    stop, failed = threading.Event(), list[BaseException]()

    def work() -> None:
        try:
            run_until_stopped(
                house, token=TOKEN, api_base=telegram.url, stop=stop, pause=pause, lull=LULL
            )
        except BaseException as error:
            failed.append(error)

    thread = threading.Thread(target=work)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(30)
    assert not thread.is_alive()
    assert not failed, failed
