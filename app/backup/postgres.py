"""PostgreSQL's own tools, run as the owner of the tables, who is let past the walls to read all."""

import os
import shutil
import subprocess
from pathlib import Path

from sqlalchemy.engine import URL

from app.faults import Fault

_EMPTY = """
DO $$ DECLARE name text; BEGIN
  FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = current_schema() LOOP
    EXECUTE format('DROP TABLE %I CASCADE', name);
  END LOOP;
END $$;
DROP SCHEMA IF EXISTS dbos CASCADE;
"""


def save(url: URL, content: Path) -> None:
    """Dump the database as it stands at one instant.

    Raises:
        Fault: pg_dump is missing, or says why it cannot.
    """
    _run(url, "pg_dump", "--format=custom", "--enable-row-security", *_PLAIN, f"--file={content}")


def bring_in(content: Path, url: URL) -> None:
    """Put the content in the place of all tables, in one transaction.

    Raises:
        Fault: pg_restore or psql is missing, or says why it cannot; nothing has changed then.
    """
    script, emptying = content.with_suffix(".sql"), content.with_suffix(".empty.sql")
    emptying.write_text(_EMPTY, encoding="utf-8")
    _run(None, "pg_restore", "--enable-row-security", *_PLAIN, f"--file={script}", str(content))
    _run(
        url, "psql", "--no-psqlrc", "--quiet", "--single-transaction",
        "--set=ON_ERROR_STOP=1", f"--file={emptying}", f"--file={script}",
    )  # fmt: skip


_PLAIN = ("--no-owner", "--no-privileges")
"""Roles differ from server to server; `upgrade` gives the serving role what it needs."""


def _run(url: URL | None, tool: str, *arguments: str) -> None:
    program = shutil.which(tool)
    if program is None:
        raise Fault(f"{tool} is not on the PATH; PostgreSQL's client programs bring it.")
    done = subprocess.run(
        [program, *arguments], env=_environment(url), capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        reason = done.stderr.strip().splitlines()
        raise Fault(f"{tool} failed: {reason[0] if reason else done.returncode}")


def _environment(url: URL | None) -> dict[str, str]:
    """The connection by environment, so that no password stands in a list of processes."""
    if url is None:
        return dict(os.environ)
    chosen = {
        "PGHOST": url.host,
        "PGPORT": url.port and str(url.port),
        "PGUSER": url.username,
        "PGPASSWORD": url.password,
        "PGDATABASE": url.database,
        "PGOPTIONS": "-c dealerdesk.level=head_office -c client_min_messages=warning",
    }
    return dict(os.environ) | {name: str(value) for name, value in chosen.items() if value}
