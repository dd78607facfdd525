"""A door, and people who come to it."""

from domain.clock import Clock
from domain.database import Database
from domain.scope import Actor
from knowledge.search import Knowledge
from tools.all import REGISTRY
from tools.call import Caller
from tools.door import Door


def door_of(database: Database, clock: Clock) -> Door:
    """The product's door on `database`, its knowledge without a Chroma folder."""
    return Door(database, clock, Knowledge(database, None, None), REGISTRY)


def caller_of(actor: Actor, language: str = "zh", **given: object) -> Caller:
    """Somebody who comes by the web."""
    values = {"channel": "web", "request_id": "test"} | given
    return Caller(actor=actor, language=language, **values)  # type: ignore[arg-type]
