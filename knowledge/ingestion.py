"""The articles that come with the program, and their way into the database.

A file is `articles/<slug>.<language>.md`: front matter, then Markdown in short sections.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from importlib import resources
from typing import Any, TypeGuard

import yaml
from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.clock import business_date
from domain.database import actor_of
from domain.errors import Invalid
from domain.models.knowledge import Article

KINDS = frozenset({"policy", "promotion", "manual", "fault", "service"})
AUDIENCES = frozenset({"everybody", "dealer", "staff"})
LANGUAGES = frozenset({"zh", "en"})

_FRONT_MATTER = re.compile(r"\A---\n(.*?)\n---\n(.*)\Z", re.DOTALL)
_KEYS = frozenset(
    {"title", "kind", "audience"}
    | {f"valid_{end}{unit}" for end in ("from", "until") for unit in ("", "_days")}
)


@dataclass(frozen=True, slots=True)
class ArticleFile:
    """A shipped article. `head` is its front matter: `title`, `kind`, `audience`, and the first and
    last valid day, either as dates (`valid_from`, `valid_until`) or as days from today
    (`valid_from_days`, `valid_until_days`; negative: before today)."""

    slug: str
    language: str
    head: dict[str, Any]
    body: str


def shipped_articles() -> list[ArticleFile]:
    """All articles in the folder `articles`, by slug and language.

    Raises:
        Invalid: `article`, when a file's name or front matter cannot be understood.
    """
    folder = resources.files("knowledge") / "articles"
    files = sorted((f for f in folder.iterdir() if f.name.endswith(".md")), key=lambda f: f.name)
    return [read_article(f.name, f.read_text(encoding="utf-8")) for f in files]


def read_article(name: str, text: str) -> ArticleFile:
    """Take a file called `name` (such as `warranty.zh.md`) apart.

    Raises:
        Invalid: `article`, with the file's name.
    """
    slug, _, language = name.removesuffix(".md").rpartition(".")
    match = _FRONT_MATTER.match(text)
    if match and slug and language in LANGUAGES and _is_head(head := yaml.safe_load(match[1])):
        return ArticleFile(slug, language, head, match[2].strip())
    raise Invalid("article", file=name)


def seed_articles(session: Session, now: datetime) -> int:
    """Add the shipped articles that the database lacks; those it has, edited or not, stay.

    Arguments:
        now: the present instant; days of validity count from its business date.

    Returns how many were added.
    """
    today = business_date(now, actor_of(session).time_zone)
    known = set(session.execute(select(Article.slug, Article.language)).tuples())
    missing = [f for f in shipped_articles() if (f.slug, f.language) not in known]
    session.add_all(_article(file, today, now) for file in missing)
    session.flush()
    return len(missing)


def _article(file: ArticleFile, today: date, now: datetime) -> Article:
    first, last = (_day(file.head, end, today) for end in ("valid_from", "valid_until"))
    return Article(
        slug=file.slug,
        language=file.language,
        title=file.head["title"],
        kind=file.head["kind"],
        audience=file.head["audience"],
        body=_with_days(file, first, last),
        valid_from=first,
        valid_until=last,
        changed_at=now,
    )


def _is_head(head: Any) -> TypeGuard[dict[str, Any]]:
    return (
        isinstance(head, dict)
        and head.keys() <= _KEYS
        and isinstance(head.get("title"), str)
        and head.get("kind") in KINDS
        and head.get("audience") in AUDIENCES
    )


def _day(head: dict[str, Any], key: str, today: date) -> date | None:
    if f"{key}_days" in head:
        return today + timedelta(days=head[f"{key}_days"])
    return head.get(key)


def _with_days(file: ArticleFile, first: date | None, last: date | None) -> str:
    """The body with `{valid_from}` and `{valid_until}` written out."""
    body = file.body
    for mark, day in (("{valid_from}", first), ("{valid_until}", last)):
        if day is not None:
            body = body.replace(mark, _written(day, file.language))
    return body


def _written(day: date, language: str) -> str:
    if language == "zh":
        return f"{day.year} 年 {day.month} 月 {day.day} 日"
    return f"{day.day} {day:%B} {day.year}"
