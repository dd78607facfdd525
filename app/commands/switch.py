"""`dealerdesk switch …`: turning something off at once, and on again."""

from typing import Annotated

import typer

from app.commands.options import Data, new_app
from app.faults import Fault
from app.local import local
from app.output import as_json, say, table
from app.recording import note
from domain.models.switches import Switch
from domain.scope import SYSTEM
from domain.switches.operations import turn_off, turn_on
from domain.switches.queries import switched_off
from tools.all import REGISTRY

app = new_app()

Name = Annotated[str, typer.Argument(help="`assistant`, or `tool:` and a tool's name.")]


@app.command()
def off(
    name: Name,
    reason: Annotated[str, typer.Option(help="Why, for those who wonder.")],
    data: Data = None,
) -> None:
    """Turn it off, in every process, from the next turn or call on."""
    _require_known(name)
    with local(data) as at_work, at_work.database.write(SYSTEM) as session:
        turn_off(session, name, reason, at_work.now)
        note(session, at_work, "switch.off", switch=name)
    say(f"{name} is off.")


@app.command()
def on(name: Name, data: Data = None) -> None:
    """Turn it on again."""
    _require_known(name)
    with local(data) as at_work, at_work.database.write(SYSTEM) as session:
        turn_on(session, name)
        note(session, at_work, "switch.on", switch=name)
    say(f"{name} is on.")


@app.command("list")
def list_switches(
    json: Annotated[bool, typer.Option("--json", help="Print a JSON list.")] = False,
    data: Data = None,
) -> None:
    """All that is turned off."""
    with local(data) as at_work, at_work.database.read(SYSTEM) as session:
        off_now = [_shown(switch) for switch in switched_off(session)]
    if json:
        as_json(off_now)
    elif off_now:
        table(list(off_now[0]), [list(switch.values()) for switch in off_now])
    else:
        say("Everything is on.")


def _require_known(name: str) -> None:
    names = ["assistant", *(f"tool:{tool.name}" for tool in REGISTRY)]
    if name not in names:
        raise Fault(f"There is no switch {name}. There are: {', '.join(names)}.")


def _shown(switch: Switch) -> dict[str, object]:
    return {"name": switch.name, "reason": switch.reason, "off_at": switch.off_at.isoformat()}
