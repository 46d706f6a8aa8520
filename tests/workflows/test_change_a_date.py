"""Changing a date: each person who should know gets one letter, and nobody else."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import partial

import pytest

from hearthside.core import trail
from hearthside.core.actor import Actor
from hearthside.core.models import Letter, TrailEntry
from hearthside.core.refusals import ChangedMeanwhile, NotFound
from hearthside.groups import directory
from hearthside.groups.models import Group
from hearthside.meetings import following, rota
from hearthside.meetings.models import Meeting
from hearthside.people.signing_in import suspend
from hearthside.workflows import change_a_date
from hearthside.workflows.deliver_the_post import deliver_the_post
from tests.cast import NOON, make_person
from tests.racing import at_once, where_threads_may_meet

WEDNESDAY = datetime(2026, 3, 4, 19, 0, tzinfo=UTC)
BASE = "https://groups.example.org"


@pytest.fixture
def tuesday(scene) -> Meeting:
    return Meeting.objects.filter(group=scene.tuesday).earliest("on")


def test_who_asked_gets_exactly_one_letter(fern, amira, bo, tuesday, scene):
    following.ask_to_be_told(amira, group_id=scene.tuesday.pk)
    following.ask_to_be_told(amira, group_id=scene.tuesday.pk)

    changed = _move(fern, tuesday)

    assert changed.told == 1
    assert [letter.address for letter in _delivered()] == ["amira@example.org"]


def test_the_letter_names_no_group_no_place_and_no_day(fern, amira, tuesday, scene):
    following.ask_to_be_told(amira, group_id=scene.tuesday.pk)

    _move(fern, tuesday)

    words = _delivered()[0].words
    said = f"{words.subject} {words.text} {words.html}".lower()
    for secret in ("tuesday circle", "headingley", "wilfrid", "wednesday", "fern"):
        assert secret not in said
    assert f"{BASE}/groups/{scene.tuesday.public_id}/" in words.text


def test_whoever_changed_it_is_not_told(olu, tuesday, scene):
    following.ask_to_be_told(olu, group_id=scene.tuesday.pk)

    changed = _move(olu, tuesday)

    assert changed.told == 0
    assert _delivered() == []


def test_those_on_the_rota_are_told(fern, tuesday, scene):
    ivo = make_person("Ivo", email="ivo@example.org")
    rota.put_down(meeting_id=tuesday.pk, person_id=ivo.pk)

    _move(fern, tuesday)

    assert [letter.address for letter in _delivered()] == ["ivo@example.org"]


def test_somebody_who_stopped_asking_before_the_post_left_gets_none(
    fern, amira, tuesday, scene
):
    following.ask_to_be_told(amira, group_id=scene.tuesday.pk)
    _move(fern, tuesday)

    following.stop_telling(amira, group_id=scene.tuesday.pk)

    assert _delivered() == []
    assert Letter.objects.get().dropped_at is not None


def test_somebody_suspended_before_the_post_left_gets_none(fern, amira, tuesday, scene):
    following.ask_to_be_told(amira, group_id=scene.tuesday.pk)
    _move(fern, tuesday)

    suspend(person_id=amira.person_id, now=NOON)

    assert _delivered() == []


def test_two_changes_are_two_letters_and_the_post_round_repeats_none(
    fern, amira, tuesday, scene
):
    following.ask_to_be_told(amira, group_id=scene.tuesday.pk)
    _move(fern, tuesday)
    change_a_date.put_back(fern, version=2, **_about(tuesday))

    assert len(_delivered()) == 2
    assert _delivered() == []


def test_a_letter_waits_while_the_mail_server_is_away(fern, amira, tuesday, scene):
    following.ask_to_be_told(amira, group_id=scene.tuesday.pk)
    _move(fern, tuesday)

    def away(letter):
        raise OSError

    assert deliver_the_post(away, now=NOON) == 0
    assert len(_delivered(at=NOON + timedelta(hours=1))) == 1


def test_a_date_of_another_locality_is_not_there_to_change(una, amira, tuesday, scene):
    following.ask_to_be_told(amira, group_id=scene.tuesday.pk)

    with pytest.raises(NotFound):
        _move(una, tuesday)

    assert Letter.objects.count() == 0
    assert Meeting.objects.get(id=tuesday.pk).version == 1


def test_a_refused_change_tells_nobody(fern, amira, tuesday, scene):
    following.ask_to_be_told(amira, group_id=scene.tuesday.pk)

    with pytest.raises(ChangedMeanwhile):
        change_a_date.call_off(fern, reason="", version=7, **_about(tuesday))

    assert Letter.objects.count() == 0
    assert TrailEntry.objects.count() == 0


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_of_two_changes_at_once_one_holds_and_the_other_is_told(
    fern, olu, amira, scene, tmp_path
):
    tuesday = Meeting.objects.filter(group=scene.tuesday).earliest("on")
    following.ask_to_be_told(amira, group_id=scene.tuesday.pk)
    off = partial(change_a_date.call_off, olu, reason="", version=1, **_about(tuesday))

    with where_threads_may_meet(tmp_path):
        refusals = at_once([partial(_move, fern, tuesday), off])
        row = Meeting.objects.get(id=tuesday.pk)
        coming = Meeting.objects.filter(group=scene.tuesday, state="on")
        soonest = coming.earliest("starts_at").starts_at
        shown = Group.objects.get(id=scene.tuesday.pk).next_at
        letters, broken = Letter.objects.count(), trail.first_break()

    assert [type(why) for why in refusals if why] == [ChangedMeanwhile]
    assert row.version == 2
    assert (row.state == "called_off") == (refusals[0] is not None)
    assert shown == soonest
    assert letters == 1
    assert broken is None


def _about(meeting: Meeting) -> dict[str, object]:
    group = directory.handles([meeting.group_id])[meeting.group_id]
    return {
        "public_id": meeting.public_id,
        "group": group,
        "base_address": BASE,
        "now": NOON,
    }


def _move(actor: Actor, meeting: Meeting) -> change_a_date.Changed:
    return change_a_date.move(
        actor, starts_at=WEDNESDAY, place_note="", version=1, **_about(meeting)
    )


def _delivered(at: datetime = NOON) -> list[object]:
    sent: list[object] = []
    deliver_the_post(sent.append, now=at)
    return sent
