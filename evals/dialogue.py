"""Playing a dialogue and judging it by the final database."""

import re
import time
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Protocol

import structlog

from assistant.exchange import Incoming, Reply
from domain.scope import Actor
from evals.cases import AnyOf, Case, Condition, Figure, GoldAction, Turn
from evals.judge import State, differing, state, unwanted
from evals.variation import varied
from evals.world import World, WorldFactory
from tools.call import Caller
from tools.door import Answer
from tools.proposals import Proposed
from tools.wording import money

log = structlog.get_logger("evals")

_BETWEEN = timedelta(seconds=20)
"""From one message of the scripted user to the next."""


class Speaker(Protocol):
    """Whoever answers the scripted user: the assistant, or a predictor to compare it with."""

    def respond(self, incoming: Incoming) -> Reply: ...
    def decide(self, proposal_id: str, caller: Caller, accept: bool) -> Reply: ...


@dataclass
class Verdict:
    """How a dialogue ended. `wrong_writes`: something was done that must not have been."""

    case: Case
    passed: bool
    faults: list[str]
    wrong_writes: bool
    transcript: list[tuple[str, str]]
    seconds: float


@dataclass
class _Play:
    """A dialogue under way."""

    world: World
    speaker: Speaker
    actor: Actor
    seed: int = 0
    transcript: list[tuple[str, str]] = field(default_factory=list)
    conversation: str | None = None
    last: Reply | None = None
    proposals: list[str] = field(default_factory=list)
    proposed: set[str] = field(default_factory=set)

    def turn(self, turn: Turn) -> None:
        if turn.say is not None:
            self._say(turn.say)
        elif turn.press is not None:
            self._press(turn.press == "confirm")
        else:
            chosen = next((b for b in turn.branch or [] if self._holds(b.condition)), None)
            for following in chosen.then if chosen else []:
                self.turn(following)

    def _say(self, text: str) -> None:
        self.world.clock.advance(_BETWEEN)
        text = varied(text, self.seed)
        incoming = Incoming(
            actor=self.actor,
            channel="eval",
            text=text,
            request_id="eval",
            conversation_id=self.conversation,
        )
        self._heard(text, self.speaker.respond(incoming))

    def _press(self, accept: bool) -> None:
        """Press the button of each proposal of the last reply, as a hasty person would."""
        pressed, self.proposals = self.proposals, []
        for proposal in pressed:
            caller = caller_of(self.actor, self.conversation)
            reply = self.speaker.decide(proposal, caller, accept)
            self._heard("[confirm]" if accept else "[reject]", reply)

    def _heard(self, said: str, reply: Reply) -> None:
        self.transcript += [("user", said), ("assistant", reply.reply)]
        self.conversation, self.last = reply.conversation_id, reply
        self.proposals = [p["id"] for p in reply.proposals]
        self.proposed |= {p["tool"] for p in reply.proposals}

    def _holds(self, condition: Condition | None) -> bool:
        if condition is None:
            return True
        reply = self.last
        assert reply is not None
        tools = {p["tool"] for p in reply.proposals}
        checks = [
            condition.proposed is None or condition.proposed in tools,
            condition.asked is None or condition.asked == (not tools and not reply.receipts),
            condition.says is None or condition.says in reply.reply,
        ]
        return all(checks)


@dataclass(frozen=True)
class Expected:
    """What a case is judged by, worked out once for all its plays."""

    before: State
    between: list[State]
    """after each gold action"""
    told: list[list[str]]
    hidden: list[list[str]]

    @property
    def wanted(self) -> State:
        return self.between[-1] if self.between else self.before


def expected(case: Case, factory: WorldFactory) -> Expected:
    """The state that the gold actions lead to, and the figures to be told, in a world apart."""
    with factory() as gold:
        actor = gold.actor(case.who)
        for action in case.before:
            _do(gold, actor, action)
        before = state(gold.database)
        told = [_told(gold, actor, figure) for figure in case.told]
        hidden = [_told(gold, actor, figure) for figure in case.hidden]
        between = []
        for action in case.gold:
            _do(gold, actor, action)
            between.append(state(gold.database))
        return Expected(before, between, told, hidden)


