"""Who looks after what, and whose certificates are in date."""

from __future__ import annotations

from datetime import date

import pytest

from hearthside.groups.models import RoleHeld
from hearthside.meetings.models import Training
from tests.cast import NOON, make_group, make_person, signed_in
from tests.web.desk.desk_scene import at_noon


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    at_noon(monkeypatch)


def test_a_coordinator_sees_their_own_volunteers_and_no_others(olu, fern, otto, una):
    page = _page(olu)

    assert "<bdi>Fern</bdi>" in page
    assert "<bdi>Olu</bdi>" in page
    assert "Otto" not in page
    assert "Una" not in page


def test_a_lead_sees_everybody(sol, fern, otto):
    page = _page(sol)

    assert "Fern" in page
    assert "Otto" in page


@pytest.mark.parametrize(
    ("runs_out_on", "words"),
    [
        (None, "Facilitating a group: in date, with no end"),
        (date(2027, 6, 3), "in date until Thursday 3 June 2027"),
        (date(2026, 4, 20), "runs out soon, on Monday 20 April"),
        (date(2026, 3, 3), "runs out soon, on Tuesday 3 March"),
        (date(2026, 3, 2), "today is its last day, and tonight still counts"),
        (date(2026, 3, 1), "ran out on Sunday 1 March"),
    ],
)
def test_a_certificate_says_how_it_stands(runs_out_on, words, olu, fern):
    Training.objects.update(runs_out_on=runs_out_on)

    assert words in _page(olu)


def test_a_facilitator_without_a_certificate_is_said_plainly(olu, fern):
    Training.objects.all().delete()

    assert "Facilitating a group: no certificate yet" in _page(olu)


def test_an_address_is_shown_to_nobody(olu, fern):
    assert "olu@example.org" not in _page(olu)


def test_a_role_that_ended_is_not_shown(olu, fern):
    RoleHeld.objects.filter(person_id=fern.person_id).update(ended_at=NOON)

    page = _page(olu)

    assert "Fern" not in page
    assert "Nobody facilitates this group yet." in page


def test_many_groups_ask_no_more_of_the_database(
    olu, scene, django_assert_max_num_queries
):
    for number in range(20):
        group = make_group(scene.leeds, f"Group {number}")
        RoleHeld.objects.create(
            person=make_person(f"Helper {number}"),
            role="facilitator",
            group=group,
            given_at=NOON,
        )
    browser = signed_in(olu)

    with django_assert_max_num_queries(12):
        browser.get("/desk/volunteers/")


def _page(actor) -> str:
    return signed_in(actor).get("/desk/volunteers/").content.decode()
