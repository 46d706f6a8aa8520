"""A role that ends takes with it, in the same moment, everything that hung on it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from hearthside.core.actor import Role
from hearthside.core.models import Letter
from hearthside.core.refusals import NotFound
from hearthside.groups import giving_roles, offers, roles
from hearthside.meetings import lone_working, placing, rota, rota_calendar
from hearthside.meetings.models import RotaCalendar
from hearthside.workflows import end_a_role, rota_letters
from hearthside.workflows.deliver_the_post import deliver_the_post
from tests.cast import NOON, _role, make_person, signed_in
from tests.rota_scene import BASE, again, down, fellow, first, near_group, place_of


@pytest.fixture
def tuesday(scene):
    return first(scene.tuesday)


def take_back(by, who, group, *, now=NOON):
    end_a_role.take_back(
        by,
        person_id=who.person_id,
        role=Role.FACILITATOR,
        group_id=group.pk,
        base_address=BASE,
        now=now,
    )


def subjects(now=NOON) -> list[str]:
    sent: list = []
    deliver_the_post(sent.append, base_address=BASE, now=now)
    return [letter.words.subject for letter in sent]


def test_they_are_off_coming_evenings_at_once(olu, fern, scene, tuesday):
    down(tuesday, fern)

    take_back(olu, fern, scene.tuesday)

    assert not rota.is_down(fern.person_id, meeting_id=tuesday.pk)


def test_who_still_facilitates_nearby_stays_where_they_step_in(olu, fern, scene):
    near = near_group(scene)
    _gil = fellow(near, "Gil")
    giving_roles.give(
        olu,
        person_id=fern.person_id,
        role=Role.FACILITATOR,
        group_id=near.pk,
        now=NOON,
    )
    down(first(scene.tuesday), fern)

    take_back(olu, fern, scene.tuesday)

    assert rota.is_down(fern.person_id, meeting_id=first(scene.tuesday).pk)


def test_who_facilitates_far_away_does_not_stay(olu, hal, fern, scene, tuesday):
    giving_roles.give(
        hal,
        person_id=fern.person_id,
        role=Role.FACILITATOR,
        group_id=scene.elsewhere.pk,
        now=NOON,
    )
    down(tuesday, fern)

    take_back(olu, fern, scene.tuesday)

    assert not rota.is_down(fern.person_id, meeting_id=tuesday.pk)


def test_an_evening_that_runs_closes_to_them_too(olu, fern, scene, tuesday):
    down(tuesday, fern)
    during = tuesday.starts_at + timedelta(minutes=20)
    assert rota.grants_for_tonight(fern.person_id, now=during)

    take_back(olu, fern, scene.tuesday, now=during)

    assert not rota.grants_for_tonight(fern.person_id, now=during)


def test_who_steps_back_may_see_tonight_through(fern, scene, tuesday):
    down(tuesday, fern)
    during = tuesday.starts_at + timedelta(minutes=20)

    end_a_role.step_back(
        fern,
        role=Role.FACILITATOR,
        group_id=scene.tuesday.pk,
        base_address=BASE,
        now=during,
    )

    assert rota.grants_for_tonight(fern.person_id, now=during)


def test_a_place_offered_to_them_is_not_any_more(olu, fern, scene, tuesday):
    gil = fellow(scene.tuesday, "Gil")
    down(tuesday, gil)
    place = place_of(gil, tuesday)
    place.offered_to_id = fern.person_id
    place.save()

    take_back(olu, fern, scene.tuesday)

    assert place_of(gil, tuesday).offered_to_id is None


def test_the_clock_finds_nothing_left_to_do(olu, fern, scene, tuesday):
    down(tuesday, fern)

    take_back(olu, fern, scene.tuesday)

    assert placing.take_off_who_left(now=NOON) == 0


def test_b6_letters_that_wait_for_them_do_not_leave(olu, scene, tuesday):
    gil = fellow(scene.tuesday, "Gil")
    rota_letters.your_dates_changed(
        [gil.person_id], occasion="down:1", base_address=BASE, now=NOON
    )

    take_back(olu, gil, scene.tuesday)

    # Only what tells them so: nothing about dates that are not theirs to see.
    assert subjects() == ["Something of yours has changed"]


def test_letters_of_a_desk_do_not_reach_who_has_none(hal, olu, scene):
    _role(make_person("Hob"), Role.COORDINATOR, at=scene.leeds)
    Letter.objects.all().delete()
    rota_letters.write_to(
        [olu.person_id],
        rota_letters.date_at_risk.words(rota_letters.date_at_risk.DateAtRisk(BASE)),
        kind=rota_letters.Kind.DESK,
        occasion="risk:1",
        still=lambda _: f"coordinates:{scene.leeds.pk}",
        now=NOON,
    )

    end_a_role.take_back(
        hal,
        person_id=olu.person_id,
        role=Role.COORDINATOR,
        locality_id=scene.leeds.pk,
        base_address=BASE,
        now=NOON,
    )

    assert subjects() == ["Something of yours has changed"]


def test_their_secret_calendar_opens_nothing(olu, fern, scene):
    rota_calendar.make(fern, now=NOON)
    secret = RotaCalendar.objects.get().secret

    take_back(olu, fern, scene.tuesday)

    with pytest.raises(NotFound):
        rota_calendar.whose(secret, now=NOON)
    assert not RotaCalendar.objects.exists()


def test_a_calendar_is_shut_even_where_its_row_stayed(olu, fern, scene, monkeypatch):
    rota_calendar.make(fern, now=NOON)
    secret = RotaCalendar.objects.get().secret

    roles.take_back(
        olu,
        person_id=fern.person_id,
        role=Role.FACILITATOR,
        group_id=scene.tuesday.pk,
        now=NOON,
    )

    assert RotaCalendar.objects.exists()
    with pytest.raises(NotFound):
        rota_calendar.whose(secret, now=NOON)


def test_what_they_held_out_is_taken_back(hal, olu, scene, newcomer):
    held = offers.invite(
        olu, role=Role.FACILITATOR, group_id=scene.tuesday.pk, now=NOON
    )

    end_a_role.take_back(
        hal,
        person_id=olu.person_id,
        role=Role.COORDINATOR,
        locality_id=scene.leeds.pk,
        base_address=BASE,
        now=NOON,
    )

    with pytest.raises(NotFound):
        offers.take(newcomer, code=held.code, now=NOON)
    assert offers.waiting(hal, now=NOON) == []


def test_a_page_open_since_before_is_nothing_at_the_next_request(
    olu, fern, scene, tuesday, monkeypatch
):
    monkeypatch.setattr("hearthside.web.gates.the_clock", lambda: NOON)
    desk: Client = signed_in(fern)
    rota_page = f"/desk/groups/{scene.tuesday.public_id}/rota/"
    assert desk.get(rota_page).status_code == 200

    take_back(olu, fern, scene.tuesday)

    for address in (rota_page, "/desk/", "/desk/my-dates/"):
        answer = desk.get(address)
        assert answer.status_code == 404
        assert "no-store" in answer.headers["Cache-Control"]
    # Sent from the page that was open, it does nothing either.
    assert (
        desk.post(f"/desk/groups/{scene.tuesday.public_id}/confirm/").status_code == 404
    )


def test_who_waits_by_the_phone_as_coordinator_waits_no_longer(
    hal, olu, scene, tuesday
):
    lone_working.put_down_to_wait(meeting_id=tuesday.pk, person_id=olu.person_id)

    end_a_role.take_back(
        hal,
        person_id=olu.person_id,
        role=Role.COORDINATOR,
        locality_id=scene.leeds.pk,
        base_address=BASE,
        now=NOON,
    )

    assert lone_working.who_waits(tuesday.pk) == []


def test_a_role_over_on_its_day_clears_up_too(olu, fern, scene, tuesday):
    until = tuesday.starts_at - timedelta(hours=9)
    giving_roles.give(
        olu,
        person_id=fern.person_id,
        role=Role.FACILITATOR,
        group_id=scene.tuesday.pk,
        ends_at=until,
        now=NOON,
    )
    down(tuesday, fern)

    assert end_a_role.end_due(base_address=BASE, now=until) == 1

    assert not rota.is_down(fern.person_id, meeting_id=tuesday.pk)
    assert not again(fern).grants


def test_giving_and_taking_all_day_writes_one_letter(olu, scene):
    gil = fellow(scene.tuesday, "Gil")
    for _ in range(5):
        take_back(olu, gil, scene.tuesday)
        giving_roles.give(
            olu,
            person_id=gil.person_id,
            role=Role.FACILITATOR,
            group_id=scene.tuesday.pk,
            now=NOON,
        )

    assert Letter.objects.filter(person_id=gil.person_id).count() == 1
