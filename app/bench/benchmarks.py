"""What is measured, one function a row or two of the report."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from sqlalchemy import create_engine
from sqlalchemy.exc import OperationalError

from app.bench import orders
from app.bench.crowd import BUYERS, CLIENTS, PIECES, SOLD, rush
from app.bench.process import help_seconds, server_memory
from app.bench.result import Result
from app.bench.server import postgres_world
from app.bench.world import sqlite_world
from app.settings import settings_for

HELP_SECONDS = 0.5
MEGABYTES = 450
DIGEST_SECONDS = 3.0
_DIGEST_ROUNDS = 5
_TURN_ROUNDS, _TURNS = 7, 20


@dataclass(frozen=True, slots=True)
class Benchmark:
    """Something to measure.

    Arguments:
        name: by which it is chosen.
        run: gives its results; takes the administrator's URL where it needs PostgreSQL.
    """

    name: str
    run: Callable[[str], Iterator[Result]]
    needs_postgres: bool = False


def turn(_administrator: str) -> Iterator[Result]:
    """The built-in model's turn, and LangGraph's."""
    # LangChain and the classifier take seconds to load: only those wait who measure them
    from app.bench.turns import langgraph_turns, our_turns, rates
    from assistant.understanding.classifier import IntentClassifier

    classify = IntentClassifier.load(settings_for().cache).classify
    with TemporaryDirectory(prefix="dealerdesk-bench-") as folder:
        url = sqlite_world(Path(folder))
        with our_turns(url, classify) as ours, langgraph_turns(Path(folder)) as theirs:
            pairs = rates(ours, theirs, _TURN_ROUNDS, _TURNS)
    yield Result.of_rates(
        "a whole turn",
        [one for one, _ in pairs],
        [other for _, other in pairs],
        target=1.0,
        how=f"{_TURN_ROUNDS} rounds of {_TURNS} turns with one read tool each, in turn; "
        "LangGraph's agent with its SQLite checkpointer and a model that answers at once",
        show=lambda rate: f"{1000 / rate:.1f} ms",
    )


def crowd_on_sqlite(_administrator: str) -> Iterator[Result]:
    """A scarce product on the built-in database."""
    with TemporaryDirectory(prefix="dealerdesk-bench-") as folder:
        yield _crowd("SQLite", sqlite_world(Path(folder)))


def crowd_on_postgres(administrator: str) -> Iterator[Result]:
    """A scarce product on PostgreSQL."""
    with postgres_world(administrator) as url:
        yield _crowd("PostgreSQL", url)


def help_(_administrator: str) -> Iterator[Result]:
    """The command line's first answer."""
    taken = help_seconds()
    yield Result.of_limit(
        "dealerdesk --help", median(taken), HELP_SECONDS, "{:.2f} s",
        how=f"median of {len(taken)}; {taken[0]:.2f} to {taken[-1]:.2f} s",
    )  # fmt: skip


def memory(_administrator: str) -> Iterator[Result]:
    """A demo's server, started and spoken with."""
    with TemporaryDirectory(prefix="dealerdesk-bench-") as folder:
        weighed = server_memory(Path(folder))
    yield Result.of_limit(
        "server's memory", weighed.after_turns, MEGABYTES, "{:.0f} MB",
        how=f"resident, of a demo's first start, after six turns; {weighed.ready:.0f} MB before",
    )  # fmt: skip


def digest(_administrator: str) -> Iterator[Result]:
    """A weekly digest over many issues."""
    from app.bench.digests import ISSUES, digest_seconds

    with TemporaryDirectory(prefix="dealerdesk-bench-") as folder:
        taken = digest_seconds(sqlite_world(Path(folder)), _DIGEST_ROUNDS)
    yield Result.of_limit(
        f"a digest over {ISSUES:,} issues", median(taken), DIGEST_SECONDS, "{:.2f} s",
        how=f"median of {len(taken)}; {taken[0]:.2f} to {taken[-1]:.2f} s; counted, kept, told",
    )  # fmt: skip


BENCHMARKS = (
    Benchmark("order-sqlite", lambda _: orders.on_sqlite()),
    Benchmark("order-postgresql", orders.on_postgres, needs_postgres=True),
    Benchmark("turn", turn),
    Benchmark("crowd-sqlite", crowd_on_sqlite),
    Benchmark("crowd-postgresql", crowd_on_postgres, needs_postgres=True),
    Benchmark("help", help_),
    Benchmark("memory", memory),
    Benchmark("digest", digest),
)


def answers(administrator: str) -> bool:
    """Whether a PostgreSQL server lets this administrator in."""
    engine = create_engine(administrator, connect_args={"connect_timeout": 5})
    try:
        engine.connect().close()
    except OperationalError:
        return False
    finally:
        engine.dispose()
    return True


def _crowd(where: str, url: str) -> Result:
    came = rush(url)
    told = ", ".join(f"{answer} {often}" for answer, often in sorted(came.answers.items()))
    return Result(
        what=f"{PIECES} pieces, {BUYERS} buyers, {where}",
        ours=f"{came.sold} sold",
        yardstick="",
        ratio=None,
        target=f"exactly {PIECES}",
        met=came.is_right,
        how=f"{CLIENTS} clients over HTTP, every second one with proposal and confirmation; "
        f"{told}; {came.answers[SOLD] / came.seconds:.0f} sold/s",
    )
