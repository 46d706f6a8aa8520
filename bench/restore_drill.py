"""How long a backup and a restore take: 10,000 listings and a year of meetings.

    PYTHONPATH=src python bench/restore_drill.py [LISTINGS] [GROUPS]

Makes a house in a new folder, backs it up, restores it into another through the same
commands a host types, and prints what each took. Both folders are deleted at the end.
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from datetime import date, datetime, timedelta
from datetime import time as clock
from pathlib import Path
from zoneinfo import ZoneInfo

LISTINGS, GROUPS = 10_000, 100
ZONE = ZoneInfo("Europe/London")


def main() -> int:
    listings = int(sys.argv[1]) if len(sys.argv) > 1 else LISTINGS
    groups = int(sys.argv[2]) if len(sys.argv) > 2 else GROUPS
    here = Path(tempfile.mkdtemp(prefix="drill-"))
    try:
        return _drill(here, listings=listings, groups=groups)
    finally:
        shutil.rmtree(here)


def _drill(here: Path, *, listings: int, groups: int) -> int:
    import pyrage

    key = pyrage.x25519.Identity.generate()
    (here / "key.txt").write_text(str(key))
    old = {"HEARTHSIDE_DATA_DIR": str(here / "old")}
    new = {"HEARTHSIDE_DATA_DIR": str(here / "new")}
    (here / "old").mkdir(mode=0o700)
    _hearthside(old, "migrate", "--verbosity", "0")
    _say("filling the house", _run(old, __file__, "--fill", str(listings), str(groups)))
    sealed = {**old, "HEARTHSIDE_BACKUP_KEY": str(key.to_public())}
    file = here / "kept.age"
    made = _hearthside(sealed, "backup", str(file))
    back = _hearthside(new, "restore", str(file), "--key-file", str(here / "key.txt"))
    again = _hearthside({**sealed, **new}, "backup", str(here / "again.age"))
    _say("backup", made)
    _say("restore, every row compared", back)
    _say("backup of the restored house", again)
    database = (here / "old" / "hearthside.sqlite3").stat().st_size
    print(f"{'database':34}{database / 1e6:8.1f} MB")
    print(f"{'backup':34}{file.stat().st_size / 1e6:8.1f} MB")
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1e3
    print(f"{'most memory of any step':34}{most:8.0f} MB")
    return 0


def _hearthside(told: dict[str, str], *words: str) -> float:
    return _run(told, "-m", "hearthside", *words)


def _run(told: dict[str, str], *words: str) -> float:
    started = time.monotonic()
    subprocess.run(
        [sys.executable, *words],
        env={**os.environ, **told},
        stdout=subprocess.DEVNULL,
        check=True,
    )
    return time.monotonic() - started


def _say(what: str, seconds: float) -> None:
    print(f"{what:34}{seconds:8.1f} s")


def _fill(listings: int, groups: int) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "hearthside.settings.django"
    import django

    django.setup()
    from django.db import transaction

    from hearthside.organisation import places

    places.fill_towns(smallest=1000)
    with transaction.atomic():
        made = _groups(listings + groups)
        _words(made)
        _meetings(made[:groups])


def _groups(many: int) -> list[int]:
    from hearthside.groups.models import Group

    Group.objects.bulk_create(
        [
            Group(
                name=f"Circle {number}", one_line="A small circle that listens.",
                about="What happens on an evening, and who is there. " * 20,
                latitude=50 + number % 800 / 100, longitude=-5 + number % 600 / 100,
                place_name="A hall", address="1 A Street", online_link="https://x.test/",
                confirmed_at=datetime(2026, 1, 1, tzinfo=ZONE),
                changed_at=datetime(2026, 1, 1, tzinfo=ZONE), rule="FREQ=WEEKLY;BYDAY=TU",
                starts_on=date(2026, 1, 6), starts_at=clock(19, 30), minutes=90,
                zone="Europe/London",
            )
            for number in range(many)
        ],
        batch_size=500,
    )  # fmt: skip
    return list(Group.objects.order_by("id").values_list("id", flat=True))


def _words(made: list[int]) -> None:
    from hearthside.groups.models import Said

    Said.objects.bulk_create(
        [
            Said(group_id=group, word=word)
            for group in made
            for word in ("depression", "step_free", "lang:en", "newcomers")
        ],
        batch_size=2000,
    )


def _meetings(made: list[int]) -> None:
    from hearthside.meetings.models import Meeting

    first = datetime(2026, 1, 6, 19, 30, tzinfo=ZONE)
    Meeting.objects.bulk_create(
        [
            Meeting(
                group_id=group, on=starts.date(), starts_at=starts, usual_start=starts,
                ends_at=starts + timedelta(minutes=90), here=7,
            )
            for group in made
            for starts in (first + timedelta(weeks=week) for week in range(52))
        ],
        batch_size=2000,
    )  # fmt: skip


if __name__ == "__main__":
    if "--fill" in sys.argv:
        _fill(int(sys.argv[2]), int(sys.argv[3]))
        raise SystemExit(0)
    raise SystemExit(main())
