"""The desk tonight: what is open and what should be, who is not home, that a worry exists."""

from __future__ import annotations

from datetime import timedelta

import pytest

from hearthside.groups.models import Group, RoleHeld
from hearthside.meetings import rota
from hearthside.meetings.models import CheckIn, Holding, Meeting
from hearthside.safety.models import Worry
from tests.cast import NOON, signed_in
from tests.web.desk.desk_scene import at_noon, first_date


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    at_noon(monkeypatch)


def test_an_evening_that_should_be_open_and_is_not_comes_first(olu, scene):
    row = _today(scene.tuesday, began=timedelta(minutes=20))

    page = _desk(olu)

    assert "One evening has begun and is not open." in page
    assert "Not opened, and it began at 11.40am" in page
    assert page.index("Begun and not open") < page.index("Today, Monday 2 March")
    Holding.objects.create(meeting=row, opened_at=NOON - timedelta(minutes=5))
    page = _desk(olu)
    assert "Begun and not open" not in page
    assert "Open since 11.55am" in page


@pytest.mark.parametrize(
    ("minutes", "closed", "words"),
    [
        (30, NOON, "Closed at noon"),
        (180, None, "Held, not closed yet"),
    ],
)
def test_today_says_how_far_an_evening_is(minutes, closed, words, olu, scene):
    began = timedelta(minutes=minutes)
    row = _today(scene.tuesday, began=began)
    Holding.objects.create(meeting=row, opened_at=NOON - began, closed_at=closed)

    assert words in _desk(olu)


def test_an_evening_nobody_opened_is_over_and_says_so(olu, scene):
    _today(scene.tuesday, began=timedelta(hours=3))

    assert "Over. Nobody opened it here" in _desk(olu)


def test_an_evening_still_to_come_today_is_not_opened_yet(olu, fern, otto, scene):
    row = _today(scene.tuesday, began=-timedelta(hours=2))
    for actor in (fern, otto):
        rota.put_down(meeting_id=row.pk, person_id=actor.person_id)

    assert "On, not opened yet" in _desk(olu)


def test_an_evening_that_runs_past_midnight_is_still_tonights(olu, scene, monkeypatch):
    row = first_date(scene.tuesday)
    row.starts_at = NOON + timedelta(hours=10)
    row.ends_at = NOON + timedelta(hours=14)
    row.save()
    Holding.objects.create(meeting=row, opened_at=row.starts_at)
    at_noon(monkeypatch, NOON + timedelta(hours=13))

    page = _desk(olu)

    assert "Today, Tuesday 3 March" in page
    assert "Open since 10pm" in page


@pytest.mark.parametrize(
    ("who", "sees"), [("olu", True), ("fern", True), ("sol", False)]
)
def test_a_check_out_that_did_not_come_is_said_without_a_name(
    who, sees, request, fern, scene
):
    row = _today(scene.tuesday, began=timedelta(hours=4))
    CheckIn.objects.create(
        meeting=row,
        person_id=fern.person_id,
        in_at=row.starts_at,
        due_out_at=NOON - timedelta(minutes=1),
    )

    page = _desk(request.getfixturevalue(who))

    assert ("A check-out has not come" in page) is sees
    assert ("One check-out has not come." in page) is sees
    assert "Fern" not in page
    assert ("The evening of Monday 2 March, 8am." in page) is sees


@pytest.mark.parametrize(
    ("who", "sees"), [("olu", True), ("fern", False), ("hal", False)]
)
def test_a_worry_exists_and_that_is_all_a_coordinator_reads(
    who, sees, request, sol, scene
):
    for held_by in (None, sol.person_id):
        Worry.objects.create(
            locality=scene.leeds, raised_at=NOON, kind="child",
            words="what-only-the-lead-reads", held_by_id=held_by,
        )  # fmt: skip

    page = _desk(request.getfixturevalue(who))

    assert ("One worry is held by the safeguarding lead." in page) is sees
    assert ("One worry waits for the safeguarding lead." in page) is sees
    assert "what-only-the-lead-reads" not in page


def test_two_localities_each_have_their_name_and_their_days(olu, scene):
    RoleHeld.objects.create(
        person_id=olu.person_id, role="coordinator", locality=scene.hull, given_at=NOON
    )

    page = _desk(olu)

    assert page.index("<bdi>Hull</bdi>") < page.index("<bdi>Leeds</bdi>")
    assert page.count("Tomorrow, Tuesday 3 March</h4>") == 2


def test_one_locality_needs_no_name(olu, scene):
    assert "<bdi>Leeds</bdi>" not in _desk(olu)


def _today(group: Group, *, began: timedelta) -> Meeting:
    """Let the first date of this group have begun so long before noon."""
    row = first_date(group)
    row.on, row.starts_at = NOON.date(), NOON - began
    row.ends_at = row.starts_at + timedelta(minutes=90)
    row.usual_start = row.starts_at
    row.save()
    return row


def _desk(actor) -> str:
    return signed_in(actor).get("/desk/").content.decode()
