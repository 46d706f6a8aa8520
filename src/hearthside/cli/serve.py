"""hearthside serve: one command opens the house: pages, and the clock beside them."""

from __future__ import annotations

import argparse
import os
import signal
import subprocess  # nosec B404 - our own two processes
import sys
import time
from typing import Any

from django.conf import settings

from hearthside.cli.demo.planting import PASSWORD, SIGN_IN_AS
from hearthside.cli.prepare import prepare

CALM = 2.0


def add_to(subparsers: Any) -> None:
    """Add `serve`."""
    parser = subparsers.add_parser("serve", help="open the house")
    parser.add_argument(
        "--no-jobs", action="store_true", help="pages only; the clock runs elsewhere"
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Prepare, start the pages and the clock, and keep both alive until told to stop."""
    prepare()
    house = _House(with_jobs=not args.no_jobs)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, house.close)
    house.open()
    return house.watch()


class _House:
    """The processes of the house. A process that dies is started again."""

    def __init__(self, *, with_jobs: bool) -> None:
        config = settings.CONFIG
        self._commands = {
            "pages": [
                *(sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws"),
                *("--host", config.host, "--port", str(config.port)),
                *("--workers", str(config.page_workers)),
                *("--blocking-threads", str(config.page_threads)),
                *("--http1-header-read-timeout", "10000"),
                *("--respawn-failed-workers", "--log-level", "warning"),
                "hearthside.web.wsgi:application",
            ]
        }
        if with_jobs:
            self._commands["jobs"] = [sys.executable, "-m", "hearthside", "jobs"]
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        self._closing = False

    def open(self) -> None:
        for name in self._commands:
            self._start(name)
        config = settings.CONFIG
        print(f"\nThe house is open: {config.base_address}\n", flush=True)
        if config.demo:
            print("This is a demo. Look around, or sign in as:")
            for key, who in SIGN_IN_AS.items():
                print(f"  {key.capitalize():8} {who}")
            print(f"with the password: {PASSWORD}\n")
        print("Press Ctrl+C to close.", flush=True)

    def close(self, *_: object) -> None:
        self._closing = True
        for process in self._running.values():
            process.terminate()

    def watch(self) -> int:
        started = time.monotonic()
        while not self._closing:
            for name, process in list(self._running.items()):
                if process.poll() is not None and not self._closing:
                    if time.monotonic() - started < CALM:
                        print(f"{name} could not start. Is the port taken?", flush=True)
                        self.close()
                        return 1
                    self._start(name)
            time.sleep(0.2)
        for process in self._running.values():
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                process.kill()
        return 0

    def _start(self, name: str) -> None:
        self._running[name] = subprocess.Popen(  # nosec B603
            self._commands[name], env=os.environ.copy()
        )
