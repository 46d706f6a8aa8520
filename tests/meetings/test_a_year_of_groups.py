"""A year of groups: no date is ever said to be on that two cannot hold."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bench.rota_truth import truly_held
from bench.rota_year import Year
from hearthside.groups.models import Group
from hearthside.meetings import rota
from hearthside.meetings.models import Meeting, Training


def why_wrong(report) -> str:
    return "\n".join(report.wrong[:20])


@pytest.mark.slow
def test_two_weeks_of_nine_groups_are_true_to_their_pages(db):
    year = Year(groups=9, weeks=2)
    year.plant()

    report = year.live()

    assert not report.wrong, why_wrong(report)
    assert report.dates == 18


@pytest.mark.slow
@pytest.mark.sqlite
def test_a_year_of_twelve_groups_is_true_to_its_pages(db):
    """A hundred of them take four minutes: `python -m bench.rota` lives that year."""
    year = Year(groups=12, weeks=52)
    year.plant()

    report = year.live()

    assert not report.wrong, why_wrong(report)
    assert report.dates == 624
    assert report.held + report.called_off == report.dates
    # A year in which nothing happens would prove nothing.
    assert report.held > 400
    assert report.called_off > 5
    assert report.taken > 900
    for what in ("swap", "drop out", "offer", "accept", "move", "call off"):
        assert report.done[what], what


def test_the_check_sees_a_certificate_that_ran_out(db):
    year = Year(groups=1, weeks=1)
    year.plant()
    meeting = Meeting.objects.filter(group=Group.objects.get()).earliest("on")
    for person in year.volunteers[meeting.group_id][:2]:
        rota.put_down(meeting_id=meeting.pk, person_id=person)
    Training.objects.update(runs_out_on=meeting.on)
    assert truly_held([meeting.pk]) == {meeting.pk: True}

    Training.objects.filter(person_id=person).update(
        runs_out_on=meeting.on - timedelta(days=1)
    )

    assert truly_held([meeting.pk]) == {meeting.pk: False}
