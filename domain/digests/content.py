"""What a digest holds: figures, matters and quotes of a period, in no language."""

from collections import Counter, defaultdict
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.digests.alerts import late_alerts, solved_alerts, unsolved_count
from domain.digests.matters import Matter, group
from domain.digests.quotes import quotes_of
from domain.digests.rules import Period
from domain.digests.tally import SEVERITIES, Counted, Readership, counted_issues, tops
from domain.models.catalogue import Family, Product
from domain.models.insight import Alert
from domain.models.people import Region

SHOWN = 6
"""Matters of a section that are told of; the others are only counted."""
TOPS = 5


def content_of(session: Session, readership: Readership, period: Period) -> dict[str, Any]:
    """The content of a digest, ready to be stored.

    `sections` holds the matters that are new, growing, late and solved, each in one of them and
    the most pressing first; each matter has its counts, names in both languages, and quotes. A
    matter without a quote is left out.
    """
    now, before = counted_issues(session, readership, period)
    late = late_alerts(session, readership, period)
    solved = solved_alerts(session, readership, period)
    matters = group(now, before)
    late_ones, solved_ones = ({(a.type, a.family): a for a in alerts} for alerts in (late, solved))
    taken = late_ones.keys() | solved_ones.keys()
    chosen = {
        "late": _with_alerts(matters, late_ones),
        "new": [m for m in matters if m.is_new and m.key not in taken],
        "growing": [m for m in matters if m.is_growing and m.key not in taken],
        "solved": _with_alerts(
            matters, {k: solved_ones[k] for k in solved_ones if k not in late_ones}
        ),
    }
    shown = {section: found[:SHOWN] for section, found in chosen.items()}
    names = _Names(session)
    quotes = quotes_of(session, [matter for found in shown.values() for matter in found])
    return {
        "figures": {
            "issues": len(now),
            "before": len(before),
            "reports": len({i.report_id for i in now}),
            "dealers": len({i.dealer_id for i in now}),
            "severities": dict(Counter(i.severity for i in now)),
            "unsolved": unsolved_count(session, readership, period),
            "late": len(late),
            "solved": len(solved),
        },
        "sections": {
            section: [told for m in found if (told := _told(m, names, quotes[id(m)]))["quotes"]]
            for section, found in shown.items()
        },
        "counts": {section: len(found) for section, found in chosen.items()},
        "types": tops(now, before, lambda i: [i.type]),
        "products": [
            names.product(top.pop("name")) | top
            for top in tops(now, before, lambda i: [i.product_id] if i.product_id else [])[:TOPS]
        ],
        "places": tops(now, before, lambda i: i.places)[:TOPS],
        "competitors": tops(now, before, lambda i: [i.competitor] if i.competitor else [])[:TOPS],
        "days": _by_day(now, period),
    }


def _with_alerts(
    matters: list[Matter], alerts: dict[tuple[str, str | None], Alert]
) -> list[Matter]:
    """A matter for each alert: the one counted in this period, or one without new issues."""
    known = {matter.key: matter for matter in matters}
    return [known.get(key, Matter(key, [], [])).about(alert) for key, alert in alerts.items()]


def _told(matter: Matter, names: "_Names", quotes: list[dict[str, Any]]) -> dict[str, Any]:
    now, alert = matter.now, matter.alert
    products = Counter(i.product_id for i in now if i.product_id)
    return {
        "type": matter.key[0],
        "family": names.family(matter.key[1]),
        "severity": SEVERITIES[max((i.rank for i in now), default=0)]
        if now
        else alert and alert.severity,
        "issues": len(now),
        "before": len(matter.before),
        "dealers": len({i.dealer_id for i in now}),
        "regions": [names.region(r) for r, _ in Counter(i.region_id for i in now).most_common()],
        "products": [names.product(p) for p, _ in products.most_common(3)],
        "competitors": [
            c for c, _ in Counter(i.competitor for i in now if i.competitor).most_common(3)
        ],
        "days": max((i.days or 0 for i in now), default=0),
        "pieces": sum(i.quantity or 0 for i in now),
        "alert": alert.number if alert else None,
        "due_at": alert.due_at.isoformat() if alert else None,
        "resolution": alert.resolution if alert else "",
        "quotes": quotes,
    }


def _by_day(now: list[Counted], period: Period) -> list[dict[str, Any]]:
    """Issues of each day of the period, in its zone; severe ones also counted apart."""
    zone = period.starts_at.tzinfo or ZoneInfo("UTC")
    counts: dict[Any, int] = defaultdict(int)
    for issue in now:
        counts[issue.reported_at.astimezone(zone).date()] += 1
    length = (period.ends_at - timedelta(seconds=1)).astimezone(zone).date() - period.first_day
    days = [period.first_day + timedelta(days=n) for n in range(length.days + 1)]
    return [{"day": day.isoformat(), "issues": counts[day]} for day in days]


class _Names:
    """Names in both languages, each table read once."""

    def __init__(self, session: Session) -> None:
        self._products = {
            key: {"sku": sku, "name_zh": zh, "name_en": en}
            for key, sku, zh, en in session.execute(
                select(Product.id, Product.sku, Product.name_zh, Product.name_en)
            )
        }
        self._families = {f.code: f for f in session.scalars(select(Family))}
        self._regions = {r.id: r for r in session.scalars(select(Region))}

    def product(self, key: int) -> dict[str, str]:
        return dict(self._products[key])

    def family(self, code: str | None) -> dict[str, str] | None:
        return _both(self._families[code]) if code else None

    def region(self, key: int) -> dict[str, str]:
        return _both(self._regions[key])


def _both(thing: Family | Region) -> dict[str, str]:
    return {"name_zh": thing.name_zh, "name_en": thing.name_en}
