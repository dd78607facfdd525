"""What playing a case takes: the demo network, a door on it, and its gold actions done."""

from pathlib import Path
from typing import Any

from domain.clock import FrozenClock
from domain.database import Database
from domain.log.operations import Receipt
from domain.scope import Actor
from evals.cases import Case, Figure, GoldAction
from tests.factories.databases import SqliteTemplates
from tests.factories.desk import caller_of, door_of
from tests.factories.network import NOW
from tests.factories.people import actor_named
from tools.door import Answer, Door
from tools.proposals import Proposed


class Place:
    """A demo network of its own, and the speaker of a case who comes to its door."""

    def __init__(self, templates: SqliteTemplates, path: Path, case: Case) -> None:
        self.database: Database = templates.copy("demo", path)
        self.door: Door = door_of(self.database, FrozenClock(NOW))
        self.actor: Actor = actor_named(self.database, case.who)

    def do(self, action: GoldAction) -> Receipt:
        """Carry an action out, as its speaker would: a proposal is confirmed."""
        caller = caller_of(self.actor, channel="eval")
        outcome = self.door.call(action.tool, action.arguments, caller)
        if isinstance(outcome, Proposed):
            return self.door.confirm(outcome.id, caller)
        assert isinstance(outcome, Receipt), f"{action.tool} only reads"
        return outcome

    def value(self, figure: Figure) -> Any:
        """What a figure is before the dialogue begins."""
        caller = caller_of(self.actor, channel="eval")
        outcome = self.door.call(figure.tool, figure.arguments, caller)
        assert isinstance(outcome, Answer)
        value: Any = outcome.result
        for key in figure.path.split("."):
            value = value[int(key)] if key.isdigit() else value[key]
        return value

    def close(self) -> None:
        self.database.close()
