"""What the web room is given: `app` puts it together, screens and API use it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Protocol

from fastapi import Request

from assistant.exchange import Event, Incoming, Reply
from domain.clock import Clock
from domain.database import Database
from domain.scope import Actor
from knowledge.search import Knowledge
from tools.call import Caller
from tools.door import Door


class Assistant(Protocol):
    """The conversation, as this room uses it."""

    def respond(self, incoming: Incoming) -> Reply: ...
    def stream(self, incoming: Incoming) -> Iterator[Event]: ...
    def decide(self, proposal_id: str, caller: Caller, accept: bool) -> Reply: ...
    def history(self, actor: Actor, conversation_id: str, limit: int) -> list[dict[str, Any]]: ...
    def conversations(self, actor: Actor, limit: int) -> list[dict[str, Any]]: ...


@dataclass(frozen=True, slots=True)
class Rates:
    """How much one person may ask, in the notation of `limits` ("30/minute").

    Arguments:
        failed_by_name, failed_by_address: wrong passwords; right ones are not counted.
        chat: messages of one person.
        tools: tool calls and confirmations of one person.
    """

    failed_by_name: str = "5/15minutes"
    failed_by_address: str = "40/15minutes"
    chat: str = "30/minute"
    tools: str = "6000/minute"


@dataclass(frozen=True, slots=True)
class Services:
    """Everything a request may need.

    Arguments:
        public_name: the brand, as shown on every page.
        secure_cookies: cookies travel by HTTPS alone; off where the house listens on loopback.
        ready: what keeps the house from serving, one sentence each; empty when all is well.
        chat_link: the address at which a one-time secret links a Telegram account; None where
            no bot is configured or Telegram cannot be reached.
        rates_url: where counts of `rates` are kept: `memory://`, or `redis://…` for several
            processes.
        report_megabytes: how large a file may be that is read; a larger one waits for a person.
    """

    database: Database
    clock: Clock
    door: Door
    assistant: Assistant
    knowledge: Knowledge
    ready: Callable[[], list[str]]
    public_name: str = "晨岚电器 Chenlan"
    secure_cookies: bool = True
    chat_link: Callable[[str], str | None] = lambda _secret: None
    rates: Rates = field(default_factory=Rates)
    rates_url: str = "memory://"
    report_megabytes: int = 20


def services_of(request: Request) -> Services:
    """The services of the application that a request belongs to."""
    services: Services = request.app.state.services
    return services
