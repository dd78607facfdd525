"""What a conversation is about: kept by code between turns, whichever model talks."""

from dataclasses import asdict, dataclass, field, replace
from typing import Any

from assistant.results import ToolResult

AMEND = "amend"
"""What an open question misses when it has to be told how a proposal is to be changed."""


@dataclass(frozen=True, slots=True)
class Question:
    """What the assistant asked and waits to hear.

    Arguments:
        tool, arguments: the call that goes on once it is answered.
        missing: which argument is missing: product, quantity, order, ticket, choice, …
        choices: for a choice, `{"value","label"}`; `text` is what they may stand for.
        replaces: the id of a proposal that waits, where the call is to take its place.
    """

    tool: str
    arguments: dict[str, Any]
    missing: str
    intent: str
    text: str = ""
    choices: tuple[dict[str, str], ...] = ()
    replaces: str | None = None

    @property
    def goods(self) -> tuple[str, ...]:
        """The goods that the call is about, as far as they are named."""
        named = [self.arguments, *self.arguments.get("lines", [])]
        return tuple(str(part["product"]) for part in named if part.get("product"))


@dataclass(frozen=True, slots=True)
class Looked:
    """The last thing that was looked up, so that "and in Foshan?" can ask it anew."""

    tool: str
    arguments: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Noted:
    """Something that was just written down, or a booking just proposed: what is said next may put
    it right or go on with it.

    Arguments:
        number: of the payment, the ticket or the lead; of a booking the id of its proposal.
        fresh: nothing else was looked up or done since.
    """

    tool: str
    arguments: dict[str, Any]
    number: str
    fresh: bool = True


@dataclass(frozen=True, slots=True)
class Focus:
    """The records the talk was last about, and the open question.

    Arguments:
        last: which kind of record came up last, so that "cancel that" takes back the right one:
            order, ticket, payment.
        among: codes of the products that a family's name may have meant, until one is named.
        listed: the numbers of the records in the list that was told last, in its order.
        noted: what the last turn that wrote anything wrote down.
        tickets: the numbers of the tickets that came up, the latest last.
        quiet: messages since one of them came up; `turned`: the talk has turned to orders, goods
            or money since.
        draft: the arguments of an order that was refused (no stock, no credit), until another
            one is proposed: what is said next corrects it.
    """

    language: str | None = None
    products: tuple[str, ...] = ()
    lines: tuple[dict[str, Any], ...] = ()
    order: str | None = None
    ticket: str | None = None
    payment: str | None = None
    last: str | None = None
    listed: tuple[str, ...] = ()
    among: tuple[str, ...] = ()
    tickets: tuple[str, ...] = ()
    quiet: int = 0
    turned: bool = False
    place: str | None = None
    looked: Looked | None = None
    draft: dict[str, Any] | None = None
    noted: tuple[Noted, ...] = ()
    question: Question | None = None
    failures: int = 0

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "Focus":
        known = dict(data)
        if known.get("question"):
            question = dict(known["question"])
            question["choices"] = tuple(question.get("choices", ()))
            known["question"] = Question(**question)
        if known.get("looked"):
            known["looked"] = Looked(**known["looked"])
        known["noted"] = tuple(Noted(**one) for one in known.get("noted", ()))
        for name in ("products", "lines", "listed", "among", "tickets"):
            known[name] = tuple(known.get(name, ()))
        return cls(**known)

    def after(
        self,
        results: list[ToolResult],
        question: Question | None,
        named: tuple[str, ...] = (),
    ) -> "Focus":
        """The focus once these tool calls were made.

        Arguments:
            named: codes of the products that the message names, whatever was done about them.
        """
        goods = (question.goods if question else ()) or named
        noted = _noted(results, self.noted)
        focus = replace(
            self,
            question=question,
            products=goods or self.products,
            quiet=self.quiet + 1,
            noted=noted,
        )
        told: list[str] = []
        for result in results:
            seen = _Seen.of(result)
            told += seen.products
            focus = focus._noting(result, seen)
        return replace(focus, products=tuple(dict.fromkeys(told)) or focus.products)

    def _noting(self, result: ToolResult, seen: "_Seen") -> "Focus":
        tickets = seen.tickets
        place = result.arguments.get("place") or self.place
        return replace(
            self,
            lines=tuple(seen.lines) or self.lines,
            order=seen.order or self.order,
            ticket=seen.ticket or self.ticket,
            payment=seen.payment or self.payment,
            last=seen.last or self.last,
            listed=tuple(seen.listed) or self.listed,
            tickets=(*(t for t in self.tickets if t not in tickets), *tickets)[-_MOST_TICKETS:],
            quiet=0 if tickets else self.quiet,
            turned=not tickets and (self.turned or result.tool not in _BESIDE),
            place=str(place) if place else None,
            looked=seen.looked or (self.looked if result.kind == "error" else None),
            draft=_draft(result, self.draft),
        )


def asked_for_details(focus: Focus) -> bool:
    """Whether the talk was just on a ticket, and nothing else waits for an answer."""
    on_it = focus.last == "ticket" and bool(focus.tickets) and not focus.turned
    return on_it and focus.quiet <= 1 and focus.question is None


