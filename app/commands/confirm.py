"""`dealerdesk confirm PROPOSAL --as USER`"""

from typing import Annotated

import typer

from app.acting import acting_as
from app.commands.options import As, Data, new_app
from app.deeds import run_and_print

app = new_app()


@app.command()
def confirm(
    proposal: Annotated[str, typer.Argument(help="The proposal's id, as `tool` printed it.")],
    user: As,
    data: Data = None,
) -> None:
    """Confirm a proposal: it is executed, exactly once. Confirmed again, the same receipt.

    Only its owner may. When its terms have changed nothing is executed, and the proposal that
    takes its place is printed.
    """
    with acting_as(user, data) as (house, caller):
        run_and_print(lambda: house.door.confirm(proposal, caller), caller.language)
