"""What dealers wrote of late: handed in, and left for the worker to read."""

from domain.demo.data import entries
from domain.demo.world import World, acting
from domain.reports.operations import Draft, hand_in


def make_reports(world: World) -> None:
    """Hand in each report in the name of its dealer, oldest first."""
    for entry in sorted(entries("reports"), key=lambda entry: -entry["days"]):
        writer = world.users[f"dealer-{entry['dealer']}"]
        with acting(world.session, writer):
            draft = Draft(entry["title"], entry["text"].strip(), "web")
            hand_in(world.session, draft, world.ago(entry["days"]))
