"""The demo network's data folder: made whole or not at all, and known again the next time."""

import json
from pathlib import Path
from typing import Any

from app.faults import NotReady
from app.settings import Settings
from domain.clock import Clock
from domain.migrations import current, head, upgrade

USERS = "demo-users.json"


def open_demo(settings: Settings, clock: Clock, seed: int) -> list[dict[str, Any]]:
    """Make the demo network where there is none; everybody who can sign in, with passwords.

    Raises:
        NotReady: the folder holds a system that is no demo.
    """
    users, database = settings.data / USERS, Path(str(settings.database.database))
    if not database.exists():
        from app.demo_making import make_folder  # 1 s, for the first start alone

        make_folder(users, database, clock, seed)
    elif not users.exists():
        raise NotReady(f"{settings.data} holds a system that is no demo; name another folder.")
    if current(settings.database) != head():
        upgrade(settings.database)
    people: list[dict[str, Any]] = json.loads(users.read_text(encoding="utf-8"))
    return people
