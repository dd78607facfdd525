"""The one door: every tool is run here, by whatever way it was asked for.

validate → authorise → scope → preview or execute → audit → receipt
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import uuid4

import structlog
from pydantic import BaseModel, ValidationError
from sqlalchemy.orm import Session

from domain.clock import Clock
from domain.database import Database
from domain.errors import Changed, DomainError, Expired, Forbidden, Invalid, NotFound
from domain.log.operations import Execution, Receipt, earlier_receipt, record, record_refusal
from domain.models.proposals import Proposal, ProposalStatus
from domain.switches.queries import require_on
from knowledge.search import Knowledge
from tools import proposals
from tools.call import Call, Caller
from tools.previews import Preview
from tools.registry import REGISTRY, Effect, Registry, Tool

PROPOSAL_MINUTES = 15
EXECUTE = "execute"
"""The grant of an API credential that lets it execute without a proposal."""

log = structlog.get_logger("door")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a read found."""

    tool: str
    result: dict[str, Any]


Outcome = Answer | Receipt | proposals.Proposed


class Door:
    """Runs tools.

    Arguments:
        proposal_minutes: how long a proposal may be confirmed.
    """

    def __init__(
        self,
        database: Database,
        clock: Clock,
        knowledge: Knowledge,
        registry: Registry = REGISTRY,
        proposal_minutes: int = PROPOSAL_MINUTES,
    ) -> None:
        self.database = database
        self.clock = clock
        self.knowledge = knowledge
        self.registry = registry
        self.lifetime = timedelta(minutes=proposal_minutes)

    def call(
        self, name: str, arguments: dict[str, Any], caller: Caller, command: str | None = None
    ) -> Outcome:
        """Run a tool: a read answers, a note is executed, a commit becomes a proposal.

        Arguments:
            arguments: as the model, the screen or the client gave them; validated here.
            command: the command id; the same again gives the same receipt or proposal.

        Raises:
            DomainError: any refusal. Attempts to reach what is not the caller's are recorded.
        """
        command = command or uuid4().hex
        with self._recorded(name, caller):
            tool, checked = self._admitted(name, arguments, caller)
            if tool.effect is Effect.READ:
                return Answer(name, self._read(tool, checked, caller))
            if tool.effect is Effect.NOTE:
                noted = self._execute(tool, checked, caller, command, own_only=True)
                if noted is not None:
                    return noted
            return self._propose(tool, checked, caller, command)

    def execute(
        self, name: str, arguments: dict[str, Any], caller: Caller, command: str
    ) -> Receipt:
        """Execute a commit at once: for integrations that hold the grant `execute`.

        Raises:
            Forbidden: the credential does not hold it.
            Replayed: this command id came with other arguments before.
            DomainError: as `call`.
        """
        with self._recorded(name, caller):
            if EXECUTE not in caller.grants:
                raise Forbidden(EXECUTE)
            tool, checked = self._admitted(name, arguments, caller)
            if tool.effect is Effect.READ:
                raise Invalid("effect", value=tool.effect.value)
            receipt = self._execute(tool, checked, caller, command)
            assert receipt is not None
            return receipt

    def confirm(self, proposal_id: str, caller: Caller) -> Receipt:
        """Execute a proposal for its owner, exactly once: confirmed again, the same receipt.

        Raises:
            NotFound: no such proposal, or another person's (recorded).
            Expired: too late, rejected or replaced.
            Changed: a binding term changed meanwhile; `proposal` is the new one.
            DomainError: what planning it again raised; the proposal stays.
        """

        def work(session: Session) -> Receipt | Expired | Changed:
            proposal = proposals.owned(session, proposal_id)
            if proposal.status == ProposalStatus.CONFIRMED:
                return self._receipt_of(session, proposal)
            if (late := proposals.lateness(session, proposal, self.clock.now())) is not None:
                return late
            return self._carry_out(session, proposal, caller)

        with self._recorded("confirm", caller):
            outcome = self.database.run(caller.actor, work)
            if isinstance(outcome, DomainError):
                raise outcome
            return outcome

    def reject(self, proposal_id: str, caller: Caller) -> None:
        """Withdraw a proposal; once withdrawn it stays so.

        Raises:
            NotFound: no such proposal, or another person's (recorded).
            Expired: it was confirmed, replaced, or is too old.
        """
        with self._recorded("reject", caller):
            self.database.run(
                caller.actor, lambda s: proposals.reject(s, proposal_id, self.clock.now())
            )

    def pending(self, caller: Caller) -> list[proposals.Proposed]:
        """The caller's proposals that may still be confirmed, in his conversation, oldest first."""
        with self.database.read(caller.actor) as session:
            return proposals.pending(session, caller.conversation_id, self.clock.now())

    def _admitted(
        self, name: str, arguments: dict[str, Any], caller: Caller
    ) -> tuple[Tool, BaseModel]:
        tool = self.registry.get(name)
        if not tool.open_to(caller.actor):
            raise Forbidden(name)
        try:
            return tool, tool.arguments.model_validate(arguments)
        except ValidationError as error:
            raise Invalid("arguments", tool=name, fields=_faults(error)) from None

    def _read(self, tool: Tool, arguments: BaseModel, caller: Caller) -> dict[str, Any]:
        with self.database.read(caller.actor) as session:
            require_on(session, f"tool:{tool.name}")
            return _json(tool.body(self._call(session, caller), arguments))

    def _execute(
        self,
        tool: Tool,
        arguments: BaseModel,
        caller: Caller,
        command: str,
        own_only: bool = False,
    ) -> Receipt | None:
        """Plan and apply in one transaction; None where `own_only` and it is another's matter."""

        def work(session: Session) -> Receipt | None:
            given = arguments.model_dump(mode="json", exclude_none=True)
            if (done := earlier_receipt(session, command, given)) is not None:
                return done
            require_on(session, f"tool:{tool.name}")
            call = self._call(session, caller, command)
            plan = tool.body(call, arguments)
            if own_only and _dealer_of(plan, call) != call.actor.dealer_id:
                return None
            return self._apply(call, tool, plan, plan.terms(), given)

        return self.database.run(caller.actor, work)

    def _propose(
        self, tool: Tool, arguments: BaseModel, caller: Caller, command: str
    ) -> proposals.Proposed:
        with self.database.read(caller.actor) as session:
            require_on(session, f"tool:{tool.name}")
            call = self._call(session, caller)
            plan = tool.body(call, arguments)
            offer = proposals.Offer(
                tool.name,
                arguments.model_dump(mode="json", exclude_none=True),
                plan.terms(),
                _preview(tool, call, plan),
                command,
            )
        return self.database.run(
            caller.actor,
            lambda s: proposals.keep(s, offer, caller, self.clock.now(), self.lifetime),
        )

    def _carry_out(self, session: Session, proposal: Proposal, caller: Caller) -> Receipt | Changed:
        """Claim the proposal, plan it again, and apply it if its terms still stand."""
        now = self.clock.now()
        proposals.claim(session, proposal, now)
        require_on(session, f"tool:{proposal.tool}")
        tool, arguments = self._admitted(proposal.tool, proposal.arguments, caller)
        call = self._call(session, caller, proposal.command_key)
        plan = tool.body(call, arguments)
        terms = plan.terms()
        if terms == proposal.terms:
            return self._apply(call, tool, plan, terms, proposal.arguments, proposal)
        offer = proposals.Offer(
            tool.name, proposal.arguments, terms, _preview(tool, call, plan), uuid4().hex
        )
        renewed = proposals.replace(session, proposal, offer, caller, now, self.lifetime)
        differences = proposals.differences(proposal.terms, terms)
        return Changed(tool.name, proposal=renewed, differences=differences)

    def _apply(
        self,
        call: Call,
        tool: Tool,
        plan: Any,
        terms: dict[str, Any],
        given: dict[str, Any],
        proposal: Proposal | None = None,
    ) -> Receipt:
        if tool.apply is None:
            raise TypeError(f"{tool.name} says how to plan but not how to apply")
        execution = Execution(
            key=call.command,
            tool=tool.name,
            arguments=given,
            dealer_id=_dealer_of(plan, call),
            channel=call.caller.channel,
            request_id=call.caller.request_id,
            model=proposal.model if proposal else call.caller.model,
            proposal=proposal.id if proposal else None,
            terms=terms,
        )
        result = _json(tool.apply(call, plan))
        return record(call.session, execution, result, call.now)

    def _receipt_of(self, session: Session, proposal: Proposal) -> Receipt:
        receipt = earlier_receipt(session, proposal.command_key, proposal.arguments)
        if receipt is None:
            raise RuntimeError(f"proposal {proposal.id} is confirmed but has no command")
        return receipt

    def _call(self, session: Session, caller: Caller, command: str = "") -> Call:
        return Call(session, caller, self.clock.now(), command, self.database, self.knowledge)

    def _recorded(self, tool: str, caller: Caller) -> "_Recording":
        return _Recording(self, tool, caller)


