"""The clock as a process: python -m hearthside.jobs."""

from __future__ import annotations

import os
import signal
import threading

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hearthside.settings.django")


def main() -> None:
    """Do the rounds until told to stop."""
    django.setup()
    # Rounds import rooms, and rooms want Django awake.
    from hearthside.jobs import clock  # noqa: PLC0415

    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    clock.run(stop)


if __name__ == "__main__":
    main()
