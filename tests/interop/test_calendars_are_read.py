from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

import pytest

from hearthside.cli.demo.planting import plant
from hearthside.engines.publishing import group_calendars
from hearthside.engines.publishing.group_calendars.writing import LOOKS_BACK
from hearthside.engines.publishing.published import Published
from hearthside.web.feeds import published
from tests.interop import awkward
from tests.interop.awkward import LAST, LATER, NOW, SAYING, truths
from tests.interop.clients import Read, as_ical_js, as_khal

pytestmark = [pytest.mark.interop, pytest.mark.slow]

FIRST = (NOW - LOOKS_BACK).date()
# Far enough from the edges that no zone's midnight matters.
INSIDE = FIRST + timedelta(days=2), LAST - timedelta(days=2)


def written(groups: Iterable[Published], now: datetime = NOW) -> bytes:
    return group_calendars.write(groups, saying=SAYING, zone="Europe/London", now=now)


def differences(
    groups: list[Published], read: list[Read], *, last: date, first: date = FIRST
) -> dict[str, object]:
    """Return for each group what is so and not read, and what is read and not so."""
    whose = {dated.id: one.id for one in groups for dated in one.dates}
    by_group: dict[str, set] = {one.id: set() for one in groups}
    for one in read:
        uid = one.uid.partition("@")[0]
        by_group[whose.get(uid, uid)].add((one.starts_at, one.ends_at, one.status))
    so = truths(groups, first=first, last=last)
    found = {}
    for name, here in by_group.items():
        missing, extra = (
            sorted(one for one in some if _is_inside(one[0], first, last))
            for some in (so[name] - here, here - so[name])
        )
        if missing or extra:
            found[name] = (missing, extra)
    return found


def _is_inside(moment: datetime, first: date, last: date) -> bool:
    # A zone's midnight is another day than ours: the edges are left out.
    edge = timedelta(days=2)
    return first + edge <= moment.astimezone(UTC).date() <= last - edge


def test_ical_js_reads_every_awkward_group_as_it_is_for_two_years():
    # Of a night beyond the coming quarter in which the clocks change, ical.js counts the
    # hours as if they did not: the end is an hour off.
    groups = [one for one in awkward.awkward() if one.id != "latenight"]

    read = as_ical_js(written(groups), last=LATER)

    assert differences(groups, read, last=LATER) == {}
    assert len(read) > 1000


def test_khal_reads_every_awkward_group_as_it_is_and_warns_of_nothing(tmp_path):
    # khal brings clocks of its own, and Morocco changed its mind about them in 2026.
    groups = [one for one in awkward.awkward() if one.id != "casablanca"]

    read = as_khal(written(groups), tmp_path, first=FIRST, last=LAST)

    assert differences(groups, read, last=LAST) == {}
    assert len(read) > 1000


def test_a_night_in_which_the_clocks_change_ends_when_it_ends():
    groups = [one for one in awkward.awkward() if one.id == "latenight"]

    read = as_ical_js(written(groups), last=date(2026, 6, 1))

    assert differences(groups, read, last=date(2026, 6, 1)) == {}


def test_a_difference_would_be_seen():
    groups = awkward.awkward()[:2]
    read = as_ical_js(written(groups), last=LAST)

    assert differences(groups, read[1:], last=LAST) != {}


def test_every_group_of_the_demo_is_read_as_it_is(db, tmp_path):
    now = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
    plant(now=now, base_address="https://lamp.example")
    groups = published.everything(now=now)
    assert len(groups) == 16
    raw = written(groups, now)
    first, last = (now - LOOKS_BACK).date(), (now + timedelta(days=366)).date()

    for read in (
        as_ical_js(raw, last=last),
        as_khal(raw, tmp_path, first=first, last=last),
    ):
        assert differences(groups, read, first=first, last=last) == {}
        assert {one.status for one in read} >= {"TENTATIVE", "CONFIRMED"}
