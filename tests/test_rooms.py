"""The import contract cannot be exhaustive over several root packages; this closes the gap."""

import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent
NOT_OURS = {"build", "dist"}


def test_every_folder_with_code_is_a_room_of_the_import_contract():
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    rooms = set(settings["tool"]["importlinter"]["root_packages"])
    folders = {
        folder.name
        for folder in ROOT.iterdir()
        if folder.is_dir() and folder.name[0] != "." and any(folder.rglob("*.py"))
    }
    assert folders - NOT_OURS == rooms | {"tests"}
