"""The terminal: lines in, replies out, as text for a person or as JSON lines for a program."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from secrets import token_hex
from typing import Any, BinaryIO, Protocol

import structlog
from structlog.contextvars import bound_contextvars

from assistant.exchange import Incoming, Reply
from bots.cards import card, sources
from bots.wording import say
from domain.errors import DomainError, Invalid
from domain.scope import Actor
from tools.results import sentence, unexpected

CHANNEL = "terminal"
MAXIMUM_LINE = 1_000_000
"""Bytes that are read of one line; the rest of it is passed over."""

_KEPT = "intent", "proposals", "receipts", "sources", "handoff"

log = structlog.get_logger("terminal")


class Answers(Protocol):
    """The conversation, as this channel uses it."""

    def respond(self, incoming: Incoming) -> Reply: ...


@dataclass
class _Talk:
    """One conversation as it goes on."""

    actor: Actor
    language: str
    conversation_id: str | None = None


def converse(
    assistant: Answers,
    actor: Actor,
    lines: Iterable[str],
    write: Callable[[str], object],
    json_lines: bool = False,
    language: str | None = None,
) -> None:
    """Answer each line as a message of one conversation, until there are no more.

    Arguments:
        lines: with or without their line ends; bytes that are no text as `read_lines` gives them.
        write: is given each answer, line end included.
        json_lines: write one JSON object a message: `conversation_id`, `reply`, `language`,
            `intent`, `proposals`, `receipts`, `sources`, `handoff`, or `error` with `code` and
            `message`.
        language: `zh` or `en` for refusals before the first reply; else the actor's own.
    """
    talk = _Talk(actor, language or actor.language)
    for line in lines:
        answer = _answer(assistant, talk, line.rstrip("\r\n"))
        if json_lines:
            write(json.dumps(_as_json(answer), ensure_ascii=False, default=str) + "\n")
        elif text := _as_text(answer, talk):
            write(text + "\n\n")


def read_lines(stream: BinaryIO) -> Iterator[str]:
    """The lines of a binary stream such as `sys.stdin.buffer`, as they come.

    A byte that is not UTF-8 becomes a lone surrogate, which `converse` refuses; a line is read up
    to `MAXIMUM_LINE`, so that none can fill the memory.
    """
    while line := stream.readline(MAXIMUM_LINE):
        rest = line
        while len(rest) == MAXIMUM_LINE and not rest.endswith(b"\n"):
            rest = stream.readline(MAXIMUM_LINE)
        yield line.decode("utf-8", "surrogateescape")


def _answer(assistant: Answers, talk: _Talk, text: str) -> Reply | dict[str, str]:
    """The reply, or the error to tell: the conversation goes on in any case."""
    request_id = token_hex(16)
    with bound_contextvars(request_id=request_id):
        try:
            _check(text)
            reply = assistant.respond(
                Incoming(talk.actor, CHANNEL, text, request_id, talk.conversation_id)
            )
        except DomainError as error:
            return _refusal(error, talk.language)
        except Exception:
            log.exception("message failed")
            message = unexpected(request_id[:12], talk.language)
            return {"code": "unexpected", "message": message}
    talk.conversation_id, talk.language = reply.conversation_id, reply.language
    return reply


def _check(text: str) -> None:
    """Refuse what is no text: bytes that could not be decoded, and what controls a device."""
    if any("\ud800" <= c <= "\udfff" or (c < " " and c not in "\t\x0b\x0c") for c in text):
        raise Invalid("not_text")


def _refusal(error: DomainError, language: str) -> dict[str, str]:
    known = error.code == "invalid.not_text"
    message = say("not_text", language) if known else sentence(error, language)
    return {"code": error.code, "message": message}


def _as_json(answer: Reply | dict[str, str]) -> dict[str, Any]:
    if isinstance(answer, dict):
        return {"error": answer}
    head = {
        "conversation_id": answer.conversation_id,
        "reply": answer.reply,
        "language": answer.language,
    }
    return head | {name: getattr(answer, name) for name in _KEPT}


def _as_text(answer: Reply | dict[str, str], talk: _Talk) -> str:
    if isinstance(answer, dict):
        return f"! {answer['message']}"
    language = answer.language
    parts = [answer.reply, *_numbered(answer, talk.actor.time_zone)]
    if answer.proposals:
        parts.append(say("how_one" if len(answer.proposals) == 1 else "how_many", language))
    parts.append(sources(answer.sources, answer.reply, language))
    if answer.suggestions:
        parts.append(
            say("suggestions", language, texts=" / ".join(s.text for s in answer.suggestions))
        )
    return "\n".join(part for part in parts if part)


def _numbered(answer: Reply, time_zone: str) -> Iterator[str]:
    for number, proposal in enumerate(answer.proposals, 1):
        text = card(proposal, answer.language, time_zone).replace("\n", "\n    ")
        yield f"[{number}] {text}"
