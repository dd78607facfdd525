"""What goes into a conversation's turn and what comes out, the same for every channel."""

from dataclasses import dataclass, field
from typing import Any, Literal

from domain.scope import Actor


@dataclass(frozen=True, slots=True)
class Incoming:
    """A message as a channel received it.

    Arguments:
        channel: web, telegram, terminal, api.
        conversation_id: the conversation it belongs to; None begins one.
        channel_key: the channel's own id of the message (such as a Telegram update): the same
            again is answered by the reply that was given then.
    """

    actor: Actor
    channel: str
    text: str
    request_id: str
    conversation_id: str | None = None
    channel_key: str | None = None

    def __post_init__(self) -> None:
        # No database keeps a NUL in text, and none a half of a surrogate pair.
        kept = self.text.replace("\0", "").encode("utf-8", "replace").decode()
        object.__setattr__(self, "text", kept)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A likely next step, shown as a button: `text` is what pressing it says."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Reply:
    """What the assistant answers.

    Arguments:
        intent: the taxonomy's id of what the message mainly wanted.
        proposals: as `tools.proposals.Proposed.public()`.
        receipts: `{"command","tool","result","at"}` of what was executed in this turn.
        sources: `{"article","title","passage"}` behind the answer.
        handoff: none, waiting or taken.
    """

    conversation_id: str
    reply: str
    language: str
    intent: str
    proposals: list[dict[str, Any]] = field(default_factory=list)
    receipts: list[dict[str, Any]] = field(default_factory=list)
    sources: list[dict[str, str]] = field(default_factory=list)
    handoff: str = "none"
    suggestions: list[Suggestion] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happens during a turn, for channels that show it as it comes.

    `step`: {"tool"} a tool is being used. `token`: {"text"} a piece of the reply, already
    checked. `proposal`: one proposal. `done`: the whole reply. `error`: {"message", "id"}.
    """

    kind: Literal["step", "token", "proposal", "done", "error"]
    data: dict[str, Any]
