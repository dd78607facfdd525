"""What `dealerdesk bench` does."""

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import asdict

from app.bench.benchmarks import BENCHMARKS, Benchmark, answers
from app.bench.result import Result
from app.logs import begin_command
from app.output import as_json, say, table
from app.settings import settings_for

POSTGRES = "postgresql+psycopg://postgres@127.0.0.1:5432/postgres"
_COLUMNS = ("what", "ours", "yardstick", "ratio", "target", "met", "how")


def run(arguments: Sequence[str]) -> None:
    """Measure and print a table, or with `--json` one JSON list. Targets missed are told, not
    punished: the exit code is 0, since the machine may be busy.

    Arguments:
        arguments: `--only WORD`, `--postgres URL`, `--json`.
    """
    chosen = _parser().parse_args(list(arguments))
    begin_command(settings_for(log_level="error"))
    results = list(measured(chosen.only, chosen.postgres, quiet=chosen.json))
    if chosen.json:
        as_json([asdict(result) for result in results])
    else:
        table(_COLUMNS, [_row(result) for result in results])


def measured(only: str | None, postgres: str, quiet: bool = True) -> Iterator[Result]:
    """The results of all benchmarks, or of those whose name holds `only`.

    Arguments:
        postgres: the URL of an administrator who may make databases and roles; where no server
            answers, what needs one is left out.
        quiet: say nothing of what goes on.
    """
    wanted = [b for b in BENCHMARKS if only is None or only in b.name]
    server = any(b.needs_postgres for b in wanted) and answers(postgres)
    for benchmark in wanted:
        if benchmark.needs_postgres and not server:
            _tell(f"{benchmark.name}: left out, no PostgreSQL answers", quiet)
            continue
        _tell(f"{benchmark.name} …", quiet)
        yield from _run(benchmark, postgres, quiet)


def _run(benchmark: Benchmark, postgres: str, quiet: bool) -> Iterator[Result]:
    try:
        yield from benchmark.run(postgres)
    except ImportError as error:
        _tell(f"{benchmark.name}: left out, {error.name} is not installed", quiet)


def _tell(text: str, quiet: bool) -> None:
    if not quiet:
        say(text)


def _row(result: Result) -> list[object]:
    ratio = None if result.ratio is None else f"{result.ratio:.2f}"
    met = {True: "yes", False: "no", None: ""}[result.met]
    return [result.what, result.ours, result.yardstick, ratio, result.target, met, result.how]


def _parser() -> argparse.ArgumentParser:
    names = ", ".join(b.name for b in BENCHMARKS)
    parser = argparse.ArgumentParser("dealerdesk bench", description="Measure speed, in ratios.")
    parser.add_argument("--only", help=f"those whose name holds this word: {names}")
    parser.add_argument(
        "--postgres", default=POSTGRES, help="URL of a PostgreSQL administrator [%(default)s]"
    )
    parser.add_argument("--json", action="store_true", help="print a JSON list")
    return parser
