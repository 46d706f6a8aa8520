"""Which dates two people can truly hold, read from the bare tables with plain loops.

Another way to the answer the house gives, so that the two can be held against each other.
"""

from __future__ import annotations

from collections.abc import Iterable
from zoneinfo import ZoneInfo

from hearthside.meetings import training
from hearthside.meetings.models import LedBefore, Meeting, RotaPlace, Training
from hearthside.people.models import Person

ZONE = ZoneInfo("Europe/London")


def truly_held(meeting_ids: Iterable[int]) -> dict[int, bool]:
    """Return whether each date has two who can hold it; no rule of the house is asked."""
    meetings = {row.pk: row for row in Meeting.objects.filter(id__in=list(meeting_ids))}
    places = list(RotaPlace.objects.filter(part="leads", meeting__in=meetings))
    people = {
        row.pk: row
        for row in Person.objects.filter(id__in={p.person_id for p in places})
    }
    papers: dict[int, list[Training]] = {}
    for paper in Training.objects.filter(person_id__in=people):
        papers.setdefault(paper.person_id, []).append(paper)
    led = set(LedBefore.objects.values_list("person_id", flat=True))
    fit: dict[int, set[int]] = {meeting_id: set() for meeting_id in meetings}
    for place in places:
        day = meetings[place.meeting_id].starts_at.astimezone(ZONE).date()
        theirs = papers.get(place.person_id, [])
        has_course = any(
            paper.name == training.TO_FACILITATE and paper.got_on <= day
            for paper in theirs
        )
        lapsed = any(paper.runs_out_on and paper.runs_out_on < day for paper in theirs)
        may = has_course and not lapsed and place.person_id in led
        if may and people[place.person_id].suspended_at is None:
            fit[place.meeting_id].add(place.person_id)
    for place in places:
        mine = meetings[place.meeting_id]
        for other in places:
            theirs_too = meetings[other.meeting_id]
            if (
                other.person_id == place.person_id
                and other.meeting_id != place.meeting_id
                and {mine.state, theirs_too.state} == {"on"}
                and mine.starts_at < theirs_too.ends_at
                and theirs_too.starts_at < mine.ends_at
            ):
                fit[place.meeting_id].discard(place.person_id)
    return {meeting_id: len(who) >= 2 for meeting_id, who in fit.items()}
