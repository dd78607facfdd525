"""`dealerdesk bench`"""

import typer

from app.bench import main
from app.commands.options import new_app

app = new_app()


@app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True})
def bench(context: typer.Context) -> None:
    """Measure speed, in ratios from one run. Everything after the command goes to the bench."""
    main(context.args)
