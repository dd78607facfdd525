"""Standard replies are edited with care: checked, kept, brought back, and said at once."""

import pytest

from assistant.replies import editing
from assistant.replies.renderer import Renderer, built_in
from assistant.replies.variables import LANGUAGES, check
from domain.errors import Forbidden, Invalid, Retry, Unknown
from tests.factories.people import actor_named

SIGNED = "confirm_receipt.receipt"


@pytest.fixture
def office(database):
    return actor_named(database, "headoffice")


def edit(database, actor, clock, text, based_on=0, name=SIGNED):
    with database.write(actor) as session:
        return editing.edit(session, name, "zh", text, based_on, clock.now())


def test_an_edit_is_said_at_once_and_an_earlier_wording_comes_back(database, clock, office):
    renderer = Renderer()
    values = {"r": {"result": {"order": "SO-000001", "difference": ""}}}
    edit(database, office, clock, "收好了：{{ r.result.order }}")
    with database.read(office) as session:
        renderer.refresh(session)
    assert renderer.render(SIGNED, "zh", **values) == "收好了：SO-000001"
    with database.write(office) as session:
        editing.revert(session, SIGNED, "zh", editing.BUILT_IN, 1, clock.now())
    with database.read(office) as session:
        renderer.refresh(session)
        versions = editing.history(session, SIGNED, "zh")
    assert "已签收" in renderer.render(SIGNED, "zh", **values)
    assert [v.number for v in versions] == [2, 1, 0]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("订单 {{ r.result.order }} 由 {{ r.result.signer }} 签收", "invalid.reply_unknown"),
        ("{{ who }} 收到 {{ r.result.order }}", "invalid.reply_unknown"),
        ("已签收", "invalid.reply_missing"),
        ("{% if r.result.order %}订单", "invalid.reply_syntax"),
        ("  ", "invalid.reply_length"),
    ],
)
def test_a_wording_with_an_unknown_or_a_missing_variable_is_refused(text, fault):
    with pytest.raises(Invalid) as refused:
        check(SIGNED, "zh", text)
    assert refused.value.code == fault


def test_every_wording_as_delivered_passes_the_check_and_can_be_shown():
    for language in LANGUAGES:
        for name, text in built_in(language).items():
            if text:
                assert editing.preview(name, language, text)


def test_two_people_who_edit_at_once_do_not_overwrite_each_other(database, clock, office):
    edit(database, office, clock, "甲：{{ r.result.order }}")
    with pytest.raises(Retry):
        edit(database, office, clock, "乙：{{ r.result.order }}", based_on=0)


def test_only_head_office_may_edit_and_only_what_there_is(database, clock, office):
    with pytest.raises(Forbidden):
        edit(database, actor_named(database, "dealer-east"), clock, "{{ r.result.order }}")
    with pytest.raises(Unknown):
        edit(database, office, clock, "你好", name="no.such.reply")


def test_a_template_reaches_nothing_but_its_variables():
    with pytest.raises(Invalid):
        check(SIGNED, "zh", "{{ r.result.order.__class__.__mro__ }}")
