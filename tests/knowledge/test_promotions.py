"""What the articles say of promotions is what the demo network grants."""

import re
from importlib import resources

import pytest
import yaml

from knowledge.ingestion import ArticleFile, shipped_articles

_SKU = re.compile(r"CL-[A-Z0-9]+")
_DEMO = resources.files("domain.demo") / "data"
_PROMOTIONS = yaml.load(  # as plain text: YAML itself reads `off` as "no"
    (_DEMO / "promotions.yaml").read_text("utf-8"), Loader=yaml.BaseLoader
)
_GRANTED = {promotion["sku"]: promotion for promotion in _PROMOTIONS}
_ARTICLES = [file for file in shipped_articles() if file.head["kind"] == "promotion"]


@pytest.fixture(params=_ARTICLES, ids=lambda file: f"{file.slug}.{file.language}")
def article(request: pytest.FixtureRequest) -> ArticleFile:
    return request.param


@pytest.fixture
def granted(article):
    return _GRANTED[_SKU.findall(article.body)[0]]


def test_it_holds_on_the_same_days(article, granted):
    days = (article.head["valid_from_days"], article.head["valid_until_days"])
    assert days == (int(granted["from"]), int(granted["to"]))


def test_it_is_for_the_same_people(article, granted):
    audience = "everybody" if granted["audience"] == "customer" else granted["audience"]
    assert article.head["audience"] == audience


def test_it_names_the_quantity_and_the_reduction(article, granted):
    offer = article.body.split("##")[1]
    percent = "percent" in granted
    reduction = f"{int(granted['percent']) // 100}%" if percent else granted["off"]
    assert reduction in offer
    assert granted["minimum"] == "1" or granted["minimum"] in offer
