"""Acting as a user on this machine: the house without its search index, and who he is."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.house import House, open_house
from app.local import CHANNEL
from app.logs import begin_command
from app.people import active_user
from app.settings import settings_for
from domain.people.queries import actor_from
from domain.scope import SYSTEM
from tools.call import Caller


@contextmanager
def acting_as(username: str, data: Path | None) -> Iterator[tuple[House, Caller]]:
    """The house of this data folder, and the user of this name as its door knows him.

    Raises:
        NotReady: there is no database, or it has another version.
        Fault: nobody has this name, or he is disabled.
    """
    settings = settings_for(data)
    request_id = begin_command(settings)
    house = open_house(settings, serving=False)
    try:
        with house.database.read(SYSTEM) as session:
            actor = actor_from(active_user(session, username))
        yield house, Caller(actor, CHANNEL, request_id, actor.language)
    finally:
        house.close()
