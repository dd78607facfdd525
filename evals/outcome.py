"""What a run of the evals came to, and by what its figures are told."""

from collections.abc import Callable
from dataclasses import dataclass
from math import comb

from assistant.taxonomy import taxonomy
from domain.scope import Role
from evals.cases import Case
from evals.dialogue import Verdict
from evals.extraction import ExtractionScores
from evals.messages import IntentScores
from tools.all import REGISTRY

ALL = "all"
"""The tag that every case has."""


@dataclass(frozen=True)
class Row:
    """Figures of some cases: pass^1 to pass^k, and what a constant answer reaches on them."""

    tag: str
    cases: int
    powers: list[float]
    constant: float


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

    def row(self, tag: str, most: int) -> "Row":
        """The figures of the cases with a tag, up to pass^`most`."""

        def chosen(case: Case) -> bool:
            return tag == ALL or tag in case.tags

        constant = [v.passed for v in self.constant if chosen(v.case)]
        powers = [self.pass_power(k, chosen) for k in range(1, most + 1)]
        return Row(tag, len(constant), powers, sum(constant) / max(1, len(constant)))

    @property
    def wrong_writes(self) -> list[Verdict]:
        return [v for trial in self.trials for v in trial if v.wrong_writes]


_LANGUAGES = ("zh", "en", "mixed")
_LEVELS = ("plain", "hard")


def grouped_tags(outcome: Outcome) -> dict[str, list[str]]:
    """What figures are told by: all cases, their difficulty, language, role, intent and tool."""
    tags = {tag for trial in outcome.trials for tag in trial[0].case.tags}
    tools = {tool.name for tool in REGISTRY}
    intents = set(taxonomy().intents)
    found = {
        "all": [ALL],
        "difficulty": [level for level in _LEVELS if level in tags],
        "language": [language for language in _LANGUAGES if language in tags],
        "role": sorted(tags & {role.value for role in Role}),
        "intent": sorted(tags & intents),
        "tool": sorted((tags & tools) - intents),
    }
    return {group: names for group, names in found.items() if names}
