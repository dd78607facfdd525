"""Readers of digests, and where their digests arrive: a mail server, a webhook, a chat."""

import json
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from aiosmtpd.controller import Controller
from sqlalchemy import select, update

from domain.database import Database
from domain.digests.subscribing import Wish, add_endpoint, subscribe
from domain.models.people import ChatLink
from domain.models.subscriptions import DigestKind, Subscription, Way
from domain.scope import SYSTEM
from tests.factories.people import actor_named

ADDRESS = "su@chenlan.example"


def subscribed(
    database: Database,
    now: datetime,
    *ways: Way,
    reader: str = "headoffice",
    kind: DigestKind = DigestKind.DAILY,
    url: str = "https://hooks.chenlan.example/digest",
    language: str = "zh",
) -> int:
    """A subscription that is due at `now`, with an address for each of its ways; its key."""
    actor = actor_named(database, reader)
    with database.write(SYSTEM) as session:
        if Way.TELEGRAM in ways:
            session.add(
                ChatLink(
                    channel="telegram", account="7:70001", user_id=actor.user_id, linked_at=now,
                    revoked_at=None, conversation_id=None, last_update=None, last_update_at=None,
                )
            )  # fmt: skip
    with database.write(actor) as session:
        if Way.WEBHOOK in ways:
            add_endpoint(session, url, now)
        wish = Wish(kind, 8, "Asia/Shanghai", language, ways, ADDRESS)
        key = subscribe(session, wish, now).id
    with database.write(SYSTEM) as session:
        session.execute(update(Subscription).where(Subscription.id == key).values(due_at=now))
    return key


def subscription(database: Database, key: int) -> Subscription:
    """A subscription as it stands."""
    with database.read(SYSTEM) as session:
        return session.scalars(select(Subscription).where(Subscription.id == key)).one()


@dataclass
class Mailbox:
    """What a mail server took. `answer`: its reply to the next messages, "" for a good one."""

    port: int
    taken: list[EmailMessage] = field(default_factory=list)
    answer: str = ""

    async def handle_DATA(self, _server, _session, envelope) -> str:  # noqa: N802 - aiosmtpd's name
        if self.answer:
            return self.answer
        self.taken.append(message_from_bytes(envelope.content, policy=default))
        return "250 taken"

    @property
    def keys(self) -> set[str]:
        """Message-IDs: what a person finds in his mailbox, which folds repetitions."""
        return {str(message["Message-ID"]) for message in self.taken}


@contextmanager
def mail_server() -> Iterator[Mailbox]:
    """A real SMTP server on this machine."""
    mailbox = Mailbox(_free_port())
    controller = Controller(mailbox, hostname="127.0.0.1", port=mailbox.port)
    controller.start()
    try:
        yield mailbox
    finally:
        controller.stop()


def _free_port() -> int:
    """aiosmtpd cannot tell which port it was given, so it is told one."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


@dataclass
class Hook:
    """What a webhook's receiver got, and the status it answers with."""

    url: str = ""
    posts: list[tuple[dict[str, str], bytes]] = field(default_factory=list)
    status: int = 200

    @property
    def keys(self) -> set[str]:
        return {headers["webhook-id"] for headers, _ in self.posts}

    @property
    def bodies(self) -> list[dict]:
        return [json.loads(body) for _, body in self.posts]


@contextmanager
def receiver() -> Iterator[Hook]:
    """A web server that takes webhooks."""
    hook = Hook()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            headers = {name.lower(): value for name, value in self.headers.items()}
            hook.posts.append((headers, body))
            self.send_response(hook.status)
            self.end_headers()

        def log_message(self, *_parts: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    hook.url = f"http://127.0.0.1:{server.server_port}/digest"
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield hook
    finally:
        server.shutdown()
        server.server_close()


@dataclass(frozen=True)
class ChatFile:
    """Stands for a chat: what was said is a line in a file, whichever process said it."""

    path: Path

    def say(self, account: str, text: str) -> bool:
        with self.path.open("a", encoding="utf-8") as file:
            file.write(json.dumps([account, text], ensure_ascii=False) + "\n")
        return True

    @property
    def said(self) -> list[str]:
        return self.path.read_text("utf-8").splitlines() if self.path.exists() else []
