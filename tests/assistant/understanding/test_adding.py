"""Which goods of a message come on top of what was asked for before."""

from datetime import date

import pytest

from assistant.understanding.details import request_of
from assistant.understanding.splitting import Part
from tests.assistant.understanding.goods import demo_catalogue

TODAY = date(2026, 11, 18)


@pytest.mark.parametrize(
    ("text", "added"),
    [
        ("等等 改成25台 再加两箱RO滤芯", [False, True]),
        ("再加5个RO滤芯，挂机改成25台", [True, False]),
        ("再来5个RO滤芯和10台1.5匹挂机", [True, True]),
        ("make it 25 and add 2 cases of RO filters", [False, True]),
        ("add 5 RO filters too", [True]),
    ],
)
def test_a_message_may_set_one_quantity_and_add_other_goods(text: str, added: list[bool]) -> None:
    request = request_of(Part(text, "place_order", 1.0), demo_catalogue(), TODAY, "zh")

    assert [item.added for item in request.items] == added


@pytest.mark.parametrize(
    ("text", "lessened"),
    [
        ("65寸电视减两台 三门冰箱加两台", [True, False]),
        ("三门冰箱减到4台", [False]),
        ("two fewer 65-inch TVs", [True]),
        ("少要3台1.5匹挂机", [True]),
    ],
)
def test_a_message_may_take_some_off_what_was_asked_for(text: str, lessened: list[bool]) -> None:
    request = request_of(Part(text, "change_order", 1.0), demo_catalogue(), TODAY, "zh")

    assert [item.lessened for item in request.items] == lessened
