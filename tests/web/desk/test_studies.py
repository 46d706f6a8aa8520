from __future__ import annotations

import html
import re

import pytest

from hearthside.engines import paper
from hearthside.outcomes import codes
from hearthside.outcomes.models import Answer, Participant, Study
from tests.bad_input.forms import forms_of
from tests.cast import NOON, signed_in
from tests.study_scene import *
from tests.study_scene import HERE, answered, begun

NEW = {
    "name": "How we are",
    "begins_on": "2026-03-02",
    "asks": ["phq-8", "loneliness-4"],
}


@pytest.fixture(autouse=True)
def at_noon(monkeypatch):
    monkeypatch.setattr("hearthside.web.gates.the_clock", lambda: NOON)


def words(answer) -> str:
    return html.unescape(answer.content.decode())


def find(browser, study, code):
    return browser.post(
        f"/desk/studies/{study.public_id}/paper/", {"do": "find", "code": code}
    )


def paper_of(given, **more):
    return {"code": given.code, "wave": "0", "yes": "yes", "q1": "2", "q5": "0", **more}


def test_a_coordinator_begins_a_study(olu):
    answer = signed_in(olu).post("/desk/studies/new/", NEW)

    assert answer.status_code == 302
    study = Study.objects.get()
    asked = study.parts.order_by("position").values_list("pack_id", flat=True)
    assert list(asked) == ["phq-8", "loneliness-4"]


def test_a_question_about_death_wants_somebody_who_reads_it(olu):
    answer = signed_in(olu).post("/desk/studies/new/", {**NEW, "asks": ["phq-9"]})

    assert answer.status_code == 409
    assert "say who, and at which hours" in words(answer)
    assert "How we are" in words(answer)
    assert not Study.objects.exists()


def test_with_somebody_and_hours_it_is_asked(olu):
    more = {
        "asks": ["phq-9"],
        "responder": "our leads",
        "responder_hours": "9am to 5pm",
    }

    signed_in(olu).post("/desk/studies/new/", {**NEW, **more})

    assert Study.objects.get().responder == "our leads"


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"name": "x" * 81},
        {"begins_on": "yesterday"},
        {"asks": []},
        {"asks": ["swemwbs"]},
        {"asks": ["no-such-pack"]},
        {"asks": ["dass-21", "qpr-15", "phq-8"]},
    ],
)
def test_a_study_that_cannot_be_is_refused_and_what_was_typed_stays(olu, wrong):
    answer = signed_in(olu).post("/desk/studies/new/", {**NEW, **wrong})

    assert answer.status_code in {400, 409}
    assert not Study.objects.exists()


def test_the_desk_sees_numbers_and_no_code(olu, study):
    made = [answered(study).code for _ in range(12)]

    page = words(signed_in(olu).get(f"/desk/studies/{study.public_id}/"))

    assert ">10<" in page
    assert not any(code in page for code in made)


def test_papers_are_printed_with_codes_and_no_name(olu, study, scene):
    group = scene.tuesday.public_id

    answer = signed_in(olu).post(
        f"/desk/studies/{study.public_id}/papers/", {"how_many": "2", "group": group}
    )

    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
    assert Participant.objects.filter(agreed_to="").count() == 2


def test_without_a_press_the_papers_are_a_page(olu, study, monkeypatch):
    def broken(*_a, **_k):
        raise paper.CannotPrint("away")

    monkeypatch.setattr("hearthside.engines.paper.pdf", broken)

    answer = signed_in(olu).post(
        f"/desk/studies/{study.public_id}/papers/", {"how_many": "1", "group": ""}
    )

    given = Participant.objects.get()
    assert given.code in words(answer)
    assert "Little interest or pleasure" in words(answer)
    assert "types in your paper" in words(answer)
    assert "coordinators see none of them" not in words(answer)


@pytest.mark.parametrize("typed", ["0", "21", "x", "-1", "", "1e1"])
def test_too_many_papers_are_refused(olu, study, typed):
    answer = signed_in(olu).post(
        f"/desk/studies/{study.public_id}/papers/", {"how_many": typed, "group": ""}
    )

    assert answer.status_code == 409
    assert not Participant.objects.exists()


def test_nobody_prints_for_a_group_out_of_reach(olu, study, scene):
    answer = signed_in(olu).post(
        f"/desk/studies/{study.public_id}/papers/",
        {"how_many": "1", "group": scene.elsewhere.public_id},
    )

    assert answer.status_code == 400
    assert not Participant.objects.exists()


