"""How a command ends when it could not do its work: a sentence and an exit code."""

import sys
from secrets import token_hex

import structlog
from pydantic import ValidationError
from sqlalchemy.exc import DBAPIError, OperationalError

from app.faults import NOT_READY, REFUSED, UNFORESEEN, USAGE, Fault
from app.logs import configure
from app.settings import variable
from domain.errors import DomainError

log = structlog.get_logger("command")


def tell(error: Exception) -> int:
    """Say on standard error why the command failed; its exit code."""
    match error:
        case Fault():
            return _say(error.message, error.code)
        case DomainError():
            return _say(described(error), REFUSED)
        case ValidationError() if error.title == "Settings":
            return _say("\n".join(_settings(error)), USAGE)
        case OperationalError():
            return _say(f"The database cannot be used: {_first_line(error.orig)}", NOT_READY)
        case DBAPIError():
            return _say(f"The database refused: {_first_line(error.orig)}", NOT_READY)
        case OSError():
            return _say(f"{error.strerror or error} {error.filename or ''}".strip(), NOT_READY)
    return _unforeseen(error)


def described(error: DomainError, language: str = "en") -> str:
    """A refusal of the core in words."""
    from tools.results import sentence  # takes 0.5 s, and most commands meet no refusal

    return sentence(error, language) or error.code


def _unforeseen(error: Exception) -> int:
    if not structlog.is_configured():
        configure()  # structlog's own default shows all values of the program
    reference = token_hex(4)
    log.error("unexpected", id=reference, exc_info=error)
    return _say(f"Something went wrong that nobody foresaw. Reference: {reference}", UNFORESEEN)


def _settings(error: ValidationError) -> list[str]:
    return [
        f"The setting {variable(str(fault['loc'][0]))} is wrong: {fault['msg']}"
        for fault in error.errors(include_url=False, include_input=False, include_context=False)
    ]


def _first_line(error: object) -> str:
    return str(error).strip().partition("\n")[0]


def _say(message: str, code: int) -> int:
    sys.stderr.write(message + "\n")
    return code
