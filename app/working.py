"""The durable work of a house, put together: what its workers do, and how."""

from typing import TYPE_CHECKING

from app.faults import NotReady
from app.models import leading_model
from app.settings import Settings
from domain.clock import Clock
from domain.database import Database
from domain.deliveries.operations import work_name
from domain.digests.building import WORK
from domain.models.subscriptions import Way

if TYPE_CHECKING:
    from app.deliveries.making import Words
    from app.deliveries.senders import Letters
    from app.durable.engine import Engine
    from app.durable.loop import Worker
    from bots.mail import MailServer

HANDED_ON = (WORK, *(work_name(way.value) for way in Way))
"""Events that begin work of the engine; those of Telegram wait for the bot's own process."""
_MAILS_AT_ONCE = 4
_POSTS_AT_ONCE = 4


def worker_of(settings: Settings, database: Database, clock: Clock) -> "Worker":
    """A worker that makes digests and delivers them by e-mail and webhook, beside all else."""
    from app.durable.loop import Worker

    engine = engine_of(settings, database, clock)
    return Worker(database, clock, engine=engine, handed_on=HANDED_ON)


def engine_of(settings: Settings, database: Database, clock: Clock) -> "Engine":
    """The engine of a worker.

    Raises:
        NotReady: its tables are missing.
    """
    from app.deliveries.delivering import Deliverer  # with DBOS and the mail client: 1 s, 25 MB
    from app.deliveries.making import DigestMaker
    from app.deliveries.senders import MailSender, WebhookSender
    from app.durable.engine import Engine

    require_storage(database)
    letters = letters_of(settings, database)
    mail = MailSender(letters, _mail_server(settings), clock)
    webhook = WebhookSender(letters, clock, settings.webhook_private)
    works = (
        DigestMaker(database, clock, _words(settings)).work(),
        Deliverer(database, clock, mail).work(Way.EMAIL, _MAILS_AT_ONCE),
        Deliverer(database, clock, webhook).work(Way.WEBHOOK, _POSTS_AT_ONCE),
    )
    return Engine(database, clock, works)


def letters_of(settings: Settings, database: Database) -> "Letters":
    """Digests in their readers' words."""
    from app.deliveries.senders import Letters

    return Letters(database, settings.public_name, settings.public_url.rstrip("/"))


def require_storage(database: Database) -> None:
    """Raises `NotReady` unless the engine's tables are there; on SQLite it makes them itself."""
    from app.durable.storage import is_prepared

    if not is_prepared(database):
        raise NotReady(
            "The tables of durable work are missing. Run `dealerdesk upgrade` as the owner."
        )


def _mail_server(settings: Settings) -> "MailServer | None":
    if settings.smtp_url is None:
        return None
    from bots.mail import MailServer

    url = settings.smtp_url.get_secret_value()
    return MailServer(url, settings.mail_from, settings.public_name)


def _words(settings: Settings) -> "Words | None":
    model = leading_model(settings)
    if model is None:
        return None
    from assistant.digests.wording import word

    return lambda content, language: word(content, language, model)
