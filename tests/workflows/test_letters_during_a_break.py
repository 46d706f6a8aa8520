"""Somebody on a break hears nothing of their group's dates, by letter or in the house."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from hearthside.core.models import Letter, Note
from hearthside.groups import changing, directory, stepping_out
from hearthside.meetings import following, rota
from hearthside.meetings.models import AskedToBeTold, Meeting
from hearthside.people.letters import Kind
from hearthside.people.models import LetterPace, Person
from hearthside.people.paces import Pace
from hearthside.workflows import change_a_date, digests, what_happened
from hearthside.workflows.change_a_group import change_a_group
from hearthside.workflows.deliver_the_post import deliver_the_post
from hearthside.workflows.keep_the_rota import keep_the_rota
from hearthside.workflows.keep_the_seats import keep_the_seats
from tests.cast import NOON
from tests.rota_scene import down

WEDNESDAY = datetime(2026, 3, 4, 19, 0, tzinfo=UTC)
BASE = "https://groups.example.org"


class Dates:
    """Everything that changes a date of the Tuesday group, and so writes about it."""

    def __init__(self, scene, olu):
        self.scene, self.olu = scene, olu

    def about(self):
        date = Meeting.objects.filter(group=self.scene.tuesday).earliest("on")
        group = directory.handles([self.scene.tuesday.pk])[self.scene.tuesday.pk]
        return {
            "public_id": date.public_id, "group": group, "version": date.version,
            "base_address": BASE, "now": NOON,
        }  # fmt: skip

    def moved(self):
        change_a_date.move(self.olu, starts_at=WEDNESDAY, place_note="", **self.about())

    def called_off(self):
        change_a_date.call_off(self.olu, reason="", **self.about())

    def put_back(self):
        Meeting.objects.filter(public_id=self.about()["public_id"]).update(
            state=Meeting.State.CALLED_OFF
        )
        change_a_date.put_back(self.olu, **self.about())

    def called_off_by_the_clock(self):
        starts = Meeting.objects.earliest("on").starts_at
        keep_the_rota(base_address=BASE, now=starts - timedelta(hours=20))

    def another_pattern(self):
        self._details(pattern=True)

    def paused(self):
        self._details(state="paused")

    def off_the_list(self):
        self._details(state="unlisted")

    def _details(self, *, pattern=False, **changed):
        found = changing.current(self.olu, public_id=self.scene.tuesday.public_id)
        details = replace(found.details, **changed)
        if pattern:
            other = replace(details.pattern, rule="FREQ=WEEKLY;BYDAY=TH")
            details = replace(details, pattern=other)
        change_a_group(
            self.olu, public_id=self.scene.tuesday.public_id, version=found.version,
            details=details, base_address=BASE, now=NOON,
        )  # fmt: skip


@pytest.fixture
def dates(scene, olu, amira, bo):
    Person.objects.filter(id=bo.person_id).update(email="bo@example.org")
    for actor in (amira, bo):
        following.ask_to_be_told(actor, group_id=scene.tuesday.pk)
    return Dates(scene, olu)


KINDS = sorted(name for name in vars(Dates) if not name.startswith("_"))
KINDS.remove("about")


def take_a_break(actor, scene):
    return stepping_out.take_a_break(actor, group_id=scene.tuesday.pk, now=NOON)


def told(model):
    return set(
        model.objects.filter(kind=Kind.DATES).values_list("person_id", flat=True)
    )


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_change_reaches_who_asked_and_nobody_on_a_break(
    kind, dates, amira, bo, scene
):
    take_a_break(amira, scene)

    getattr(dates, kind)()

    assert told(Letter) == {bo.person_id}
    assert told(Note) == {bo.person_id}


def test_a_letter_that_waited_when_the_break_began_is_not_sent(dates, amira, bo, scene):
    dates.moved()
    take_a_break(amira, scene)
    posted: list[str] = []
    deliver_the_post(
        lambda letter: posted.append(letter.address), now=NOON + timedelta(hours=1)
    )

    assert posted == ["bo@example.org"]
    assert what_happened.lately(amira, now=NOON) == []


def test_no_digest_says_it_either(dates, amira, scene):
    LetterPace.objects.create(person_id=amira.person_id, kind=Kind.DATES, pace=Pace.DAY)
    dates.moved()
    assert "date" in words_of_the_digest(amira)

    take_a_break(amira, scene)

    assert words_of_the_digest(amira) is None


def words_of_the_digest(actor):
    tomorrow = NOON + timedelta(days=1)
    found = digests.words_for(actor.person_id, base_address=BASE, now=tomorrow)
    return found.text if found else None


def test_back_again_they_hear_of_what_comes_then(dates, amira, bo, scene):
    take_a_break(amira, scene)
    dates.moved()
    stepping_out.come_back(amira, group_id=scene.tuesday.pk)

    dates.called_off()

    assert Letter.objects.filter(person_id=amira.person_id).count() == 1
    assert len(what_happened.lately(amira, now=NOON)) == 1


def test_a_break_that_runs_out_takes_the_wish_for_letters_along(
    dates, amira, bo, scene
):
    until = take_a_break(amira, scene)

    keep_the_seats(base_address=BASE, now=until + timedelta(minutes=1))

    left = AskedToBeTold.objects.values_list("person_id", flat=True)
    assert list(left) == [bo.person_id]


def test_who_leads_that_evening_hears_of_it_break_or_not(dates, amira, scene):
    take_a_break(amira, scene)
    date = Meeting.objects.filter(group=scene.tuesday).earliest("on")
    down(date, amira)

    dates.moved()

    assert amira.person_id in told(Letter)
    assert rota.is_down(amira.person_id, meeting_id=date.pk)


def test_a_break_from_another_group_changes_nothing_here(dates, outsider, amira, scene):
    stepping_out.take_a_break(outsider, group_id=scene.elsewhere.pk, now=NOON)
    following.ask_to_be_told(outsider, group_id=scene.tuesday.pk)

    dates.moved()

    assert outsider.person_id in told(Note)
