"""How grave an alert is, how long it may wait, and what is gathered with what."""

from datetime import timedelta

from domain.models.insight import Severity

ORDER = {severity: rank for rank, severity in enumerate(Severity)}
"""From the least to the most pressing."""

WORKING_HOURS = {Severity.CRITICAL: 4, Severity.HIGH: 8, Severity.MEDIUM: 24, Severity.LOW: 45}
"""Working hours from opening to the time by which an alert is to be solved."""

WINDOW = timedelta(days=14)
"""An issue joins its matter's alert unless that has been quiet for longer."""

MANY_DEALERS = 3
MANY_REPORTS = 10


def severity_of(gravest: Severity, dealers: int, reports: int) -> Severity:
    """An alert is as grave as its gravest issue, and a step graver (but never critical) where many
    dealers or many reports tell of it."""
    if dealers < MANY_DEALERS and reports < MANY_REPORTS:
        return gravest
    raised = {Severity.LOW: Severity.MEDIUM, Severity.MEDIUM: Severity.HIGH}
    return raised.get(gravest, gravest)


def matter_of(type_: str, region_id: int, family: str | None) -> str:
    """What issues are gathered by: their type, region, and family of products if one is named."""
    return f"{type_}:{region_id}:{family or '-'}"
