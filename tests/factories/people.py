"""People of the demo network."""

from domain.database import Database
from domain.people.operations import find_user
from domain.people.queries import actor_from
from domain.scope import SYSTEM, Actor


def actor_named(database: Database, username: str) -> Actor:
    """The actor that a user is, such as `dealer-east` or `finance`."""
    with database.read(SYSTEM) as session:
        return actor_from(find_user(session, username))
