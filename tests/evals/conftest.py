"""What the tests of the evals share."""

import pytest

from app.eval_world import worlds
from assistant.understanding.classifier import Guess
from evals.world import WorldFactory


@pytest.fixture(scope="session")
def factory(tmp_path_factory: pytest.TempPathFactory) -> WorldFactory:
    """Makes worlds whose assistant is asked nothing: scripted speakers answer in its place."""
    return worlds(tmp_path_factory.mktemp("worlds"), _no_idea, None)


def _no_idea(text: str) -> Guess:
    return Guess("out_of_scope", 0.0, ())
