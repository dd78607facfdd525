"""`dealerdesk reject PROPOSAL --as USER`"""

from typing import Annotated

import typer

from app.acting import acting_as
from app.commands.options import As, Data, new_app
from app.ending import described
from app.faults import Fault
from app.output import as_json
from domain.errors import DomainError

app = new_app()


@app.command()
def reject(
    proposal: Annotated[str, typer.Argument(help="The proposal's id.")],
    user: As,
    data: Data = None,
) -> None:
    """Turn a proposal down. Only its owner may; what is rejected stays so."""
    with acting_as(user, data) as (house, caller):
        try:
            house.door.reject(proposal, caller)
        except DomainError as error:
            raise Fault(described(error, caller.language)) from None
        as_json({"rejected": proposal})
