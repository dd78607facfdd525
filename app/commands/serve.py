"""`dealerdesk serve`"""

from contextlib import closing
from typing import Annotated

import typer

from app.commands.options import Data, new_app
from app.house import open_house
from app.logs import begin_command
from app.output import say
from app.serving import listen, serve
from app.settings import settings_for

app = new_app()


@app.command("serve")
def serve_house(
    host: Annotated[
        str | None, typer.Option(help="Address to listen on. [default: DEALERDESK_HOST]")
    ] = None,
    port: Annotated[
        int | None, typer.Option(help="Port to listen on. [default: DEALERDESK_PORT]")
    ] = None,
    work: Annotated[
        bool,
        typer.Option(
            "--work/--no-work",
            help="Do the durable work in this process too, or leave it to `worker`.",
        ),
    ] = True,
    data: Data = None,
) -> None:
    """Serve the web pages and the HTTP API.

    Several may serve one PostgreSQL database and Chroma server, behind a proxy that ends HTTPS.
    """
    settings = settings_for(data)
    begin_command(settings)
    port = settings.port if port is None else port
    with (
        listen(host or settings.host, port) as listener,
        closing(open_house(settings, serving=True)) as house,
    ):
        address = "{}:{}".format(*listener.getsockname()[:2])
        serve(house, listener, work=work, began=lambda: say(f"Serving at http://{address}"))
