"""Counts and durations for Prometheus. Labels are names of our own, never a visitor's text."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from fastapi import Request
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from domain.errors import DomainError

_METHODS = frozenset({"GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"})
_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)


class Metrics:
    """The meters of one application."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "dealerdesk_http_requests",
            "Requests answered",
            ["method", "route", "status"],
            registry=self.registry,
        )
        self.seconds = Histogram(
            "dealerdesk_http_request_seconds",
            "Time to the end of the answer",
            ["route"],
            buckets=_SECONDS,
            registry=self.registry,
        )
        self.open = Gauge(
            "dealerdesk_http_requests_open", "Requests being answered", registry=self.registry
        )
        self.tools = Counter(
            "dealerdesk_tool_calls",
            "Tool calls from screens and API",
            ["tool", "outcome"],
            registry=self.registry,
        )
        self.turns = Counter(
            "dealerdesk_chat_turns",
            "Messages answered",
            ["channel", "outcome"],
            registry=self.registry,
        )
        self.sign_ins = Counter(
            "dealerdesk_sign_ins", "Attempts to sign in", ["outcome"], registry=self.registry
        )

    @contextmanager
    def tool(self, name: str) -> Iterator[None]:
        """Count a call of the tool `name`, which must be the name of a tool that exists."""
        with _outcome(self.tools, name):
            yield

    @contextmanager
    def turn(self, channel: str) -> Iterator[None]:
        """Count a message of `channel`."""
        with _outcome(self.turns, channel):
            yield

    def text(self) -> bytes:
        """All meters in the text format of Prometheus."""
        return generate_latest(self.registry)


@contextmanager
def _outcome(counter: Counter, label: str) -> Iterator[None]:
    outcome = "failed"
    try:
        yield
        outcome = "done"
    except DomainError as error:
        outcome = error.code.partition(".")[0]
        raise
    finally:
        counter.labels(label, outcome).inc()


class Measured:
    """Counts requests by route; whatever meets no route is `unmatched`."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self.app, self.metrics = app, metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        status, began = 500, time.perf_counter()

        async def watched(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            with self.metrics.open.track_inprogress():
                await self.app(scope, receive, watched)
        finally:
            route = str(getattr(scope.get("route"), "path", "unmatched"))
            method = scope["method"] if scope["method"] in _METHODS else "other"
            self.metrics.requests.labels(method, route, str(status)).inc()
            self.metrics.seconds.labels(route).observe(time.perf_counter() - began)


def metrics_of(request: Request) -> Metrics:
    """The application's meters."""
    metrics: Metrics = request.app.state.metrics
    return metrics
