"""One attempt to deliver, as durable work: begun, sent and written down, each once where it can be.

A process that dies between sending and writing down leaves the attempt to another. Mailboxes and
webhook receivers know the repetition by its key, so it is sent again. Telegram would show it
twice, so there a broken-off attempt is left in doubt for a person to decide.
"""

from dataclasses import dataclass
from typing import Any, Protocol

import structlog

from app.durable.work import Step, Work
from bots.undeliverable import Undeliverable
from domain.clock import Clock
from domain.database import Database
from domain.deliveries.operations import (
    Attempt,
    Outcome,
    begin_attempt,
    end_attempt,
    work_name,
)
from domain.models.deliveries import Delivery
from domain.models.subscriptions import Way
from domain.scope import SYSTEM

log = structlog.get_logger("deliveries")


class Sender(Protocol):
    """Sends a digest to its reader by one way."""

    @property
    def knows_repetitions(self) -> bool:
        """Whether the other side recognises a second attempt by its key."""
        ...

    def send(self, delivery: Delivery) -> None:
        """Raises `Undeliverable`."""
        ...


@dataclass(frozen=True, slots=True)
class Deliverer:
    """Delivers by one way."""

    database: Database
    clock: Clock
    sender: Sender

    def work(self, way: Way, at_once: int) -> Work:
        """The engine's work of delivering by `way`."""
        return Work(work_name(way.value), self.deliver, at_once)

    def deliver(self, step: Step, arguments: dict[str, Any]) -> None:
        """Make attempt `attempt` of the delivery whose key is `delivery`."""
        key, attempt = arguments["delivery"], arguments["attempt"]
        result = step("send", lambda: self._send(key, attempt))
        if result is not None:
            step("record", lambda: self._record(key, attempt, *result))

    def _send(self, key: str, attempt: int) -> list[str] | None:
        """The outcome and the reason of a failure; None: there is nothing to send."""
        begun = self.database.run(
            SYSTEM, lambda s: begin_attempt(s, key, attempt, self.clock.now())
        )
        if begun is None:
            return None
        if begun.repeated and not self.sender.knows_repetitions:
            return [Outcome.IN_DOUBT.value, "broken off"]
        return self._try(begun)

    def _try(self, begun: Attempt) -> list[str]:
        try:
            self.sender.send(begun.delivery)
        except Undeliverable as failed:
            outcome = Outcome.NEVER if failed.for_good else Outcome.NOT_NOW
            return [outcome.value, failed.reason]
        except Exception as error:  # a fault of ours must not lose the delivery
            log.exception("could not be sent", delivery=begun.delivery.key)
            return [Outcome.NOT_NOW.value, type(error).__name__]
        return [Outcome.DELIVERED.value, ""]

    def _record(self, key: str, attempt: int, outcome: str, error: str) -> str | None:
        state = self.database.run(
            SYSTEM,
            lambda s: end_attempt(s, key, attempt, Outcome(outcome), error, self.clock.now()),
        )
        log.info("attempted", delivery=key, attempt=attempt, state=state, error=error)
        return state
