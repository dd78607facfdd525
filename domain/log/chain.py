"""The audit chain: blocks of commands, each with a hash over its commands and the block before.

    hash = SHA-256(hash of the block before ‖ canonical JSON of each command, in the order of keys)

Altering, removing or slipping in a command of a closed block shows, unless all later blocks are
forged as well; whoever keeps a copy of the latest hash elsewhere notices that too.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import takewhile
from typing import Any

from sqlalchemy import Row, Table, select
from sqlalchemy.orm import Session

from domain.database import actor_of
from domain.models.log import AuditBlock, Command
from domain.scope import Permission

BLOCK = 1_000
"""Commands in a block at most."""
SETTLED = timedelta(minutes=2)
"""Younger commands stay out of blocks: one with a smaller key may be about to commit."""

_command: Table = Command.__table__  # type: ignore[assignment]
_COLUMNS = sorted(_command.c, key=lambda column: column.name)


def extend(session: Session, now: datetime) -> AuditBlock | None:
    """Close the next block, if there are settled commands that no block holds.

    Raises:
        sqlalchemy.exc.IntegrityError: somebody else closed it at the same moment.
    """
    actor_of(session).require(Permission.READ_AUDIT)
    before = session.scalars(select(AuditBlock).order_by(AuditBlock.id.desc()).limit(1)).first()
    query = select(*_COLUMNS).order_by(_command.c.id).limit(BLOCK)
    if before is not None:
        query = query.where(_command.c.id > before.last)
    found = session.connection().execute(query).all()
    settled = list(takewhile(lambda row: row.at <= now - SETTLED, found))
    if not settled:
        return None
    block = AuditBlock(
        id=before.id + 1 if before else 1,  # two of one number cannot be: the chain never forks
        first=settled[0].id,
        last=settled[-1].id,
        hash=_hash(before.hash if before else "", settled),
        made_at=now,
    )
    session.add(block)
    session.flush()
    return block


def prove_chain(session: Session) -> list[str]:
    """What in the audit chain is not as it was when it was closed; nothing when all is well."""
    actor_of(session).require(Permission.READ_AUDIT)
    return list(_faults(session))


def _faults(session: Session) -> Iterator[str]:
    number, last, before = 0, 0, ""
    for block in session.scalars(select(AuditBlock).order_by(AuditBlock.id)):
        if block.id != number + 1:
            yield f"audit blocks {number + 1} to {block.id - 1} are missing"
        rows = session.connection().execute(
            select(*_COLUMNS)
            .where(_command.c.id > last, _command.c.id <= block.last)
            .order_by(_command.c.id)
        )
        if _hash(before, rows) != block.hash:
            yield f"commands {block.first} to {block.last} differ from audit block {block.id}"
        number, last, before = block.id, block.last, block.hash


def _hash(before: str, commands: Iterable[Row[Any]]) -> str:
    digest = hashlib.sha256(before.encode())
    for command in commands:
        fields = {name: _plain(value) for name, value in command._mapping.items()}
        canonical = json.dumps(fields, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        digest.update(canonical.encode())
    return digest.hexdigest()


def _plain(value: Any) -> Any:
    return value.astimezone(UTC).isoformat() if isinstance(value, datetime) else value
