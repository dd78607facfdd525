"""The figure that was just told, asked again with something else in its place ("那上个月呢", "and
per dealer?", "厦门的呢"), and why it changed."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from assistant.builtin.lines import product_of
from assistant.builtin.plan import Brief, Step, say
from assistant.builtin.skills import figures, insight
from assistant.focus import Looked
from assistant.results import ToolResult
from assistant.understanding import periods
from assistant.understanding.canonical import canonical
from domain.figures.queries import Period
from domain.figures.rules import before
from domain.scope import Role
from tools.registry import REGISTRY

_INTENTS = {
    "business_figure": "business_query",
    "service_figure": "business_query",
    "query_issues": "insight_query",
}
"""The figures that are gone on with, and the intents that they answer."""
_LONGEST = 60
_GOES_ON = re.compile(
    r"^\W*(?:好的?|嗯|行|哦|ok|okay|right|righto|good|great|thanks|hmm+|[,，\s])*(?:那|还有|另外|再"
    r"|换成|改成|只看|单看|光看|按|分|跟|和|与|各)|[呢咧]\W*$|一下\W*$|单独"
    r"|其中"
    r"|^\W*(?:ok|okay|right|righto|good|great|thanks|so|hmm+|[,\s])*(?:and|what about|how about|now"
    r"|then|just|only|per|by|for|split|break|vs|versus"
    r"|compared)(?![a-z])"
    r"|(?<![a-z])(?:alone|only|on (?:its|their|his) own|instead|as well|too)(?![a-z])",
    re.IGNORECASE,
)
"""A message that leans on the one before it."""
_SUBJECT = re.compile(
    r"卖|销售|销量|业绩|完成|目标|任务|出货|满意|评分|促销|活动|库存|补货|返利|额度|欠|账|单|货|票"
    r"|价|批"
    r"|(?<![a-z])(?:sales|sell|sold|revenue|target|turnover|satisf\w*|rating|promotion|stock"
    r"|rebate|owe|credit|balance|order|invoice|price|approv)",
    re.IGNORECASE,
)
"""A figure that is named: with a period beside it the question stands for itself."""
_OTHERWISE = frozenset(
    {"business_query", "insight_query", "smalltalk", "out_of_scope", "replenishment_advice"}
    | {"customer_profile", "ticket_status"}
)
_SURE = 0.85
_PUT_IN = frozenset({"dealer", "region", "product", "start"})
"""What a message that leans on the last one may put in the figure's place, whatever it sounds
like."""
_SHORT = 8.0
"""Weight of what a message may say beside what it puts in the figure's place."""
_PER = re.compile(
    r"按|分(?:开|别|一?下|到)?(?=\W|$|各|每)|各(?:个|家)?|每[个家]|哪[个家些]|谁|拖后腿|垫底"
    r"|最[好差多少高低]|排"
    r"|(?<![a-z])(?:per|by|each|split|break ?down|breakdown|which|who|best|worst|lagging|behind"
    r"|top)(?![a-z])",
    re.IGNORECASE,
)
_BY = (
    (
        "region",
        re.compile(r"大区|区域|地区|各区|哪个区|(?<![a-z])regions?(?![a-z])", re.IGNORECASE),
    ),
    (
        "dealer",
        re.compile(
            r"经销商|[哪各每]家|门店|各店|谁|(?<![a-z])(?:dealers?|shops?|stores?|who)(?![a-z])",
            re.IGNORECASE,
        ),
    ),
    ("family", re.compile(r"品类|类别|大类|(?<![a-z])(?:categor\w+|famil\w+)", re.IGNORECASE)),
    (
        "product",
        re.compile(
            r"产品|型号|商品|单品|机型|(?<![a-z])(?:products?|models?|items?|skus?"
            r"|sellers?)(?![a-z])",
            re.IGNORECASE,
        ),
    ),
    (
        "trend",
        re.compile(
            r"[按每][天周月]|逐[日周月]|(?<![a-z])(?:by|per) (?:day|week|month)", re.IGNORECASE
        ),
    ),
)
_ALL = 50
_WORST = re.compile(
    r"最[差少低]|拖后腿|垫底|(?<![a-z])(?:worst|lagging|behind|bottom)", re.IGNORECASE
)
_FIRST = re.compile(
    r"(?:前|头)(?P<zh>\d{1,2})(?:个|名|家)?|(?<![a-z])(?:first|top|just) (?P<en>\d{1,2})",
    re.IGNORECASE,
)
_WHY = re.compile(
    r"\W*(?:那|这)?(?:是)?(?:为什么|为啥|为何|咋|怎么)(?:会|就)?(?:这样|掉|跌|降|少|涨|多|差|高|低"
    r"|回事|变化|这么)?.{0,8}"
    r"|\W*(?:什么|啥)原因.{0,8}|\W*原因(?:是|呢).{0,6}"
    r"|\W*(?:and |but |so )*(?:why|how come|what's behind|what happened|what caused).{0,40}",
    re.IGNORECASE,
)
_FORMER = re.compile(
    r"再(?:上|前|往前)一?个?(?:月|周|季度?|期)|[前上]一(?:个月|期|个?周|个?季度)"
    r"|(?<![a-z])the (?:month|week|quarter|year|period|one) before(?! last)",
    re.IGNORECASE,
)
"""The period before the one that was told."""
_MOVERS = 3


