"""`dealerdesk worker`"""

from app.commands.options import Data, new_app
from app.local import local
from app.output import say
from app.stopping import until_stopped
from app.working import worker_of
from domain.clock import SystemClock

app = new_app()


@app.command("worker")
def work(data: Data = None) -> None:
    """Do the durable work until asked to stop: deliveries, expiry, the audit chain.

    For houses whose `serve --no-work` processes leave it to others. Several may run.
    """
    with until_stopped() as stop, local(data) as at_work:
        worker = worker_of(at_work.settings, at_work.database, SystemClock())
        worker.start()
        say("Working.")
        stop.wait()
        worker.stop()
