"""Digests on the screens: reading, subscribing, leaving, and what could not be delivered."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select, update

from domain.deliveries.operations import Outcome, begin_attempt, end_attempt
from domain.digests.building import hand_out, wanted
from domain.digests.content import content_of
from domain.models.deliveries import Delivery
from domain.models.log import Event
from domain.models.subscriptions import Way
from domain.scope import SYSTEM
from tests.factories.issues import reported
from tests.factories.readers import subscribed, subscription


@pytest.fixture
def made(services, clock):
    """A daily digest for head office, handed out by e-mail; its subscription."""
    database = services.database
    reported(database, clock.now() - timedelta(days=1), "货<晚>到五天了")
    key = subscribed(database, clock.now(), Way.EMAIL)
    with database.write(SYSTEM) as session:
        wish = wanted(session, key, date(2026, 11, 18))
        assert wish is not None
        content = content_of(session, wish.readership, wish.period)
        hand_out(session, key, wish, content, clock.now())
    return key


def test_a_digest_shows_its_quotes_to_those_it_is_for(made, as_):
    listed = as_("headoffice").get("/digests").text
    assert 'href="/digests/1"' in listed
    shown = as_("headoffice").get("/digests/1").text
    assert "货&lt;晚&gt;到五天了" in shown
    assert "沪澜电器" in shown
    assert as_("headoffice-en").get("/digests/1").text.count("Reported 1×") == 1
    assert as_("manager-east").get("/digests/1").status_code == 404
    assert as_("finance").get("/digests/1").status_code == 404
    assert as_("dealer-east").get("/digests").status_code == 403


def test_a_reader_chooses_hour_zone_language_and_ways(services, as_):
    wish = {"hour": 7, "time_zone": "Europe/Berlin", "language": "en", "ways": "email"}
    reader = as_("manager-north")
    assert reader.post("/subscriptions/weekly", data=wish).status_code == 422
    answer = reader.post("/subscriptions/weekly", data=wish | {"email": "q@chenlan.example"})
    assert answer.status_code == 303
    kept = subscription(services.database, 1)
    assert (kept.hour, kept.time_zone, kept.ways) == (7, "Europe/Berlin", ["email"])
    assert kept.due_at == datetime(2026, 11, 23, 6, tzinfo=UTC)
    reader.post("/subscriptions/weekly/end")
    assert subscription(services.database, 1).due_at is None


def test_the_link_in_a_mail_ends_the_subscription_without_signing_in(made, services, client):
    token = subscription(services.database, made).token
    assert client.get(f"/unsubscribe/{token}").status_code == 200
    assert subscription(services.database, made).due_at is not None
    one_click = {"List-Unsubscribe": "One-Click"}
    assert client.post(f"/unsubscribe/{token}", data=one_click).status_code == 200
    assert subscription(services.database, made).due_at is None
    assert client.post("/unsubscribe/made-up").status_code == 404


def test_an_administrator_sees_what_was_given_up_and_has_it_sent_again(made, services, as_, clock):
    database = services.database
    with database.write(SYSTEM) as session:
        key = session.scalars(select(Delivery.key)).one()
        begin_attempt(session, key, 1, clock.now())
        end_attempt(session, key, 1, Outcome.NEVER, "the mail server answered 550", clock.now())
    assert "answered 550" in as_("admin").get("/deliveries?state=failed").text
    assert as_("headoffice").get("/deliveries").status_code == 403
    assert as_("admin").post("/deliveries/1/retry").status_code == 303
    with database.read(SYSTEM) as session:
        assert session.scalars(select(Delivery.state)).one() == "waiting"
        asked = session.scalars(select(Event.key).where(Event.name == "deliver_email")).all()
        assert asked == [f"{key}:1", f"{key}:2"]
    assert as_("admin").post("/deliveries/1/retry").status_code == 409


def test_who_has_unsubscribed_meanwhile_gets_nothing_more(made, services, clock):
    with services.database.write(SYSTEM) as session:
        session.execute(update(type(subscription(services.database, made))).values(due_at=None))
        key = session.scalars(select(Delivery.key)).one()
        assert begin_attempt(session, key, 1, clock.now()) is None
        assert session.scalars(select(Delivery.state)).one() == "dropped"
