"""`dealerdesk credential …`: secrets with which other programs call the HTTP API."""

from datetime import timedelta
from typing import Annotated

import typer
from sqlalchemy import select

from app.commands.options import Data, new_app
from app.faults import Fault
from app.local import local
from app.output import as_json, say, table
from app.people import active_user
from app.recording import note
from domain.errors import NotFound
from domain.models.people import AccessToken, User
from domain.people.operations import grant_access, revoke_credential
from domain.scope import SYSTEM
from tools.door import EXECUTE

app = new_app()

_KIND = "credential"


@app.command()
def add(
    username: Annotated[str, typer.Argument(help="The user it acts as, with his rights.")],
    label: Annotated[str, typer.Option(help="What it is for.")],
    days: Annotated[int, typer.Option(min=1, max=3650, help="How long it is good.")] = 365,
    execute: Annotated[
        bool,
        typer.Option("--execute", help="It may execute at once, without a proposal."),
    ] = False,
    data: Data = None,
) -> None:
    """Make a credential and print its secret, this once. It is sent as a bearer token."""
    with local(data) as at_work, at_work.database.write(SYSTEM) as session:
        user = active_user(session, username)
        now = at_work.now
        until = now + timedelta(days=days)
        grants = EXECUTE if execute else ""
        secret = grant_access(
            session, user, kind=_KIND, label=label, until=until, now=now, grants=grants
        )
        note(session, at_work, "credential.add", user=user.id, grants=grants, days=days)
    say(f"Credential of {username}, good until {until:%Y-%m-%d} (shown this once):")
    typer.echo(secret)


@app.command()
def revoke(
    number: Annotated[int, typer.Argument(help="Its number, as `credential list` shows it.")],
    data: Data = None,
) -> None:
    """End one credential at once."""
    with local(data) as at_work, at_work.database.write(SYSTEM) as session:
        try:
            revoke_credential(session, number, at_work.now)
        except NotFound as error:
            raise Fault(f"There is no credential {number} in force.") from error
        note(session, at_work, "credential.revoke", credential=number)
    say(f"Credential {number} has ended.")


@app.command("list")
def list_credentials(
    json: Annotated[bool, typer.Option("--json", help="Print a JSON list.")] = False,
    data: Data = None,
) -> None:
    """All credentials in force."""
    with local(data) as at_work, at_work.database.read(SYSTEM) as session:
        query = select(AccessToken, User.username).join(User, User.id == AccessToken.user_id)
        in_force = query.where(
            AccessToken.kind == _KIND,
            AccessToken.revoked_at.is_(None),
            AccessToken.expires_at > at_work.now,
        )
        found = [_shown(*row) for row in session.execute(in_force.order_by(AccessToken.id))]
    if json:
        as_json(found)
    elif found:
        table(list(found[0]), [list(credential.values()) for credential in found])
    else:
        say("There are none.")


def _shown(token: AccessToken, username: str) -> dict[str, object]:
    return {
        "number": token.id,
        "username": username,
        "label": token.label,
        "grants": token.grants,
        "made_at": token.created_at.isoformat(),
        "good_until": token.expires_at.isoformat(),
    }
