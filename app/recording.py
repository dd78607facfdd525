"""What operators do on the command line stands in the command log like everything else."""

from typing import Any

from sqlalchemy.orm import Session

from app.local import CHANNEL, Local
from domain.log.operations import Execution, record


def note(session: Session, at_work: Local, act: str, **facts: Any) -> None:
    """Write down an operator's act, in its transaction.

    Arguments:
        act: such as `user.disable`.
        facts: keys and counts; neither secrets nor personal text.
    """
    execution = Execution(
        key=at_work.request_id,
        tool=act,
        arguments=facts,
        dealer_id=None,
        channel=CHANNEL,
        request_id=at_work.request_id,
    )
    record(session, execution, facts, at_work.now)
