"""`dealerdesk corrections`"""

import json
from typing import Any

import typer

from app.commands.options import Data, new_app
from app.local import local
from domain.insight.review import corrections
from domain.models.insight import Correction
from domain.scope import SYSTEM

app = new_app()


@app.command("corrections")
def export(data: Data = None) -> None:
    """Print what reviewers corrected in reports, as JSON lines to learn from and to measure on.

    Each line has the report's text and title, the issue as it was found (`before`) and as it is
    right (`after`, empty where it is none).
    """
    with local(data) as at_work, at_work.database.read(SYSTEM) as session:
        after = 0
        while found := corrections(session, after):
            for correction in found:
                typer.echo(json.dumps(_example(correction), ensure_ascii=False))
            after = found[-1].id


def _example(correction: Correction) -> dict[str, Any]:
    return {
        "id": str(correction.id),
        "title": correction.report.title,
        "text": correction.report.text,
        "before": correction.before,
        "after": correction.after,
    }
