"""Near me: server time of the directory over real listings, on SQLite and PostgreSQL.

Beside it the competing design: read every listing and sort by distance in Python.
Run by bench/run; alone: python -m bench.near_me FEED.json [DATABASE_URL]
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median, quantiles

ROOT = Path(__file__).resolve().parents[1]
PLACES = (
    (40.00, -75.13), (33.75, -117.87), (39.10, -94.58), (38.71, -75.08), (37.77, -122.42),
    (42.36, -71.06), (40.73, -73.99), (51.51, -0.13), (53.80, -1.55), (34.05, -118.24),
)  # fmt: skip
ROUNDS = 12


def measured(feed: Path, database: str) -> None:
    """Measure in a process of its own, with a house of its own."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            **os.environ,
            "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
            "HEARTHSIDE_DATA_DIR": folder,
            "HEARTHSIDE_DATABASE_URL": database,
            "HEARTHSIDE_PLACES_BELOW": "15000",
        }
        run = [sys.executable, "-m", "hearthside"]
        subprocess.run(
            [*run, "prepare"],
            env=environment,
            cwd=ROOT,
            check=True,
            capture_output=True,
        )
        words = ["import", "listings", str(feed), "--format", "meeting-guide"]
        subprocess.run(
            [*run, *words, "--feed", "bench", "--zone", "America/New_York"],
            env=environment, cwd=ROOT, check=True, capture_output=True,
        )  # fmt: skip
        subprocess.run(
            [sys.executable, "-m", "bench.near_me", "--inside"],
            env=environment,
            cwd=ROOT,
            check=True,
        )


def inside() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hearthside.settings.django")
    import django

    django.setup()
    from django.conf import settings
    from django.db import connection
    from django.test import Client
    from django.utils.timezone import now

    from hearthside.groups.finding import Point, Wish, find, kilometres_between
    from hearthside.groups.models import Group

    settings.ALLOWED_HOSTS = ["testserver"]
    client = Client()
    points = [
        (lat + random.Random(n).uniform(-0.1, 0.1), lon)
        for n in range(ROUNDS)
        for lat, lon in PLACES
    ]

    def page(point: tuple[float, float]) -> None:
        answer = client.get(
            "/groups/", {"lat": f"{point[0]:.2f}", "lon": f"{point[1]:.2f}"}
        )
        assert answer.status_code == 200

    def query(point: tuple[float, float]) -> None:
        find(Wish(near=Point(*point)), now=now())

    def sort_everything(point: tuple[float, float]) -> None:
        here = Point(*point)
        rows = [
            (kilometres_between(here, Point(row.latitude, row.longitude)), row.pk)
            for row in Group.objects.exclude(latitude=None)
        ]
        sorted(row for row in rows if row[0] < 40)[:20]

    total = Group.objects.count()
    page(points[0])
    taken = {
        name: _times(act, points) for name, act in (("page", page), ("find", query))
    }
    taken["sort"] = _times(sort_everything, points[:12])
    for name, times in taken.items():
        print(
            f"{connection.vendor:10} {total:6,} listings  {name:5} "
            f"median {median(times):7.2f} ms  p95 {quantiles(times, n=20)[-1]:7.2f} ms"
        )
    print(
        f"           sorting in Python takes {median(taken['sort']) / median(taken['find']):.0f} times as long as find"
    )


def _times(act, points) -> list[float]:
    times = []
    for point in points:
        began = time.perf_counter()
        act(point)
        times.append((time.perf_counter() - began) * 1000)
    return times


if __name__ == "__main__":
    if sys.argv[1:] == ["--inside"]:
        inside()
    else:
        measured(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "")
