"""The list of who would like a talk."""

from __future__ import annotations

from datetime import timedelta

import pytest

from hearthside.core.ids import opaque_id
from hearthside.meetings.models import Debrief, Meeting
from tests.cast import NOON, signed_in
from tests.web.desk.desk_scene import at_noon, missing

HERE = "/desk/talks/"
SEEN = NOON.isoformat()


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    at_noon(monkeypatch)


@pytest.fixture
def asked(fern, scene):
    return Debrief.objects.create(
        meeting=Meeting.objects.filter(group=scene.tuesday).earliest("on"),
        person_id=fern.person_id,
        how="shaken",
        wants_a_talk=True,
        written_at=NOON,
    )


def done(actor, person, seen_at=SEEN):
    who = opaque_id("volunteer", person.person_id)
    return signed_in(actor).post(HERE, {"who": who, "seen_at": seen_at}, follow=True)


def test_it_says_who_and_not_when_or_why(olu, asked):
    page = signed_in(olu).get(HERE).content.decode()

    assert "<bdi" in page
    assert "Fern" in page
    for word in ("shaken", "Tuesday", "3 March", "Headingley"):
        assert word not in page


def test_the_desk_says_that_somebody_waits(olu, asked):
    page = signed_in(olu).get("/desk/").content.decode()

    assert 'Would like a talk <span class="desk-count">1</span>' in page


def test_after_the_talk_they_are_off_the_list(olu, fern, asked):
    answer = done(olu, fern)

    assert "They are off the list." in answer.content.decode()
    assert "Nobody has asked for a talk." in answer.content.decode()


def test_twice_says_so_and_breaks_nothing(olu, fern, asked):
    done(olu, fern)

    assert "not on the list any more" in done(olu, fern).content.decode()


def test_who_asked_again_after_the_list_was_drawn_stays(olu, fern, asked):
    earlier = (NOON - timedelta(minutes=5)).isoformat()

    done(olu, fern, seen_at=earlier)

    asked.refresh_from_db()
    assert asked.wants_a_talk


@pytest.mark.parametrize(
    "seen_at",
    ["", "soon", "2026-03-02", "9999-12-31T00:00:00+00:00", "2026-13-45T00:00Z"],
)
def test_a_moment_nobody_can_read_means_now(olu, fern, asked, seen_at):
    done(olu, fern, seen_at=seen_at)

    asked.refresh_from_db()
    assert not asked.wants_a_talk


def test_somebody_else_is_not_taken_off(olu, fern, amira, asked):
    done(olu, amira)

    asked.refresh_from_db()
    assert asked.wants_a_talk


def test_elsewhere_it_is_empty_and_for_others_not_there(una, fern, sol, asked):
    assert "Fern" not in signed_in(una).get(HERE).content.decode()
    assert signed_in(fern).get(HERE).content == missing()
    assert signed_in(sol).get(HERE).content == missing()
