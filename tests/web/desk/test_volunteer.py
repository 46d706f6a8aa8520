"""One volunteer's page: what they lack, and what a coordinator notes there."""

from __future__ import annotations

import re

import pytest

from hearthside.core.ids import opaque_id
from hearthside.meetings import training
from hearthside.meetings.models import LedBefore, Requirement, Training
from hearthside.meetings.requirements import Asked
from hearthside.organisation.models import Organisation
from tests.cast import NOON, signed_in
from tests.web.desk.desk_scene import at_noon, missing

COURSE = "Safeguarding adults"


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    at_noon(monkeypatch)


@pytest.fixture
def asks_for_course(db):
    Requirement.objects.create(name=COURSE, lasts_months=24)


def url(actor, more=""):
    return f"/desk/volunteers/{opaque_id('volunteer', actor.person_id)}/{more}"


def send(actor, person, **answers):
    given = {"what": COURSE, "other": "", "got_on": "2026-01-10", "runs_out_on": ""}
    return signed_in(actor).post(url(person, "note/"), given | answers)


def until(person, name=COURSE):
    row = Training.objects.get(person_id=person.person_id, name=name)
    return row.runs_out_on.isoformat() if row.runs_out_on else None


def test_the_list_leads_to_each_volunteer(olu, fern):
    page = signed_in(olu).get("/desk/volunteers/").content.decode()

    assert url(fern) in page


def test_it_says_what_is_missing_until_it_is_not(olu, fern, asks_for_course):
    Organisation.objects.update(shadows_needed=2)
    before = signed_in(olu).get(url(fern)).content.decode()

    LedBefore.objects.create(person_id=fern.person_id, noted_at=NOON)
    assert send(olu, fern).status_code == 302
    after = signed_in(olu).get(url(fern)).content.decode()

    assert "Cannot lead an evening today" in before
    assert f"{COURSE}: no certificate yet" in before
    assert "Shadowed 0 of 2 evenings" in before
    assert "May lead an evening today" in after
    assert training.trained([fern.person_id], on=NOON.date())


@pytest.mark.parametrize(
    ("answers", "end"),
    [
        ({}, "2028-01-10"),
        ({"runs_out_on": "2027-06-30"}, "2027-06-30"),
        ({"what": training.TO_FACILITATE}, None),
    ],
)
def test_the_months_are_counted_and_can_be_changed(
    olu, fern, asks_for_course, answers, end
):
    assert send(olu, fern, **answers).status_code == 302

    assert until(fern, answers.get("what", COURSE)) == end


def test_something_else_has_its_own_name(olu, fern):
    assert send(olu, fern, what="other", other=" First   aid ").status_code == 302

    assert until(fern, "First aid") is None


@pytest.mark.parametrize(
    "answers",
    [
        {"what": ""},
        {"what": "Flying"},
        {"what": "other", "other": ""},
        {"what": "other", "other": "x" * 81},
        {"what": "other", "other": "a\x00b"},
        {"got_on": ""},
        {"got_on": "2026-02-30"},
        {"got_on": "2026-03-03"},
        {"got_on": "0001-01-01"},
        {"got_on": "1926-03-03"},
        {"got_on": "9999-12-31"},
        {"runs_out_on": "9999-12-31"},
        {"runs_out_on": "2026-01-09"},
        {"runs_out_on": "soon"},
    ],
)
def test_an_answer_that_cannot_be_is_said_and_what_was_typed_stays(
    olu, fern, asks_for_course, answers
):
    answer = send(olu, fern, **answers)

    assert answer.status_code == 400
    page = answer.content.decode()
    assert "Please look at this again" in page
    if "got_on" not in answers:
        assert 'value="2026-01-10"' in page
    assert Training.objects.filter(person_id=fern.person_id).count() == 1


def test_an_older_one_is_refused_with_a_sentence(olu, fern, asks_for_course):
    send(olu, fern)

    answer = send(olu, fern, got_on="2025-01-10")

    assert answer.status_code == 409
    assert "A newer one is kept already." in answer.content.decode()


def test_taking_away_and_the_note_of_having_led(olu, fern):
    browser = signed_in(olu)
    browser.post(url(fern, "take-away/"), {"name": training.TO_FACILITATE})
    browser.post(url(fern, "led-before/"), {"has": "yes"})

    assert not Training.objects.filter(person_id=fern.person_id).exists()
    assert LedBefore.objects.get().person_id == fern.person_id
    browser.post(url(fern, "led-before/"), {"has": "no"})
    assert not LedBefore.objects.exists()


def test_the_lead_may_look_and_change_nothing(sol, fern):
    page = signed_in(sol).get(url(fern)).content.decode()

    assert "Fern" in page
    assert "Note a certificate" not in page
    assert signed_in(sol).post(url(fern, "note/")).status_code == 404


def test_a_coordinator_elsewhere_is_told_there_is_nobody(una, fern):
    browser = signed_in(una)

    answers = [browser.get(url(fern))] + [
        browser.post(url(fern, act), {"has": "yes", "name": training.TO_FACILITATE})
        for act in ("note/", "take-away/", "led-before/")
    ]

    assert {answer.content for answer in answers} == {missing()}
    assert Training.objects.filter(person_id=fern.person_id).count() == 1


def test_a_members_id_leads_nowhere(olu, amira):
    assert signed_in(olu).get(url(amira)).content == missing()


def test_an_id_says_nothing_of_the_number_behind_it(fern, olu):
    ids = [opaque_id("volunteer", number) for number in range(1, 200)]

    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch("[2-9a-hjkmnp-tv-z]{12}", one) for one in ids)
    assert opaque_id("volunteer", 1) != opaque_id("other", 1)


def test_how_somebody_was_is_on_no_page_of_a_coordinator(olu, fern, scene):
    from hearthside.meetings.models import Debrief, Meeting

    for meeting in Meeting.objects.filter(group=scene.tuesday)[:5]:
        Debrief.objects.create(
            meeting=meeting,
            person_id=fern.person_id,
            how="shaken",
            wants_a_talk=True,
            written_at=NOON,
        )
    browser = signed_in(olu)

    said = [
        browser.get(page).content.decode().casefold()
        for page in ("/desk/", "/desk/volunteers/", "/desk/talks/", url(fern))
    ]

    assert not [page for page in said if "shaken" in page or "heavy" in page]


def test_the_page_asks_as_little_for_much_as_for_nothing(
    olu, fern, django_assert_max_num_queries
):
    for number in range(25):
        Training.objects.create(
            person_id=fern.person_id, name=f"Course {number}", got_on=NOON.date()
        )
    browser = signed_in(olu)

    with django_assert_max_num_queries(18):
        browser.get(url(fern))


def test_what_is_asked_for_is_offered_first(olu, fern, hal, asks_for_course):
    page = signed_in(olu).get(url(fern)).content.decode()

    offered = re.findall(r'<option value="([^"]+)"', page)
    assert offered == [COURSE, training.TO_FACILITATE, "other"]
    assert Asked(COURSE, 24, False).months == 24