def gone_on_with(brief: Brief) -> list[Step] | None:
    """The last figure anew, or what its change comes from; None where a message is about
    something else."""
    looked, text = brief.focus.looked, brief.text.strip()
    if looked is None or looked.tool not in _INTENTS or len(text) > _LONGEST or "\n" in text:
        return None
    main = brief.understanding.main
    if main.order or main.ticket:
        return None
    else_ = main.intent not in _OTHERWISE and main.confidence >= _SURE
    if not else_ and _WHY.fullmatch(text):
        return _explained(brief, looked)
    given = _given(brief, looked)
    if not given or not _leans(brief, given):
        return None
    if else_ and not (_GOES_ON.search(text) and given.keys() & _PUT_IN):
        return None
    arguments = _merged(looked.arguments, given)
    return [Step(tool=looked.tool, arguments=arguments, intent=_INTENTS[looked.tool])]


def _given(brief: Brief, looked: Looked) -> dict[str, Any]:
    """What a message puts in the place of the figure's arguments, as far as its tool takes it."""
    text = brief.text
    stretch = periods.find(text, brief.today, brief.language)
    if _FORMER.search(text) and looked.tool == "business_figure":
        former = before(_period(brief, looked))
        stretch = periods.Stretch(former.start, former.end)
    dealers = brief.dealers_of(text)
    goods = [i.product for r in brief.understanding.requests for i in r.items if i.product]
    named = [mention for mention in goods if mention.fits]
    grouping = _grouping(text)
    found = {
        "start": stretch.start.isoformat() if stretch else None,
        "end": stretch.end.isoformat() if stretch else None,
        "by": grouping,
        "region": None if dealers else figures.region_named(brief, text),
        "dealer": dealers[0] if len(dealers) == 1 else None,
        "product": product_of(brief, named[0]) if len(named) == 1 else None,
        "limit": _limit(text) if grouping or _FIRST.search(text) else None,
        "types": insight.types_of(text) if looked.tool == "query_issues" else None,
    }
    takes = REGISTRY.get(looked.tool).arguments.model_fields
    return {name: value for name, value in found.items() if value is not None and name in takes}


def _leans(brief: Brief, given: dict[str, Any]) -> bool:
    """Whether a message is no question of its own."""
    text = brief.text
    own = _SUBJECT.search(text) is not None
    if own and ("start" in given or not given.keys() & {"by", "limit"}):
        return False
    if _GOES_ON.search(text) or brief.understanding.main.intent in (
        "business_query",
        "insight_query",
    ):
        return True
    return _weight(canonical(text).text) <= _SHORT


