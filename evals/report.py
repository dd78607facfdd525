"""The HTML report: figures, pictures, and every failed dialogue with its transcript."""

from pathlib import Path

from jinja2 import Environment, PackageLoader, select_autoescape

from evals.dialogue import Verdict
from evals.outcome import Outcome, grouped_tags


def write_report(path: Path, outcome: Outcome) -> None:
    """Write the report to `path`; it needs nothing but a browser."""
    environment = Environment(
        loader=PackageLoader("evals", "templates"), autoescape=select_autoescape()
    )
    most = max((len(trial) for trial in outcome.trials), default=1)
    first = [trial[0] for trial in outcome.trials]
    failed = [next(v for v in trial if not v.passed) for trial in outcome.trials if _fails(trial)]
    intents = outcome.intents
    text = environment.get_template("report.html").render(
        cases=len(first),
        passed=sum(v.passed for v in first),
        most=most,
        wrong=outcome.wrong_writes,
        failed=failed,
        groups={
            group: [outcome.row(tag, most) for tag in tags]
            for group, tags in grouped_tags(outcome).items()
        },
        intents=intents,
        labels=sorted(intents.by_intent),
        rows={
            truth: max(1, sum(n for (t, _), n in intents.matrix.items() if t == truth))
            for truth in intents.by_intent
        },
        extraction=outcome.extraction,
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def _fails(trial: list[Verdict]) -> bool:
    return any(not verdict.passed for verdict in trial)
