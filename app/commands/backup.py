"""`dealerdesk backup FILE`"""

from pathlib import Path
from typing import Annotated

import typer

from app.backup.making import make_backup
from app.commands.options import Data, new_app
from app.logs import begin_command
from app.output import say
from app.settings import settings_for
from domain.clock import SystemClock

app = new_app()


@app.command()
def backup(
    file: Annotated[Path, typer.Argument(help="The file to write; one that is there is replaced.")],
    data: Data = None,
) -> None:
    """Write everything into one file, also while the house serves.

    The file holds customers' data and password hashes: only its owner may read it. Settings and
    keys are not in it. PostgreSQL needs its client programs (pg_dump) on the PATH.
    """
    settings = settings_for(data)
    begin_command(settings)
    made = make_backup(settings, file, SystemClock())
    say(f"{file}: {made.size / 1e6:.1f} MB of {made.database}, version {made.version}.")
