from domain.models.knowledge import Article
from knowledge.sections import Section, sections_of
from tests.knowledge.asking import NOW


def cut(body: str) -> list[Section]:
    return sections_of(
        Article(
            slug="balcony", language="en", title="Balcony", kind="manual", audience="everybody",
            body=body, valid_from=None, valid_until=None, changed_at=NOW,
        )
    )  # fmt: skip


def test_each_heading_with_text_becomes_a_section():
    sections = cut("## First\n\nOne.\n\n## Empty\n\n### Second\n\nTwo.\n")
    assert [(s.heading, s.text) for s in sections] == [("First", "One."), ("Second", "Two.")]


def test_text_before_the_first_heading_is_a_section_too():
    assert [(s.heading, s.text) for s in cut("Zero.\n\n## First\n\nOne.")] == [
        ("", "Zero."),
        ("First", "One."),
    ]


def test_a_section_keeps_its_id_when_another_is_put_before_it():
    before = cut("## First\n\nOne.")
    after = cut("## New\n\nZero.\n\n## First\n\nOne and a half.")
    assert before[0].id == after[1].id


def test_two_sections_under_the_same_heading_have_two_ids():
    assert len({s.id for s in cut("## Same\n\nOne.\n\n## Same\n\nTwo.")}) == 2


def test_an_empty_article_has_no_section():
    assert cut("") == []
