"""Making the demo network's data folder, whole or not at all."""

import json
import os
from dataclasses import asdict
from pathlib import Path

from app.files import write_private
from domain.clock import Clock
from domain.database import Database
from domain.demo import make_demo
from domain.migrations import upgrade
from domain.scope import SYSTEM
from knowledge.ingestion import seed_articles


def make_folder(users: Path, place: Path, clock: Clock, seed: int) -> None:
    """Make the network beside `place`, write down who can sign in, and put it in its place."""
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    making = place.with_suffix(".making")
    making.unlink(missing_ok=True)
    url = f"sqlite:///{making}"
    upgrade(url)
    database = Database(url)
    try:
        people = make_demo(database, clock.now(), seed=seed)
        with database.write(SYSTEM) as session:
            seed_articles(session, clock.now())
    finally:
        database.close()  # the last connection takes the write-ahead log into the file
    listed = [asdict(person) for person in people]
    write_private(users, json.dumps(listed, ensure_ascii=False, indent=2).encode())
    os.replace(making, place)
