"""A digest as one reader sees it: everything said, ready for a page, a mail or a chat."""

from dataclasses import dataclass
from typing import Any

from assistant.digests.charts import bars
from assistant.digests.sentences import sentences, title_of
from assistant.digests.words import day_name, department_names, name_of, type_name, words
from domain.models.digests import Audience, Digest

SECTIONS = ("late", "new", "growing", "solved")
_TYPES = 8


@dataclass(frozen=True, slots=True)
class ToldQuote:
    """A quote, and whose it is."""

    dealer: str
    text: str
    report: str
    issue: int


@dataclass(frozen=True, slots=True)
class ToldMatter:
    """A matter in words."""

    title: str
    severity: str
    severity_name: str
    text: str
    alert: str | None
    quotes: list[ToldQuote]


@dataclass(frozen=True, slots=True)
class ToldSection:
    """Matters that are new, growing, late or solved; `more` says how many are not shown."""

    name: str
    title: str
    matters: list[ToldMatter]
    more: str


@dataclass(frozen=True, slots=True)
class Top:
    """What is named often. `share` is in percent of the first."""

    name: str
    issues: int
    before: int
    share: int


@dataclass(frozen=True, slots=True)
class Told:
    """A digest in one language.

    Arguments:
        chart: SVG of the issues of each day; empty for a single day.
    """

    digest: Digest
    language: str
    kind: str
    audience: str
    period: str
    lead: list[str]
    figures: dict[str, int]
    sections: list[ToldSection]
    tops: dict[str, list[Top]]
    chart: str

    @property
    def words(self) -> dict[str, Any]:
        """Everything that is said in its language."""
        return words(self.language)

    def subject(self, brand: str) -> str:
        """One line that names it."""
        said: str = self.words["subject"]
        return said.format(brand=brand, kind=self.kind, audience=self.audience, period=self.period)


def tell(digest: Digest, language: str, region: dict[str, str] | None) -> Told:
    """Put a digest into words.

    Arguments:
        region: the names of its region, where it is for one.
    """
    said, content = words(language), digest.content
    days = content["days"]
    return Told(
        digest=digest,
        language=language,
        kind=said[digest.kind],
        audience=audience_name(digest, language, region),
        period=period_name(digest, language),
        lead=_lead(content["figures"], said),
        figures=content["figures"],
        sections=[_section(name, content, language) for name in SECTIONS],
        tops={
            "types": _tops(content["types"][:_TYPES], lambda t: type_name(t["name"], language)),
            "products": _tops(content["products"], lambda t: name_of(t, language)),
            "places": _tops(content["places"], lambda t: t["name"]),
            "competitors": _tops(content["competitors"], lambda t: t["name"]),
        },
        chart=bars(days, said["by_day"]) if len(days) > 1 else "",
    )


def audience_name(digest: Digest, language: str, region: dict[str, str] | None) -> str:
    """For whom a digest is."""
    if digest.audience == Audience.DEPARTMENT and digest.department:
        return department_names()[language][digest.department]
    if digest.audience == Audience.REGION and region:
        return name_of(region, language)
    return str(words(language)[Audience.HEAD_OFFICE.value])


def period_name(digest: Digest, language: str) -> str:
    """The days a digest tells of."""
    days = digest.content["days"]
    first, last = (day_name(days[n]["day"], language) for n in (0, -1))
    key = "period_one" if len(days) == 1 else "period"
    return str(words(language)[key].format(first=first, last=last))


def _lead(figures: dict[str, int], said: dict[str, Any]) -> list[str]:
    lead = [said["greeting_some" if figures["issues"] else "greeting_none"].format(**figures)]
    if figures["unsolved"] or figures["solved"]:
        lead.append(said["standing"].format(**figures))
    return lead


def _section(name: str, content: dict[str, Any], language: str) -> ToldSection:
    said, zone = words(language), content["time_zone"]
    matters = [_matter(name, m, language, zone) for m in content["sections"][name]]
    left = content["counts"][name] - len(matters)
    more = said["more"].format(count=left) if left > 0 else ""
    return ToldSection(name, said["sections"][name], matters, more)


def _matter(section: str, matter: dict[str, Any], language: str, zone: str) -> ToldMatter:
    return ToldMatter(
        title=title_of(matter, language),
        severity=matter["severity"],
        severity_name=words(language)["severities"][matter["severity"]],
        text=sentences(section, matter, language, zone),
        alert=matter["alert"],
        quotes=[
            ToldQuote(name_of(q["dealer"], language), q["text"], q["report"], q["issue"])
            for q in matter["quotes"]
        ],
    )


def _tops(found: list[dict[str, Any]], name: Any) -> list[Top]:
    most = found[0]["issues"] if found else 1
    return [Top(name(t), t["issues"], t["before"], 100 * t["issues"] // most) for t in found]
