"""Prepared statements that carry the ORM's wall: hot reads of what only some may see.

    _VISIBLE = Confined(lambda actor: select(_warehouse.c.id).where(wall(Warehouse, actor)))
    _VISIBLE.rows(session, {})

The wall is the table's own (`Scoped.visible_to`), so there is one rule, whichever way is read.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from sqlalchemy import bindparam, true
from sqlalchemy.orm import Session

from domain.database import Scoped, actor_of
from domain.scope import Actor, Level, Role
from domain.statements import Prepared, Values

_OWNERS = ("user_id", "dealer_id", "region_id", "customer_id")


def wall(table: type[Scoped], actor: Actor) -> Any:
    """The condition that confines `actor` to the rows of `table` he may see."""
    return true() if actor.level is Level.HEAD_OFFICE else table.visible_to(actor)


class Confined:
    """A prepared select under the wall of whoever the session is bound to.

    Arguments:
        build: makes the statement for an actor; called once for each role, with an actor whose
            keys are parameters.
    """

    def __init__(self, build: Callable[[Actor], Any]) -> None:
        self._build = build
        self._forms: dict[Role, Prepared] = {}

    def rows(self, session: Session, values: Values) -> list[tuple[Any, ...]]:
        """All rows that the session's actor may see, as plain tuples.

        Raises:
            Forbidden: the session has no actor.
        """
        actor = actor_of(session)
        owners = {f"actor_{name}": getattr(actor, name) for name in _OWNERS}
        return self._form(actor).rows(session, values | owners)

    def _form(self, actor: Actor) -> Prepared:
        if actor.role not in self._forms:
            anybody: Any = {name: bindparam(f"actor_{name}") for name in _OWNERS}
            self._forms[actor.role] = Prepared(self._build(replace(actor, **anybody)))
        return self._forms[actor.role]
