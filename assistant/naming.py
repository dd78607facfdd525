"""Which of several proposals a message means, where it names their goods or their order."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.understanding import mentions, references
from assistant.understanding.canonical import canonical
from assistant.understanding.ordinals import Place, place_in
from assistant.understanding.reactions import react
from assistant.understanding.understood import ProductMention, Reaction
from domain.catalogue.matching import Catalogue
from tools.proposals import Proposed

_CLAUSES = re.compile(r"[,，.。!！;；\n]+|(?<![a-z])(?:and|but)(?![a-z])|但是?|然后")
_POINTS = re.compile(
    r"[那这]?[一]?[单张份笔项个](?:订单|单子)?的?|订单|单子|只|的"
    r"|(?<![a-z])(?:the|that|this|one|ones|order|for|of|my|with)(?![a-z])"
)
"""Words that point at a proposal without saying anything of it."""
_EXCEPT = re.compile(
    r"(?:hmm+|but|oh|no|well|wait|[\s,.])*(?:not|except(?: for)?|without|leave out)"
    r"|(?:呃|嗯|哦|那个|等等|但|就|[\s,])*(?:除了|不包括|不算|别批?|不批)"
)
_KEEPS = re.compile(
    r"只?[要留]|保留|留下|就|(?:just|only|keep|want|i|we|leave|'ll|take|have|\s)*", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Named:
    """The proposals that a message decides by name."""

    confirmed: tuple[Proposed, ...]
    rejected: tuple[Proposed, ...]


def decisions(text: str, pending: list[Proposed], catalogue: Catalogue) -> Named | None:
    """What a message decides by name; None when it names none, or says something else as well.

    "确认遥控器那单" confirms one; "洗烘的不要了，只要遥控器那单" rejects one and leaves the other
    to be confirmed. Where one proposal waits, naming it adds nothing; what is said of a part of
    its goods is a change of it.
    """
    if not pending:
        return None
    decided: dict[Reaction, list[Proposed]] = {Reaction.CONFIRM: [], Reaction.REJECT: []}
    kept: list[Proposed] = []
    for clause in _CLAUSES.split(text):
        if not re.search(r"\w", clause):
            continue
        found = _said_of(clause, pending, catalogue)
        if found is None:
            return None
        reaction, proposal = found
        (kept if reaction is None else decided[reaction]).append(proposal)
    rejected = decided[Reaction.REJECT]
    if kept and not rejected:
        rejected = [p for p in pending if p not in kept]
    if not rejected and not decided[Reaction.CONFIRM]:
        return None
    return Named(tuple(decided[Reaction.CONFIRM]), tuple(rejected))


def _said_of(
    clause: str, pending: list[Proposed], catalogue: Catalogue
) -> tuple[Reaction | None, Proposed] | None:
    """What a clause does to the one proposal it names: no reaction means that it is to stay."""
    goods = mentions.find(clause, catalogue)
    numbers = [r for r in references.find(clause) if r.kind == "order"]
    place = place_in(canonical(clause).text) if len(pending) > 1 else None
    at = place.of(len(pending)) if place is not None and not goods and not numbers else None
    if place is not None and at is not None:
        return _placed(clause, pending[at], place)
    if not goods and not numbers:
        return None
    meant = [
        p
        for p in pending
        if (numbers and all(_of_order(p, r.number) for r in numbers))
        or (goods and not numbers and goods_of(p) and goods_of(p) <= skus(goods, catalogue))
    ]
    if len(meant) != 1:
        return None
    rest = _without(clause, [(span.start, span.end) for span in (*goods, *numbers)])
    reaction = react(_POINTS.sub(" ", rest)) or react(rest)
    if reaction in (Reaction.CONFIRM, Reaction.REJECT):
        return reaction, meant[0]
    keeps = len(pending) > 1 and _KEEPS.fullmatch(_POINTS.sub("", rest).strip())
    return (None, meant[0]) if keeps and rest.strip() else None


def _placed(
    clause: str, proposal: Proposed, place: Place
) -> tuple[Reaction | None, Proposed] | None:
    """What a clause does to the proposal that it names by its place."""
    rest = _without(clause, [(place.start, place.end)])
    reaction = react(_POINTS.sub(" ", rest)) or react(rest)
    if reaction in (Reaction.CONFIRM, Reaction.REJECT):
        return reaction, proposal
    if _EXCEPT.fullmatch(rest.strip()):
        return Reaction.REJECT, proposal
    keeps = _KEEPS.fullmatch(_POINTS.sub("", rest).strip())
    return (None, proposal) if keeps and rest.strip() else None


def goods_of(proposal: Proposed) -> set[str]:
    """The codes of the goods that a proposal is about."""
    return {str(line["sku"]) for line in proposal.preview.get("lines", [])}


def skus(named: Iterable[ProductMention], catalogue: Catalogue) -> set[str]:
    """The codes of all goods that mentions may mean."""
    return {catalogue.products[key].sku for mention in named for key in mention.fits}


def _of_order(proposal: Proposed, number: str) -> bool:
    order = str(proposal.preview["terms"].get("order") or "")
    return bool(order) and order.endswith(re.sub(r"\D", "", number))


def _without(clause: str, spans: list[tuple[int, int]]) -> str:
    """A clause without some stretches of it, in its canonical form."""
    for start, end in sorted(spans, reverse=True):
        clause = f"{clause[:start]} {clause[end:]}"
    return canonical(clause).text
