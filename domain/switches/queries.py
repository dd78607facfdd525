"""Asking whether something is turned off."""

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from domain.errors import SwitchedOff
from domain.models.switches import Switch
from domain.statements import Prepared

_switch = Switch.__table__
_IS_OFF = Prepared(select(_switch.c.name).where(_switch.c.name == bindparam("switch")))


def require_on(session: Session, name: str) -> None:
    """Raises `SwitchedOff` while `name` (`assistant` or `tool:<name>`) is turned off."""
    if _IS_OFF.first(session, {"switch": name}) is not None:
        raise SwitchedOff(name)


def switched_off(session: Session) -> list[Switch]:
    """All that is turned off at present."""
    return list(session.scalars(select(Switch).order_by(Switch.name)))
