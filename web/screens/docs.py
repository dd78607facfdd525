"""The description of the API, to read and to try."""

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from web.pages import page

router = APIRouter(prefix="/docs")


@router.get("")
def docs(request: Request) -> HTMLResponse:
    """Swagger UI over `/openapi.json`, served from here alone."""
    return page(request, None, "docs.html")
