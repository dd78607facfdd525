"""The demo network that tests live in: always the same one."""

from datetime import UTC, datetime

from domain.database import Database
from domain.demo import make_demo

NOW = datetime(2026, 11, 18, 2, 30, tzinfo=UTC)
"""A Wednesday, half past ten in the morning in Shanghai."""
SEED = 7
PASSWORDS: dict[str, str] = {}


def fill(database: Database) -> None:
    """Make the small demo network and remember its passwords."""
    people = make_demo(database, NOW, seed=SEED, scale="small", password_seed=SEED)
    PASSWORDS.update({person.username: person.password for person in people})
