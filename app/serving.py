"""Serving a house over HTTP, with the durable work beside it, until asked to stop."""

import errno
import socket
from collections.abc import Callable

import structlog
import uvicorn

from app.faults import NotReady
from app.house import House
from app.http import application
from app.readiness import Readiness
from app.stopping import until_stopped
from app.working import worker_of

GRACE_SECONDS = 10
"""How long open requests may take to finish once the process is asked to stop."""

log = structlog.get_logger("house")


def listen(host: str, port: int) -> socket.socket:
    """Take the address, before anything slow is begun. Port 0 takes any free one.

    Raises:
        NotReady: the address is taken or not of this machine.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        reason = "is in use" if error.errno == errno.EADDRINUSE else f"cannot be used: {error}"
        raise NotReady(f"The address {host}:{port} {reason}.") from error
    return listener


def serve(
    house: House, listener: socket.socket, *, work: bool, began: Callable[[], None] | None = None
) -> None:
    """Serve until SIGTERM or SIGINT; open requests are finished first.

    Arguments:
        work: whether this process does the durable work too.
        began: called once, when the first request can be answered.
    """
    ready = Readiness(house)
    server = _Server(_configuration(house, ready), ready, began)
    worker = worker_of(house.settings, house.database, house.clock) if work else None
    with until_stopped():  # uvicorn raises the signal again after its own orderly end
        if worker:
            worker.start()
        try:
            server.run(sockets=[listener])
        finally:
            if worker:
                worker.stop()
    log.info("stopped")


class _Server(uvicorn.Server):
    """Warms the house up once the port answers."""

    def __init__(
        self, config: uvicorn.Config, ready: Readiness, began: Callable[[], None] | None
    ) -> None:
        super().__init__(config)
        self._ready = ready
        self._began = began

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        log.info("serving")
        self._ready.warm_up()
        if self._began is not None:
            self._began()


def _configuration(house: House, ready: Readiness) -> uvicorn.Config:
    return uvicorn.Config(
        application(house, ready),
        log_config=None,
        access_log=False,  # the web room logs requests itself, without personal text
        forwarded_allow_ips=house.settings.trusted_proxies,
        server_header=False,
        date_header=True,
        timeout_graceful_shutdown=GRACE_SECONDS,
        timeout_keep_alive=30,
        h11_max_incomplete_event_size=64 * 1024,
    )
