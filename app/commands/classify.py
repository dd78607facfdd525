"""`dealerdesk classify`"""

import json
import sys
from typing import Annotated, Literal, cast

import typer

from app.classifying import Readable, batches, classified, read_line
from app.commands.options import new_app
from app.faults import Fault
from app.logs import begin_command
from app.settings import settings_for
from assistant.understanding.classifier import IntentClassifier

app = new_app()


@app.command()
def classify(
    model: Annotated[Literal["builtin", "llm"], typer.Option(help="Who decides.")] = "builtin",
) -> None:
    """Intents of messages. Reads {"id", "text"} a line, writes {"id", "intent", "confidence",
    "language"} a line in the same order; for a line that cannot be read {"id", "error"}."""
    settings = settings_for()
    begin_command(settings)
    if model == "llm":
        raise Fault("This release has no classifier that asks an LLM; --model builtin does it.")
    classifier = IntentClassifier.load(settings.cache)
    for batch in batches(cast(Readable, sys.stdin.buffer)):
        lines = [read_line(raw) for raw in batch]
        for answer in classified(lines, classifier.classify_many):
            text = json.dumps(answer, ensure_ascii=False) + "\n"
            sys.stdout.buffer.write(text.encode("utf-8", "replace"))
        sys.stdout.buffer.flush()
