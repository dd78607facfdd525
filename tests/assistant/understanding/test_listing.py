"""Which records of a list that was told a message means."""

import pytest

from assistant.understanding.listing import picked


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("第一个批了吧", [0]),
        ("前两个同意", [0, 1]),
        ("最后一个驳回", [2]),
        ("全部通过", [0, 1, 2]),
        ("approve the second one", [1]),
        ("ok the first two", [0, 1]),
        ("reject the last one", [2]),
        ("the first and the third", [0, 2]),
        ("第五个批了", []),
        ("批了吧", []),
    ],
)
def test_records_are_named_by_their_place_in_a_list_of_three(text: str, places: list[int]) -> None:
    assert picked(text, 3) == places
