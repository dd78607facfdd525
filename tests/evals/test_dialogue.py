"""A dialogue is judged by what is true at the end, not by how nicely it was talked about."""

from typing import Any

import pytest

from evals.cases import Case
from evals.dialogue import play
from evals.run import Constant
from evals.world import WorldFactory
from tests.evals.speakers import Deed, Scripted, saying

FANS = ("create_order", {"lines": [{"product": "CL-FN16", "quantity": 12}]})
MORE_FANS = ("create_order", {"lines": [{"product": "CL-FN16", "quantity": 13}]})
TVS = ("create_order", {"lines": [{"product": "CL-TV55", "quantity": 2}]})
REPAIR = ("open_ticket", {"kind": "repair", "description": "坏了", "product": "CL-AC35W"})
STOCK = {"tool": "check_stock", "arguments": {"product": "CL-AC26W", "place": "East"}}


def case_of(*turns: dict[str, Any], gold: tuple[Deed, ...] = (), **given: Any) -> Case:
    actions = [{"tool": deed[0], "arguments": deed[1]} for deed in gold]
    said = list(turns) or [{"say": "12台风扇"}, {"press": "confirm"}]
    return Case.model_validate(
        {"id": "a-case", "who": "dealer-east", "turns": said, "gold": actions} | given
    )


def test_what_was_wanted_and_confirmed_passes(factory: WorldFactory):
    verdict = play(case_of(gold=(FANS,)), factory, saying(FANS))
    assert verdict.passed
    assert verdict.faults == []


def test_doing_nothing_fails_but_is_no_wrong_write(factory: WorldFactory):
    verdict = play(case_of(gold=(FANS,)), factory, saying("您好！"))
    assert not verdict.passed
    assert not verdict.wrong_writes


def test_a_proposal_that_nobody_confirmed_is_no_order(factory: WorldFactory):
    case = case_of({"say": "12台风扇"}, gold=(FANS,))
    assert not play(case, factory, saying(FANS)).passed


def test_another_quantity_is_a_wrong_write(factory: WorldFactory):
    verdict = play(case_of(gold=(FANS,)), factory, saying(MORE_FANS))
    assert not verdict.passed
    assert verdict.wrong_writes


def test_a_write_that_nobody_wanted_is_wrong(factory: WorldFactory):
    verdict = play(case_of(), factory, saying(FANS))
    assert not verdict.passed
    assert verdict.wrong_writes


def test_one_write_too_many_is_wrong(factory: WorldFactory):
    case = case_of({"say": "风扇"}, {"press": "confirm"}, {"say": "谢谢"}, gold=(FANS,))
    verdict = play(case, factory, saying(FANS, REPAIR))
    assert not verdict.passed
    assert verdict.wrong_writes


def test_a_wrong_proposal_that_is_rejected_changes_nothing(factory: WorldFactory):
    case = case_of({"say": "风扇有货吗"}, {"press": "reject"})
    assert play(case, factory, saying(FANS)).passed


def test_a_proposal_that_must_never_be_made_fails_though_rejected(factory: WorldFactory):
    case = case_of({"say": "风扇有货吗"}, {"press": "reject"}, never=["create_order"])
    verdict = play(case, factory, saying(FANS))
    assert not verdict.passed
    assert verdict.wrong_writes


def test_what_was_done_before_is_not_what_has_to_be_done(factory: WorldFactory):
    before = [{"tool": TVS[0], "arguments": TVS[1]}]
    assert play(case_of(gold=(FANS,), before=before), factory, saying(FANS)).passed
    assert not play(case_of(gold=(FANS,), before=before), factory, saying("您好！")).passed


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("现有 280 台", True),
        ("现有280台", True),
        ("280.", True),
        ("2800", False),
        ("1280 on hand", False),
        ("1,280 on hand", False),
        ("280.5", False),
        ("280,000", False),
    ],
)
def test_a_figure_counts_as_told_when_it_stands_alone(factory: WorldFactory, said: str, told: bool):
    case = case_of({"say": "多少"}, told=[STOCK | {"path": "items.0.available"}])
    assert play(case, factory, saying(said)).passed is told


@pytest.mark.parametrize("said", ["1200 pieces", "1,200 pieces"])
def test_thousands_may_be_separated(factory: WorldFactory, said: str):
    stock = {"tool": "check_stock", "arguments": {"product": "CL-FPP10", "place": "East"}}
    case = case_of({"say": "how many"}, told=[stock | {"path": "items.0.available"}])
    assert play(case, factory, saying(said)).passed


@pytest.mark.parametrize(
    ("said", "told"), [("余额 ¥548,062.00", True), ("CN¥548,062.00", True), ("54806200", False)]
)
def test_money_is_told_as_money(factory: WorldFactory, said: str, told: bool):
    owed = {"tool": "query_receivables", "path": "balance", "money": True}
    assert play(case_of({"say": "欠多少"}, told=[owed]), factory, saying(said)).passed is told


def test_a_word_that_only_the_user_said_was_not_told(factory: WorldFactory):
    case = case_of({"say": "质保几年"}, told=["质保"])
    assert not play(case, factory, saying("您好！")).passed
    assert play(case, factory, saying("质保 6 年")).passed


@pytest.mark.parametrize(
    ("deed", "heard"), [(FANS, "要的"), ("哪种风扇？", "落地扇"), ("库存不足", "那算了")]
)
def test_the_branch_is_chosen_by_the_last_reply(factory: WorldFactory, deed: Deed, heard: str):
    speakers: list[Scripted] = []

    def speaker_of(world: Any) -> Scripted:
        speakers.append(saying(deed)(world))
        return speakers[-1]

    branches = [
        {"if": {"proposed": "create_order"}, "then": [{"say": "要的"}]},
        {"if": {"says": "不足", "asked": True}, "then": [{"say": "那算了"}]},
        {"then": [{"say": "落地扇"}]},
    ]
    play(case_of({"say": "12台风扇"}, {"branch": branches}), factory, speaker_of)
    assert speakers[0].heard == ["12台风扇", heard]


def test_the_constant_answer_passes_only_what_wants_nothing(factory: WorldFactory):
    def constant(_world: Any) -> Constant:
        return Constant()

    assert play(case_of(), factory, constant).passed
    assert not play(case_of(gold=(FANS,)), factory, constant).passed
    assert not play(case_of(told=["质保"]), factory, constant).passed


def test_the_same_ticket_twice_is_one_too_many(factory: WorldFactory):
    case = case_of({"say": "报修"}, {"say": "好的"}, gold=(REPAIR,))
    assert not play(case, factory, saying(REPAIR, REPAIR)).passed


def test_half_of_the_work_is_no_wrong_write(factory: WorldFactory):
    verdict = play(case_of(gold=(FANS, TVS)), factory, saying(FANS))
    assert not verdict.passed
    assert not verdict.wrong_writes
