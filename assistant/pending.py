"""What a typed message does to proposals that wait: understood by code, never by a model."""

import re
from dataclasses import dataclass, field, replace
from typing import Any

from assistant.builtin.corrections import Correction, corrected
from assistant.builtin.lines import called
from assistant.builtin.skills.ordering import terms_told
from assistant.focus import AMEND, Question
from assistant.naming import Named, decisions, goods_of, skus
from assistant.replies.composer import choice_of
from assistant.results import ToolResult, error_of, result_of
from assistant.understanding.canonical import canonical
from assistant.understanding.deciding import decision
from assistant.understanding.greetings import bare
from assistant.understanding.holding import EXPLICIT
from assistant.understanding.ordinals import place_in
from assistant.understanding.reactions import choose, names_all, react
from assistant.understanding.understood import Reaction, Understanding
from domain.catalogue.matching import Catalogue
from domain.errors import DomainError
from tools.call import Caller
from tools.door import Door
from tools.proposals import Proposed

_ORDERS = "create_order"
"""The tool whose proposals can be changed by saying another quantity, product, day or place."""
_CHANGES = "change_order"
"""The tool whose proposals can be changed by saying another quantity."""
_TOTAL = re.compile(
    r"(?:一共|总共|合计|加起来|拢共|总的?)(?:是|要|得)?(?:多少|几|啥价)|总[价额](?:是)?(?:多少|呢|[?？])"
    r"|(?<![a-z])how much (?:is|would|will|does|do) (?:it|that|this|they|i|we|all|everything)[^?]*"
    r"(?:in total|altogether|all together|all in|come to|in all|owe for)"
    r"|(?<![a-z])(?:what'?s|what is|what does)[^?]*(?:total|come to)|(?<![a-z])total\s*\?",
    re.IGNORECASE,
)
"""Asks what comes together: what waits tells it."""
_DECIDING = "decide_approval"
_LONGEST_DECISION = 6
"""Characters of a decision that names nothing."""
_KEEPS = re.compile(
    r"(?:别|不要?|甭|不用)(?:再|急着)?(?:取消|撤)|(?:留着|保留|还是要|又要了)"
    r"|(?<![a-z])(?:don't|do not|dont) cancel|keep (?:it|the order|that)|leave it as it (?:is|was)",
    re.IGNORECASE,
)
"""The order that was to be cancelled is to stay."""

SEPARATE = re.compile(
    r"另外?[下开订]|另外.{0,4}[一单][单张]|单独|[再又][下来开订]一[单张份]|两[单张]|分开"
    r"|(?<![a-z])(?:another|second|different|new|other|extra) order|(?<![a-z])sep(?!t)[a-z]{4,9}"
    r"|(?<![a-z])(?:as|in|on|for) an? [a-z]+ order",
    re.IGNORECASE,
)
"""An order beside the one that waits."""
_EARLIER = re.compile(
    r"上次|上回|之前|昨天|前天|上周|已经下|(?<![a-z])(?:last|previous|earlier|yesterday|already)(?![a-z])",
    re.IGNORECASE,
)
"""Points at an order that was placed before."""
_ORDERING = frozenset({"place_order", "change_order"})

_INTENTS = {
    "create_order": "place_order",
    "decide_approval": "approval",
    "book_payment": "payment",
    "ship_order": "order_status",
}
"""Where an intent is not called as its tool is."""


