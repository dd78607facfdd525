"""Running the evals and telling how they went: in the terminal, and in an HTML report."""

from collections.abc import Callable
from dataclasses import dataclass
from math import comb
from pathlib import Path

from rich.console import Console
from rich.table import Table

from assistant.exchange import Incoming, Reply
from assistant.insight.issue import Extractor
from assistant.understanding.classifier import Guess
from evals.cases import Case, dialogues
from evals.dialogue import Verdict, play
from evals.extraction import ExtractionScores, labelled_reports
from evals.extraction import score as score_extraction
from evals.messages import IntentScores, labelled, score
from evals.report import write_report
from evals.world import World, WorldFactory
from tools.call import Caller

TRIALS = 4
"""How often each dialogue is played where a model may answer differently each time."""


@dataclass(frozen=True)
class Outcome:
    """All verdicts of a run: `trials[i]` are the verdicts on case i."""

    trials: list[list[Verdict]]
    constant: list[Verdict]
    intents: IntentScores
    extraction: ExtractionScores

    def pass_power(self, k: int, cases: Callable[[Case], bool] = lambda _case: True) -> float:
        """pass^k: the chance that k plays of a case all pass, averaged over the cases.

        With c of n plays passed it is C(c, k) / C(n, k) (Yao et al. 2024, tau-bench).
        """
        shares = [
            comb(sum(v.passed for v in trial), k) / comb(len(trial), k)
            for trial in self.trials
            if cases(trial[0].case) and len(trial) >= k
        ]
        return sum(shares) / len(shares) if shares else 0.0

    @property
    def wrong_writes(self) -> list[Verdict]:
        return [v for trial in self.trials for v in trial if v.wrong_writes]


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
    trials: int = 1,
    only: str | None = None,
) -> Outcome:
    """Play every dialogue, score every message and every report.

    Arguments:
        trials: plays of each dialogue; the built-in model always answers alike, one is enough.
        only: a word; cases without it in their id or tags are left out.
    """
    cases = [c for c in dialogues() if only is None or only in c.id or only in c.tags]
    played = [[play(case, factory) for _ in range(trials)] for case in cases]
    constant = [play(case, factory, _constant) for case in cases]
    intents = score(labelled(), classify_many)
    return Outcome(played, constant, intents, score_extraction(labelled_reports(), extractor))


def tell(outcome: Outcome, console: Console, report: Path | None) -> bool:
    """Print the tables, write the report, and say whether nothing was done wrongly."""
    console.print(_dialogue_table(outcome))
    console.print(_intent_table(outcome.intents))
    console.print(_extraction_table(outcome.extraction))
    for trial in outcome.trials:
        for verdict in trial[:1]:
            if not verdict.passed:
                console.print(f"[red]{verdict.case.id}[/red]: {'; '.join(verdict.faults[:3])}")
    if report is not None:
        write_report(report, outcome.trials, outcome.intents, outcome.extraction)
        console.print(f"Report: {report}")
    return not outcome.wrong_writes


def _constant(_world: World) -> Constant:
    return Constant()


def _dialogue_table(outcome: Outcome) -> Table:
    most = max((len(t) for t in outcome.trials), default=1)
    table = Table(title=f"Dialogues ({len(outcome.trials)})")
    for heading in ("which", "cases", *(f"pass^{k}" for k in range(1, most + 1))):
        table.add_column(heading)
    tags = sorted({tag for trial in outcome.trials for tag in trial[0].case.tags})
    for tag in ["all", *tags]:
        chosen = _tagged(tag)
        count = sum(chosen(trial[0].case) for trial in outcome.trials)
        powers = [f"{outcome.pass_power(k, chosen):.2f}" for k in range(1, most + 1)]
        table.add_row(tag, str(count), *powers)
    constant = sum(v.passed for v in outcome.constant) / max(1, len(outcome.constant))
    table.add_row("a constant answer", str(len(outcome.constant)), f"{constant:.2f}")
    table.add_row("wrong writes", str(len(outcome.wrong_writes)))
    return table


def _tagged(tag: str) -> Callable[[Case], bool]:
    return lambda case: tag == "all" or tag in case.tags


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
