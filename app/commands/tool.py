"""`dealerdesk tool NAME --as USER --json '{…}'`"""

import json
import sys
from typing import Annotated, Any

import typer

from app.acting import acting_as
from app.commands.options import As, Data, new_app
from app.deeds import run_and_print
from app.faults import WrongUsage

app = new_app()


@app.command()
def tool(
    name: Annotated[str, typer.Argument(help="The tool, such as check_stock.")],
    user: As,
    arguments: Annotated[
        str, typer.Option("--json", metavar="JSON", help="Its arguments; - reads them from input.")
    ] = "{}",
    command: Annotated[
        str | None,
        typer.Option("--key", help="A command id: the same again gives the same receipt."),
    ] = None,
    data: Data = None,
) -> None:
    """Run one tool as a user. Prints one JSON object.

    A read prints {"result"}, a note {"result", "receipt"}, a commit {"proposal"}, which
    `dealerdesk confirm` then executes.
    """
    given = _object(sys.stdin.read() if arguments == "-" else arguments)
    with acting_as(user, data) as (house, caller):
        run_and_print(
            lambda: house.door.call(name, given, caller, command),
            caller.language,
        )


def _object(text: str) -> dict[str, Any]:
    try:
        value = json.loads(text)
    except ValueError as error:
        raise WrongUsage(f"--json is no JSON: {error}") from None
    if not isinstance(value, dict):
        raise WrongUsage('--json must be an object, such as \'{"product": "CL-AC35W"}\'.')
    return value
