"""Signing in and out of the API: OAuth2's password form for a bearer token."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from fastapi.security import OAuth2PasswordRequestForm
from pydantic import BaseModel

from domain.people.operations import SESSION_HOURS, sign_out
from domain.scope import SYSTEM
from web.identity import CurrentVisitor
from web.services import services_of
from web.sessions import open_session
from web.throttle import CurrentThrottle

router = APIRouter(prefix="/api/token", tags=["signing in"])


class BearerToken(BaseModel):
    access_token: str
    token_type: str = "bearer"
    expires_in: int = SESSION_HOURS * 3600


@router.post("")
def make_token(
    request: Request,
    form: Annotated[OAuth2PasswordRequestForm, Depends()],
    throttle: CurrentThrottle,
) -> BearerToken:
    """A bearer token for a user name and its password. 401 when they do not fit, 429 after too
    many attempts."""
    secret, _ = open_session(request, throttle, form.username, form.password)
    return BearerToken(access_token=secret)


@router.post("/revoke", status_code=204)
def revoke_token(request: Request, visitor: CurrentVisitor) -> Response:
    """End the session that this request came with."""
    services = services_of(request)
    services.database.run(
        SYSTEM, lambda session: sign_out(session, visitor.secret, services.clock.now())
    )
    return Response(status_code=204)