def test_a_paper_is_typed_in_by_its_code(olu, study):
    given = codes.new_for(study.id, HERE)
    browser = signed_in(olu)
    page = words(find(browser, study, given.code))
    assert "says yes to taking part" in page

    answer = browser.post(f"/desk/studies/{study.public_id}/paper/", paper_of(given))

    assert answer.status_code == 302
    assert sorted(
        Answer.objects.exclude(value=None).values_list("value", flat=True)
    ) == [0, 2]


def test_a_paper_without_the_yes_is_not_kept(olu, study):
    given = codes.new_for(study.id, HERE)

    answer = signed_in(olu).post(
        f"/desk/studies/{study.public_id}/paper/", paper_of(given, yes="")
    )

    assert answer.status_code == 409
    assert "checked" in words(answer)
    assert not Answer.objects.exists()


def test_l6_a_cross_off_the_scale_is_refused_and_the_rest_stays_typed(olu, study):
    given = begun(study)

    answer = signed_in(olu).post(
        f"/desk/studies/{study.public_id}/paper/", paper_of(given, q1="9")
    )

    assert answer.status_code == 409
    assert "Question 1 is answered with" in words(answer)
    assert 'id="q5-0" name="q5" value="0" checked' in words(answer)
    assert not Answer.objects.exists()


@pytest.mark.parametrize("code", ["zzzzzzzzzzzz", "x", "Amira", ""])
def test_a_code_that_is_not_there_is_answered_with_a_sentence(olu, study, code):
    answer = find(signed_in(olu), study, code)

    assert answer.status_code == 409
    assert "This code is not in this study" in words(answer)
    assert f'name="code" value="{code}"' in words(answer)


def test_a_code_may_be_typed_in_capitals_with_spaces(olu, study):
    given = begun(study)
    typed = f"{given.code[:6].upper()} {given.code[6:]}"

    page = words(find(signed_in(olu), study, typed))

    assert f'name="code" value="{given.code}"' in page
    assert 'name="q1"' in page


def test_the_typed_paper_is_never_shown_again(olu, study):
    given = answered(study)

    page = words(find(signed_in(olu), study, given.code))

    assert "checked" not in page


def test_a_code_is_taken_out_of_no_address_and_put_into_none(olu, study):
    given = begun(study)
    browser, paper_url = signed_in(olu), f"/desk/studies/{study.public_id}/paper/"

    asked = words(browser.get(f"{paper_url}?code={given.code}"))
    found = words(find(browser, study, given.code))
    kept = browser.post(paper_url, paper_of(given))

    assert 'name="q1"' not in asked
    assert given.code not in asked
    assert 'name="q1"' in found
    for page in (asked, found):
        addresses = re.findall(r'(?:href|action|src)="([^"]*)"', page)
        assert not [one for one in addresses if given.code in one]
    assert kept["Location"] == paper_url


def test_the_first_form_of_a_paper_is_posted_with_its_code(olu, study):
    page = words(signed_in(olu).get(f"/desk/studies/{study.public_id}/paper/"))

    form = next(one for one in forms_of(page, "/") if "code" in one.fields)
    assert form.fields["do"] == "find"


def test_alerts_are_for_leads_and_name_nobody(sol, olu, watched, amira):
    answered(watched)

    page = words(signed_in(sol).get("/desk/alerts/"))

    assert Participant.objects.get().code in page
    assert "Amira" not in page
    assert signed_in(olu).get("/desk/alerts/").status_code == 404
    answer = signed_in(sol).post("/desk/alerts/", {"alert": "zzzzzzzzzzzz"})
    assert answer.status_code == 409
    assert "no longer here" in words(answer)


def test_an_evaluator_takes_rows_under_an_agreement(eve, olu, study):
    for _ in range(10):
        answered(study)
    browser = signed_in(eve)
    assert "Under which data agreement?" in words(browser.get("/evaluate/"))

    wrong = browser.post("/evaluate/", {"study": study.public_id, "agreement": " "})
    right = browser.post(
        "/evaluate/", {"study": study.public_id, "agreement": "Agreement 7"}
    )

    assert wrong.status_code == 409
    assert right["Content-Type"] == "application/zip"
    assert signed_in(olu).get("/evaluate/").status_code == 404


def test_a_lead_sees_at_the_desk_that_one_waits_and_nobody_else_does(sol, olu, watched):
    answered(watched)
    said = "An answer of a study may tell of danger"

    assert said in words(signed_in(sol).get("/desk/"))
    assert said not in words(signed_in(olu).get("/desk/"))


def test_the_day_is_offered_as_a_calendar_reads_it(olu):
    page = words(signed_in(olu).get("/desk/studies/new/"))

    assert 'value="2026-03-02"' in page
