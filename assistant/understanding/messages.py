"""The hand-written training messages: one file a voice, one heading an intent."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from assistant.taxonomy import taxonomy


@dataclass(frozen=True, slots=True)
class Message:
    """One training message; `voice` is the name of its file without ending."""

    text: str
    intent: str
    voice: str


@cache
def training_messages() -> tuple[Message, ...]:
    """All messages of all voices, in the order of files and lines.

    Raises:
        ValueError: a heading names no intent, or a message stands before the first heading.
    """
    return tuple(message for entry in message_files() for message in _read(entry))


def message_files() -> list[Traversable]:
    """The files messages are read from, by name."""
    folder = files("assistant.understanding").joinpath("messages")
    found = [entry for entry in folder.iterdir() if entry.name.endswith(".txt")]
    return sorted(found, key=lambda entry: entry.name)


def _read(entry: Traversable) -> list[Message]:
    intent, voice, messages = "", entry.name.removesuffix(".txt"), []
    for number, raw in enumerate(entry.read_text("utf-8").splitlines(), 1):
        line = raw.strip()
        if line.startswith("## "):
            intent = line[3:].strip()
            if intent not in taxonomy().intents:
                raise ValueError(f"{entry.name}:{number}: no such intent: {intent}")
        elif line and not line.startswith("# "):
            if not intent:
                raise ValueError(f"{entry.name}:{number}: a message before the first heading")
            messages.append(Message(line.replace("\\n", "\n"), intent, voice))
    return messages
