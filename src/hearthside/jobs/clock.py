"""The clock: one process that does the rounds and the long work people asked for."""

from __future__ import annotations

import logging
import threading
from datetime import datetime

from django.db import close_old_connections
from django.utils.timezone import now as the_time
from django_tasks_db.management.commands.db_worker import Worker

from hearthside.jobs.rounds import ROUNDS, do_round

log = logging.getLogger(__name__)


def run(stop: threading.Event) -> None:
    """Do each round when it is due, until told to stop; long work runs beside."""
    helper = _worker()
    thread = threading.Thread(target=helper.run, name="long work", daemon=True)
    thread.start()
    due: dict[str, datetime] = {}
    while not stop.is_set():
        for one in ROUNDS:
            now = the_time()
            if due.get(one.name, now) <= now:
                close_old_connections()
                do_round(one, now=now)
                due[one.name] = now + one.every
        stop.wait(1.0)
    helper.running = False


def _worker() -> Worker:
    return Worker(
        queue_names=["default"],
        interval=1.0,
        batch=False,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id="clock",
        excluded_queue_names=[],
    )
