"""hearthside jobs: the clock, as a process of its own."""

from __future__ import annotations

import argparse
import signal
import threading
from typing import Any

from hearthside.jobs import clock


def add_to(subparsers: Any) -> None:
    """Add `jobs`."""
    parser = subparsers.add_parser("jobs", help="run the clock (serve does this too)")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Do the rounds until told to stop."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    clock.run(stop)
    return 0
