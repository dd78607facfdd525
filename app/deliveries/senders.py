"""The ways a digest is sent: what is said to whom, handed to the channel."""

import json
from collections.abc import Callable
from dataclasses import dataclass

from assistant.digests.forms import as_chat, as_html, as_json, as_text
from assistant.digests.telling import Told, tell
from bots.mail import Mail, MailServer, send_mail
from bots.undeliverable import Undeliverable
from bots.webhook import Post, send_webhook
from domain.clock import Clock
from domain.database import Database
from domain.models.deliveries import Delivery
from domain.models.people import Region
from domain.scope import SYSTEM


@dataclass(frozen=True, slots=True)
class Letters:
    """Digests in their readers' words.

    Arguments:
        public_url: where people reach the web pages, without a slash at the end.
    """

    database: Database
    brand: str
    public_url: str

    def told(self, delivery: Delivery) -> Told:
        """The digest of a delivery in its reader's language."""
        digest = delivery.digest
        with self.database.read(SYSTEM) as session:
            region = session.get(Region, digest.region_id) if digest.region_id else None
        names = {"name_zh": region.name_zh, "name_en": region.name_en} if region else None
        return tell(digest, delivery.subscription.language, names)

    def link(self, delivery: Delivery) -> str:
        """Where the digest stands."""
        return f"{self.public_url}/digests/{delivery.digest_id}"

    def unsubscribe(self, delivery: Delivery) -> str:
        """The address that ends the subscription."""
        return f"{self.public_url}/unsubscribe/{delivery.subscription.token}"


@dataclass(frozen=True, slots=True)
class MailSender:
    """By e-mail. Mailboxes know a repetition by its Message-ID."""

    letters: Letters
    server: MailServer | None
    clock: Clock
    knows_repetitions: bool = True

    def send(self, delivery: Delivery) -> None:
        """Raises `Undeliverable`."""
        if self.server is None:
            raise Undeliverable("no mail server is set")
        told, letters = self.letters.told(delivery), self.letters
        said = (letters.brand, letters.link(delivery), letters.unsubscribe(delivery))
        send_mail(
            self.server,
            Mail(
                key=f"digest-{delivery.key}",
                to=delivery.address,
                subject=told.subject(letters.brand),
                text=as_text(told, *said),
                html=as_html(told, *said),
                language=told.language,
                unsubscribe=letters.unsubscribe(delivery),
                at=self.clock.now(),
            ),
        )


@dataclass(frozen=True, slots=True)
class WebhookSender:
    """By webhook. Receivers know a repetition by its `webhook-id`."""

    letters: Letters
    clock: Clock
    private: bool
    knows_repetitions: bool = True

    def send(self, delivery: Delivery) -> None:
        """Raises `Undeliverable`."""
        endpoint = delivery.endpoint
        if endpoint is None or not endpoint.active:
            raise Undeliverable("the address was taken back", for_good=True)
        body = as_json(self.letters.told(delivery), self.letters.link(delivery))
        post = Post(
            key=f"digest-{delivery.key}",
            url=endpoint.url,
            secret=endpoint.secret,
            body=json.dumps(body, ensure_ascii=False).encode(),
            at=self.clock.now(),
        )
        send_webhook(post, private=self.private)


@dataclass(frozen=True, slots=True)
class ChatSender:
    """By Telegram, which knows no repetition.

    Arguments:
        say: sends a text to an account; whether it arrived.
    """

    letters: Letters
    say: Callable[[str, str], bool]
    knows_repetitions: bool = False

    def send(self, delivery: Delivery) -> None:
        """Raises `Undeliverable`."""
        told = self.letters.told(delivery)
        text = as_chat(told, self.letters.brand, self.letters.link(delivery))
        if not self.say(delivery.address, text):
            raise Undeliverable("Telegram refused it", for_good=True)
