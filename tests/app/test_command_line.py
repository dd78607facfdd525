import subprocess
import sys
from importlib import import_module

import pytest

from app.cli import COMMANDS
from tests.app.conftest import PROGRAM

SLOW = ("sqlalchemy", "pydantic", "rich", "fastapi", "langchain", "langchain_core", "numpy")


def test_help_lists_every_command_and_says_that_acting_as_a_user_needs_no_password():
    done = subprocess.run([PROGRAM, "--help"], capture_output=True, text=True, check=True)
    assert all(f"\n  {name} " in done.stdout for name in COMMANDS)
    shown = " ".join(done.stdout.split())
    assert "whoever can read the data folder" in shown
    assert "without a password" in shown


def test_help_loads_nothing_slow():
    code = (
        "import sys; from app.cli import main\n"
        "sys.argv = ['dealerdesk', '--help']\n"
        "try: main()\n"
        f"finally: print([m for m in {SLOW} if m in sys.modules], file=sys.stderr)"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert ended.stderr.strip() == "[]"


def test_the_version_is_printed(dealerdesk, tmp_path):
    done = subprocess.run([PROGRAM, "--version"], capture_output=True, text=True, check=True)
    assert done.stdout.strip()


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_explains_itself(dealerdesk, name):
    ended = dealerdesk(name, "--help")
    assert ended.code == 0
    assert f"Usage: dealerdesk {name}" in ended.out


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_has_a_file_of_its_own(name):
    assert import_module(f"app.commands.{name}").app


def test_a_misspelt_command_is_answered_with_the_nearest(dealerdesk, tmp_path):
    ended = dealerdesk("swich", data=tmp_path)
    assert ended.code == 2
    assert "Did you mean 'switch'" in ended.err


@pytest.mark.parametrize("words", [("check",), ("user", "list"), ("tool", "x", "--as", "y")])
def test_where_there_is_no_database_commands_say_how_to_make_one(dealerdesk, tmp_path, words):
    ended = dealerdesk(*words, data=tmp_path / "nothing")
    assert ended.code == 3
    assert "dealerdesk init" in ended.err
    assert not (tmp_path / "nothing").exists()
