"""Which problems are reported: how many, by whom, and in which words."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from pydantic import BaseModel, Field

from domain.catalogue.queries import resolve_product
from domain.clock import business_date
from domain.errors import Invalid
from domain.insight.questions import Asked, answered, counted
from domain.models.insight import Issue
from domain.people.queries import resolve_dealer, resolve_region
from domain.scope import Permission
from tools.arguments import Arguments, Day, Reference
from tools.call import Call
from tools.registry import STAFF, read_tool
from tools.reviewing import IssueType

_DAYS = 30


class QueryIssues(Arguments):
    """Which problems; the last 30 days if no days are named."""

    start: Day | None = None
    end: Day | None = None
    region: Reference | None = None
    dealer: Reference | None = None
    product: Reference | None = None
    types: list[IssueType] = Field(default=[], max_length=19)
    rivals: bool = Field(False, description="only problems that name a competitor")
    limit: int = Field(5, ge=1, le=20, description="how many quotes")


class Reported(BaseModel):
    """Somebody or something, and how many issues come from it or name it."""

    name: str
    issues: int


class Quote(BaseModel):
    """The words of an issue, and where they stand."""

    type: str
    text: str
    dealer: str
    report: str
    reported_on: date


class IssuesSeen(BaseModel):
    """`before` counts the same in as many days just before."""

    start: date
    end: date
    about: list[str]
    asked_types: list[str]
    rivals: bool
    issues: int
    before: int
    dealers: list[Reported]
    types: list[Reported]
    competitors: list[Reported]
    quotes: list[Quote]


@read_tool(
    arguments=QueryIssues,
    result=IssuesSeen,
    permission=Permission.READ_INSIGHT,
    roles=STAFF,
)
def query_issues(call: Call, arguments: QueryIssues) -> IssuesSeen:
    """Say which problems dealers reported: how many, which dealers, which competitors, and their
    own words with the reports these stand in."""
    end = arguments.end or call.today
    start = arguments.start or end - timedelta(days=_DAYS - 1)
    if start > end:
        raise Invalid("period", start=start.isoformat(), end=end.isoformat())
    length = end - start + timedelta(days=1)
    about, asked = _asked(call, arguments, start, end)
    _, earlier = _asked(call, arguments, start - length, end - length)
    found = answered(call.session, asked, arguments.limit)
    return IssuesSeen(
        start=start,
        end=end,
        about=about,
        asked_types=list(arguments.types),
        rivals=arguments.rivals,
        issues=found.issues,
        before=counted(call.session, earlier),
        dealers=[Reported(name=call.named(d), issues=n) for d, n in found.dealers],
        types=[Reported(name=name, issues=n) for name, n in found.types],
        competitors=[Reported(name=name, issues=n) for name, n in found.competitors],
        quotes=[_quote(call, issue) for issue in found.examples],
    )


def _asked(call: Call, arguments: QueryIssues, start: date, end: date) -> tuple[list[str], Asked]:
    """What is asked, and the names of what it is narrowed to."""
    session = call.session
    region = resolve_region(session, arguments.region) if arguments.region else None
    dealer = resolve_dealer(session, arguments.dealer) if arguments.dealer else None
    product = resolve_product(session, arguments.product) if arguments.product else None
    asked = Asked(
        _midnight(call, start),
        _midnight(call, end + timedelta(days=1)),
        region.id if region else None,
        dealer.id if dealer else None,
        product,
        tuple(arguments.types),
        arguments.rivals,
    )
    about = [call.named(one) for one in (region, dealer) if one is not None]
    return about + ([arguments.product] if arguments.product else []), asked


def _midnight(call: Call, day: date) -> datetime:
    return datetime.combine(day, time(), ZoneInfo(call.actor.time_zone))


def _quote(call: Call, issue: Issue) -> Quote:
    return Quote(
        type=issue.type,
        text=issue.quote,
        dealer=call.named(issue.dealer),
        report=issue.report.number,
        reported_on=business_date(issue.reported_at, call.actor.time_zone),
    )
