"""An article cut into the passages that are indexed and cited."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import blake2b

from domain.models.knowledge import Article

_HEADING = re.compile(r"^#{1,6}\s+(.+?)\s*#*\s*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Section:
    """One passage of an article.

    `id` is made of slug, language and heading, so that it survives sections moved or added;
    `position` counts from 0 and joins the language versions of an article.
    """

    id: str
    slug: str
    language: str
    title: str
    audience: str
    valid_from: date | None
    valid_until: date | None
    heading: str
    text: str
    position: int
    changed_at: datetime

    @property
    def article(self) -> str:
        """The article's version: slug and language."""
        return f"{self.slug}.{self.language}"

    @property
    def searchable(self) -> str:
        """What is compared with a question: title and heading tell more than the text, and count
        twice."""
        return "\n".join([*2 * [self.title, self.heading], self.text])

    def is_valid(self, today: date) -> bool:
        """Whether the article holds on the day `today`, its first and last day included."""
        began = self.valid_from is None or self.valid_from <= today
        return began and (self.valid_until is None or today <= self.valid_until)


def sections_of(article: Article) -> list[Section]:
    """The passages of an article, one for each heading that has text under it."""
    parts = [(heading, text) for heading, text in _parts(article.body) if text]
    seen: dict[str, int] = {}
    sections = []
    for position, (heading, text) in enumerate(parts):
        seen[heading] = seen.get(heading, 0) + 1
        sections.append(
            Section(
                id=_id(article, heading, seen[heading]),
                slug=article.slug,
                language=article.language,
                title=article.title,
                audience=article.audience,
                valid_from=article.valid_from,
                valid_until=article.valid_until,
                heading=heading,
                text=text,
                position=position,
                changed_at=article.changed_at,
            )
        )
    return sections


def _parts(body: str) -> list[tuple[str, str]]:
    """(heading, text) in order; text before the first heading has the heading ""."""
    first, *rest = _HEADING.split(body)
    pairs = [("", first), *zip(rest[::2], rest[1::2], strict=True)]
    return [(heading, text.strip()) for heading, text in pairs]


def _id(article: Article, heading: str, occurrence: int) -> str:
    mark = blake2b(f"{heading}#{occurrence}".encode(), digest_size=5).hexdigest()
    return f"{article.slug}.{article.language}.{mark}"
