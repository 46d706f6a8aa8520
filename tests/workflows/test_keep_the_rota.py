"""What the clock does with the rota: offers, warnings, and calling off kindly."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from hearthside.core import trail
from hearthside.core.models import Letter, TrailEntry
from hearthside.core.policy import Place, Verb
from hearthside.groups import directory
from hearthside.groups.models import Group
from hearthside.jobs.rounds import ROUNDS, do_round
from hearthside.meetings import deadlines, following, rota
from hearthside.meetings.models import Holding, Meeting
from hearthside.workflows import change_a_date
from hearthside.workflows.deliver_the_post import deliver_the_post
from hearthside.workflows.keep_the_rota import keep_the_rota
from tests.cast import NOON
from tests.rota_scene import BASE, down, fellow, first, near_group, who_leads

HOUR = timedelta(hours=1)


@pytest.fixture
def tuesday(scene) -> Meeting:
    return first(scene.tuesday)


@pytest.fixture
def gil(scene):
    return fellow(scene.tuesday, "Gil")


def keep(now) -> int:
    return keep_the_rota(base_address=BASE, now=now)


def post(now=NOON) -> list[tuple[str, str]]:
    sent: list[object] = []
    deliver_the_post(sent.append, now=now)
    return [(letter.address.partition("@")[0], letter.words.subject) for letter in sent]


def state_of(meeting) -> str:
    return Meeting.objects.get(id=meeting.pk).state


def test_a_day_before_it_is_called_off_with_a_plain_reason(fern, amira, tuesday, scene):
    down(tuesday, fern)
    following.ask_to_be_told(amira, group_id=scene.tuesday.pk)
    keep(tuesday.starts_at - 25 * HOUR)
    assert state_of(tuesday) == "on"

    keep(tuesday.starts_at - 24 * HOUR)

    tuesday.refresh_from_db()
    assert tuesday.state == "called_off"
    assert tuesday.reason == "We could not find two facilitators for this evening."
    assert tuesday.changed_by_person_id is None
    assert TrailEntry.objects.latest("id").by == "machine:clock"
    told = [letter for letter in post(tuesday.starts_at) if letter[0] == "amira"]
    assert told == [("amira", "A date has changed")]


def test_two_in_date_keep_it_on(fern, gil, tuesday):
    down(tuesday, fern, gil)

    for hours in (25, 24, 3, 0):
        keep(tuesday.starts_at - hours * HOUR)

    assert state_of(tuesday) == "on"


def test_only_that_date_is_called_off(scene, tuesday):
    second = Meeting.objects.filter(group=scene.tuesday).order_by("on")[1]

    keep(tuesday.starts_at - HOUR)

    assert (state_of(tuesday), state_of(second)) == ("called_off", "on")
    assert Group.objects.get(id=scene.tuesday.pk).next_at == second.starts_at


def test_a_second_round_says_nothing_twice(amira, tuesday, scene, olu, gil):
    following.ask_to_be_told(amira, group_id=scene.tuesday.pk)
    for now in (NOON, NOON + HOUR / 4, tuesday.starts_at - HOUR):
        keep(now)
    before = Letter.objects.count()

    keep(tuesday.starts_at - HOUR / 2)

    assert Letter.objects.count() == before


def test_a_coordinator_who_keeps_looking_has_until_three_hours_before(olu, tuesday):
    place = Place(tuesday.group_id, tuesday.group.locality_id)
    deadlines.keep_looking(olu, public_id=tuesday.public_id, place=place, now=NOON)
    keep(tuesday.starts_at - 4 * HOUR)
    assert state_of(tuesday) == "on"

    keep(tuesday.starts_at - 3 * HOUR)

    assert state_of(tuesday) == "called_off"


def test_a_person_puts_it_back_and_the_clock_leaves_it_until_the_last_hours(
    fern, gil, tuesday
):
    keep(tuesday.starts_at - 24 * HOUR)
    assert state_of(tuesday) == "called_off"
    put_back(fern, tuesday, now=tuesday.starts_at - 20 * HOUR)

    keep(tuesday.starts_at - 19 * HOUR)
    assert state_of(tuesday) == "on"

    down(tuesday, fern, gil)
    keep(tuesday.starts_at - HOUR)
    assert state_of(tuesday) == "on"


def test_put_back_and_still_without_two_it_is_off_at_its_start(fern, tuesday):
    keep(tuesday.starts_at - 24 * HOUR)
    put_back(fern, tuesday, now=tuesday.starts_at - 2 * HOUR)
    keep(tuesday.starts_at - HOUR)
    assert state_of(tuesday) == "on"

    keep(tuesday.starts_at)

    assert state_of(tuesday) == "called_off"


def test_an_evening_that_is_being_held_is_never_called_off(fern, tuesday):
    Holding.objects.create(
        meeting=tuesday, holder_id=fern.person_id, opened_at=tuesday.starts_at
    )

    keep(tuesday.starts_at + HOUR)

    assert state_of(tuesday) == "on"


def test_an_evening_that_is_over_stays_as_it_was(tuesday):
    keep(tuesday.ends_at + HOUR)

    assert state_of(tuesday) == "on"


def test_coordinators_of_that_locality_hear_two_days_before(olu, una, tuesday):
    keep(tuesday.starts_at - 49 * HOUR)
    assert ("olu", "An evening may be called off") not in post()

    keep(tuesday.starts_at - 48 * HOUR)

    assert post() == [("olu", "An evening may be called off")]


def test_a_warning_about_a_date_that_found_two_does_not_leave(
    olu, fern, gil, tuesday, scene
):
    keep(NOON)
    down(tuesday, fern, gil)

    said = [subject for _who, subject in post()]

    assert "An evening may be called off" not in said


def test_gaps_of_a_day_come_in_one_letter(scene, gil):
    ida = fellow(near_group(scene), "Ida")
    day = datetime(2026, 3, 3, 12, 0, tzinfo=UTC)

    # A week and two weeks before: two groups, two dates each.
    for hour in range(0, 10, 2):
        keep(day + hour * HOUR)

    # In the morning: nobody is written to at night.
    sent = [one for one in post(day + 21 * HOUR) if "facilitator" in one[1]]
    assert sorted(sent) == [
        ("gil", "Some evenings want a facilitator"),
        ("ida", "Some evenings want a facilitator"),
    ]
    assert ida.person_id


def test_a_date_moved_over_another_frees_whoever_cannot_be_at_both(
    fern, gil, scene, tuesday
):
    second = Meeting.objects.filter(group=scene.tuesday).order_by("on")[1]
    other = near_group(scene)
    hana = fellow(other, "Hana")
    clash = first(other)
    down(tuesday, gil, fern)
    down(clash, gil, hana)
    Meeting.objects.filter(id=clash.pk).update(
        starts_at=second.starts_at - timedelta(days=1),
        ends_at=second.ends_at - timedelta(days=1),
    )

    change_a_date.move(
        fern,
        public_id=tuesday.public_id,
        group=directory.handles([scene.tuesday.pk])[scene.tuesday.pk],
        starts_at=second.starts_at - timedelta(days=1),
        place_note="",
        version=1,
        base_address=BASE,
        now=NOON,
    )

    assert who_leads(tuesday) == {fern.person_id}
    assert who_leads(clash) == {gil.person_id, hana.person_id}
    assert ("gil", "Your dates have changed") in post()


def test_a_pattern_that_makes_dates_clash_is_seen_by_the_round(
    gil, fern, scene, tuesday
):
    clash = first(near_group(scene))
    down(tuesday, gil, fern)
    down(clash, gil)

    keep(NOON)

    ready = rota.ready([tuesday.pk, clash.pk])
    assert sorted(ready.values()) in ([0, 2], [1, 1])
    assert sum(ready.values()) == 2


def test_a_clock_that_is_years_off_calls_nothing_off(fern, tuesday):
    Meeting.objects.filter(id=tuesday.pk).update(changed_at=NOON)
    trail.note(fern, verb=Verb.CHANGE_A_DATE, what="meeting:1", now=NOON)
    one = next(found for found in ROUNDS if found.name == "rota")
    far = tuesday.starts_at + timedelta(days=3660)
    Meeting.objects.filter(id=tuesday.pk).update(
        starts_at=far, ends_at=far + HOUR, usual_start=far
    )

    do_round(one, now=far - HOUR)

    assert state_of(tuesday) == "on"


def put_back(actor, meeting, *, now) -> None:
    version = Meeting.objects.get(id=meeting.pk).version
    change_a_date.put_back(
        actor,
        public_id=meeting.public_id,
        group=directory.handles([meeting.group_id])[meeting.group_id],
        version=version,
        base_address=BASE,
        now=now,
    )
