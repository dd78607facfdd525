"""The processes that do durable work."""

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from domain.database import Base
from domain.models.columns import At


class WorkerSlot(Base):
    """A place for a worker, which gives its work a name that outlives the process.

    `holder` is the process that has it, drawn at its start; empty: free. A holder whose last beat
    is old is taken for dead: another takes the slot, or its work.
    """

    __tablename__ = "worker_slot"

    slot: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    holder: Mapped[str] = mapped_column(String(32))
    beat_at: Mapped[At]
