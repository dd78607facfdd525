"""For those who operate the house: alive, ready, meters."""

from typing import Any

from fastapi import APIRouter, Request, Response

from web.metrics import metrics_of
from web.services import services_of

router = APIRouter(tags=["operation"])


@router.get("/healthz")
async def healthz() -> dict[str, str]:
    """The process answers."""
    return {"status": "ok"}


@router.get("/readyz", responses={503: {"description": "Not ready, with the reasons"}})
def readyz(request: Request, response: Response) -> dict[str, Any]:
    """The house can serve: 503 with the reasons when it cannot."""
    reasons = services_of(request).ready()
    response.status_code = 503 if reasons else 200
    return {"status": "not ready" if reasons else "ready", "reasons": reasons}


@router.get("/metrics", response_class=Response)
def metrics(request: Request) -> Response:
    """Counts and durations in the text format of Prometheus."""
    return Response(
        metrics_of(request).text(), media_type="text/plain; version=0.0.4; charset=utf-8"
    )
