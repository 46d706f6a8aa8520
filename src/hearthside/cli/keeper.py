"""The keeper: holds the house's processes, and starts one again that died.

It stands alone, without Django, because it lives as long as the house and should weigh
nothing.
"""

from __future__ import annotations

import json
import signal
import subprocess  # nosec B404 - our own processes
import sys
import time
from typing import Final

CALM: Final = 3.0
PATIENCE: Final = 10.0


def keep(commands: dict[str, list[str]], *, greeting: str) -> int:
    """Run the commands side by side until told to stop; return an exit code.

    A process that dies in its first seconds closes the house: something is wrong that
    starting again would not mend.
    """
    started = {name: _start(command) for name, command in commands.items()}
    born = dict.fromkeys(commands, time.monotonic())
    closing = False

    def close(*_: object) -> None:
        nonlocal closing
        closing = True

    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, close)
    print(greeting, flush=True)
    code = 0
    while not closing:
        for name, process in started.items():
            if process.poll() is None:
                continue
            if time.monotonic() - born[name] < CALM:
                print(f"The {name} could not start. Is the port taken?", flush=True)
                closing, code = True, 1
                break
            print(f"The {name} stopped; starting it again.", flush=True)
            started[name] = _start(commands[name])
            born[name] = time.monotonic()
        time.sleep(0.2)
    _stop(list(started.values()))
    return code


def _start(command: list[str]) -> subprocess.Popen[bytes]:
    # A group of its own, so that Ctrl+C reaches it once, through us.
    return subprocess.Popen(command, start_new_session=True)  # nosec B603


def _stop(processes: list[subprocess.Popen[bytes]]) -> None:
    for process in processes:
        process.terminate()
    end = time.monotonic() + PATIENCE
    for process in processes:
        try:
            process.wait(timeout=max(0.1, end - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()


if __name__ == "__main__":
    raise SystemExit(keep(json.loads(sys.argv[1]), greeting=sys.argv[2]))
