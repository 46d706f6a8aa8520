"""Changing a group's pattern: the coming dates follow, and who should know is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from hearthside.core.models import Letter
from hearthside.groups import changing
from hearthside.groups.changing import CannotKeep
from hearthside.groups.models import Group
from hearthside.meetings import following, rota
from hearthside.meetings.models import Meeting
from hearthside.people.models import Person
from hearthside.workflows.change_a_group import change_a_group
from tests.cast import NOON, make_person

BASE = "https://groups.example.org"


@pytest.fixture
def kept(olu, scene):
    return changing.current(olu, public_id=scene.tuesday.public_id).details


def test_the_coming_dates_follow_the_new_pattern(olu, kept, scene):
    pattern = replace(kept.pattern, rule="FREQ=WEEKLY;BYDAY=TH")

    changed = _change(olu, scene, replace(kept, pattern=pattern))

    coming = _coming(scene)
    assert changed.dates_follow
    assert {day.weekday() for day in coming} == {3}
    assert len(coming) == 13
    first = Meeting.objects.filter(group=scene.tuesday).earliest("on")
    assert Group.objects.get(id=scene.tuesday.pk).next_at == first.starts_at


def test_a_month_paused_has_no_dates_even_with_a_rota(olu, kept, scene):
    ivo = make_person("Ivo", email="ivo@example.org")
    in_april = Meeting.objects.get(group=scene.tuesday, on="2026-04-07")
    rota.put_down(meeting_id=in_april.pk, person_id=ivo.pk)
    pauses = ((date(2026, 4, 1), date(2026, 4, 30)),)

    changed = _change(
        olu, scene, replace(kept, pattern=replace(kept.pattern, pauses=pauses))
    )

    assert not [day for day in _coming(scene) if day.month == 4]
    assert changed.told == 1
    assert Letter.objects.get().address == "ivo@example.org"


def test_who_asked_is_told_of_a_pause(olu, amira, kept, scene):
    following.ask_to_be_told(amira, group_id=scene.tuesday.pk)

    changed = _change(olu, scene, replace(kept, state="paused"))

    assert (changed.dates_follow, changed.state_is_new, changed.told) == (
        False,
        True,
        1,
    )


@pytest.mark.parametrize(
    ("state", "leads_to"), [("paused", "/groups/{id}/"), ("unlisted", "/groups/\n")]
)
def test_the_letter_leads_to_a_page_that_is_there(
    state, leads_to, olu, outsider, kept, scene
):
    Person.objects.filter(id=outsider.person_id).update(email="out@example.org")
    following.ask_to_be_told(outsider, group_id=scene.tuesday.pk)

    _change(olu, scene, replace(kept, state=state))

    text = Letter.objects.get().text
    assert leads_to.format(id=scene.tuesday.public_id) in text


def test_a_date_moved_by_hand_stays_where_it_was_moved(olu, kept, scene):
    moved = Meeting.objects.filter(group=scene.tuesday).earliest("on")
    Meeting.objects.filter(id=moved.pk).update(changed_at=NOON, place_note="Upstairs")
    pattern = replace(kept.pattern, rule="FREQ=WEEKLY;BYDAY=TH")

    _change(olu, scene, replace(kept, pattern=pattern))

    assert Meeting.objects.get(id=moved.pk).place_note == "Upstairs"


def test_who_asked_is_told_once_and_the_coordinator_is_not(olu, amira, kept, scene):
    following.ask_to_be_told(amira, group_id=scene.tuesday.pk)
    following.ask_to_be_told(olu, group_id=scene.tuesday.pk)
    pattern = replace(kept.pattern, minutes=60)

    changed = _change(olu, scene, replace(kept, pattern=pattern))

    assert changed.told == 1
    assert Letter.objects.get().address == "amira@example.org"


def test_other_words_tell_nobody(olu, amira, kept, scene):
    following.ask_to_be_told(amira, group_id=scene.tuesday.pk)

    changed = _change(olu, scene, replace(kept, about="We meet in the back room."))

    assert (changed.dates_follow, changed.told) == (False, 0)
    assert Letter.objects.count() == 0


def test_a_refused_change_leaves_the_dates_alone(olu, kept, scene):
    before = _coming(scene)
    pattern = replace(kept.pattern, rule="FREQ=WEEKLY;BYDAY=TH")

    with pytest.raises(CannotKeep):
        _change(olu, scene, replace(kept, pattern=pattern, seats=0))

    assert _coming(scene) == before


def _change(actor, scene, details):
    return change_a_group(
        actor,
        public_id=scene.tuesday.public_id,
        version=1,
        details=details,
        base_address=BASE,
        now=NOON,
    )


def _coming(scene) -> list[date]:
    rows = Meeting.objects.filter(group=scene.tuesday).order_by("on")
    return list(rows.values_list("on", flat=True))
