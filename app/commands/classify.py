"""`dealerdesk classify`"""

import json
import sys
from typing import Annotated, Literal, cast

import typer

from app.classifying import ClassifyMany, Readable, batches, classified, read_line
from app.commands.options import new_app
from app.faults import Fault
from app.logs import begin_command
from app.models import leading_model
from app.settings import Settings, settings_for
from assistant.understanding.classifier import IntentClassifier

app = new_app()


@app.command()
def classify(
    model: Annotated[Literal["builtin", "llm"], typer.Option(help="Who decides.")] = "builtin",
) -> None:
    """Intents of messages. Reads {"id", "text"} a line, writes {"id", "intent", "confidence",
    "language"} a line in the same order; for a line that cannot be read {"id", "error"}.

    The built-in classifier answers where an LLM fails.
    """
    settings = settings_for()
    begin_command(settings)
    classify_many = _classifier(settings, model)
    for batch in batches(cast(Readable, sys.stdin.buffer)):
        lines = [read_line(raw) for raw in batch]
        for answer in classified(lines, classify_many):
            text = json.dumps(answer, ensure_ascii=False) + "\n"
            sys.stdout.buffer.write(text.encode("utf-8", "replace"))
        sys.stdout.buffer.flush()


def _classifier(settings: Settings, model: Literal["builtin", "llm"]) -> ClassifyMany:
    builtin = IntentClassifier.load(settings.cache)
    if model == "builtin":
        return builtin.classify_many
    llm = leading_model(settings)
    if llm is None:
        raise Fault("No LLM is set: give OPENAI_API_KEY or OPENAI_BASE_URL.")
    # loads LangChain
    from assistant.understanding.language_model import LanguageModelClassifier

    return LanguageModelClassifier(llm, builtin.classify).classify_many
