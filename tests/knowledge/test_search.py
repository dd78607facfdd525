from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from domain.scope import Actor, Role
from knowledge.search import KNOWN, Knowledge
from tests.knowledge.asking import (
    CUSTOMER,
    DEALER,
    STAFF,
    TODAY,
    add_article,
    edit_article,
)


def found(
    knowledge: Knowledge, actor: Actor, text: str, language: str = "zh", day=TODAY
) -> set[str]:
    return {p.article for p in knowledge.search(actor, text, language, day, limit=30)}


def test_an_answer_quotes_its_source_word_for_word(knowledge):
    answer = knowledge.answer(CUSTOMER, "空调压缩机保修几年", "zh", TODAY)
    source = answer.sources[0]
    assert "压缩机" in answer.text
    assert "10 年" in answer.text
    assert (source["article"], source["title"]) == ("warranty", "产品保修政策")
    assert answer.text in source["passage"]


def test_what_nobody_wrote_down_is_not_answered(knowledge):
    assert knowledge.answer(CUSTOMER, "今天天气怎么样", "zh", TODAY) is None
    assert knowledge.answer(CUSTOMER, "who won the football match", "en", TODAY) is None


@pytest.mark.parametrize("text", ["", "？！", "   ", "的", "🙂", "'; DROP TABLE article; --"])
def test_a_text_that_says_nothing_finds_nothing(knowledge, text):
    assert knowledge.answer(CUSTOMER, text, "zh", TODAY) is None


def test_a_fault_code_belongs_to_the_appliance_that_was_named(knowledge):
    for appliance, slug in (("空调", "faults-air-conditioner"), ("洗碗机", "faults-dishwasher")):
        answer = knowledge.answer(CUSTOMER, f"{appliance}显示E4", "zh", TODAY)
        assert answer.passages[0].article == slug
        assert "E4" in answer.text
        assert "E1" not in answer.text


def test_a_customer_never_gets_what_is_written_for_dealers_or_staff(knowledge):
    for text, slug in (
        ("季度返利比例", "volume-rebate"),
        ("信用额度和账期", "payments"),
        ("窜货怎么罚", "price-territory"),
        ("投诉补偿权限", "complaint-handling"),
    ):
        assert slug in found(knowledge, STAFF, text)
        assert slug not in found(knowledge, CUSTOMER, text)


def test_a_dealer_gets_what_is_written_for_dealers_but_not_for_staff(knowledge):
    assert "volume-rebate" in found(knowledge, DEALER, "季度返利比例")
    assert "complaint-handling" not in found(knowledge, DEALER, "投诉补偿权限")


def test_a_region_manager_reads_what_staff_may_read(knowledge):
    manager = Actor(9, "north", "North", Role.REGION_MANAGER, region_id=1)
    assert "complaint-handling" in found(knowledge, manager, "投诉补偿权限")


def test_a_promotion_is_quoted_to_its_last_day_and_not_after(knowledge):
    last = TODAY + timedelta(days=50)
    text = "RO滤芯满100支有什么优惠"
    assert knowledge.answer(DEALER, text, "zh", last).passages[0].article == "promotion-filters"
    assert "promotion-filters" not in found(knowledge, DEALER, text, day=last + timedelta(days=1))


def test_an_expired_promotion_is_not_quoted_in_either_language(knowledge):
    for text, language in (("十字门冰箱清仓减多少", "zh"), ("cross-door fridge clearance", "en")):
        assert "promotion-fridges" not in found(knowledge, DEALER, text, language)


def test_a_promotion_is_not_quoted_before_it_begins(articles, knowledge):
    edit_article(articles, "promotion-filters", "zh", valid_from=TODAY + timedelta(days=1))
    edit_article(articles, "promotion-filters", "en", valid_from=TODAY + timedelta(days=1))
    assert "promotion-filters" not in found(knowledge, DEALER, "RO滤芯满100支有什么优惠")


def test_the_answer_comes_in_the_language_asked_for(knowledge):
    text = "空调压缩机保修几年"
    assert knowledge.answer(CUSTOMER, text, "zh", TODAY).language == "zh"
    answer = knowledge.answer(CUSTOMER, text, "en", TODAY)
    assert (answer.language, answer.passages[0].article) == ("en", "warranty")


def test_a_mixed_message_is_understood(knowledge):
    answer = knowledge.answer(CUSTOMER, "my 空调 shows E4", "en", TODAY)
    assert answer.passages[0].article == "faults-air-conditioner"


def test_the_other_language_serves_where_there_is_no_version(articles, knowledge):
    add_article(articles)
    answer = knowledge.answer(CUSTOMER, "balcony cabinet kilograms", "zh", TODAY)
    assert (answer.language, answer.passages[0].article) == ("en", "balcony")


def test_a_version_for_others_does_not_stand_in_for_the_open_one(articles, knowledge):
    add_article(articles)
    add_article(
        articles, language="zh", title="阳台柜", body="## 阳台柜\n\n仅限内部。", audience="staff"
    )
    answer = knowledge.answer(CUSTOMER, "balcony cabinet kilograms", "zh", TODAY)
    assert answer.language == "en"


def test_an_edited_article_is_found_at_once(articles, knowledge):
    assert knowledge.answer(CUSTOMER, "鱼缸容积有多大", "zh", TODAY) is None
    edit_article(articles, "warranty", "zh", body="## 鱼缸容积\n\n鱼缸容积 80 立方分米。")
    answer = knowledge.answer(CUSTOMER, "鱼缸容积有多大", "zh", TODAY)
    assert answer.text == "鱼缸容积 80 立方分米。"
    assert "保修期" not in answer.sources[0]["passage"]


def test_an_empty_system_knows_nothing(articles, knowledge):
    with articles.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM article")
    assert knowledge.search(CUSTOMER, "保修", "zh", TODAY) == []
    assert knowledge.answer(CUSTOMER, "保修", "zh", TODAY) is None


def test_scores_tell_how_sure_a_passage_is(knowledge):
    sure = knowledge.search(CUSTOMER, "净水器滤芯多久换一次", "zh", TODAY)[0]
    unsure = knowledge.search(CUSTOMER, "机器是哪个工厂生产的", "zh", TODAY)[0]
    assert 1 > sure.score >= KNOWN > unsure.score >= 0


def test_no_more_passages_come_than_were_asked_for(knowledge):
    assert len(knowledge.search(STAFF, "空调", "zh", TODAY)) == 3
    assert len(knowledge.search(STAFF, "空调", "zh", TODAY, limit=1)) == 1


def test_threads_share_it_while_articles_change(articles, knowledge):
    def ask(turn: int) -> str:
        if turn % 5 == 0:
            edit_article(articles, "warranty", "en", minutes=turn + 1)
        return knowledge.answer(CUSTOMER, "空调压缩机保修几年", "zh", TODAY).text

    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(ask, range(20)))) == 1
