"""How long ten thousand listings take to come in, and to come in again unchanged.

Run: PYTHONPATH=src python -m bench.import_speed FEED.json (a Meeting Guide feed)
The house it works in is made for the purpose and thrown away. Held to: the first time in
under 60 seconds for 10,000 rows.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from datetime import datetime, timedelta
from pathlib import Path

MOST_SECONDS = 60


def main(path: Path) -> int:
    """Bring the feed in three times; print the times; 1 when the first took too long."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["HEARTHSIDE_DATA_DIR"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "hearthside.settings.django"
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        return _measure(path.read_bytes())


def _measure(raw: bytes) -> int:
    from django.utils.timezone import now

    first = _bring_in(raw, "the first time", now())
    _bring_in(raw, "again, the same", now() + timedelta(days=1))
    # A letter more in every name: every listing is written anew.
    changed = raw.replace(b'"name":"', b'"name":"A ').replace(
        b'"name": "', b'"name": "A '
    )
    _bring_in(changed, "again, all changed", now() + timedelta(days=2))
    return int(first > MOST_SECONDS)


def _bring_in(raw: bytes, words: str, at: datetime) -> float:
    from hearthside.core.actor import Machine
    from hearthside.groups.feeds import Source
    from hearthside.workflows.import_listings import import_listings

    began = time.perf_counter()
    tally = import_listings(
        Machine("bench"),
        raw,
        source=Source("Bench", "Europe/London", None),
        seen_at=at,
        clock=lambda: at,
    )
    seconds = time.perf_counter() - began
    rows = tally.kept + tally.mended + tally.refused
    print(
        f"{words:20} {rows:7,} rows in {seconds:5.1f} s, {rows / seconds:6,.0f} a second"
        f"  (new {tally.new:,}, changed {tally.changed:,}, same {tally.same:,})"
    )
    return seconds


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1])))
