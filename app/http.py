"""The HTTP application over a house."""

from collections.abc import Callable, Iterator
from typing import Any

from fastapi import FastAPI

from app.house import House
from app.linking import ChatLinks
from assistant.exchange import Event, Incoming, Reply
from domain.scope import Actor
from tools.call import Caller
from web.application import create_application
from web.services import Services


def application(house: House, ready: Callable[[], list[str]]) -> FastAPI:
    """The web room's application on this house.

    Arguments:
        ready: what keeps the house from serving; see `app.readiness`.
    """
    settings = house.settings
    return create_application(
        Services(
            database=house.database,
            clock=house.clock,
            door=house.door,
            assistant=_AssistantWhenLoaded(house),
            knowledge=house.knowledge,
            ready=ready,
            public_name=settings.public_name,
            secure_cookies=settings.secure_cookies,
            chat_link=ChatLinks(settings),
            rates_url=settings.rates_url,
            report_megabytes=settings.report_megabytes,
        )
    )


class _AssistantWhenLoaded:
    """The house's assistant. Who speaks before it is loaded waits for it."""

    def __init__(self, house: House) -> None:
        self._house = house

    def respond(self, incoming: Incoming) -> Reply:
        return self._house.assistant.respond(incoming)

    def stream(self, incoming: Incoming) -> Iterator[Event]:
        return self._house.assistant.stream(incoming)

    def decide(self, proposal_id: str, caller: Caller, accept: bool) -> Reply:
        return self._house.assistant.decide(proposal_id, caller, accept)

    def history(self, actor: Actor, conversation_id: str, limit: int) -> list[dict[str, Any]]:
        return self._house.assistant.history(actor, conversation_id, limit)

    def conversations(self, actor: Actor, limit: int) -> list[dict[str, Any]]:
        return self._house.assistant.conversations(actor, limit)
