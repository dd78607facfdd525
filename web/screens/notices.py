"""News: what became of the visitor's matters."""

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from domain.notices.operations import mark_seen
from domain.notices.queries import recent_notices
from web.identity import CurrentVisitor
from web.news import news_of
from web.pages import page
from web.services import services_of

router = APIRouter(prefix="/notices")

SHOWN = 50


@router.get("")
def notices(request: Request, visitor: CurrentVisitor) -> HTMLResponse:
    """The newest first; from now on they are seen."""
    services = services_of(request)
    with services.database.read(visitor.actor) as session:
        found = [news_of(n, visitor.language) for n in recent_notices(session, SHOWN)]
    if any(not news.seen for news in found):
        now = services.clock.now()
        services.database.run(visitor.actor, lambda session: mark_seen(session, now))
    return page(request, visitor, "notices.html", notices=found)
