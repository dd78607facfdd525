from collections import Counter
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from domain.database import Database
from domain.errors import Invalid
from domain.models.knowledge import Article
from domain.scope import SYSTEM
from knowledge.ingestion import read_article, seed_articles, shipped_articles
from knowledge.sections import sections_of
from tests.knowledge.asking import NOW, TODAY, edit_article

FILE = "---\ntitle: Balconies\nkind: manual\naudience: everybody\n---\n## One\n\nText.\n"


def stored(database: Database, slug: str, language: str) -> Article:
    with database.read(SYSTEM) as session:
        wanted = select(Article).where(Article.slug == slug, Article.language == language)
        return session.scalars(wanted).one()


def test_every_topic_is_there_in_both_languages():
    versions = Counter(file.slug for file in shipped_articles())
    assert len(versions) >= 16
    assert set(versions.values()) == {2}


def test_both_versions_of_a_topic_have_as_many_sections(articles):
    with articles.read(SYSTEM) as session:
        counts: dict[str, set[int]] = {}
        for article in session.scalars(select(Article)):
            counts.setdefault(article.slug, set()).add(len(sections_of(article)))
    assert {slug for slug, numbers in counts.items() if len(numbers) > 1} == set()


def test_shipped_sections_are_short_enough_to_be_read_in_a_chat(articles):
    with articles.read(SYSTEM) as session:
        sections = [s for a in session.scalars(select(Article)) for s in sections_of(a)]
    assert max(len(s.text) for s in sections if s.language == "zh") <= 300
    assert max(len(s.text.split()) for s in sections if s.language == "en") <= 150


def test_days_of_validity_count_from_the_day_of_seeding(articles):
    promotion = stored(articles, "promotion-filters", "zh")
    assert promotion.valid_from == TODAY - timedelta(days=40)
    assert promotion.valid_until == TODAY + timedelta(days=50)


def test_a_promotion_names_its_days_in_its_own_language(articles):
    assert (
        "2026 年 4 月 1 日到 2026 年 6 月 30 日" in stored(articles, "promotion-filters", "zh").body
    )
    assert "1 April 2026 to 30 June 2026" in stored(articles, "promotion-filters", "en").body


def test_no_mark_is_left_to_be_filled_in(articles):
    with articles.read(SYSTEM) as session:
        assert not [a.slug for a in session.scalars(select(Article)) if "{" in a.body]


def test_seeding_again_adds_nothing_and_keeps_what_was_edited(articles):
    edit_article(articles, "warranty", "en", body="## Ours\n\nForty years.")
    with articles.write(SYSTEM) as session:
        assert seed_articles(session, NOW) == 0
    assert "Forty years" in stored(articles, "warranty", "en").body


def test_seeding_brings_back_what_is_missing(articles):
    with articles.write(SYSTEM) as session:
        session.delete(session.merge(stored(articles, "warranty", "en")))
    with articles.write(SYSTEM) as session:
        assert seed_articles(session, NOW) == 1
        assert session.scalar(select(func.count(Article.id))) == len(shipped_articles())


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("balconies.md", FILE),
        ("balconies.fr.md", FILE),
        ("balconies.en.md", "## One\n\nNo front matter.\n"),
        ("balconies.en.md", FILE.replace("manual", "poem")),
        ("balconies.en.md", FILE.replace("everybody", "nobody")),
        ("balconies.en.md", FILE.replace("kind:", "knd:")),
    ],
)
def test_a_file_that_cannot_be_understood_is_refused_by_name(name, text):
    with pytest.raises(Invalid) as refusal:
        read_article(name, text)
    assert refusal.value.data == {"file": name}
