"""`dealerdesk upgrade`"""

from app.commands.options import Data, new_app
from app.database_state import exists
from app.durable.storage import prepare
from app.faults import NotReady
from app.logs import begin_command
from app.output import say
from app.settings import settings_for
from domain.migrations import current, upgrade

app = new_app()


@app.command("upgrade")
def bring_up(data: Data = None) -> None:
    """Bring the database to this release's version, in one transaction. Make a backup first.

    On PostgreSQL it works as the owner of the tables (DEALERDESK_UPGRADE_URL), and gives the
    serving role of DEALERDESK_DATABASE_URL what it needs.
    """
    settings = settings_for(data)
    begin_command(settings)
    if settings.is_sqlite and not exists(settings):
        raise NotReady("There is no database to upgrade. `dealerdesk init` makes one.")
    before = current(settings.owner_database)
    upgrade(settings.owner_database, settings.serving_role)
    prepare(settings.owner_database, settings.serving_role)
    after = current(settings.owner_database)
    say(
        f"The database already has version {after}."
        if before == after
        else f"Upgraded from {before} to {after}."
    )
