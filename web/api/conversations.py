"""The caller's own conversations."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request

from web.identity import CurrentVisitor
from web.services import services_of

router = APIRouter(prefix="/api/conversations", tags=["conversation"])

Limit = Annotated[int, Query(ge=1, le=200)]


@router.get("")
def conversations(request: Request, visitor: CurrentVisitor, limit: Limit = 30) -> dict[str, Any]:
    """The caller's conversations, the latest first."""
    assistant = services_of(request).assistant
    return {"conversations": assistant.conversations(visitor.actor, limit)}


@router.get("/{conversation_id}")
def conversation(
    request: Request, visitor: CurrentVisitor, conversation_id: str, limit: Limit = 100
) -> dict[str, Any]:
    """The latest messages of one of the caller's conversations, oldest first."""
    assistant = services_of(request).assistant
    messages = assistant.history(visitor.actor, conversation_id, limit)
    return {"conversation_id": conversation_id, "messages": messages}
