"""The durable work of a house, put together: what its workers do, and how."""

from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING

from app.faults import NotReady
from app.models import leading_model
from app.settings import Settings
from domain.clock import Clock
from domain.database import Database
from domain.deliveries.operations import work_name
from domain.digests.building import WORK
from domain.models.subscriptions import Way
from domain.reports.operations import HANDED_IN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.deliveries.making import Words
    from app.deliveries.senders import Letters
    from app.durable.engine import Engine
    from app.durable.loop import Worker
    from app.report_reading import ReportReader
    from assistant.insight.issue import Extractor
    from bots.mail import MailServer
    from bots.telegram.saying import Say

HANDED_ON = (HANDED_IN, WORK, *(work_name(way.value) for way in Way))
"""Events that begin work of the engine; those of Telegram wait for the bot's own process."""
_MAILS_AT_ONCE = 4
_POSTS_AT_ONCE = 4


def worker_of(settings: Settings, database: Database, clock: Clock) -> "Worker":
    """A worker that reads reports, makes digests and delivers them by e-mail and webhook, beside
    all else."""
    from app.durable.loop import Worker

    engine = engine_of(settings, database, clock)
    reading = _reader(settings, database, clock).consumers()
    return Worker(database, clock, reading, engine=engine, handed_on=HANDED_ON)


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
        _reader(settings, database, clock).work(),
        DigestMaker(database, clock, _words(settings)).work(),
        Deliverer(database, clock, mail).work(Way.EMAIL, _MAILS_AT_ONCE),
        Deliverer(database, clock, webhook).work(Way.WEBHOOK, _POSTS_AT_ONCE),
    )
    return Engine(database, clock, works)


@contextmanager
def chat_deliveries(
    settings: Settings, database: Database, clock: Clock, say: "Say"
) -> "Iterator[None]":
    """Deliveries by Telegram while the bot runs, one at a time, which keeps their order.

    Arguments:
        say: sends a text to an account; whether it arrived.

    Raises:
        NotReady: the engine's tables are missing.
    """
    from app.deliveries.delivering import Deliverer  # as above
    from app.deliveries.senders import ChatSender
    from app.durable.engine import Engine

    require_storage(database)
    sender = ChatSender(letters_of(settings, database), say)
    engine = Engine(database, clock, (Deliverer(database, clock, sender).work(Way.TELEGRAM, 1),))
    engine.start()
    try:
        yield
    finally:
        engine.stop()


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


def _reader(settings: Settings, database: Database, clock: Clock) -> "ReportReader":
    from app.report_reading import ReportReader

    @cache
    def extractor() -> "Extractor":
        from assistant.insight.extraction import IssueExtractor  # trained where its cache is empty
        from assistant.insight.language_model import LanguageModelExtractor

        builtin, model = IssueExtractor.load(settings.cache), leading_model(settings)
        return LanguageModelExtractor(model, builtin) if model else builtin

    name = settings.openai_model if settings.has_llm else "builtin"
    return ReportReader(database, clock, extractor, name)


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
