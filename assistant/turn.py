"""One turn: what waits is settled by code, the rest goes to the agent, the reply is checked and
kept. No transaction is open while a model thinks."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

import structlog
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage, HumanMessage
from langgraph.errors import GraphRecursionError
from sqlalchemy.orm import Session

from assistant import conversations, guards
from assistant.agent import Agent
from assistant.builtin.answers import answer_to
from assistant.builtin.evidence import weighed
from assistant.builtin.known import Known
from assistant.builtin.model import AT_A_LOSS, TURN, TurnState
from assistant.builtin.plan import Brief
from assistant.builtin.repeating import REPEATED
from assistant.conversations import Turn
from assistant.desk import TurnContext
from assistant.exchange import Incoming, Reply
from assistant.focus import AMEND, Focus, Question, asked_for_details
from assistant.pending import SEPARATE, Settled, Waiting, confirm, intent_of
from assistant.prompt import system_prompt
from assistant.replies.composer import Composer, Manner, suggestions
from assistant.results import ToolResult
from assistant.understanding.classifier import Guess
from assistant.understanding.farewells import takes_leave
from assistant.understanding.greetings import bare, without_greeting
from assistant.understanding.reactions import react
from assistant.understanding.requests import understand
from assistant.understanding.understood import Reaction, Understanding
from domain.catalogue.queries import catalogue
from domain.clock import Clock, business_date
from domain.database import Database
from domain.errors import SwitchedOff
from domain.models.conversations import Handoff
from domain.models.proposals import Proposal, ProposalStatus
from domain.people.queries import dealer_names
from domain.scope import Actor
from domain.service.queries import tickets_numbered
from domain.switches.queries import require_on
from tools import proposals
from tools.call import Caller
from tools.door import Door
from tools.proposals import Proposed

log = structlog.get_logger("assistant")

_WHICH = "which_proposal"
"""What an open question misses when it has to be told which proposal is meant."""
_OF_PROPOSALS = frozenset({_WHICH, AMEND, "offer"})
"""What questions miss that a plain yes may be said to while something else waits."""


@dataclass
class _Spoken:
    """What a turn came to, before it is kept."""

    text: str
    results: list[ToolResult]
    question: Question | None = None
    said: str | None = None
    model: str = "builtin"
    intent: str | None = None
    """of what was settled, where the message itself is but a yes or a no"""
    waiting: list[Proposed] = field(default_factory=list)
    """earlier proposals that are shown again"""
    replaces: str | None = None
    """the id of an earlier proposal whose place a new one takes"""


class TurnWorker:
    """Works turns off. It keeps nothing of a turn once it is done."""

    def __init__(
        self,
        database: Database,
        door: Door,
        clock: Clock,
        classify: Callable[[str], Guess],
        llm: BaseChatModel | None,
        composer: Composer,
    ) -> None:
        self.database, self.door, self.clock = database, door, clock
        self.classify, self.llm, self.composer = classify, llm, composer
        self.agent = Agent(door.registry)

    def work(self, turn: Turn, incoming: Incoming, on_step: Callable[[str], None]) -> Reply:
        """Answer the turn's messages and keep the answer; the lease ends in any case."""
        try:
            return self._work(turn, incoming, on_step)
        except BaseException:
            self.database.run(
                incoming.actor, lambda s: conversations.end_turn(s, turn.conversation_id)
            )
            raise

    def decide(self, proposal_id: str, caller: Caller, accept: bool) -> Reply:
        """Confirm or reject by a button, and say so in the proposal's conversation, if it has
        one."""
        with self.database.read(caller.actor) as session:
            found = session.get(Proposal, proposal_id)
            mine = found is not None and found.user_id == caller.actor.user_id
            proposal = proposals.shown(found) if found and mine else None
            talk = found.conversation_id if found and mine else None
            handoff = conversations.own(session, caller.actor, talk).handoff if talk else "none"
        if proposal is None:
            # the door refuses and records what is not the caller's
            (self.door.confirm if accept else self.door.reject)(proposal_id, caller)
            raise AssertionError("the door let an unknown proposal pass")
        manner = self._manner(caller.actor, caller.language)
        spoken = self._pressed(proposal, caller, accept, manner)
        intent = intent_of(proposal.tool)
        reply = self._reply(talk or "", spoken, caller.language, intent, handoff)
        if talk:
            self.database.run(
                caller.actor, lambda s: self._note(s, caller.actor, reply, spoken, proposal_id)
            )
        return reply

    def _note(
        self, session: Session, actor: Actor, reply: Reply, spoken: _Spoken, decided: str
    ) -> None:
        """Keep what a button came to, and that the talk is now about it."""
        details = {"button": not spoken.said}
        conversations.say(session, actor, reply, details, self.clock.now())
        talk = conversations.own(session, actor, reply.conversation_id)
        focus = Focus.from_json(talk.focus)
        question = focus.question
        if question is not None and question.replaces == decided:
            question = None
        talk.focus = focus.after(spoken.results, question).to_json()

    def _pressed(self, proposal: Proposed, caller: Caller, accept: bool, manner: Manner) -> _Spoken:
        if not accept:
            self.door.reject(proposal.id, caller)
            return _Spoken(self.composer.say("proposal.rejected", manner), [], said="rejected")
        result = confirm(self.door, caller, proposal)
        return _Spoken(self.composer.tell(result, manner), [result])

    def _work(self, turn: Turn, incoming: Incoming, on_step: Callable[[str], None]) -> Reply:
        actor = incoming.actor
        with self.database.read(actor) as session:
            off = _switched_off(session)
            brief = self._brief(session, turn, actor)
            self.composer.renderer.refresh(session)
            latest, pending = self._proposed(session, turn.conversation_id)
        language = brief.language
        manner = self._manner(actor, language)
        caller = self._caller(incoming, turn, language)
        handoff = turn.handoff
        if off:
            spoken = _Spoken(self.composer.say("switched_off", manner), [], said="switched_off")
        elif turn.handoff == Handoff.TAKEN:
            spoken = _Spoken("", [])
        else:
            settled = self._settled(turn, brief, caller, pending, manner)
            settled = settled or self._too_late(turn, brief, caller, latest, manner)
            spoken = (
                self._thought(turn, brief, caller, manner, on_step) if settled is None else settled
            )
            handoff = _handoff_after(turn.handoff, spoken.results)
            before = turn.focus.question
            replaced = spoken.replaces or (before.replaces if before else None)
            self._supersede(pending, brief.text, spoken.results, caller, replaced)
            spoken.question = _still_replacing(spoken.question, before)
        intent = spoken.intent or brief.understanding.main.intent
        reply = self._reply(turn.conversation_id, spoken, language, intent, handoff)
        self._keep(turn, actor, brief, spoken, reply)
        return reply

    def _supersede(
        self,
        pending: list[Proposed],
        text: str,
        results: list[ToolResult],
        caller: Caller,
        replaced: str | None,
    ) -> None:
        """An order said anew for the same goods takes the place of the one that waits, and so
        does one that a question was asked about."""
        made = {r.data["id"]: _goods(r.data) for r in results if r.kind == "proposal"}
        beside = SEPARATE.search(text) is not None
        for old in pending:
            goods = _goods(old.public())
            renewed = goods and not beside and any(goods <= new for new in made.values())
            if old.id not in made and made and (renewed or old.id == replaced):
                self.door.reject(old.id, caller)

    def _proposed(
        self, session: Session, conversation_id: str
    ) -> tuple[Proposal | None, list[Proposed]]:
        """The conversation's last proposal, and all that still wait for an answer."""
        if not proposals.any_made(session, conversation_id):
            return None, []
        latest = proposals.latest(session, conversation_id)
        return latest, proposals.pending(session, conversation_id, self.clock.now())

    def _brief(self, session: Session, turn: Turn, actor: Actor) -> Brief:
        known = catalogue(session)
        today = business_date(self.clock.now(), actor.time_zone)
        said = without_greeting(turn.text)
        understanding = understand(
            bare(said),
            classify=self.classify,
            catalogue=known,
            today=today,
            language_hint=turn.focus.language or actor.language,
        )
        dealers = tuple(dealer_names(session)) if actor.is_staff else ()
        spoken_of = tickets_numbered(session, turn.focus.tickets)
        tickets = tuple(Known.of(ticket, actor.time_zone) for ticket in spoken_of)
        brief = Brief(said, understanding, turn.focus, actor, known, today, dealers, tickets)
        return weighed(brief)

    def _settled(
        self, turn: Turn, brief: Brief, caller: Caller, pending: list[Proposed], manner: Manner
    ) -> _Spoken | None:
        """What the message does to what waits; None when it is about something else."""
        question = turn.focus.question
        settled: Settled | None = None
        if question is not None and question.missing == _WHICH:
            listed = [p for p in pending if p.id in {c["value"] for c in question.choices}]
            chosen = Waiting(self.door, caller, listed, brief.catalogue)
            settled = chosen.settle_chosen(brief.text, Reaction(question.text))
        if question is not None and settled is None:
            settled = self._unamended(question, brief, pending)
            if settled is None and _goes_before(question, brief):
                return None
        if settled is None and (pending or question is None):
            waiting = Waiting(self.door, caller, pending, brief.catalogue)
            asked = question is not None and question.missing not in _OF_PROPOSALS
            settled = waiting.settle(brief.text, brief.understanding, asked)
        if settled is None:
            return None
        spoken = self._told(settled, manner)
        spoken.intent = intent_of(settled.tool)
        return spoken

    def _unamended(
        self, question: Question, brief: Brief, pending: list[Proposed]
    ) -> Settled | None:
        """A no to the question how to change what waits: it waits on as it was."""
        kept = [p for p in pending if p.id == question.replaces]
        if not kept or react(brief.text) is not Reaction.REJECT:
            return None
        shown = [ToolResult(p.tool, p.arguments, "proposal", p.public()) for p in kept]
        return Settled(shown, say="proposal.kept", tool=kept[0].tool)

    def _too_late(
        self,
        turn: Turn,
        brief: Brief,
        caller: Caller,
        latest: Proposal | None,
        manner: Manner,
    ) -> _Spoken | None:
        """A yes that nothing waits for any more: what became of the proposal it is meant for."""
        question = turn.focus.question
        if react(brief.text) is not Reaction.CONFIRM or not _unanswered(question, brief):
            return None
        if asked_for_details(turn.focus):
            text = self.composer.say("add_to_ticket.left", manner)
            return _Spoken(text, [], intent="open_ticket")
        if latest is None:
            return _Spoken(self.composer.say("proposal.none", manner), [], intent="smalltalk")
        intent = intent_of(latest.tool)
        if latest.status == ProposalStatus.CONFIRMED:
            result = confirm(self.door, caller, proposals.shown(latest))
            return _Spoken(self.composer.tell(result, manner), [], intent=intent)
        if latest.status in (ProposalStatus.PENDING, ProposalStatus.EXPIRED):
            question = Question(latest.tool, latest.arguments, "offer", intent)
            text = self.composer.say("proposal.expired", manner)
            return _Spoken(text, [], question, intent=intent)
        return _Spoken(self.composer.say("proposal.none", manner), [], intent=intent)

    def _told(self, settled: Settled, manner: Manner) -> _Spoken:
        if settled.undecided and settled.reaction:
            choices = tuple({"value": p.id, "label": p.title} for p in settled.undecided)
            intent = intent_of(settled.tool)
            question = Question("confirm", {}, _WHICH, intent, settled.reaction, choices)
            text = self.composer.say("ask.which_proposal", manner, choices=choices)
            return _Spoken(text, [], question)
        texts = [self.composer.tell(result, manner) for result in settled.results]
        if settled.say is not None:
            texts.insert(0, self.composer.say(settled.say, manner, **settled.values))
        return _Spoken(
            "\n\n".join(texts),
            settled.results,
            settled.question,
            said=settled.say,
            waiting=settled.waiting,
        )

    def _thought(
        self,
        turn: Turn,
        brief: Brief,
        caller: Caller,
        manner: Manner,
        on_step: Callable[[str], None],
    ) -> _Spoken:
        """Let the agent work; a reply that no tool's result bears out is written anew by code."""
        state = TurnState(brief, manner, self.composer)
        context = TurnContext(self.door, caller, turn.id, self.llm, on_step)
        prompt = system_prompt(caller.actor, manner) if self.llm is not None else None
        try:
            messages = _messages(turn, state, with_history=self.llm is not None)
            text = self.agent.run(messages, caller.actor, context, prompt)
        except GraphRecursionError:
            log.warning("model went round in circles", turn=turn.id)
            context.fell_back, text = True, ""
        if self.llm is None or context.fell_back:
            text = text or self._composed(context.results, manner)
            return _Spoken(
                text, context.results, state.question, state.said, replaces=state.replaces
            )
        if not guards.borne_out(text, brief.text, context.results):
            log.warning("reply not borne out", turn=turn.id)
            text = self._composed(context.results, manner)
        return _Spoken(text, context.results, model=str(getattr(self.llm, "model_name", "llm")))

    def _composed(self, results: list[ToolResult], manner: Manner) -> str:
        if not results:
            return self.composer.say("not_understood", manner)
        return "\n\n".join(self.composer.tell(result, manner) for result in results)

    def _reply(
        self, conversation_id: str, spoken: _Spoken, language: str, intent: str, handoff: str
    ) -> Reply:
        results = spoken.results
        return Reply(
            conversation_id=conversation_id,
            reply=spoken.text,
            language=language,
            intent=intent,
            proposals=[*(p.public() for p in spoken.waiting), *_proposals(results)],
            receipts=[r.data for r in results if r.kind == "receipt"],
            sources=[
                source
                for r in results
                if r.kind == "answer"
                for source in r.data.get("sources", [])
            ],
            handoff=handoff,
            suggestions=suggestions(results, spoken.said, language),
        )

    def _keep(self, turn: Turn, actor: Actor, brief: Brief, spoken: _Spoken, reply: Reply) -> None:
        asked = spoken.question is not None and spoken.question == turn.focus.question
        failed = _failed(spoken) or (asked and not spoken.results)
        focus: Focus = replace(
            turn.focus.after(spoken.results, spoken.question, _products(brief)),
            among=_among(brief),
            language=brief.language,
            failures=turn.focus.failures + 1 if failed else 0,
        )
        details: dict[str, Any] = {
            "focus": focus.to_json(),
            "model": spoken.model,
            "understood": _understood(brief.understanding),
            "calls": [{"tool": r.tool, "kind": r.kind} for r in spoken.results],
        }
        self.database.run(
            actor,
            lambda s: conversations.answer(s, actor, turn, reply, details, self.clock.now()),
        )

    def _manner(self, actor: Actor, language: str) -> Manner:
        now = self.clock.now()
        return Manner(language, now, business_date(now, actor.time_zone), actor.time_zone)

    def _caller(self, incoming: Incoming, turn: Turn, language: str) -> Caller:
        model = "builtin" if self.llm is None else str(getattr(self.llm, "model_name", "llm"))
        return Caller(
            actor=incoming.actor,
            channel=incoming.channel,
            request_id=incoming.request_id,
            language=language,
            model=model[:64],
            conversation_id=turn.conversation_id,
        )