def _merged(arguments: dict[str, Any], given: dict[str, Any]) -> dict[str, Any]:
    """The arguments with what is given; what it makes pointless goes."""
    gone: set[str] = set()
    by = given.get("by") or arguments.get("by")
    if "by" in given:
        gone |= {"dealer": {"dealer"}, "region": {"dealer", "region"}}.get(given["by"], set())
        gone |= {"product"} if given["by"] in ("product", "family") else set()
    if "dealer" in given:
        gone |= {"region"} | ({"by"} if by in ("dealer", "region") else set())
    if "region" in given:
        gone |= {"dealer"} | ({"by"} if by == "region" else set())
    kept = {name: value for name, value in arguments.items() if name not in gone}
    return kept | {name: value for name, value in given.items() if name not in gone or name == "by"}


def _grouping(text: str) -> str | None:
    if not _PER.search(text) and not _BY[-1][1].search(text):
        return None
    return next((name for name, form in reversed(_BY) if form.search(text)), None)


def _limit(text: str) -> int | None:
    if _WORST.search(text):
        return _ALL
    found = _FIRST.search(text)
    return int(found["zh"] or found["en"]) if found else figures.count_in(text)


def _weight(text: str) -> float:
    return sum(1 / 3 if c.isascii() else 1 for c in text if c.isalnum())


def _explained(brief: Brief, looked: Looked) -> list[Step] | None:
    """Where the change of sales comes from: who, or which goods, sold more or less than in the
    period before. Why they did, no figure tells."""
    if looked.tool != "business_figure":
        return None
    known = {k: v for k, v in looked.arguments.items() if k in ("region", "dealer", "product")}
    own = brief.actor.role is Role.DEALER or "dealer" in known
    by = "product" if own or looked.arguments.get("by") == "dealer" else "dealer"
    period = _period(brief, looked)
    former = before(period)
    shared = known | {"by": by, "limit": _ALL}
    told = _told(brief, period, former)
    return [_rows(shared, former, lambda _: [_rows(shared, period, told)])]


def _period(brief: Brief, looked: Looked) -> Period:
    end = date.fromisoformat(looked.arguments.get("end") or brief.today.isoformat())
    start = date.fromisoformat(looked.arguments.get("start") or end.replace(day=1).isoformat())
    return Period(start, end)


def _rows(
    arguments: dict[str, Any], period: Period, follow: Callable[[list[ToolResult]], list[Step]]
) -> Step:
    days = {"start": period.start.isoformat(), "end": period.end.isoformat()}
    given = arguments | days
    return Step(tool="business_figure", arguments=given, intent="business_query", follow=follow)


def _told(brief: Brief, period: Period, former: Period) -> Callable[[list[ToolResult]], list[Step]]:
    def follow(results: list[ToolResult]) -> list[Step]:
        if results[-1].data["previous_amount"] is None:
            return [say("figure.why_not")]
        then, now = (_amounts(result) for result in results[-2:])
        changes = {name: now.get(name, 0) - then.get(name, 0) for name in now | then}
        total = sum(changes.values())
        order = sorted(changes, key=lambda name: changes[name], reverse=total >= 0)
        movers = [
            {"name": name, "amount": now.get(name, 0), "change": changes[name]}
            for name in order[:_MOVERS]
            if changes[name]
        ]
        days = {"start": period.start, "end": period.end}
        days |= {"before_start": former.start, "before_end": former.end}
        staff = brief.actor.is_staff
        return [say("figure.why", movers=movers, total=total, staff=staff, **days)]

    return follow


def _amounts(result: ToolResult) -> dict[str, int]:
    return {row["name"]: int(row["amount"]) for row in result.data["rows"]}
