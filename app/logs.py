"""The log: structlog's lines and those of all libraries, in one form, to standard error."""

import logging
import sys
from secrets import token_hex
from typing import Any

import structlog
from structlog.typing import Processor

from app.redaction import redact
from app.settings import Settings

_QUIET = (
    "httpx", "httpcore", "openai", "chromadb", "aiogram", "alembic", "asyncio", "uvicorn", "dbos",
)  # fmt: skip
"""Libraries that are heard from warnings on. Each request is logged by the web room itself."""


def configure(log_level: str = "info", log_format: str = "auto") -> None:
    """Send everything that is logged in this process through one set of processors."""
    level = logging.getLevelNamesMapping()[log_level.upper()]
    structlog.configure(
        processors=[*_shared(), structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.stdlib.LoggerFactory(),
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_formatter(log_format))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    logging.captureWarnings(True)
    for name in _QUIET:
        logging.getLogger(name).setLevel(max(level, logging.WARNING))
    logging.getLogger("uvicorn.access").disabled = True


def begin_command(settings: Settings) -> str:
    """Configure the log for one command; the request id that all its lines and SQL will bear."""
    configure(settings.log_level, settings.log_format)
    request_id = token_hex(16)
    structlog.contextvars.bind_contextvars(request_id=request_id)
    return request_id


def _shared() -> list[Processor]:
    return [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
        redact,
    ]


def _formatter(form: str) -> logging.Formatter:
    on_terminal = sys.stderr.isatty()
    renderer: Any = structlog.processors.JSONRenderer(ensure_ascii=False, default=str)
    if form == "console" or (form == "auto" and on_terminal):
        renderer = structlog.dev.ConsoleRenderer(
            colors=on_terminal, exception_formatter=structlog.dev.plain_traceback
        )
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=_shared(),
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
    )
