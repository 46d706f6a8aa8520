"""The doorbell: holds the finder's socket, and wakes the finder when somebody rings.

It stands alone, without Django and without a model, because it lives as long as the house
and should weigh nothing. The finder goes back to sleep by ending when nobody asks.
"""

from __future__ import annotations

import os
import select
import signal
import socket
import subprocess  # nosec B404 - our own process
import sys
import time
from contextlib import suppress
from pathlib import Path
from types import FrameType
from typing import Final

FINDER: Final = "hearthside.cli.finder.serving"
# One that cannot live is not started again at once.
CALM: Final = 5.0
REST: Final = 30.0
PATIENCE: Final = 5.0
QUEUE: Final = 64


class Stop(Exception):
    """The house closes."""


def hold(address: Path) -> int:
    """Wake the finder whenever somebody connects, until told to stop.

    Raises OSError: nobody can listen there.
    """
    door = listen(address)
    running: subprocess.Popen[bytes] | None = None
    signal.signal(signal.SIGTERM, _stop)
    try:
        while True:
            select.select([door], [], [])
            born = time.monotonic()
            running = subprocess.Popen(  # nosec B603
                [sys.executable, "-m", FINDER, str(door.fileno())],
                pass_fds=[door.fileno()],
            )
            running.wait()
            if time.monotonic() - born < CALM:
                # Whoever waits is answered by words alone meanwhile.
                _turn_away(door)
                time.sleep(REST)
    except (Stop, KeyboardInterrupt):
        return 0
    finally:
        if running is not None and running.poll() is None:
            running.terminate()
            with suppress(subprocess.TimeoutExpired):
                running.wait(PATIENCE)
        door.close()
        address.unlink(missing_ok=True)


def listen(address: Path) -> socket.socket:
    """Return a socket at this path that only this account of the machine may reach."""
    address.unlink(missing_ok=True)
    door = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    before = os.umask(0o177)
    try:
        door.bind(str(address))
    finally:
        os.umask(before)
    door.listen(QUEUE)
    return door


def _turn_away(door: socket.socket) -> None:
    while select.select([door], [], [], 0)[0]:
        door.accept()[0].close()


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise Stop


if __name__ == "__main__":
    raise SystemExit(hold(Path(sys.argv[1])))
