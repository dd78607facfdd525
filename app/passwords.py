"""A password for somebody: typed twice on a terminal, read from a pipe, or drawn."""

import secrets
import sys
from dataclasses import dataclass
from typing import Annotated

import typer

from app.faults import Fault, WrongUsage

FromInput = Annotated[
    bool, typer.Option("--password-stdin", help="Read the password from standard input.")
]
Prompt = Annotated[bool, typer.Option("--ask-password", help="Ask for the password, twice.")]

_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that could be taken for another


@dataclass(frozen=True, slots=True)
class Password:
    """`drawn`: nobody knows it yet, so it has to be shown, once."""

    text: str
    drawn: bool


def password_for(from_input: bool, prompt: bool) -> Password:
    """The password that the options ask for; by default one is drawn (80 bits).

    Raises:
        Fault: the two typed ones differ.
        WrongUsage: there is nobody to ask.
    """
    if from_input:
        return Password(sys.stdin.readline().rstrip("\r\n"), drawn=False)
    if not prompt:
        groups = ("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(4))
        return Password("-".join(groups), drawn=True)
    return Password(_typed(), drawn=False)


def _typed() -> str:
    from getpass import getpass

    if not sys.stdin.isatty():
        raise WrongUsage("There is no terminal to ask on; --password-stdin reads from a pipe.")
    first = getpass("Password: ")
    if first != getpass("Once more: "):
        raise Fault("The two passwords differ.")
    return first
