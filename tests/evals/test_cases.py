"""The dialogues are well-formed, and what they want can be done."""

from collections import Counter
from pathlib import Path

import pytest

from assistant.taxonomy import taxonomy
from domain.scope import Role
from evals.cases import Branch, Case, Figure, Turn, dialogues
from evals.judge import differences
from evals.world import WorldFactory
from tests.evals.playing import Place
from tests.factories.databases import SqliteTemplates
from tools.all import REGISTRY
from tools.registry import Effect

CASES = dialogues()
LANGUAGES, DIFFICULTIES = {"zh", "en", "mixed"}, {"plain", "hard"}
INTENTS = set(taxonomy().intents)
ROLES = {role.value for role in Role}

each_case = pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)


@pytest.fixture
def place(sqlite_templates: SqliteTemplates, tmp_path: Path, case: Case):
    place = Place(sqlite_templates, tmp_path / "played.db", case)
    yield place
    place.close()


@each_case
def test_a_case_is_tagged_with_intent_tool_language_difficulty_and_role(case: Case):
    tools = {tool.name for tool in REGISTRY}
    assert case.tags[0] in INTENTS
    for kind in (LANGUAGES, DIFFICULTIES, ROLES):
        assert len(kind & set(case.tags)) == 1
    assert set(case.tags) <= INTENTS | tools | LANGUAGES | DIFFICULTIES | ROLES


@each_case
def test_a_turn_is_one_thing(case: Case):
    for turn in _turns(case.turns):
        given = [turn.say, turn.press, turn.branch]
        assert sum(thing is not None for thing in given) == 1


@each_case
def test_a_dialogue_begins_with_words(case: Case):
    assert case.turns[0].say


@each_case
def test_a_branch_without_a_condition_comes_last(case: Case):
    for branches in _branchings(case.turns):
        assert all(branch.condition is not None for branch in branches[:-1])


@each_case
def test_named_tools_exist(case: Case):
    figures = [told for told in case.told if isinstance(told, Figure)]
    conditions = [b.condition for branches in _branchings(case.turns) for b in branches]
    proposed = [c.proposed for c in conditions if c is not None and c.proposed is not None]
    for name in [*case.never, *proposed]:
        assert REGISTRY.get(name).effect is not Effect.READ
    for figure in figures:
        assert REGISTRY.get(figure.tool).effect is Effect.READ


@each_case
def test_what_must_be_done_is_not_what_must_never_be_proposed(case: Case):
    assert not {action.tool for action in case.gold} & set(case.never)


def test_the_speakers_have_the_roles_of_the_tags(factory: WorldFactory):
    with factory() as world:
        wrong = [c.id for c in CASES if world.actor(c.who).role.value not in c.tags]
    assert wrong == []


@each_case
def test_the_gold_actions_can_be_done(
    case: Case, place: Place, sqlite_templates: SqliteTemplates, tmp_path: Path
):
    untouched = Place(sqlite_templates, tmp_path / "untouched.db", case)
    for action in case.before:
        place.do(action)
        untouched.do(action)
    for action in case.gold:
        place.do(action)
    assert bool(differences(place.database, untouched.database)) == bool(case.gold)
    untouched.close()


@each_case
def test_the_figures_that_must_be_told_can_be_looked_up(case: Case, place: Place):
    for action in case.before:
        place.do(action)
    for figure in case.told:
        if isinstance(figure, Figure):
            assert isinstance(place.value(figure), int if figure.money else int | str)


def test_no_two_cases_say_the_same():
    said = Counter(turn.say for case in CASES for turn in case.turns[:1])
    assert [text for text, count in said.items() if count > 1] == []


def test_half_of_the_dialogues_are_hard():
    assert sum("hard" in case.tags for case in CASES) >= len(CASES) / 2


WITHOUT = {
    "search_products",  # for language models; the built-in one quotes and looks up
    "hand_in_request",  # for language models: the built-in one has a tool for every matter
    "waiting_conversations",  # the service desk is a screen
    "take_conversation",
    "answer_conversation",
    "return_conversation",
    "decide_transfer",  # two people have to act: see tests/tools/test_transfers.py
    "receive_transfer",
    "list_alerts",  # departments work on alerts, rules and suggestions at their screens
    "acknowledge_alert",
    "assign_alert",
    "resolve_alert",
    "reopen_alert",
    "correct_issue",
    "transcribe_report",
    "add_routing_rule",
    "raise_routing_rule",
    "remove_routing_rule",
    "set_working_hours",
    "list_suggestions",
    "decide_suggestion",
    "merge_suggestions",
    "withdraw_report",  # from the report's page, or by its number: tests/tools/test_reports.py
}


def test_every_tool_that_a_person_can_ask_for_has_a_dialogue():
    asked = {tag for case in CASES for tag in case.tags}
    assert {tool.name for tool in REGISTRY} - asked <= WITHOUT


def test_two_cases_of_one_name_are_refused(tmp_path: Path):
    case = "- {id: twice, who: dealer-east, turns: [{say: 你好}]}\n"
    (tmp_path / "some.yaml").write_text(case * 2, "utf-8")
    with pytest.raises(ValueError, match="twice"):
        dialogues(tmp_path)


def test_a_case_with_an_unknown_field_is_refused(tmp_path: Path):
    case = "- {id: odd, who: dealer-east, turns: [{shout: 你好}]}\n"
    (tmp_path / "some.yaml").write_text(case, "utf-8")
    with pytest.raises(ValueError, match="shout"):
        dialogues(tmp_path)


def _turns(turns: list[Turn]) -> list[Turn]:
    """The turns and those of their branches, at any depth."""
    found = list(turns)
    for turn in turns:
        for branch in turn.branch or []:
            found += _turns(branch.then)
    return found


def _branchings(turns: list[Turn]) -> list[list[Branch]]:
    return [turn.branch for turn in _turns(turns) if turn.branch is not None]
