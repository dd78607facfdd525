"""Which parts of a message are requests of their own.

The intent of the whole counts; parts count beside it only when each, by itself, is clearly
another request in the form of one. A story with one request stays one, and so does an order of
many products.
"""

import re
from dataclasses import dataclass
from itertools import zip_longest

from assistant.understanding.asking import SURE, Classify, Guessed, asked, guessed
from assistant.understanding.clauses import Clause, clauses


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of the message that holds one request."""

    text: str
    intent: str
    confidence: float
    conditional: bool = False
    others: tuple[tuple[str, float], ...] = ()


_LONG = 90
"""Weight of a message from which it is a story: a Chinese character is one, a letter a third."""
_LONG_SENTENCE = 45
_MOST = 4
_GRIEVANCES = frozenset(
    {
        "complaint",
        "return_refund",
        "open_ticket",
        "ticket_status",
        "order_status",
        "rate_service",
        "confirm_receipt",
        "human_handoff",
    }
)
_CONDITION = re.compile(
    r"^[\s,，。.;；!！?？]*(?:(?:够|有|没问题|合适|可以|行|有货|不贵|便宜)的话|要是|如果|(?:有"
    r"|够)(?:货)?就|if |when )"
)


def split(text: str, classify: Classify) -> list[Part]:
    """The parts of `text` that are requests of their own, in order; one at least."""
    guess = guessed(text, classify)
    pieces = clauses(text)
    if len(pieces) > 1:
        groups = _groups(text, pieces, classify)
        if len(groups) > 1 and _agree(groups, guess, text):
            return [group.part(text) for group in groups]
        if groups and groups[0].intent and _only_greets(guess, groups):
            return [Part(text, groups[0].intent, groups[0].confidence)]
    return [Part(text, guess.intent, guess.confidence, others=tuple(guess.runners_up))]


def _only_greets(whole: Guessed, groups: list["_Group"]) -> bool:
    """Whether a greeting hides the one request of the message."""
    return whole.intent == "smalltalk" and len({group.intent for group in groups}) == 1


@dataclass(slots=True)
class _Group:
    """Clauses that ask for one thing; `intent` is empty while they ask for nothing."""

    first: Clause
    last: Clause
    intent: str
    confidence: float
    conditional: bool = False

    def part(self, text: str) -> Part:
        piece = text[self.first.body : self.last.end].strip(" ,，")
        return Part(piece, self.intent, self.confidence, self.conditional)


def _groups(text: str, pieces: list[Clause], classify: Classify) -> list[_Group]:
    """The clauses by what they ask for; what asks for nothing goes with what follows it in its
    sentence, else with what came before."""
    groups: list[_Group] = []
    end = 0
    for clause, following in zip_longest(pieces, pieces[1:]):
        parted = following is not None and following.sequel
        intent, confidence = asked(text, clause, classify, parted)
        last = groups[-1] if groups else None
        conditional = _CONDITION.match(text[end : clause.end].lower()) is not None
        end = clause.end
        begins = clause.sentence or clause.sequel
        if (
            last is None
            or (begins and not intent)
            or (intent and last.intent not in ("", intent))
            or (intent and begins and not last.intent)
        ):
            groups.append(_Group(clause, clause, intent, confidence, conditional))
        else:
            last.last = clause
            if intent:
                last.intent, last.confidence = intent, max(confidence, last.confidence)
    return _without_asides(groups)


def _without_asides(groups: list[_Group]) -> list[_Group]:
    """Groups that ask for nothing, or for the same as the one before, are part of that one."""
    kept: list[_Group] = []
    for group in groups:
        if kept and (not group.intent or not kept[-1].intent or group.intent == kept[-1].intent):
            kept[-1].last = group.last
            kept[-1].intent = kept[-1].intent or group.intent
            kept[-1].confidence = max(kept[-1].confidence, group.confidence)
        else:
            kept.append(group)
    return kept


def _agree(groups: list[_Group], whole: Guessed, text: str) -> bool:
    """Whether the parts may stand for the message."""
    intents = {group.intent for group in groups}
    if len(groups) > _MOST or len(intents) == 1:
        return False
    if (intents <= _GRIEVANCES or intents == {"payment", "return_refund"}) and not all(
        group.first.sequel for group in groups[1:]
    ):
        return False
    if whole.intent not in intents and whole.confidence >= SURE:
        return False
    if all(group.first.sequel for group in groups[1:]):
        return True
    sentences = all(group.first.sentence or group.first.sequel for group in groups[1:])
    return _weight(text) < (_LONG if sentences else _LONG_SENTENCE)


def _weight(text: str) -> float:
    return sum(1 / 3 if c.isascii() else 1 for c in text)
