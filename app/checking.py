"""Everything that can be proved about a house, check by check."""

import sqlite3
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from sqlalchemy import text

from app.local import Local
from domain.ledger.checks import prove
from domain.log.chain import prove_chain
from domain.migrations.roles import serving_role_is_safe
from domain.scope import SYSTEM


@dataclass(frozen=True, slots=True)
class Check:
    """What was looked at, and what is wrong with it.

    Arguments:
        warning: worth mending, but nothing is wrong yet.
    """

    name: str
    faults: list[str]
    warning: bool = False


def checks(at_work: Local) -> Iterator[Check]:
    """All checks, each as soon as it is made. That the version fits was seen before."""
    libraries = library_faults(sys.version_info[:2], sqlite3.sqlite_version_info)
    yield Check("Python and SQLite", libraries, warning=True)
    with at_work.database.read(SYSTEM) as session:
        if at_work.database.is_sqlite:
            whole = session.execute(text("PRAGMA integrity_check")).scalars()
            yield Check("database file", [line for line in whole if line != "ok"])
            loose = session.execute(text("PRAGMA foreign_key_check")).all()
            yield Check("references", sorted({f"{row[0]} refers to no {row[2]}" for row in loose}))
        else:
            role = [] if serving_role_is_safe(session) else ["the serving role is not confined"]
            yield Check("row security", role)
        yield Check("ledger", prove(session))
        yield Check("audit chain", prove_chain(session))


def failed(made: list[Check]) -> bool:
    """Whether a check that is no warning found a fault."""
    return any(chain.from_iterable(check.faults for check in made if not check.warning))


def library_faults(python: tuple[int, int], sqlite: tuple[int, ...]) -> list[str]:
    """What the durable work cannot live with: the engine's upserts fail on this pair."""
    if python < (3, 12) or sqlite >= (3, 42):
        return []
    versions = f"Python {python[0]}.{python[1]} with SQLite {'.'.join(map(str, sqlite))}"
    return [f"{versions}: durable work needs SQLite 3.42, or Python 3.11"]
