"""`dealerdesk user …`: people, and what they have open."""

from typing import Annotated, Literal

import typer
from sqlalchemy import select

from app.commands.options import Data, new_app
from app.linking import bot_name
from app.local import local
from app.output import as_json, say, table
from app.passwords import FromInput, Prompt, password_for
from app.people import Place, active_user, new_user, user_named
from app.recording import note
from bots.telegram.deep_links import deep_link
from domain.models.people import Dealer, Region, User
from domain.people.operations import (
    add_user,
    disable_user,
    make_link,
    reset_password,
    revoke_access,
)
from domain.scope import SYSTEM, Role

app = new_app()

CHANNEL = "telegram"
Username = Annotated[str, typer.Argument(help="The name he signs in with.")]
Roles = Literal[
    "customer", "dealer", "region_manager", "department", "head_office", "administrator"
]


@app.command()
def add(
    username: Username,
    role: Annotated[Roles, typer.Option(help="What he may do.")],
    name: Annotated[str, typer.Option(help="As others see it.")],
    dealer: Annotated[str | None, typer.Option(help="Of a dealer: its code or name.")] = None,
    region: Annotated[str | None, typer.Option(help="Of a region manager: its code.")] = None,
    customer: Annotated[str | None, typer.Option(help="Of a customer: name or phone.")] = None,
    department: Annotated[str | None, typer.Option(help="Of department staff.")] = None,
    language: Annotated[Literal["zh", "en"], typer.Option(help="Preferred.")] = "zh",
    password_stdin: FromInput = False,
    ask_password: Prompt = False,
    data: Data = None,
) -> None:
    """Add a user. Without a password option one is drawn and shown once."""
    password = password_for(password_stdin, ask_password)
    place = Place(dealer, region, customer, department)
    with local(data) as at_work, at_work.database.write(SYSTEM) as session:
        zone = at_work.settings.time_zone
        new = new_user(session, username, password.text, name, Role(role), place, language, zone)
        user = add_user(session, new, at_work.now)
        note(session, at_work, "user.add", user=user.id, role=role)
    say(f"{username} can sign in now.")
    if password.drawn:
        say(f"Password (shown this once): {password.text}")


@app.command()
def disable(username: Username, data: Data = None) -> None:
    """Bar a user from signing in, and end all he has open at once."""
    with local(data) as at_work, at_work.database.write(SYSTEM) as session:
        user = user_named(session, username)
        ended = disable_user(session, user, at_work.now)
        note(session, at_work, "user.disable", user=user.id, ended=ended)
    say(f"{username} is disabled; {ended} sessions, credentials and chat accounts ended.")


@app.command()
def reset(
    username: Username,
    password_stdin: FromInput = False,
    ask_password: Prompt = False,
    data: Data = None,
) -> None:
    """Give a user a new password, let him in again if he was disabled, and end all he has open."""
    password = password_for(password_stdin, ask_password)
    with local(data) as at_work, at_work.database.write(SYSTEM) as session:
        user = user_named(session, username)
        reset_password(session, user, password.text, at_work.now)
        user.active = True
        note(session, at_work, "user.reset", user=user.id)
    say(f"{username} has a new password; all sessions and linked chat accounts have ended.")
    if password.drawn:
        say(f"Password (shown this once): {password.text}")


@app.command()
def revoke(username: Username, data: Data = None) -> None:
    """End a user's sessions and credentials and unlink his chat accounts. He may sign in again."""
    with local(data) as at_work, at_work.database.write(SYSTEM) as session:
        user = user_named(session, username)
        ended = revoke_access(session, user, at_work.now)
        note(session, at_work, "user.revoke", user=user.id, ended=ended)
    say(f"{ended} sessions, credentials and chat accounts of {username} ended.")


@app.command()
def link(username: Username, data: Data = None) -> None:
    """Make a one-time address with which a user links his Telegram account; good for 15 minutes."""
    with local(data) as at_work:
        bot = bot_name(at_work.settings)
        with at_work.database.write(SYSTEM) as session:
            user = active_user(session, username)
            secret = make_link(session, user.id, CHANNEL, at_work.now)
            note(session, at_work, "user.link", user=user.id)
    typer.echo(deep_link(bot, secret))


@app.command("list")
def list_users(
    json: Annotated[bool, typer.Option("--json", help="Print a JSON list.")] = False,
    data: Data = None,
) -> None:
    """Everybody who has a user name."""
    with local(data) as at_work, at_work.database.read(SYSTEM) as session:
        found = session.execute(
            select(User, Dealer.code, Region.code)
            .outerjoin(Dealer, Dealer.id == User.dealer_id)
            .outerjoin(Region, Region.id == User.region_id)
            .order_by(User.username)
        )
        people = [_shown(*row) for row in found]
    if json:
        as_json(people)
    elif people:
        table(list(people[0]), [list(person.values()) for person in people])


def _shown(user: User, dealer: str | None, region: str | None) -> dict[str, object]:
    return {
        "username": user.username,
        "name": user.name,
        "role": user.role,
        "dealer": dealer,
        "region": region,
        "department": user.department,
        "language": user.language,
        "active": user.active,
    }
