"""People who talk with the assistant."""

from dataclasses import dataclass
from functools import cache

from assistant.assistant import Assistant
from assistant.exchange import Incoming, Reply
from assistant.understanding.classifier import Guess, IntentClassifier
from domain.clock import Clock
from domain.database import Database
from domain.scope import Actor
from tests.factories.desk import caller_of, door_of


@cache
def classifier() -> IntentClassifier:
    """The product's classifier; trained on the first run, from the cache afterwards."""
    return IntentClassifier.load(None)


def classify(text: str) -> Guess:
    return classifier().classify(text)


def assistant_of(database: Database, clock: Clock, llm: object = None) -> Assistant:
    """The product's assistant on `database`, led by the built-in model unless `llm` is given."""
    door = door_of(database, clock)
    return Assistant(database=database, door=door, clock=clock, classify=classify, llm=llm)  # type: ignore[arg-type]


@dataclass
class Talk:
    """One person's conversation."""

    assistant: Assistant
    actor: Actor
    conversation_id: str | None = None

    def say(self, text: str) -> Reply:
        incoming = Incoming(self.actor, "web", text, "test", self.conversation_id)
        reply = self.assistant.respond(incoming)
        self.conversation_id = reply.conversation_id
        return reply

    def press(self, proposal: str, accept: bool = True) -> Reply:
        caller = caller_of(self.actor, conversation_id=self.conversation_id)
        return self.assistant.decide(proposal, caller, accept)
