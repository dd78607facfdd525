"""Taking in an uploaded file, by whatever channel it came: read first, then kept."""

from assistant.reading.reading import read_file
from domain.clock import Clock
from domain.database import Database
from domain.reports.operations import keep_file
from domain.scope import Actor, Permission


def take_in(
    database: Database,
    clock: Clock,
    actor: Actor,
    name: str,
    media_type: str,
    content: bytes,
    maximum: int,
) -> str:
    """The upload's key, which `submit_report` takes. It waits for the file to be read.

    Arguments:
        maximum: bytes of a file that is read; a larger one is kept unread.

    Raises:
        Forbidden: the actor hands in no reports.
    """
    actor.require(Permission.SUBMIT_REPORTS)
    upload = read_file(name, media_type, content, maximum)
    return database.run(actor, lambda session: keep_file(session, upload, clock.now()).id)
