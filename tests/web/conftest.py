"""The application over the demo network, and people who have signed in to it.

`house`     the services; `house.application()` may be given others in their place.
`client`    an HTTP client of the application, signed in as nobody.
`as_(name)` a client that holds the bearer token of a user of the demo network.
"""

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import timedelta
from typing import Protocol

import pytest
from fastapi.testclient import TestClient

from domain.clock import FrozenClock
from domain.database import Database
from domain.people.operations import find_user, grant_access
from domain.scope import SYSTEM
from knowledge.search import Knowledge
from tests.web.scripted import Scripted
from tools.all import REGISTRY
from tools.door import Door
from web.application import create_application
from web.services import Services


class As(Protocol):
    """A client signed in as a user; with `grants`, as an integration of his."""

    def __call__(self, username: str, grants: str = "") -> TestClient: ...


@pytest.fixture
def services(database: Database, clock: FrozenClock) -> Services:
    knowledge = Knowledge(database, None, None)
    door = Door(database, clock, knowledge, REGISTRY)
    return Services(
        database=database,
        clock=clock,
        door=door,
        assistant=Scripted(door, clock),
        knowledge=knowledge,
        ready=list,
        secure_cookies=False,
    )


@pytest.fixture
def client(services: Services) -> Iterator[TestClient]:
    with TestClient(create_application(services), follow_redirects=False) as client:
        yield client


def secret_of(services: Services, username: str, grants: str = "") -> str:
    """A session's secret, without the password."""
    now = services.clock.now()
    with services.database.write(SYSTEM) as session:
        user = find_user(session, username)
        return grant_access(
            session,
            user,
            kind="credential" if grants else "session",
            label="test",
            until=now + timedelta(hours=12),
            now=now,
            grants=grants,
        )


@pytest.fixture
def as_(services: Services, client: TestClient) -> Iterator[As]:
    with ExitStack() as stack:

        def signed_in(username: str, grants: str = "") -> TestClient:
            headers = {"Authorization": f"Bearer {secret_of(services, username, grants)}"}
            other = TestClient(client.app, headers=headers, follow_redirects=False)
            return stack.enter_context(other)

        yield signed_in