def play(
    case: Case,
    factory: WorldFactory,
    speaker_of: Any = lambda world: world.assistant,
    seed: int = 0,
    judged_by: Expected | None = None,
) -> Verdict:
    """Play a case in one world, its gold actions in another, and compare the two.

    Arguments:
        speaker_of: who answers in a world; by default its assistant.
        seed: how the script is typed (see `varied`); 0 as it is written.
        judged_by: what `expected` gave for the case, if it was asked before.
    """
    goal = judged_by or expected(case, factory)
    begun = time.perf_counter()
    with factory() as world:
        actor = world.actor(case.who)
        for action in case.before:
            _do(world, actor, action)
        play = _Play(world, speaker_of(world), actor, seed)
        crash = _played(play, case)
        after = state(world.database)
    wrong = differing(after, goal.wanted)
    done_wrongly = unwanted(goal.before, after, *goal.between)
    forbidden = sorted(play.proposed & set(case.never))
    betrayed = _betrayed(goal.hidden, play.transcript)
    faults = crash + wrong + _unsaid(goal.told, play.transcript) + betrayed
    faults += [f"proposed {tool}, which must not be" for tool in forbidden]
    seconds = time.perf_counter() - begun
    wrong_writes = bool(forbidden or done_wrongly)
    return Verdict(case, not faults, faults, wrong_writes, play.transcript, seconds)


def _played(play: _Play, case: Case) -> list[str]:
    """Play all turns; a crash ends the dialogue, and is its fault, not the run's."""
    try:
        for turn in case.turns:
            play.turn(turn)
    except Exception as error:
        log.exception("dialogue crashed", case=case.id)
        return [f"crashed: {type(error).__name__}: {error}"]
    return []


def caller_of(actor: Actor, conversation: str | None = None) -> Caller:
    """The scripted user as he comes to the door."""
    return Caller(actor, "eval", "eval", actor.language, conversation_id=conversation)


def _do(world: World, actor: Actor, action: GoldAction) -> None:
    outcome = world.door.call(action.tool, action.arguments, caller_of(actor))
    if isinstance(outcome, Proposed):
        world.door.confirm(outcome.id, caller_of(actor))


def _told(world: World, actor: Actor, told: str | Figure | AnyOf) -> list[str]:
    """The forms in which something may have been told; any one of them will do."""
    if isinstance(told, str):
        return [told]
    if isinstance(told, AnyOf):
        return [form for one in told.any for form in _told(world, actor, one)]
    reader = world.actor(told.who) if told.who else actor
    outcome = world.door.call(told.tool, told.arguments, caller_of(reader))
    assert isinstance(outcome, Answer)
    value: Any = outcome.result
    for key in told.path.split("."):
        value = value[int(key)] if key.isdigit() else value[key]
    if told.money:
        return [money(value, "CNY", language).lstrip("CN") for language in ("zh", "en")]
    return [str(value), f"{value:,}"] if isinstance(value, int) else [str(value)]


def _unsaid(told: list[list[str]], transcript: list[tuple[str, str]]) -> list[str]:
    said = _said(transcript)
    return [f"never said: {forms[0]}" for forms in told if not any(_stands(f, said) for f in forms)]


def _betrayed(hidden: list[list[str]], transcript: list[tuple[str, str]]) -> list[str]:
    said = _said(transcript)
    return [f"said: {form}" for forms in hidden for form in forms if _stands(form, said)]


def _said(transcript: list[tuple[str, str]]) -> str:
    return "\n".join(text for author, text in transcript if author == "assistant").lower()


def _stands(form: str, said: str) -> bool:
    """Whether `form` was said; a number must stand alone, not inside another."""
    if form.replace(",", "").isdigit():
        return re.search(rf"(?<![\d.,]){re.escape(form)}(?![\d]|[.,]\d)", said) is not None
    return form.lower() in said
