"""Calling tools for a visitor: every write of a screen or a program goes through the one door."""

import hashlib
from dataclasses import asdict
from typing import Any

from fastapi import Request

from domain.errors import Invalid
from domain.log.operations import Receipt
from tools.door import Outcome
from web.identity import Visitor
from web.metrics import metrics_of
from web.services import services_of

KEY_HEADER = "Idempotency-Key"
_LONGEST_KEY = 200


def call_tool(
    request: Request,
    visitor: Visitor,
    name: str,
    arguments: dict[str, Any],
    conversation_id: str | None = None,
) -> Outcome:
    """Run a tool: a read answers, a note is executed, a commit becomes a proposal.

    Arguments:
        conversation_id: where a proposal is to be decided, if in a conversation of the visitor.

    Raises:
        DomainError: any refusal.
    """
    door, caller = services_of(request).door, visitor.caller(conversation_id)
    with metrics_of(request).tool(_known(request, name)):
        return door.call(name, arguments, caller, command_id(request, visitor, name))


def execute_tool(
    request: Request, visitor: Visitor, name: str, arguments: dict[str, Any], command: str
) -> Receipt:
    """Execute a tool at once, for a credential that holds the grant.

    Raises:
        DomainError: any refusal.
    """
    door = services_of(request).door
    with metrics_of(request).tool(_known(request, name)):
        return door.execute(name, arguments, visitor.caller(), command)


def confirm_proposal(request: Request, visitor: Visitor, proposal_id: str) -> Receipt:
    """Execute a proposal of the visitor, exactly once.

    Raises:
        DomainError: as `Door.confirm`.
    """
    with metrics_of(request).tool("confirm"):
        return services_of(request).door.confirm(proposal_id, visitor.caller())


def reject_proposal(request: Request, visitor: Visitor, proposal_id: str) -> None:
    """Withdraw a proposal of the visitor.

    Raises:
        DomainError: as `Door.reject`.
    """
    with metrics_of(request).tool("reject"):
        services_of(request).door.reject(proposal_id, visitor.caller())


def command_id(request: Request, visitor: Visitor, what: str) -> str | None:
    """The command id that the client's idempotency key stands for, if it sent one.

    Hashed with the person and what he calls, so that no two of them ever share an id.

    Raises:
        Invalid: the key is empty, too long, or not printable.
    """
    key = request.headers.get(KEY_HEADER)
    if key is None:
        return None
    if not key.strip() or len(key) > _LONGEST_KEY or not key.isprintable():
        raise Invalid("arguments", fields=[{"field": KEY_HEADER, "fault": "unreadable"}])
    return hashlib.sha256(f"{visitor.actor.user_id}\n{what}\n{key}".encode()).hexdigest()[:32]


def receipt_shown(receipt: Receipt) -> dict[str, Any]:
    """`{"command","tool","result","at"}`"""
    return asdict(receipt) | {"at": receipt.at.isoformat()}


def _known(request: Request, name: str) -> str:
    return name if name in services_of(request).door.registry.tools else "unknown"


def decide_in_conversation(
    request: Request, visitor: Visitor, proposal_id: str, accept: bool
) -> dict[str, Any]:
    """Confirm or reject a proposal by a button of a conversation, which keeps the outcome.

    Raises:
        DomainError: as `Assistant.decide`.
    """
    with metrics_of(request).tool("confirm" if accept else "reject"):
        reply = services_of(request).assistant.decide(proposal_id, visitor.caller(), accept)
    return asdict(reply)
