"""Run by Alembic with the connection that `upgrade` opened; it commits nothing itself."""

from alembic import context

import domain.models  # noqa: F401 - registers the tables
from domain.database import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
