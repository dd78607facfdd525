"""Running the evals and telling how they went: in the terminal, and in an HTML report."""

from collections.abc import Callable
from pathlib import Path

from rich.console import Console
from rich.table import Table

from assistant.exchange import Incoming, Reply
from assistant.insight.issue import Extractor
from assistant.understanding.classifier import Guess
from evals.cases import dialogues
from evals.dialogue import expected, play
from evals.extraction import ExtractionScores, labelled_reports
from evals.extraction import score as score_extraction
from evals.messages import IntentScores, labelled, score
from evals.outcome import Outcome, grouped_tags
from evals.report import write_report
from evals.world import World, WorldFactory
from tools.call import Caller

TRIALS = 4
"""How often each dialogue is played: as it is written, and as three others would type it."""


class Constant:
    """Always says the same and does nothing: what every figure is to be held against."""

    def respond(self, incoming: Incoming) -> Reply:
        return Reply(incoming.conversation_id or "constant", "您好！", "zh", "smalltalk")

    def decide(self, proposal_id: str, caller: Caller, accept: bool) -> Reply:
        raise AssertionError("the constant predictor proposes nothing")


def run(
    factory: WorldFactory,
    classify_many: Callable[[list[str]], list[Guess]],
    extractor: Extractor,
    trials: int = TRIALS,
    only: str | None = None,
) -> Outcome:
    """Play every dialogue, score every message and every report.

    Arguments:
        trials: plays of each dialogue, the first as it is written, the others varied.
        only: a word; cases without it in their id or tags are left out.
    """
    cases = [c for c in dialogues() if only is None or only in c.id or only in c.tags]
    played, constant = [], []
    for case in cases:
        goal = expected(case, factory)
        played.append([play(case, factory, seed=n, judged_by=goal) for n in range(trials)])
        constant.append(play(case, factory, _constant, judged_by=goal))
    intents = score(labelled(), classify_many)
    return Outcome(played, constant, intents, score_extraction(labelled_reports(), extractor))


def tell(outcome: Outcome, console: Console, report: Path | None) -> bool:
    """Print the tables, write the report, and say whether nothing was done wrongly."""
    console.print(_dialogue_table(outcome))
    console.print(_intent_table(outcome.intents))
    console.print(_extraction_table(outcome.extraction))
    for trial in outcome.trials:
        failed = [n for n, verdict in enumerate(trial) if not verdict.passed]
        if failed:
            first = trial[failed[0]]
            plays = ", ".join(map(str, failed))
            faults = "; ".join(first.faults[:3])
            console.print(f"[red]{first.case.id}[/red] (plays {plays}): {faults}")
    console.print(
        f"[red]Wrong writes in {sorted({v.case.id for v in outcome.wrong_writes})}[/red]"
        if outcome.wrong_writes
        else "No dialogue ended in a wrong write."
    )
    if report is not None:
        write_report(report, outcome)
        console.print(f"Report: {report}")
    return not outcome.wrong_writes


def _constant(_world: World) -> Constant:
    return Constant()


def _dialogue_table(outcome: Outcome) -> Table:
    most = max((len(t) for t in outcome.trials), default=1)
    table = Table(title=f"Dialogues ({len(outcome.trials)})")
    for heading in ("which", "cases", *(f"pass^{k}" for k in range(1, most + 1))):
        table.add_column(heading)
    table.add_column("constant")
    for group, tags in grouped_tags(outcome).items():
        table.add_section()
        for tag in tags:
            row = outcome.row(tag, most)
            powers = [f"{power:.2f}" for power in row.powers]
            table.add_row(f"{group}: {tag}", str(row.cases), *powers, f"{row.constant:.2f}")
    table.add_section()
    table.add_row("wrong writes", str(len(outcome.wrong_writes)))
    return table


def _intent_table(scores: IntentScores) -> Table:
    table = Table(title=f"Intents ({scores.messages} messages)")
    table.add_column("figure")
    table.add_column("value")
    rows = {
        "accuracy": scores.accuracy,
        "macro F1": scores.macro_f1,
        "out-of-scope recall": scores.out_of_scope_recall,
        "calibration error": scores.calibration_error,
        "always the most frequent": scores.constant,
    } | {f"accuracy, {level}": share for level, share in scores.by_difficulty.items()}
    for name, value in rows.items():
        table.add_row(name, f"{value:.3f}")
    return table


def _extraction_table(scores: ExtractionScores) -> Table:
    table = Table(title=f"Issues in reports ({scores.reports} reports)")
    table.add_column("figure")
    table.add_column("value")
    rows = scores.figures() | {f"F1, {name}": f1 for name, f1 in scores.by_type.items()}
    for name, value in rows.items():
        table.add_row(name, f"{value:.3f}")
    return table
