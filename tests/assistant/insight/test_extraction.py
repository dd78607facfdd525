"""What the built-in model pulls out of a report, and how it proves it."""

from itertools import pairwise

import pytest

from assistant.insight.extraction import IssueExtractor
from assistant.taxonomy import taxonomy
from domain.catalogue.matching import Catalogue, Names

LATE = "货在路上晃了十来天，客户都跑了"
RIVAL = "隔壁凌风买一送一把人都拉走了"
REPORT = (
    f"各位好：\n本月天气转凉，进店人数平稳。{LATE}。\n{RIVAL}。另外返利四万二到现在没付。\n祝好"
)


@pytest.fixture(scope="module")
def extractor():
    return IssueExtractor.load()


def test_indirect_words_are_understood(extractor):
    found = {issue.type: issue.quote for issue in extractor.extract(REPORT)}
    assert found["logistics_delay"] == LATE
    assert found["competitor_promotion"] == RIVAL
    assert "返利四万二" in found["rebate_dispute"]


def test_an_issue_names_department_days_sum_and_rival(extractor):
    late, rival, rebate = extractor.extract(REPORT)
    assert (late.department, late.numbers.days) == ("logistics", 10)
    assert (rival.competitor, rival.numbers.quantity) == ("凌风", None)
    assert rebate.numbers.amount == 42_000_00


@pytest.mark.parametrize(
    "text",
    [
        "这个月没有一单晚到。",
        "上个月缺的配件都到了，台子清空了。",
        "Nothing came off the lorry damaged this month.",
        "The login trouble of last week was put right overnight.",
        "晨会改到九点，店里换了新窗帘。",
        "",
        "\n\n",
        "。。。",
    ],
)
def test_what_is_denied_solved_or_ordinary_is_no_issue(extractor, text):
    assert extractor.extract(text) == []


@pytest.mark.parametrize(
    "text",
    [
        REPORT,
        "\ufeff全角　ＡＢＣ，" + LATE + "\r\n" + LATE,
        "貨在路上晃了十來天，客戶都跑了。\n麵包機壓貨三百臺賣不動。",
        "👍🏽 lorry still hasn't come, three weeks now!! 👎\tcustomers are leaving \ud83d",
        "so the fridge is not cooling I have nine lined up and the owners call me thief " * 30,
        "这批货又晚了半个月客人都退单了然后返利也没到" * 200,
    ],
)
def test_a_quote_stands_where_its_offsets_say(extractor, text):
    issues = extractor.extract(text)
    assert all(text[issue.start : issue.end] == issue.quote for issue in issues)
    assert all(a.end <= b.start for a, b in pairwise(issues))
    assert all(issue.severity in taxonomy().severities for issue in issues)


def test_products_are_linked_only_beyond_doubt(extractor):
    names = [
        Names(1, "CL-AC35W", "1.5匹壁挂空调", "1.5 HP wall unit", "AC", ("1.5匹挂机",)),
        Names(2, "CL-AC50W", "2匹壁挂空调", "2 HP wall unit", "AC", ("2匹挂机",)),
    ]
    catalogue = Catalogue(names, [])
    (sure,) = extractor.extract("1.5匹挂机断货三周了，客人都去了别家。", catalogue=catalogue)
    (unsure,) = extractor.extract("挂机断货三周了，客人都去了别家。", catalogue=catalogue)
    assert (sure.products, unsure.products) == (("CL-AC35W",), ())
