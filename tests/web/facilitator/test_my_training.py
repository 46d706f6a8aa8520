"""My training: my papers, my evenings, my words, and nobody else's."""

from __future__ import annotations

from datetime import date

import pytest

from hearthside.meetings.models import Debrief, Meeting, Requirement, Training
from hearthside.organisation.models import Organisation
from tests.cast import NOON, signed_in
from tests.web.desk.desk_scene import at_noon

HERE = "/desk/my-training/"


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    at_noon(monkeypatch)


def page_of(actor):
    return signed_in(actor).get(HERE).content.decode()


def say(person, group, *words, talk=False):
    dates = Meeting.objects.filter(group=group).order_by("on")[: len(words)]
    for meeting, how in zip(dates, words, strict=True):
        Debrief.objects.create(
            meeting=meeting,
            person_id=person.person_id,
            how=how,
            wants_a_talk=talk,
            written_at=NOON,
        )


def test_it_says_whether_i_may_lead_today(fern):
    assert "You may lead an evening today." in page_of(fern)

    Requirement.objects.create(name="Safeguarding adults", lasts_months=24)
    assert "You cannot lead an evening today." in page_of(fern)
    assert "Safeguarding adults: no certificate yet" in page_of(fern)


def test_shadowing_is_said_while_it_is_missing(fern):
    Organisation.objects.update(shadows_needed=1)

    assert "Shadowed 0 of 1 evening" in page_of(fern)


def test_what_runs_out_tonight_still_counts_tonight(fern):
    Training.objects.update(runs_out_on=date(2026, 3, 2))

    page = page_of(fern)

    assert "today is its last day, and tonight still counts" in page
    assert "You may lead an evening today." in page


def test_how_i_was_is_a_sentence_a_picture_and_a_table(fern, scene):
    say(fern, scene.tuesday, "heavy", "steady", "steady")

    page = page_of(fern)

    assert "After your last 3 evenings you said this most often: Steady." in page
    assert page.count('class="seat seat--') == 3
    assert '<th scope="row">Tuesday 3 March</th><td>Heavy</td>' in page


def test_after_hard_evenings_a_talk_is_offered_and_once_asked_for_it_is_said(
    fern, scene
):
    say(fern, scene.tuesday, "heavy", "shaken")
    assert "Some of your last evenings were hard." in page_of(fern)

    Debrief.objects.update(wants_a_talk=True)
    assert "You asked for a talk." in page_of(fern)
    assert "Some of your last evenings were hard." not in page_of(fern)


def test_an_empty_beginning_says_what_will_stand_there(fern):
    page = page_of(fern)

    assert "After an evening you can say how you are, in one word." in page
    assert '<svg class="after' not in page


def test_nobody_sees_mine(fern, olu, scene):
    say(fern, scene.tuesday, "shaken")

    assert "Shaken" not in page_of(olu)


def test_markup_in_a_name_of_a_course_stays_words(fern):
    Training.objects.update(name="<script>alert(1)</script>")

    assert "<script>alert" not in page_of(fern)


def test_the_page_asks_as_little_for_a_year_as_for_an_evening(
    fern, scene, django_assert_max_num_queries
):
    say(fern, scene.tuesday, *["steady"] * 13)
    browser = signed_in(fern)

    with django_assert_max_num_queries(14):
        browser.get(HERE)
