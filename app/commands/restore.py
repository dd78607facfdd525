"""`dealerdesk restore FILE`"""

from pathlib import Path
from typing import Annotated

import typer

from app.backup.restoring import restore_backup
from app.commands.options import Data, new_app
from app.logs import begin_command
from app.output import say
from app.settings import settings_for
from domain.clock import SystemClock

app = new_app()


@app.command()
def restore(
    file: Annotated[Path, typer.Argument(help="A file that `dealerdesk backup` wrote.")],
    force: Annotated[
        bool, typer.Option("--force", help="Replace the system that is there, newer work and all.")
    ] = False,
    data: Data = None,
) -> None:
    """Put a backup in the place of what is there: all or nothing, also while the house serves.

    Everybody has to sign in again. PostgreSQL needs pg_restore and psql on the PATH.
    """
    settings = settings_for(data)
    request_id = begin_command(settings)
    clock = SystemClock()
    made = restore_backup(settings, file, force=force, request_id=request_id, clock=clock)
    say(f"Restored as of {made.made_at}. All sessions have ended. `dealerdesk check` proves it.")