def _messages(turn: Turn, state: TurnState, with_history: bool) -> list[BaseMessage]:
    """The conversation as a model reads it; the last message carries what code understood, which
    is all that the built-in model looks at."""
    said: list[BaseMessage] = [
        HumanMessage(text) if author == "user" else AIMessage(text)
        for author, text in turn.history
        if text and with_history
    ]
    return [*said, HumanMessage(turn.text, additional_kwargs={TURN: state})]


def _switched_off(session: Session) -> bool:
    try:
        require_on(session, "assistant")
    except SwitchedOff:
        return True
    return False


def _proposals(results: list[ToolResult]) -> list[dict[str, Any]]:
    made = [r.data for r in results if r.kind == "proposal"]
    renewed = [r.data["proposal"] for r in results if r.kind == "error" and "proposal" in r.data]
    return made + renewed


def _goods(proposal: dict[str, Any]) -> set[str]:
    """The codes of the goods that an order proposes; of other deeds none."""
    lines = proposal["preview"].get("lines", []) if proposal["tool"] == "create_order" else []
    return {str(line["sku"]) for line in lines}


def _failed(spoken: _Spoken) -> bool:
    """Whether the turn brought its writer no further."""
    vain = [r.tool == "search_articles" and not r.data.get("answer") for r in spoken.results]
    return all(vain) if vain else spoken.said in AT_A_LOSS


