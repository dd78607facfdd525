"""`dealerdesk demo --data DIR --port N`"""

from contextlib import closing
from functools import partial
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Any

import typer

from app.commands.options import Data, new_app
from app.demo import open_demo
from app.faults import WrongUsage
from app.house import open_house
from app.logs import begin_command
from app.output import say, table
from app.serving import listen, serve
from app.settings import Settings, settings_for
from domain.clock import SystemClock

app = new_app()

_COLUMNS = ("username", "password", "role", "name", "language", "dealer", "region", "department")


@app.command()
def demo(
    data: Data = Path(".demo"),
    port: Annotated[int, typer.Option(help="Port to listen on; 0 takes a free one.")] = 8000,
    host: Annotated[str, typer.Option(help="Loopback addresses only.")] = "127.0.0.1",
    seed: Annotated[int, typer.Option(help="Which of the possible networks to make.")] = 7,
) -> None:
    """Make a demo network in a data folder, unless it is there already, and serve it.

    People of every role can sign in; their names and passwords are printed, and kept in
    DIR/demo-users.json. Hence it listens on this machine alone.
    """
    _require_loopback(host)
    settings = _settings(data, host, port)
    begin_command(settings)
    with listen(host, port) as listener:
        people = open_demo(settings, SystemClock(), seed)
        address = f"http://{host}:{listener.getsockname()[1]}"
        with closing(open_house(settings, serving=True)) as house:
            serve(house, listener, work=True, began=partial(_welcome, people, address))


def _settings(data: Path | None, host: str, port: int) -> Settings:
    """A demo is always the built-in database in the folder, whatever the environment says."""
    return settings_for(
        data, database_url=None, upgrade_url=None, chroma_url=None,
        host=host, port=port, secure_cookies=False, public_url=f"http://{host}:{port}",
    )  # fmt: skip


def _require_loopback(host: str) -> None:
    try:
        allowed = host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        allowed = False
    if not allowed:
        raise WrongUsage(
            "A demo prints its passwords, so it listens on loopback only (127.0.0.1, ::1). "
            "For others to reach it, make a system with `dealerdesk init`."
        )


def _welcome(people: list[dict[str, Any]], address: str) -> None:
    table(_COLUMNS, [[person[column] for column in _COLUMNS] for person in people])
    say(f"Serving the demo network at {address} - stop with Ctrl-C.")
