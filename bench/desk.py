"""The desk of a coordinator of 60 groups with 10,000 meetings: its pages and the file.

Beside it the competing design: read every date of the year and add it up in Python.
Run by bench/run; alone: python -m bench.desk [DATABASE_URL]
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import median, quantiles
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
GROUPS, WEEKS, LOCALITIES, ROUNDS = 60, 167, 3, 40


def measured(database: str) -> None:
    """Measure in a process of its own, with a house of its own."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            **os.environ,
            "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
            "HEARTHSIDE_DATA_DIR": folder,
            "HEARTHSIDE_DATABASE_URL": database,
            "HEARTHSIDE_PLACES_BELOW": "15000",
        }
        for command in (["hearthside", "prepare"], ["bench.desk", "--inside"]):
            subprocess.run(
                [sys.executable, "-m", *command],
                env=environment,
                cwd=ROOT,
                check=True,
                stdout=subprocess.DEVNULL if command[-1] == "prepare" else None,
            )


def move_in(now: datetime) -> tuple[Any, str]:
    """Make the house; return its coordinator and the public id of one group."""
    from hearthside.groups.models import RoleHeld
    from hearthside.meetings import rota
    from hearthside.meetings.models import Meeting
    from hearthside.organisation.models import Locality
    from hearthside.people.models import Person
    from hearthside.people.signing_up import welcome
    from tests.cast import make_group

    olu = Person.objects.get(
        id=welcome(called="Bench Olu", password="a lamp in the window", email="")
    )
    places = [
        Locality.objects.create(
            slug=f"bench-{number}", name=f"Town {number}", latitude=53, longitude=-1
        )
        for number in range(LOCALITIES)
    ]
    for place in places:
        RoleHeld.objects.create(
            person=olu, role="coordinator", locality=place, given_at=now
        )
    dice, rows = random.Random(1), []
    for number in range(GROUPS):
        group = make_group(places[number % LOCALITIES], f"Group {number}")
        group.confirmed_at = now
        group.save()
        for week in range(WEEKS):
            starts = now - timedelta(weeks=week - 1, hours=dice.randint(0, 160))
            here = dice.randint(2, 16)
            first = min(here, dice.randint(0, 2))
            is_over = starts + timedelta(minutes=90) < now
            rows.append(
                Meeting(
                    group=group, on=(now - timedelta(weeks=week - 1)).date(), starts_at=starts,
                    ends_at=starts + timedelta(minutes=90), usual_start=starts,
                    here=here if is_over else None,
                    first_time=first if is_over else None,
                    been_before=here - first if is_over else None,
                )
            )  # fmt: skip
    Meeting.objects.bulk_create(rows, ignore_conflicts=True, batch_size=500)
    pair = [_facilitator(name) for name in ("Bench Fern", "Bench Idris")]
    for row in Meeting.objects.filter(ends_at__gt=now, group__locality__in=places):
        # One evening in ten has a gap.
        for person in pair if dice.random() < 0.9 else pair[:1]:
            rota.put_down(meeting_id=row.pk, person_id=person)
    return olu, group.public_id


def _facilitator(called: str) -> int:
    from hearthside.meetings import training
    from hearthside.people.signing_up import welcome

    person_id = welcome(called=called, password="a lamp in the window", email="")
    training.note_certificate(
        person_id=person_id,
        name=training.TO_FACILITATE,
        got_on=date(2020, 1, 1),
        runs_out_on=None,
    )
    return person_id


def inside() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hearthside.settings.django")
    import django

    django.setup()
    from django.conf import settings
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from hearthside.meetings.models import Meeting

    settings.ALLOWED_HOSTS = ["testserver"]
    now = datetime.now(UTC)
    olu, group = move_in(now)
    client = Client()
    client.force_login(olu)

    def page(path: str) -> Callable[[], None]:
        def ask() -> None:
            assert client.get(path).status_code == 200

        return ask

    def add_up_in_python() -> None:
        sums: dict[Any, int] = {}
        year = now - timedelta(days=365)
        for row in Meeting.objects.filter(starts_at__gte=year, ends_at__lte=now):
            sums[row.on] = sums.get(row.on, 0) + (row.here or 0)

    print(f"{connection.vendor}: {Meeting.objects.count():,} meetings, {GROUPS} groups")
    for path in (
        "/desk/",
        "/desk/numbers/",
        f"/desk/groups/{group}/numbers/",
        "/desk/numbers.csv",
    ):
        with CaptureQueriesContext(connection) as asked:
            page(path)()
        _say(path.replace(group, "ID"), page(path), f"{len(asked)} queries")
    _say("the year added up in Python instead", add_up_in_python, "1 query")


def _say(name: str, act: Callable[[], None], more: str) -> None:
    act()
    waited, worked = [], []
    for _ in range(ROUNDS):
        began, busy = time.perf_counter(), time.process_time()
        act()
        waited.append((time.perf_counter() - began) * 1000)
        worked.append((time.process_time() - busy) * 1000)
    print(
        f"{name:38} median {median(waited):7.1f} ms  p95 {quantiles(waited, n=20)[-1]:7.1f} ms"
        f"  of it at work {median(worked):6.1f} ms  {more}"
    )


if __name__ == "__main__":
    if sys.argv[1:] == ["--inside"]:
        inside()
    else:
        measured(sys.argv[1] if len(sys.argv) > 1 else "")
