"""Two phones at once, and a house killed while an evening closes: all of it, or none."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest
from django.db import connection

from hearthside.core import trail
from hearthside.core.refusals import NotFound
from hearthside.groups.directory import handles
from hearthside.meetings import counting, holding
from hearthside.meetings.counting import Sums
from hearthside.meetings.holding import CannotHold
from hearthside.meetings.models import Holding, Meeting, MightCome
from hearthside.meetings.one_date import CannotChange
from hearthside.workflows import change_a_date, hold_an_evening
from tests.racing import at_once, where_threads_may_meet

ROOT = Path(__file__).resolve().parents[2]
pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

CLOSE = """
import sys, time
import django
django.setup()
from datetime import datetime, timedelta
from hearthside.core.actor import Actor, Grant, Role
from hearthside.meetings import schedule
from hearthside.meetings.counting import Sums
from hearthside.workflows import hold_an_evening

person, date, where = int(sys.argv[1]), sys.argv[2], sys.argv[3]
def wait(*_):
    print("here", flush=True)
    time.sleep(60)
if where == "in the middle":
    hold_an_evening.might_come.forget_evening = wait
dated = schedule.the_date(date)
actor = Actor(person, frozenset({Grant(Role.TONIGHT, meeting_id=dated.id)}), True)
hold_an_evening.close(
    actor, dated, term=1, sums=Sums(14, 3, 9), at=dated.ends_at + timedelta(minutes=5)
)
if where == "afterwards":
    wait()
"""


def opens(tonight, who):
    return hold_an_evening.open_up(
        who, tonight.dated, both_here=True, at=tonight.before
    )


def closes(tonight, who, here):
    return hold_an_evening.close(
        who, tonight.dated, term=1, sums=Sums(here), at=tonight.after
    )


def test_of_two_who_open_at_once_one_holds_it_and_the_other_is_told(tonight, tmp_path):
    with where_threads_may_meet(tmp_path):
        refusals = at_once(
            [
                partial(opens, tonight, tonight.fern),
                partial(opens, tonight, tonight.ivo),
            ]
        )
        row, broken = Holding.objects.get(), trail.first_break()

    assert [type(why) for why in refusals if why] == [CannotHold]
    assert row.holder_id == (tonight.ivo if refusals[0] else tonight.fern).person_id
    assert row.term == 1
    assert broken is None


def test_of_two_who_close_at_once_one_keeps_its_sums(tonight, tmp_path):
    opens(tonight, tonight.fern)

    with where_threads_may_meet(tmp_path):
        refusals = at_once(
            [partial(closes, tonight, tonight.fern, here) for here in (14, 15)]
        )
        kept = counting.counted(tonight.id)

    assert [type(why) for why in refusals if why] == [CannotHold]
    assert kept == Sums(15 if refusals[0] else 14)


def test_a_date_called_off_while_it_is_opened_is_one_of_the_two(tonight, olu, tmp_path):
    off = partial(
        change_a_date.call_off,
        olu,
        public_id=tonight.dated.public_id,
        group=handles([tonight.dated.group_id])[tonight.dated.group_id],
        reason="",
        version=1,
        base_address="https://groups.example.org",
        now=tonight.before,
    )

    with where_threads_may_meet(tmp_path):
        refusals = at_once([partial(opens, tonight, tonight.fern), off])
        is_off = Meeting.objects.get(id=tonight.id).state == "called_off"
        is_open = Holding.objects.exists()

    assert [type(why) for why in refusals if why] in ([CannotHold], [CannotChange])
    assert is_off != is_open


@pytest.mark.sqlite
@pytest.mark.parametrize("where", ["in the middle", "afterwards"])
def test_killed_while_closing_it_is_open_or_closed_and_nothing_between(
    where, tonight, tmp_path
):
    opens(tonight, tonight.fern)
    MightCome.objects.create(meeting_id=tonight.id)
    _copy_to(tmp_path)
    child = _closing(tmp_path, tonight, where, stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    assert child.stdout.readline().strip() == "here"

    child.kill()
    child.wait()
    child.stdout.close()

    here, closed_at, key, notes = _as_it_is(tmp_path)
    if where == "in the middle":
        assert (here, closed_at, notes) == (None, None, 1)
        assert key.startswith("s1.")
    else:
        assert (here, key, notes) == (14, "", 0)
        assert closed_at
    assert _closing(tmp_path, tonight, "again").wait(timeout=120) == 0
    assert _as_it_is(tmp_path)[0] == 14
    assert _as_it_is(tmp_path)[2:] == ("", 0)


def test_somebody_taken_off_the_rota_closes_nothing(tonight, fern):
    opens(tonight, tonight.fern)

    with pytest.raises(NotFound):
        closes(tonight, fern, 14)
    assert holding.standing(tonight.ivo, meeting_id=tonight.id).is_open


def _copy_to(folder: Path) -> None:
    connection.ensure_connection()
    with closing(sqlite3.connect(folder / "hearthside.sqlite3")) as copy:
        connection.connection.backup(copy)


def _closing(folder: Path, tonight, where: str, **more) -> subprocess.Popen:
    given = {k: v for k, v in os.environ.items() if not k.startswith("HEARTHSIDE_")}
    given |= {
        "PYTHONPATH": str(ROOT / "src"),
        "HEARTHSIDE_DATA_DIR": str(folder),
        "DJANGO_SETTINGS_MODULE": "hearthside.settings.django",
    }
    who = [str(tonight.fern.person_id), tonight.dated.public_id, where]
    return subprocess.Popen([sys.executable, "-c", CLOSE, *who], env=given, **more)


def _as_it_is(folder: Path) -> tuple[object, ...]:
    with closing(sqlite3.connect(folder / "hearthside.sqlite3")) as house:
        return house.execute(
            "SELECT m.here, h.closed_at, h.hand_key,"
            " (SELECT count(*) FROM meetings_mightcome c WHERE c.meeting_id = m.id)"
            " FROM meetings_meeting m JOIN meetings_holding h ON h.meeting_id = m.id"
        ).fetchone()