_ORDERING = "create_order"
_MOST_TICKETS = 6
_MOST_LISTED = 3
"""Tickets of one answer that the talk is about; more were only looked through."""
_BESIDE = ("search_articles", "ask_for_person", "ticket_status")
"""Tools whose use leaves the talk on the ticket it was about."""
_KINDS = ("ticket", "payment", "order")
"""A request that concerns an order is a ticket in the first place: it is what was just opened."""
_LOOKS = ("check_", "query_", "search_", "list_", "find_", "show_")
_LOOKS_UP = ("quote", "order_status", "ticket_status", "pending_approvals")


_NUMBERS = (
    {"report_payment": "payment", "correct_payment": "payment"}
    | dict.fromkeys(("request_invoice", "request_return", "hand_in_request"), "ticket")
    | dict.fromkeys(("note_lead", "advance_lead"), "lead")
)
"""Notes that may be gone on with, and under which name their result holds their number."""
_WITHDRAWN = {
    "withdraw_payment": ("payment",),
    "withdraw_ticket": ("ticket",),
    "withdraw_lead": ("lead",),
}
_BOOKING = "book_payment"
_ADDING = "add_to_ticket"


def _noted(results: list[ToolResult], before: tuple[Noted, ...]) -> tuple[Noted, ...]:
    """What a turn wrote down; what was written before, while it did something else."""
    found = []
    for result in results:
        if result.tool == _BOOKING and result.kind == "proposal":
            found.append(Noted(result.tool, result.arguments, str(result.data["id"])))
        elif result.tool in _NUMBERS and result.kind == "receipt":
            number = str(result.data["result"][_NUMBERS[result.tool]])
            known = next((one.arguments for one in before if one.number == number), {})
            found.append(Noted(result.tool, known | result.arguments, number))
        elif result.tool == _ADDING and result.kind == "receipt":
            number = str(result.data["result"]["ticket"])
            found += [
                replace(one, arguments=one.arguments | result.arguments, fresh=True)
                for one in before
                if one.number == number
            ]
    gone = {str(r.arguments.get(name)) for r in results for name in _WITHDRAWN.get(r.tool, ())}
    kept = [one for one in before if one.number not in gone]
    on_it = all(result.tool in _BESIDE for result in results)
    stale = tuple(replace(one, fresh=one.fresh and on_it) for one in kept)
    return tuple(found) or stale


def _draft(result: ToolResult, before: dict[str, Any] | None) -> dict[str, Any] | None:
    if result.tool != _ORDERING:
        return before
    return result.arguments if result.kind == "error" else None


@dataclass
class _Seen:
    """The records that one result names."""

    products: list[str] = field(default_factory=list)
    lines: list[dict[str, Any]] = field(default_factory=list)
    order: str | None = None
    ticket: str | None = None
    payment: str | None = None
    listed: list[str] = field(default_factory=list)
    tickets: list[str] = field(default_factory=list)
    looked: Looked | None = None

    @property
    def last(self) -> str | None:
        """The kind of the record named; an answer that lists several of a kind names none."""
        return next((kind for kind in _KINDS if getattr(self, kind)), None)

    @classmethod
    def of(cls, result: ToolResult) -> "_Seen":
        seen = cls()
        if result.kind == "answer":
            seen.answer(result.data)
        elif result.kind == "proposal":
            seen.preview(result.data["preview"])
        elif result.kind == "receipt":
            seen.receipt(result.data["result"])
        else:
            seen.asked(result.arguments)
        if result.kind == "answer" or result.tool.startswith(_LOOKS) or result.tool in _LOOKS_UP:
            seen.looked = Looked(result.tool, result.arguments)
        return seen

    def answer(self, data: dict[str, Any]) -> None:
        for item in [*data.get("items", []), *data.get("products", [])]:
            if "sku" in item and item["sku"] not in self.products:
                self.products.append(item["sku"])
            if item.get("quantity") and "reorder_point" in item:  # advised
                self.lines.append({"product": item["sku"], "quantity": item["quantity"]})
        orders, tickets = data.get("orders", []), data.get("tickets", [])
        if len(orders) == 1:
            self.order = orders[0]["order"]
        if len(tickets) <= _MOST_LISTED:
            self.tickets = [ticket["ticket"] for ticket in reversed(tickets)]
        if len(tickets) == 1:
            self.ticket = tickets[0]["ticket"]
        waiting = data.get("approvals", [])
        if len(waiting) == 1:
            self.order = waiting[0]["order"]
        self.listed = [o["order"] for o in [*orders, *waiting]]
        self.listed += [lead["lead"] for lead in data.get("leads", [])]

    def preview(self, preview: dict[str, Any]) -> None:
        self.order = preview["terms"].get("order")
        for line in preview.get("lines", []):
            self.products.append(line["sku"])
            self.lines.append({"product": line["sku"], "quantity": line["quantity"]})

    def receipt(self, result: dict[str, Any]) -> None:
        self.order, self.ticket = result.get("order"), result.get("ticket")
        self.tickets = [self.ticket] if self.ticket else []
        self.payment = result.get("payment")

    def asked(self, arguments: dict[str, Any]) -> None:
        """A refused call leaves the talk on the goods it was about."""
        named = [arguments, *arguments.get("lines", [])]
        self.products = [str(part["product"]) for part in named if "product" in part]