@dataclass
class Settled:
    """What became of the proposals: results to tell, and something to say."""

    results: list[ToolResult] = field(default_factory=list)
    say: str | None = None
    values: dict[str, Any] = field(default_factory=dict)
    tool: str = _ORDERS
    undecided: list[Proposed] = field(default_factory=list)
    """which of these was meant has to be asked; `reaction` is what is to become of it"""
    reaction: Reaction | None = None
    waiting: list[Proposed] = field(default_factory=list)
    """what still waits, to be shown again"""
    question: Question | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits in a conversation, and the door through which it is decided."""

    door: Door
    caller: Caller
    pending: list[Proposed]
    catalogue: Catalogue

    def settle(
        self, text: str, understanding: Understanding, asked: bool = False
    ) -> Settled | None:
        """Confirm, reject or change what waits, if that is what the message says; else None.

        Arguments:
            asked: something else was asked last; a yes that does not say to what is in doubt, and
                what waits is shown again.
        """
        named = decisions(bare(text), self.pending, self.catalogue)
        if named is not None:
            return self._decide_named(named)
        reaction = react(text) or self._said_again(text)
        terms = understanding.terms
        if reaction in (None, Reaction.CHANGE) and terms and not SEPARATE.search(text):
            return self._amended(text, Correction.counted(terms), terms_told(terms))
        if reaction is None and self.pending and _TOTAL.search(text) and not _names(understanding):
            return self._shown(self.pending)
        if reaction in (None, Reaction.HOLD) and _KEEPS.search(text):
            cancelling = [p for p in self.pending if p.preview["terms"].get("cancel")]
            if cancelling:
                return self._decide(Reaction.REJECT, cancelling, everything=True)
        if reaction is Reaction.HOLD:
            return self._hold(understanding)
        if SEPARATE.search(text):
            return None
        if reaction is Reaction.CHANGE or (
            reaction is None
            and (self._takes_out(understanding) or _adds(understanding) or _changes(understanding))
        ):
            return self._amended(text, Correction.of(understanding.requests), {})
        if asked and self.pending and reaction is Reaction.CONFIRM and not EXPLICIT.search(text):
            return self._shown(self.pending)
        return self._decide(reaction, self.pending, names_all(text)) if reaction else None

    def settle_chosen(self, text: str, reaction: Reaction) -> Settled | None:
        """The answer to "which one?": a number, words of its title, or all; else None."""
        if names_all(text):
            return self._decide(reaction, self.pending, everything=True)
        index = choose(text, [p.title for p in self.pending])
        if index is None:
            return None
        return self._decide(reaction, [self.pending[index]], everything=True)

    def _decide(
        self, reaction: Reaction, pending: list[Proposed], everything: bool
    ) -> Settled | None:
        if not pending:
            return None
        if len(pending) > 1 and not everything:
            return Settled(undecided=pending, reaction=reaction, tool=pending[-1].tool)
        if reaction is Reaction.CONFIRM:
            results = [confirm(self.door, self.caller, proposal) for proposal in pending]
            return Settled(results=results, tool=pending[-1].tool)
        for proposal in pending:
            self.door.reject(proposal.id, self.caller)
        return Settled(say="proposal.rejected", tool=pending[-1].tool)

    def _decide_named(self, named: Named) -> Settled:
        """Each proposal as it was said of it by name; what was not spoken of waits on."""
        for proposal in named.rejected:
            self.door.reject(proposal.id, self.caller)
        results = [confirm(self.door, self.caller, proposal) for proposal in named.confirmed]
        decided = {p.id for p in (*named.rejected, *named.confirmed)}
        left = [p for p in self.pending if p.id not in decided]
        settled = Settled(results=results, tool=self.pending[-1].tool, waiting=left)
        if named.rejected:
            settled.say = "proposal.dropped"
            settled.values = {
                "dropped": [p.title for p in named.rejected],
                "waiting": [p.title for p in left],
            }
        return settled

    def _said_again(self, text: str) -> Reaction | None:
        """The same decision said once more to the one approval that waits for a yes ("批了")."""
        waiting = [p for p in self.pending if p.tool == _DECIDING]
        if len(waiting) != 1 or len(self.pending) != 1 or len(text) > _LONGEST_DECISION:
            return None
        same = decision(text) is waiting[0].preview["terms"]["grant"]
        return Reaction.CONFIRM if same else None

    def _hold(self, understanding: Understanding) -> Settled | None:
        """Leave what waits as it is, unless the message is about goods as well."""
        if not self.pending or any(request.items for request in understanding.requests):
            return None
        until = min(p.expires_at for p in self.pending)
        return Settled(say="proposal.held", values={"until": until}, tool=self.pending[-1].tool)

    def _takes_out(self, understanding: Understanding) -> bool:
        """Whether the message takes goods out of an order that waits ("滤芯不要了")."""
        said = Correction.of(understanding.requests)
        return bool(said.removed) and any(
            corrected(p.arguments["lines"], Correction((), removed=said.removed), self.catalogue)
            is not None
            for p in self.pending
            if p.tool == _ORDERS
        )

    def _amended(self, text: str, said: Correction, given: dict[str, Any]) -> Settled | None:
        """The order that is meant, proposed anew with what was corrected and given; None where
        nothing waits that can be changed so."""
        editable = [
            p
            for p in self.pending
            if p.tool == _ORDERS
            or (p.tool == _CHANGES and "lines" in p.arguments and said.only_counts and not given)
        ]
        if not editable:
            return None
        old = _meant(editable, text, said, self.catalogue)
        if old is None:
            choices = [{"value": p.id, "label": p.title} for p in editable]
            return Settled(say="ask.change_which", values={"choices": choices})
        arguments, lines = old.arguments | given, old.arguments["lines"]
        if not given or said:
            lines = corrected(lines, said, self.catalogue)
        if lines is None:
            text = next((i.quantity.text for i in said.items if i.quantity), "")
            question = Question(old.tool, arguments, AMEND, intent_of(old.tool), text)
            return _asking(old, "ask.change_proposal", question)
        if not lines:
            return self._decide(Reaction.REJECT, [old], everything=True)
        return self._anew(old, arguments | {"lines": lines})

    def _shown(self, pending: list[Proposed]) -> Settled:
        """What waits, told once more."""
        results = [ToolResult(p.tool, p.arguments, "proposal", p.public()) for p in pending]
        return Settled(results, tool=pending[-1].tool)

    def _anew(self, old: Proposed, arguments: dict[str, Any]) -> Settled:
        """The order with other arguments in the place of `old`, or what has to be asked first."""
        if arguments == old.arguments:
            return self._shown([old])
        intent = intent_of(old.tool)
        bare = next((line for line in arguments["lines"] if "quantity" not in line), None)
        if bare is not None:
            question = Question(old.tool, arguments, "quantity", intent)
            product = called(self.catalogue, str(bare["product"]), self.caller.language)
            return _asking(old, "ask.quantity", question, product=product)
        try:
            outcome = self.door.call(old.tool, arguments, self.caller)
        except DomainError as error:
            refused = error_of(old.tool, arguments, error, self.caller.language)
            choice = choice_of(refused, intent, self.caller.language)
            return Settled([refused], question=choice and replace(choice, replaces=old.id))
        self.door.reject(old.id, self.caller)
        return Settled([result_of(old.tool, arguments, outcome)])


def _asking(old: Proposed, name: str, question: Question, **values: Any) -> Settled:
    """A question that has to be answered before an order takes the place of `old`."""
    return Settled(say=name, values=values, question=replace(question, replaces=old.id))


def _names(understanding: Understanding) -> bool:
    """Whether a message names goods or a record."""
    return any(r.items or r.order or r.ticket for r in understanding.requests)


def _adds(understanding: Understanding) -> bool:
    """Whether a message only names goods that come on top ("洗碗机也来5台")."""
    requests = [r for r in understanding.requests if r.intent != "smalltalk"]
    return bool(requests) and all(
        r.intent in _ORDERING and r.added and any(i.product for i in r.items) and not r.order
        for r in requests
    )


def _changes(understanding: Understanding) -> bool:
    """Whether a message only says how an order without a number is to be changed."""
    main = understanding.main
    told = main.items or main.removed or main.scale
    elsewhere = main.order or _EARLIER.search(main.text)
    single = len(understanding.requests) == 1
    return bool(single and main.intent == "change_order" and told and not elsewhere)


def _meant(
    editable: list[Proposed], text: str, said: Correction, catalogue: Catalogue
) -> Proposed | None:
    """The order that a correction is of: the only one, the one at the place that is named, or the
    one that holds its goods."""
    if len(editable) == 1:
        return editable[0]
    place = place_in(canonical(text).text)
    if place is not None and (at := place.of(len(editable))) is not None:
        return editable[at]
    named = (*said.removed, *(item.product for item in said.items if item.product))
    holding = [p for p in editable if goods_of(p) & skus(named, catalogue)]
    return holding[0] if len(holding) == 1 else None


def intent_of(tool: str) -> str:
    """The intent of a message that only says yes or no to a proposal of `tool`."""
    return _INTENTS.get(tool, tool)


def confirm(door: Door, caller: Caller, proposal: Proposed) -> ToolResult:
    """Confirm a proposal; a refusal becomes a result to tell."""
    try:
        receipt = door.confirm(proposal.id, caller)
    except DomainError as error:
        return error_of(proposal.tool, proposal.arguments, error, caller.language)
    return result_of(proposal.tool, proposal.arguments, receipt)
