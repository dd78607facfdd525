"""Slow SQL, in the log of the request that waited for it."""

import time
from typing import Any

import structlog
from sqlalchemy import Engine, event

log = structlog.get_logger("sql")


def watch(engine: Engine, slower_than_ms: float) -> None:
    """Log statements of `engine` that take longer. Values are left out: they may be personal.

    The request id comes from the log's context, which was bound where the request came in.
    """
    limit = slower_than_ms / 1000

    def before(_c: Any, _cursor: Any, _s: str, _p: Any, context: Any, _many: bool) -> None:
        context._dealerdesk_started = time.perf_counter()

    def after(_c: Any, _cursor: Any, statement: str, _p: Any, context: Any, _many: bool) -> None:
        took = time.perf_counter() - context._dealerdesk_started
        if took > limit:
            log.warning("slow sql", ms=round(took * 1000), statement=" ".join(statement.split()))

    event.listen(engine, "before_cursor_execute", before)
    event.listen(engine, "after_cursor_execute", after)