class _Recording:
    """Writes down attempts to reach what is not the caller's, after their transaction ended."""

    def __init__(self, door: Door, tool: str, caller: Caller) -> None:
        self.door, self.tool, self.caller = door, tool, caller

    def __enter__(self) -> None:
        return None

    def __exit__(self, _kind: Any, error: BaseException | None, _trace: Any) -> None:
        if not isinstance(error, NotFound | Forbidden):
            return
        caller = self.caller

        def write(session: Session) -> None:
            record_refusal(
                session,
                tool=self.tool[:32],
                code=error.code[:64],
                reference=str(error.data.get("text", "")),
                channel=caller.channel,
                request_id=caller.request_id,
                at=self.door.clock.now(),
            )

        self.door.database.run(caller.actor, write)
        log.warning("refused", tool=self.tool, code=error.code, actor=caller.actor.user_id)


def _dealer_of(plan: Any, call: Call) -> int | None:
    """The dealer a plan is for: the actor's own, unless the plan names one."""
    named: int | None = getattr(plan, "dealer_id", call.actor.dealer_id)
    return named


def _preview(tool: Tool, call: Call, plan: Any) -> dict[str, Any]:
    if tool.preview is None:
        raise TypeError(f"{tool.name} needs a preview")
    preview: Preview = tool.preview(call, plan)
    return preview.model_dump(mode="json")


def _json(result: Any) -> dict[str, Any]:
    dumped: dict[str, Any] = result.model_dump(mode="json")
    return dumped


def _faults(error: ValidationError) -> list[dict[str, str]]:
    return [
        {"field": ".".join(str(part) for part in fault["loc"]), "fault": fault["type"]}
        for fault in error.errors(include_url=False, include_context=False, include_input=False)
    ]
