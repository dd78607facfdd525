"""The HTML report: figures, bars, and every failed dialogue with its transcript."""

from pathlib import Path

from jinja2 import Environment, PackageLoader, select_autoescape

from evals.dialogue import Verdict
from evals.extraction import ExtractionScores
from evals.messages import IntentScores


def write_report(
    path: Path, trials: list[list[Verdict]], intents: IntentScores, extraction: ExtractionScores
) -> None:
    """Write the report to `path`; it needs nothing but a browser."""
    environment = Environment(
        loader=PackageLoader("evals", "templates"), autoescape=select_autoescape()
    )
    first = [trial[0] for trial in trials]
    tags = sorted({tag for v in first for tag in v.case.tags})
    by_tag = {
        tag: (
            sum(v.passed for v in first if tag in v.case.tags),
            sum(tag in v.case.tags for v in first),
        )
        for tag in tags
    }
    text = environment.get_template("report.html").render(
        verdicts=first,
        passed=sum(v.passed for v in first),
        wrong=[v for v in first if v.wrong_writes],
        by_tag=by_tag,
        intents=intents,
        extraction=extraction,
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
