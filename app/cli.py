"""The command line `dealerdesk`. A command's own file is loaded when that command is run, so that
`--help` answers at once."""

import sys
from importlib import import_module, metadata
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

COMMANDS = {
    "demo": "Make a demo network in a data folder and serve it on this machine.",
    "init": "Make an empty system and its first administrator.",
    "serve": "Serve the web pages and the HTTP API.",
    "worker": "Do the durable work: deliveries, expiry, the audit chain.",
    "telegram": "Speak with people on Telegram.",
    "chat": "Talk with the assistant in the terminal.",
    "tool": "Run one tool.",
    "confirm": "Confirm a proposal: it is executed, exactly once.",
    "reject": "Turn a proposal down.",
    "classify": "Intents of messages: JSON lines in, JSON lines out.",
    "extract": "Issues in dealers' reports: JSON lines in, JSON lines out.",
    "corrections": "What reviewers corrected in reports, as JSON lines.",
    "user": "Add, disable, reset, list users; end what they have open.",
    "credential": "API credentials for integrations.",
    "switch": "Turn the assistant or one tool off at once, and on again.",
    "backup": "Write everything into one file, also while the house serves.",
    "restore": "Put a backup in the place of what is there.",
    "upgrade": "Bring the database to this release's version.",
    "check": "Prove that all figures, the audit chain and the version are right.",
    "eval": "Measure quality: dialogues judged by the final database.",
    "bench": "Measure speed.",
}
"""Every command, `app/commands/<name>.py`, and its purpose."""

_ABOUT = """Dealerdesk: the assistant of a brand that sells through dealers.

Commands with --as USER act as that user, without a password: whoever can read the data folder
(or knows the database's URL) is trusted with everything in it. Guard it accordingly.

Settings are environment variables or lines of a .env file; docs/settings.md lists them."""


class OnDemand(TyperGroup):
    """Knows the names and purposes of all commands, and loads the one that is run."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.commands = {
            name: TyperCommand(name, help=purpose, rich_markup_mode=None)
            for name, purpose in COMMANDS.items()
        }

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
        name, _, rest = super().resolve_command(ctx, args)
        if name is None:
            return None, None, rest
        own: typer.Typer = import_module(f"app.commands.{name}").app
        own.info.help = COMMANDS[name] if own.registered_groups else own.info.help
        return name, typer.main.get_command(own), rest


app = typer.Typer(
    cls=OnDemand,
    help=_ABOUT,
    rich_markup_mode=None,  # a third of a second faster
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback(invoke_without_command=True, no_args_is_help=True)
def dealerdesk(
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> None:
    if version:
        typer.echo(metadata.version("dealerdesk"))
        raise typer.Exit


def main() -> None:
    """Run the command line and leave with its exit code."""
    try:
        app(standalone_mode=True)
    except Exception as error:
        from app.ending import tell  # loads what the errors come from, which are loaded by now

        sys.exit(tell(error))
