"""`dealerdesk check`"""

from typing import Annotated

import typer

from app.checking import checks, failed
from app.commands.options import Data, new_app
from app.faults import REFUSED
from app.local import local
from app.output import as_json, say, table

app = new_app()

_SHOWN = 20


@app.command()
def check(
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    data: Data = None,
) -> None:
    """Prove that all figures, the audit chain, the references and the version are right.

    Leaves with exit code 1 when something is wrong.
    """
    with local(data) as at_work:
        made = list(checks(at_work))
    wrong = failed(made)
    if json:
        faults = {c.name: c.faults for c in made}
        as_json({"ok": not wrong, "checks": faults})
    else:
        table(
            ("check", "outcome"),
            [(c.name, "\n".join(c.faults[:_SHOWN]) or "right") for c in made],
        )
        say("Something is wrong." if wrong else "All is well.")
    if wrong:
        raise typer.Exit(REFUSED)
