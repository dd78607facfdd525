"""How often: wrong passwords by name and address, messages and tool calls by person."""

import math
import time
from collections.abc import Callable
from typing import Annotated, Any

from fastapi import Depends, Request
from limits import RateLimitItem, parse
from limits.storage import storage_from_string
from limits.strategies import MovingWindowRateLimiter

from domain.errors import TooFast
from web.identity import CurrentVisitor
from web.services import Rates


class Throttle:
    """Counts in a moving window.

    Arguments:
        url: of the storage: `memory://` for one process, `redis://…` for several.
    """

    def __init__(self, rates: Rates, url: str) -> None:
        self._limiter = MovingWindowRateLimiter(storage_from_string(url))
        self._failed_by_name = parse(rates.failed_by_name)
        self._failed_by_address = parse(rates.failed_by_address)
        self._by_person = {"chat": parse(rates.chat), "tools": parse(rates.tools)}

    def before_sign_in(self, name: str, address: str) -> None:
        """Raises `TooFast` after too many wrong passwords for this name or from this address."""
        for rate, key in self._sign_in_keys(name, address):
            if not self._limiter.test(rate, *key):
                raise self._too_fast(rate, *key)

    def sign_in_failed(self, name: str, address: str) -> None:
        """Count a wrong password."""
        for rate, key in self._sign_in_keys(name, address):
            self._limiter.hit(rate, *key)

    def count(self, what: str, user_id: int) -> None:
        """Count one `chat` message or `tools` call. Raises `TooFast` beyond the rate."""
        key = (what, str(user_id))
        if not self._limiter.hit(self._by_person[what], *key):
            raise self._too_fast(self._by_person[what], *key)

    def _sign_in_keys(self, name: str, address: str) -> list[tuple[RateLimitItem, tuple[str, ...]]]:
        # By name and address together: a stranger cannot lock somebody out of his own account.
        return [
            (self._failed_by_name, ("name", name[:64].lower(), address)),
            (self._failed_by_address, ("address", address)),
        ]

    def _too_fast(self, rate: RateLimitItem, *key: str) -> TooFast:
        free_at = self._limiter.get_window_stats(rate, *key).reset_time
        return TooFast(retry_after=max(1, math.ceil(free_at - time.time())))


def limited(what: str) -> Any:
    """A dependency that counts a request of the signed-in person under `what`."""

    def count(request: Request, visitor: CurrentVisitor) -> None:
        throttle: Throttle = request.app.state.throttle
        throttle.count(what, visitor.actor.user_id)

    checked: Callable[..., None] = count
    return Depends(checked)


def throttle_of(request: Request) -> Throttle:
    """The application's throttle."""
    throttle: Throttle = request.app.state.throttle
    return throttle


CurrentThrottle = Annotated[Throttle, Depends(throttle_of)]
