"""Writing down executions, refusals and the work that follows from them."""

import hashlib
import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, insert, select, text
from sqlalchemy.orm import Session

from domain.database import actor_of
from domain.errors import Replayed
from domain.models.log import Command, CommandText, Event, Refusal
from domain.statements import Prepared


@dataclass(frozen=True, slots=True)
class Receipt:
    """The proof that a command was executed, once."""

    command: str
    tool: str
    result: dict[str, Any]
    at: datetime


@dataclass(frozen=True, slots=True)
class Execution:
    """What is about to be executed, for the log.

    Arguments:
        key: the command id, unique with its actor.
        arguments: what was asked, as JSON; a repetition must bring the same.
        dealer_id: the dealer it is done for, if any.
        channel: web, telegram, terminal, api, …
        model: the model that composed the call; empty when a person filled in a form.
        proposal: the proposal confirmed, if any.
    """

    key: str
    tool: str
    arguments: dict[str, Any]
    dealer_id: int | None
    channel: str
    request_id: str
    model: str = ""
    proposal: str | None = None
    terms: dict[str, Any] = field(default_factory=dict)


_command = Command.__table__
_FIND = Prepared(
    select(_command.c.tool, _command.c.input_hash, _command.c.result, _command.c.at).where(
        _command.c.actor_id == bindparam("actor"), _command.c.key == bindparam("command")
    )
)
_WRITE_COMMAND = Prepared(insert(Command).returning(_command.c.id))
_WRITE_TEXT = Prepared(insert(CommandText))
_event = Event.__table__
_WRITE_EVENT = Prepared(
    text(  # which both databases understand; SQLAlchemy has an insert of this kind for each
        "INSERT INTO event (name, key, arguments, at) VALUES (:name, :key, :arguments, :at)"
        " ON CONFLICT (key) DO NOTHING"
    ).bindparams(
        bindparam("arguments", type_=_event.c.arguments.type),
        bindparam("at", type_=_event.c.at.type),
    )
)


def earlier_receipt(session: Session, key: str, arguments: dict[str, Any]) -> Receipt | None:
    """The receipt of this actor's command `key`, if it was executed before.

    Raises:
        Replayed: it was executed with other arguments.
    """
    found = _FIND.first(session, {"actor": actor_of(session).user_id, "command": key})
    if found is None:
        return None
    tool, hashed, result, at = found
    if hashed != input_hash(arguments):
        raise Replayed(command=key)
    return Receipt(key, tool, result, at)


def record(session: Session, execution: Execution, result: dict[str, Any], at: datetime) -> Receipt:
    """Write the command row of an execution, in its transaction, and return its receipt."""
    command_id = _WRITE_COMMAND.value(
        session,
        {
            "key": execution.key,
            "actor_id": actor_of(session).user_id,
            "dealer_id": execution.dealer_id,
            "tool": execution.tool,
            "input_hash": input_hash(execution.arguments),
            "channel": execution.channel,
            "model": execution.model,
            "request_id": execution.request_id,
            "proposal": execution.proposal,
            "terms": execution.terms,
            "result": result,
            "at": at,
        },
    )
    _WRITE_TEXT.run(session, {"command_id": command_id, "arguments": execution.arguments})
    return Receipt(execution.key, execution.tool, result, at)


def record_refusal(
    session: Session,
    *,
    tool: str,
    code: str,
    reference: str,
    channel: str,
    request_id: str,
    at: datetime,
) -> None:
    """Write down an attempt to reach what is not the actor's.

    `reference` is what he asked for, cut to 64 characters.
    """
    session.add(
        Refusal(
            actor_id=actor_of(session).user_id,
            tool=tool,
            code=code,
            reference=reference[:64],
            channel=channel,
            request_id=request_id,
            at=at,
        )
    )


def later(session: Session, name: str, key: str, arguments: dict[str, Any], at: datetime) -> None:
    """Ask for work that follows from this transaction: it happens if and only if it commits.

    Arguments:
        name: which work.
        key: names the consequence; asked for twice, it is written once.
        arguments: keys of records, never their contents.
        at: the instant of the transaction.
    """
    _WRITE_EVENT.run(session, {"name": name, "key": key, "arguments": arguments, "at": at})


def input_hash(arguments: dict[str, Any]) -> str:
    """SHA-256 over the canonical JSON of the arguments (sorted keys, no spaces), in hex."""
    canonical = json.dumps(arguments, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()
