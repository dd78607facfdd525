"""Digests: the list, and one with its figures, charts and quotes."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from sqlalchemy.orm import Session
from starlette.responses import HTMLResponse

from assistant.digests.telling import Told, audience_name, period_name, tell
from domain.digests.queries import digests as readable_digests
from domain.digests.queries import find_digest
from domain.models.digests import Digest
from domain.models.people import Region
from web.identity import CurrentVisitor
from web.pages import page
from web.services import services_of

router = APIRouter(prefix="/digests")

PAGE = 30


@router.get("")
def digests(
    request: Request, visitor: CurrentVisitor, before: Annotated[int | None, Query(ge=1)] = None
) -> HTMLResponse:
    """What the visitor may read, newest first."""
    with services_of(request).database.read(visitor.actor) as session:
        found = readable_digests(session, PAGE + 1, before)
        rows = [_row(session, digest, visitor.language) for digest in found[:PAGE]]
    return page(request, visitor, "digests.html", digests=rows, more=len(found) > PAGE)


@router.get("/{digest_id}")
def digest(request: Request, visitor: CurrentVisitor, digest_id: int) -> HTMLResponse:
    """One digest in the visitor's language."""
    with services_of(request).database.read(visitor.actor) as session:
        found = find_digest(session, digest_id)
        told: Told = tell(found, visitor.language, _region(session, found))
    return page(request, visitor, "digest.html", told=told)


def _row(session: Session, digest: Digest, language: str) -> dict[str, object]:
    return {
        "id": digest.id,
        "kind": digest.kind,
        "audience": audience_name(digest, language, _region(session, digest)),
        "period": period_name(digest, language),
        "figures": digest.content["figures"],
    }


def _region(session: Session, digest: Digest) -> dict[str, str] | None:
    region = session.get(Region, digest.region_id) if digest.region_id else None
    return {"name_zh": region.name_zh, "name_en": region.name_en} if region else None
