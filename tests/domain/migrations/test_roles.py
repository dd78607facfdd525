"""What the serving role may do on PostgreSQL."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError

from domain.database import Base, Database, Scoped
from domain.migrations.roles import serving_role_is_safe
from domain.scope import SYSTEM

pytestmark = pytest.mark.postgres

WALLED = text(
    "SELECT relname FROM pg_class WHERE relkind = 'r' AND relrowsecurity AND relforcerowsecurity"
)


@pytest.fixture
def served(postgres_templates):
    with postgres_templates.clone("demo") as database:
        yield database


def test_every_table_whose_rows_belong_to_somebody_is_walled(served: Database):
    mappers = [m for m in Base.registry.mappers if issubclass(m.class_, Scoped)]
    scoped = {str(m.local_table) for m in mappers}
    with served.read(SYSTEM) as session:
        assert set(session.scalars(WALLED)) == scoped


@pytest.mark.parametrize("table", ["move", "command", "audit_block", "refusal"])
@pytest.mark.parametrize("deed", ["UPDATE {} SET id = id", "DELETE FROM {}"])
def test_what_was_written_down_stays(served: Database, table: str, deed: str):
    refused = pytest.raises(ProgrammingError, match="permission denied")
    with served.write(SYSTEM) as session, refused:
        session.execute(text(deed.format(table)))


def test_of_an_event_only_its_taking_may_be_altered(served: Database):
    with served.write(SYSTEM) as session:
        session.execute(text("UPDATE event SET taken_at = now()"))
        with pytest.raises(ProgrammingError, match="permission denied"):
            session.execute(text("UPDATE event SET name = 'x'"))


def test_tables_cannot_be_altered(served: Database):
    refused = pytest.raises(ProgrammingError, match="must be owner")
    with served.write(SYSTEM) as session, refused:
        session.execute(text('ALTER TABLE "order" DISABLE ROW LEVEL SECURITY'))


def test_the_serving_role_is_safe_and_the_owner_is_not(served: Database, postgres_templates):
    with served.read(SYSTEM) as session:
        assert serving_role_is_safe(session)
    with postgres_templates.blank() as url:
        owner = Database(url)
        with owner.read(SYSTEM) as session:
            assert not serving_role_is_safe(session)
        owner.close()
