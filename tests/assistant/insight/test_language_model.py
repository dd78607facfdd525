"""A language model reads reports: its quotes are proved; the built-in model stands behind it."""

import json

import pytest

from assistant.insight.extraction import IssueExtractor
from assistant.insight.language_model import LanguageModelExtractor
from assistant.llm import chat_model
from tests.assistant.openai_api import openai_api, says

TEXT = "本月平稳。\n货在路上晃了十来天，\n客户都跑了。没有窜货。"
QUOTE = "货在路上晃了十来天，\n客户都跑了"


@pytest.fixture(scope="module")
def builtin():
    return IssueExtractor.load()


@pytest.fixture
def told(builtin):
    """What is extracted where the model answers with this; and what it was asked."""

    def extract(answer, text=TEXT):
        with openai_api(lambda _messages: dict(answer)) as (url, requests):
            model = chat_model(url, "key", "local", timeout=5)
            assert model is not None
            return LanguageModelExtractor(model, builtin).extract(text, "周报"), requests

    return extract


def issues(*listed):
    keys = ("type", "severity", "quote")
    return says(json.dumps({"issues": [dict(zip(keys, one, strict=True)) for one in listed]}))


def test_a_quote_of_the_report_becomes_an_issue_with_what_code_reads(told):
    (found,), _ = told(issues(("logistics_delay", "high", "货在路上晃了十来天， 客户都跑了")))
    assert (found.quote, TEXT[found.start : found.end]) == (QUOTE, QUOTE)
    assert (found.department, found.severity, found.numbers.days) == ("logistics", "high", 10)


def test_a_quote_that_the_report_does_not_have_is_dropped(told):
    found, _ = told(issues(("stockout", "high", "冰箱断货一个月"), ("stockout", "low", " ")))
    assert found == []


def test_one_passage_is_one_issue_of_a_type(told):
    twice = ("logistics_delay", "high", "货在路上晃了十来天")
    found, _ = told(issues(twice, twice))
    assert len(found) == 1


def test_the_model_has_no_tools_and_sees_the_report_fenced_as_data(told):
    _, (request,) = told(issues())
    assert "tools" not in request
    assert request["response_format"]["type"] == "json_schema"
    system, report = (message["content"] for message in request["messages"])
    assert TEXT not in system
    assert report.startswith("<report-")
    assert TEXT in report


@pytest.mark.parametrize(
    "answer",
    [
        {"status": 500, "content": "busy"},
        says("I cannot do that."),
        issues(("no_such_type", "high", QUOTE)),
        says('{"issues": 7}'),
    ],
)
def test_the_built_in_model_answers_where_the_language_model_fails(told, builtin, answer):
    text = "货在路上晃了十来天，客户都跑了。"
    found, _ = told(answer, text)
    assert found == builtin.extract(text)
    assert found
