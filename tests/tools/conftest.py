"""What the tests of the tools share."""

import pytest

from domain.clock import FrozenClock
from domain.database import Database
from tests.factories.desk import door_of
from tools.door import Door


@pytest.fixture
def door(database: Database, clock: FrozenClock) -> Door:
    return door_of(database, clock)
