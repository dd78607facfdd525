"""`dealerdesk chat --as USER`"""

import sys
from collections.abc import Iterator
from typing import Annotated

import typer

from app.acting import acting_as
from app.commands.options import As, Data, new_app
from bots.terminal import converse, read_lines

app = new_app()


@app.command()
def chat(
    user: As,
    json: Annotated[
        bool, typer.Option("--json", help="Write each reply as a line of JSON.")
    ] = False,
    data: Data = None,
) -> None:
    """Talk with the assistant as a user: interactively, or with lines from a pipe."""
    with acting_as(user, data) as (house, caller):
        converse(house.assistant, caller.actor, _lines(), _write, json)


def _lines() -> Iterator[str]:
    """What is typed, with a prompt, or the lines of a pipe."""
    if not sys.stdin.isatty():
        yield from read_lines(sys.stdin.buffer)
        return
    while True:
        try:
            yield input("> ")
        except EOFError:
            return


def _write(text: str) -> None:
    sys.stdout.buffer.write(text.encode("utf-8", "replace"))
    sys.stdout.buffer.flush()
