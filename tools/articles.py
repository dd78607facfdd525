"""What the brand has written down: policy, promotions, manuals, faults."""

from pydantic import BaseModel, Field

from domain.scope import Permission
from tools.arguments import Arguments, Reference
from tools.call import Call
from tools.registry import read_tool


class SearchArticles(Arguments):
    """The question, in the person's own words."""

    question: Reference = Field(description="the question, in the person's own words")


class Source(BaseModel):
    """Where an answer stands."""

    article: str
    title: str
    passage: str


class ArticlesSeen(BaseModel):
    """`answer` is None when nothing written answers the question: then say so."""

    answer: str | None
    sources: list[Source]


@read_tool(arguments=SearchArticles, result=ArticlesSeen, permission=Permission.READ_PRODUCTS)
def search_articles(call: Call, arguments: SearchArticles) -> ArticlesSeen:
    """Look up policy, promotions, warranty, installation, use and error codes in the articles."""
    found = call.knowledge.answer(call.actor, arguments.question, call.language, call.today)
    if found is None:
        return ArticlesSeen(answer=None, sources=[])
    return ArticlesSeen(answer=found.text, sources=[Source(**source) for source in found.sources])
