"""Opening a session for a name and a password, with guessing slowed down."""

from fastapi import Request

from domain.errors import Forbidden
from domain.people.operations import authenticated, begin_session
from domain.scope import SYSTEM, Actor
from web.metrics import metrics_of
from web.services import services_of
from web.throttle import Throttle

_LONGEST_NAME = 64
_LONGEST_PASSWORD = 200


def open_session(
    request: Request, throttle: Throttle, username: str, password: str
) -> tuple[str, Actor]:
    """The session's secret and its actor.

    Raises:
        Forbidden: name and password do not fit.
        TooFast: too many wrong ones came before.
    """
    address = request.client.host if request.client else ""
    outcomes = metrics_of(request).sign_ins
    throttle.before_sign_in(username, address)
    services = services_of(request)
    try:
        _require_plain(username, password)
        with services.database.read(SYSTEM) as session:
            actor = authenticated(session, username, password)
    except Forbidden:
        throttle.sign_in_failed(username, address)
        outcomes.labels("refused").inc()
        raise
    outcomes.labels("done").inc()
    now = services.clock.now()
    return services.database.run(SYSTEM, lambda s: begin_session(s, actor, now)), actor


def _require_plain(username: str, password: str) -> None:
    """No record can hold other names and passwords; some databases even refuse to be asked."""
    plain = username.isprintable() and password.isprintable()
    if not plain or len(username) > _LONGEST_NAME or len(password) > _LONGEST_PASSWORD:
        raise Forbidden("credentials")
