"""`dealerdesk init`"""

from typing import Annotated

import typer
from sqlalchemy import select

from app.commands.options import Data, new_app
from app.database_state import exists
from app.durable.storage import prepare
from app.faults import NotReady
from app.local import local
from app.logs import begin_command
from app.output import say
from app.passwords import FromInput, Prompt, password_for
from app.recording import note
from app.settings import settings_for
from domain.migrations import upgrade
from domain.models.people import User
from domain.people.operations import NewUser, add_user
from domain.scope import SYSTEM, Role
from knowledge.ingestion import seed_articles

app = new_app()


@app.command()
def init(
    username: Annotated[str, typer.Option(help="The first administrator's user name.")] = "admin",
    name: Annotated[str, typer.Option(help="As others see him.")] = "Administrator",
    articles: Annotated[
        bool, typer.Option("--articles/--no-articles", help="With the articles that come along.")
    ] = True,
    password_stdin: FromInput = False,
    ask_password: Prompt = False,
    data: Data = None,
) -> None:
    """Make an empty system and its first administrator. What is there already is not touched.

    Without a password option one is drawn and shown once.
    """
    settings = settings_for(data)
    begin_command(settings)
    if not exists(settings):
        settings.data.mkdir(parents=True, exist_ok=True, mode=0o700)
        upgrade(settings.owner_database, settings.serving_role)
        prepare(settings.owner_database, settings.serving_role)
    password = password_for(password_stdin, ask_password)
    zone = settings.time_zone
    new = NewUser(username, password.text, name, Role.ADMINISTRATOR, language="en", time_zone=zone)
    with local(data) as at_work, at_work.database.write(SYSTEM) as session:
        if session.scalars(select(User.id).limit(1)).first() is not None:
            raise NotReady("There is a system already. `dealerdesk user add` adds people to it.")
        user = add_user(session, new, at_work.now)
        if articles:
            seed_articles(session, at_work.now)
        note(session, at_work, "init", user=user.id)
    say(f"Made. {username} can sign in; `dealerdesk serve` starts the house.")
    if password.drawn:
        say(f"Password (shown this once): {password.text}")
