"""The rota: a year of a hundred groups through the real rules, and what its pages cost.

Run by bench/run; alone: python -m bench.rota [GROUPS] [WEEKS]. Every date must have been
held by two, or publicly off: anything else is printed, and the run fails.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from statistics import median

ROUNDS = 20


def main() -> int:
    groups, weeks = [int(word) for word in sys.argv[1:3]] or (100, 52)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["HEARTHSIDE_DATA_DIR"] = folder
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hearthside.settings.django")
        return _measure(groups, weeks)


def _measure(groups: int, weeks: int) -> int:
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    settings.ALLOWED_HOSTS = ["testserver"]
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    from bench.rota_year import Year

    year = Year(groups=groups, weeks=weeks)
    year.plant()
    _pages(year, "before anybody is down")
    report = year.live()
    print(f"{report.dates} dates: {report.held} held by two, {report.called_off} off, "
          f"{len(report.wrong)} said wrongly")  # fmt: skip
    print(f"{report.taken} places taken, {sum(report.done.values())} acts, "
          f"{sum(report.refused.values())} declined, {report.letters} letters")  # fmt: skip
    print(f"{report.seconds:.0f} s of processor; slowest of {report.rounds} rounds "
          f"{report.slowest_round * 1000:.0f} ms")  # fmt: skip
    for line in report.wrong[:20]:
        print(line)
    _pages(year, "after the year")
    return 1 if report.wrong else 0


def _pages(year: object, when: str) -> None:
    """Print queries and median time of the pages of one group and one volunteer."""
    from bench.rota_people import FIRST, at
    from bench.rota_year import Year
    from hearthside.groups import directory
    from hearthside.web import gates

    assert isinstance(year, Year)
    weeks = year.weeks if "after" in when else 0
    gates.the_clock = lambda: at(FIRST + timedelta(weeks=weeks), 12)
    group_id, people = next(iter(year.volunteers.items()))
    group = directory.handles([group_id])[group_id]
    keeper = _signed_in(year.coordinators[group.locality_id or 0])
    mine = _signed_in(people[0])
    for name, look in (
        (
            "rota of a group",
            lambda: keeper.get(f"/desk/groups/{group.public_id}/rota/"),
        ),
        ("my dates", lambda: mine.get("/desk/my-dates/")),
        # Nobody opened an evening here, so strangers no longer see the listing; its own do.
        ("group page", lambda: mine.get(f"/groups/{group.public_id}/")),
    ):
        queries, milliseconds = _cost(look)
        print(f"{name}, {when}: {queries} queries, {milliseconds:.1f} ms")


def _signed_in(person_id: int) -> object:
    from django.test import Client

    from hearthside.people.models import Person

    client = Client()
    client.force_login(Person.objects.get(id=person_id))
    return client


def _cost(look: Callable[[], object]) -> tuple[int, float]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as asked:
        answer = look()
    queries = len(asked)
    assert answer.status_code == 200  # type: ignore[attr-defined]
    took = []
    for _ in range(ROUNDS):
        began = time.process_time()
        look()
        took.append(time.process_time() - began)
    return queries, median(took) * 1000


if __name__ == "__main__":
    raise SystemExit(main())
