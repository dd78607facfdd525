"""The fixed vocabulary of the assistant: intents, departments, issue types, severities.

The words stand in `taxonomy.yaml`; ids are stable, an id is never renamed.
"""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

OUT_OF_SCOPE = "out_of_scope"


@dataclass(frozen=True, slots=True)
class Intent:
    """What a message mainly wants. `who` lists the usual writers; it restricts nothing."""

    id: str
    who: tuple[str, ...]
    zh: str
    means: str


@dataclass(frozen=True, slots=True)
class Issue:
    """A type of problem found in dealer reports, and the department that answers for it."""

    id: str
    department: str
    zh: str
    means: str


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """All vocabularies, each in the order of the file."""

    version: int
    intents: dict[str, Intent]
    issues: dict[str, Issue]
    departments: tuple[str, ...]
    severities: dict[str, str]


@cache
def taxonomy() -> Taxonomy:
    """The taxonomy that the product carries; read once."""
    raw = yaml.safe_load(files("assistant").joinpath("taxonomy.yaml").read_text("utf-8"))
    return Taxonomy(
        version=raw["version"],
        intents={
            id_: Intent(id_, tuple(row["who"]), row["zh"], row["means"])
            for id_, row in raw["intents"].items()
        },
        issues={
            id_: Issue(id_, row["department"], row["zh"], row["means"])
            for id_, row in raw["issues"].items()
        },
        departments=tuple(raw["departments"]),
        severities=dict(raw["severities"]),
    )
