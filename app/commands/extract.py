"""`dealerdesk extract`"""

import json
import sys
from typing import Annotated, Literal, cast

import typer

from app.classifying import Readable, batches
from app.commands.options import Data, new_app
from app.database_state import exists
from app.extracting import extracted, read_line
from app.faults import Fault
from app.logs import begin_command
from app.models import leading_model
from app.settings import Settings, settings_for
from assistant.insight.extraction import IssueExtractor
from assistant.insight.issue import Extractor
from domain.catalogue.matching import Catalogue
from domain.catalogue.queries import catalogue
from domain.scope import SYSTEM

app = new_app()


@app.command()
def extract(
    model: Annotated[Literal["builtin", "llm"], typer.Option(help="Who reads.")] = "builtin",
    data: Data = None,
) -> None:
    """Issues in dealers' reports. Reads {"id", "text", "title"?} a line, writes {"id", "issues"} a
    line in the same order; for a line that cannot be read {"id", "error"}.

    Products are linked to the catalogue of the data folder, where there is one.
    """
    settings = settings_for(data)
    begin_command(settings)
    extractor = _extractor(settings, model)
    goods = _catalogue(settings)
    for batch in batches(cast(Readable, sys.stdin.buffer)):
        lines = [read_line(raw) for raw in batch]
        for answer in extracted(lines, extractor, goods):
            text = json.dumps(answer, ensure_ascii=False) + "\n"
            sys.stdout.buffer.write(text.encode("utf-8", "replace"))
        sys.stdout.buffer.flush()


def _extractor(settings: Settings, model: Literal["builtin", "llm"]) -> Extractor:
    builtin = IssueExtractor.load(settings.cache)
    if model == "builtin":
        return builtin
    llm = leading_model(settings)
    if llm is None:
        raise Fault("No LLM is set: give OPENAI_API_KEY or OPENAI_BASE_URL.")
    from assistant.insight.language_model import LanguageModelExtractor  # loads LangChain

    return LanguageModelExtractor(llm, builtin)


def _catalogue(settings: Settings) -> Catalogue | None:
    if not exists(settings):
        return None
    database = settings.open_database()
    try:
        with database.read(SYSTEM) as session:
            return catalogue(session)
    finally:
        database.close()
