"""Who calls a tool, and what a tool is given."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from domain.catalogue.queries import promotion_names
from domain.clock import business_date
from domain.database import Database
from domain.scope import SYSTEM, Actor
from knowledge.search import Knowledge


@dataclass(frozen=True, slots=True)
class Caller:
    """The signed-in person and the way he came. No model can see or set any of this.

    Arguments:
        channel: web, telegram, terminal, api, mcp.
        language: `zh` or `en`, in which previews and sentences are written.
        model: the model that composes the calls; empty for a screen or an integration.
        grants: of an API credential; `execute` allows direct execution.
    """

    actor: Actor
    channel: str
    request_id: str
    language: str
    model: str = ""
    conversation_id: str | None = None
    grants: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Call:
    """One run of a tool: a session that sees what the caller may see, and the present instant.

    Arguments:
        command: the command id of the execution; empty for a read or a plan.
    """

    session: Session
    caller: Caller
    now: datetime
    command: str
    database: Database
    knowledge: Knowledge

    @property
    def actor(self) -> Actor:
        return self.caller.actor

    @property
    def language(self) -> str:
        return self.caller.language

    @property
    def today(self) -> date:
        return business_date(self.now, self.actor.time_zone)

    def named(self, thing: object) -> str:
        """A record's name in the caller's language."""
        return str(getattr(thing, f"name_{self.language}"))

    def promotion_name(self, code: str | None) -> str | None:
        """A promotion's name in the caller's language."""
        if code is None:
            return None
        found = promotion_names(self.session, {code}).get(code)
        return found[self.language != "zh"] if found else None

    @contextmanager
    def as_system(self) -> Iterator[Session]:
        """A reading session without a wall, for rules that show a neighbour's record in part."""
        with self.database.read(SYSTEM) as session:
            yield session
