"""Options that many commands share."""

from pathlib import Path
from typing import Annotated

import typer

Data = Annotated[
    Path | None,
    typer.Option(
        "--data", metavar="DIR", help="Data folder. [default: DEALERDESK_DATA]", show_default=False
    ),
]
As = Annotated[
    str,
    typer.Option(
        "--as",
        metavar="USER",
        help="Act as this user. No password is asked: whoever can read the data folder is trusted.",
        show_default=False,
    ),
]


def new_app() -> typer.Typer:
    """A Typer application in the style of all commands."""
    return typer.Typer(
        rich_markup_mode=None, pretty_exceptions_enable=False, add_completion=False,
        no_args_is_help=False,
    )  # fmt: skip
