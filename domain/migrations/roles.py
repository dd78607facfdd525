"""What the serving role may do on PostgreSQL: what it needs, and nothing past row security."""

from sqlalchemy import Connection, bindparam, text
from sqlalchemy.orm import Session

from domain.errors import NotFound

SERVING_ROLE = "dealerdesk_app"
"""The name of the role unless an operator chose another."""

APPEND_ONLY = frozenset({"move", "command", "audit_block", "refusal", "lead_note"})
ERASABLE = frozenset(
    {
        "order_line",  # rewritten when an order is changed
        "conversation",
        "message",
        "proposal",
        "command_text",
        "access_token",
        "link_token",
        "switch",
        "article",
        "event",  # delivered ones, after a while
        "daily_sales",
        "report_file",  # those that no report refers to
    }
)
"""Tables whose rows may go; everything else is ended, not deleted."""

_COLUMNS = {"event": "taken_at"}
"""Tables of which only one column may be updated."""

_TABLES = text(
    "SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY tablename"
)
_ROLE = text("SELECT 1 FROM pg_roles WHERE rolname = :role").bindparams(bindparam("role"))
_DANGERS = text(
    "SELECT rolsuper OR rolbypassrls OR EXISTS ("
    " SELECT 1 FROM pg_tables WHERE schemaname = current_schema()"
    " AND tablename <> 'alembic_version' AND pg_has_role(current_user, tableowner, 'USAGE'))"
    " FROM pg_roles WHERE rolname = current_user"
)


def grant(connection: Connection, role: str) -> None:
    """Give `role` exactly what serving needs on every table, whatever it had before.

    Raises:
        NotFound: there is no such role.
    """
    if connection.execute(_ROLE, {"role": role}).scalar() is None:
        raise NotFound("role", text=role)
    name = connection.dialect.identifier_preparer.quote(role)
    schema = connection.dialect.identifier_preparer.quote(
        connection.exec_driver_sql("SELECT current_schema()").scalar_one()
    )
    run = connection.exec_driver_sql
    run(f"GRANT USAGE ON SCHEMA {schema} TO {name}")
    run(f"REVOKE ALL ON ALL TABLES IN SCHEMA {schema} FROM {name}")
    run(f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA {schema} TO {name}")
    for table in connection.execute(_TABLES).scalars().all():
        run(f'GRANT {", ".join(privileges(table))} ON "{table}" TO {name}')


def privileges(table: str) -> list[str]:
    """What the serving role may do with a table."""
    if table == "alembic_version":
        return ["SELECT"]
    allowed = ["SELECT", "INSERT"]
    if table not in APPEND_ONLY:
        allowed.append(f"UPDATE ({_COLUMNS[table]})" if table in _COLUMNS else "UPDATE")
    if table in ERASABLE:
        allowed.append("DELETE")
    return allowed


def serving_role_is_safe(session: Session) -> bool:
    """Whether row security holds for this session's role: it is no superuser, may not bypass row
    security, and does not own the tables. Always true on SQLite, which knows no roles."""
    if session.get_bind().dialect.name == "sqlite":
        return True
    return not session.execute(_DANGERS).scalar_one()
