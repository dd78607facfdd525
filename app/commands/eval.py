"""`dealerdesk eval`"""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer
from rich.console import Console

from app.commands.options import new_app
from app.eval_world import worlds
from app.faults import REFUSED
from app.logs import begin_command
from app.models import leading_model
from app.settings import settings_for
from assistant.insight.extraction import IssueExtractor
from assistant.understanding.classifier import IntentClassifier
from evals.run import TRIALS, run, tell
from evals.yardsticks import train_and_score, yardsticks

app = new_app()


@app.command("eval")
def evaluate(
    only: Annotated[
        str | None, typer.Option(help="Only cases with this word in their id or tags.")
    ] = None,
    trials: Annotated[
        int,
        typer.Option(min=1, help="Plays of each dialogue: as it is written, then as others type."),
    ] = TRIALS,
    report: Annotated[
        Path | None, typer.Option(help="Write a report with all dialogues to this HTML file.")
    ] = None,
    public: Annotated[
        Path | None,
        typer.Option(
            "--yardsticks",
            exists=True,
            file_okay=False,
            help="Nothing but the public yardsticks: train the classifier on the files of BANKING77"
            " and CLINC150 in this folder.",
        ),
    ] = None,
) -> None:
    """Play all dialogues, each in a demo network of its own, and score all labelled messages and
    reports.

    Leaves with exit code 1 when anything was written that must not have been.
    """
    settings = settings_for(log_level="error")
    begin_command(settings)
    if public is not None:
        _tell_yardsticks(public)
        return
    classifier = IntentClassifier.load(settings.cache)
    llm = leading_model(settings)
    with TemporaryDirectory(prefix="dealerdesk-eval-") as folder:
        factory = worlds(Path(folder), classifier.classify, llm)
        extractor = IssueExtractor.load(settings.cache)
        outcome = run(factory, classifier.classify_many, extractor, trials, only)
    if not tell(outcome, Console(), report):
        raise typer.Exit(REFUSED)


def _tell_yardsticks(folder: Path) -> None:
    """The classifier's accuracy on each public data set found.

    Raises:
        typer.BadParameter: none of their files is in the folder.
    """
    scores = [train_and_score(found) for found in yardsticks(folder)]
    if not scores:
        raise typer.BadParameter(
            "no train.csv and test.csv of BANKING77, no data_full.json of CLINC150",
            param_hint="--yardsticks",
        )
    for score in scores:
        typer.echo(
            f"{score.name}: {score.accuracy:.4f} of {score.messages} messages right,"
            f" {score.labels} intents"
        )
