"""Cases as people write them, in YAML, checked before anything runs.

    - id: order-wall-units
      who: dealer-east
      tags: [place_order, plain]
      turns:
        - say: 给我来20台1.5匹挂机
        - branch:
            - if: {proposed: create_order}
              then: [{say: 确认}]
            - then: [{say: 算了}]
      gold:
        - {tool: create_order, arguments: {lines: [{product: CL-AC35W, quantity: 20}]}}
      told:
        - {tool: check_stock, arguments: {product: CL-AC35W, place: East}, path: items.0.available}
        - 质保
      never: [change_order]

`gold` are the writes that must have happened, and no others. `told` must have been said: words, or
a figure looked up in a second world, or `any` of several such; `hidden` must not have been, in any
form. `never` names tools that must not even be proposed. README.md says how to write a case.
"""

from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict, Field


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Condition(_Strict):
    """What the last reply must be like; all that is given must hold.

    Arguments:
        proposed: a proposal of this tool was made.
        asked: no proposal and no receipt came: the assistant asked or told something.
        says: a word that the reply holds.
    """

    proposed: str | None = None
    asked: bool | None = None
    says: str | None = None


class Branch(_Strict):
    condition: Condition | None = Field(None, alias="if")
    then: list["Turn"]


class Turn(_Strict):
    """One of: say something, press confirm or reject on what was proposed last, or branch."""

    say: str | None = None
    press: str | None = Field(None, pattern="^(confirm|reject)$")
    branch: list[Branch] | None = None


class GoldAction(_Strict):
    """A write that must have happened, by the speaker."""

    tool: str
    arguments: dict[str, Any] = {}


class Figure(_Strict):
    """A figure that a read gives, by the path of keys and positions into its result."""

    tool: str
    arguments: dict[str, Any] = {}
    path: str
    money: bool = False
    """an amount in minor units, told as money"""
    who: str | None = None
    """who looks it up: for what must stay hidden, somebody who may see it; else the speaker"""


class AnyOf(_Strict):
    """Alternatives: one of them is enough."""

    any: list[str | Figure]


class Case(_Strict):
    """A dialogue and what must be true after it."""

    id: str
    who: str
    tags: list[str] = []
    before: list[GoldAction] = []
    """what the speaker did before the dialogue begins"""
    turns: list[Turn]
    gold: list[GoldAction] = []
    told: list[str | Figure | AnyOf] = []
    hidden: list[str | Figure] = []
    never: list[str] = []


def dialogues(folder: Path | None = None) -> list[Case]:
    """All dialogue cases, by id.

    Raises:
        ValueError: two cases share an id, or a file is not of the form.
    """
    root = folder or Path(str(files("evals"))) / "dialogues"
    cases = [
        Case.model_validate(entry)
        for path in sorted(root.glob("*.yaml"))
        for entry in yaml.safe_load(path.read_text("utf-8"))
    ]
    seen: set[str] = set()
    for case in cases:
        if case.id in seen:
            raise ValueError(f"two dialogues are called {case.id}")
        seen.add(case.id)
    return cases
