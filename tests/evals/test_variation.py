"""A script is typed differently in every play, and means the same."""

import re
import unicodedata

from evals.variation import varied

SAID = ["SO-000073再加20根铜管", "Please cancel SO-000058, we don't need those motors", "确认"]


def test_the_first_play_is_as_written_and_every_other_repeats_itself():
    for text in SAID:
        assert varied(text, 0) == text
        assert varied(text, 3) == varied(text, 3)


def test_numbers_and_codes_stay_as_they_are():
    for seed in range(1, 30):
        for text in SAID:
            said = unicodedata.normalize("NFKC", varied(text, seed))
            assert re.findall(r"\d+", said) == re.findall(r"\d+", text)


def test_some_play_differs():
    assert len({varied(SAID[1], seed) for seed in range(6)}) > 2
