"""A digest on its way: what a mailbox and a webhook's receiver get, and what happens if not."""

import base64
import hashlib
import hmac
from datetime import timedelta

import pytest
from sqlalchemy import select

from app.deliveries.delivering import Deliverer
from app.deliveries.making import DigestMaker
from bots.undeliverable import Undeliverable
from bots.webhook import Post, send_webhook
from domain.deliveries.operations import ask_again
from domain.deliveries.rules import PAUSES
from domain.digests.building import ask_for_due
from domain.models.deliveries import Delivery
from domain.models.digests import Digest
from domain.models.log import Event
from domain.models.subscriptions import Way, WebhookEndpoint
from domain.scope import SYSTEM
from tests.app.deliveries.at_work import Listening, senders, states
from tests.factories.issues import reported
from tests.factories.readers import mail_server, receiver, subscribed, subscription


class Desk:
    """Durable work without its engine: each event's work is done once, in order."""

    def __init__(self, database, clock, listening):
        self.database, self.clock, self._done = database, clock, set()
        self._works = {"digest": DigestMaker(database, clock).make}
        for way, sender in senders(database, clock, listening).items():
            self._works[f"deliver_{way}"] = Deliverer(database, clock, sender).deliver

    def work(self):
        with self.database.write(SYSTEM) as session:
            ask_for_due(session, self.clock.now())
            ask_again(session, self.clock.now())
        while waiting := self._waiting():
            for event in waiting:
                self._done.add(event.key)
                self._works[event.name](lambda _name, do: do(), event.arguments)

    def _waiting(self):
        with self.database.read(SYSTEM) as session:
            events = session.scalars(select(Event).where(Event.name.in_(self._works)))
            return [event for event in events if event.key not in self._done]


@pytest.fixture
def mailbox():
    with mail_server() as box:
        yield box


@pytest.fixture
def hook():
    with receiver() as hook:
        yield hook


@pytest.fixture
def desk(database, clock, mailbox, tmp_path):
    reported(database, clock.now() - timedelta(days=1), "三台<挂机>晚到了六天")
    return Desk(database, clock, Listening(mailbox.port, tmp_path / "chat.txt"))


def test_a_mail_has_text_and_html_and_a_link_to_leave(desk, database, clock, mailbox):
    key = subscribed(database, clock.now(), Way.EMAIL)
    desk.work()
    (mail,) = mailbox.taken
    token = subscription(database, key).token
    leave = f"https://desk.chenlan.example/unsubscribe/{token}"
    assert mail["List-Unsubscribe"].strip() == f"<{leave}>"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert "问题日报" in mail["Subject"]
    text, html = (mail.get_body((kind,)).get_content() for kind in ("plain", "html"))
    assert "“三台<挂机>晚到了六天”" in text
    assert "三台&lt;挂机&gt;晚到了六天" in html
    assert leave in text
    assert leave in html


def test_readers_of_one_period_share_a_digest_and_each_is_sent_it_in_his_language(
    desk, database, clock, mailbox
):
    subscribed(database, clock.now(), Way.EMAIL)
    subscribed(database, clock.now(), Way.EMAIL, reader="headoffice-en", language="en")
    desk.work()
    desk.work()
    assert sorted(mail["Content-Language"] for mail in mailbox.taken) == ["en", "zh"]
    with database.read(SYSTEM) as session:
        assert len(session.scalars(select(Digest)).all()) == 1


def test_a_webhook_is_signed_with_its_own_secret(desk, database, clock, hook):
    subscribed(database, clock.now(), Way.WEBHOOK, url=hook.url)
    desk.work()
    ((headers, body),) = hook.posts
    with database.read(SYSTEM) as session:
        secret = session.scalars(select(WebhookEndpoint.secret)).one()
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    expected = hmac.new(secret.encode(), signed, hashlib.sha256).digest()
    assert headers["webhook-signature"] == f"v1,{base64.b64encode(expected).decode()}"
    (told,) = hook.bodies
    quotes = told["content"]["sections"]["new"][0]["quotes"]
    assert [quote["text"] for quote in quotes] == ["三台<挂机>晚到了六天"]


def test_what_fails_is_tried_again_later_and_later_and_then_given_up(desk, database, clock, hook):
    hook.status = 503
    subscribed(database, clock.now(), Way.WEBHOOK, url=hook.url)
    desk.work()
    desk.work()
    assert len(hook.posts) == 1
    for pause in PAUSES:
        assert states(database) == {"webhook": "waiting"}
        clock.advance(pause)
        desk.work()
    assert (len(hook.keys), len(hook.posts)) == (1, len(PAUSES) + 1)
    with database.read(SYSTEM) as session:
        given_up = session.scalars(select(Delivery)).one()
    assert (given_up.state, given_up.error) == ("failed", "the receiver answered 503")


def test_an_address_that_the_mail_server_refuses_is_given_up_at_once(
    desk, database, clock, mailbox
):
    mailbox.answer = "550 no such person"
    subscribed(database, clock.now(), Way.EMAIL)
    desk.work()
    assert states(database) == {"email": "failed"}


@pytest.mark.parametrize(
    "url",
    ["https://127.0.0.1/x", "https://[::1]/x", "https://169.254.169.254/", "https://10.1.2.3/",
     "https://[::ffff:192.168.0.1]/", "https://0x7f000001/", "http://8.8.8.8/"],
)  # fmt: skip
def test_webhooks_do_not_reach_into_private_networks(url, clock):
    with pytest.raises(Undeliverable) as refused:
        send_webhook(Post("k", url, "secret", b"{}", clock.now()))
    assert refused.value.for_good