def _unanswered(question: Question | None, brief: Brief) -> bool:
    """Whether no question is open, or but an offer of a person that this is no answer to."""
    if question is None:
        return True
    return question.tool == "ask_for_person" and answer_to(brief) is None


def _goes_before(question: Question, brief: Brief) -> bool:
    """Whether a message is meant for the open question rather than for what waits."""
    reaction = react(brief.text)
    if takes_leave(brief.text):
        return False
    if question.replaces is not None and reaction is Reaction.CONFIRM:
        return True
    if question.missing not in REPEATED or reaction in (Reaction.CONFIRM, Reaction.REJECT):
        return False
    return answer_to(brief) is not None


def _still_replacing(question: Question | None, before: Question | None) -> Question | None:
    """What is asked next about the same call still is to take the place of what waits."""
    if question is None or before is None or question.tool != before.tool:
        return question
    return replace(question, replaces=question.replaces or before.replaces)


def _among(brief: Brief) -> tuple[str, ...]:
    """The codes that a family's name in the message may mean; those of before where it names no
    goods."""
    named = [i.product for r in brief.understanding.requests for i in r.items if i.product]
    if not named:
        return brief.focus.among
    keys = named[0].fits if len(named) == 1 and len(named[0].fits) > 1 else ()
    return tuple(brief.catalogue.products[key].sku for key in keys)


def _products(brief: Brief) -> tuple[str, ...]:
    """The codes of the products that a message names beyond doubt."""
    named = [i.product for r in brief.understanding.requests for i in r.items if i.product]
    keys = [mention.fits[0] for mention in named if len(mention.fits) == 1]
    return tuple(dict.fromkeys(brief.catalogue.products[key].sku for key in keys))


def _handoff_after(before: str, results: list[ToolResult]) -> str:
    asked = [r for r in results if r.tool == "ask_for_person" and r.kind == "receipt"]
    return Handoff.WAITING if asked else before


def _understood(understanding: Understanding) -> list[dict[str, Any]]:
    """What was understood, for the record: intents and how sure, without the text."""
    return [
        {"intent": r.intent, "confidence": round(r.confidence, 3)} for r in understanding.requests
    ]
