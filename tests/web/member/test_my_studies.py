from __future__ import annotations

import html
import re
from datetime import timedelta

import pytest

from hearthside.core.models import Letter
from hearthside.outcomes import waves
from hearthside.outcomes.models import Alert, Answer, Participant
from hearthside.people import study as places
from hearthside.people.models import Person
from tests.cast import NOON, signed_in
from tests.study_scene import *
from tests.study_scene import TODAY, fill_in


@pytest.fixture(autouse=True)
def at_noon(monkeypatch):
    monkeypatch.setattr("hearthside.web.gates.the_clock", lambda: NOON)


def words(answer) -> str:
    return html.unescape(answer.content.decode())


def in_it(actor, study):
    browser = signed_in(actor)
    answer = browser.post(f"/mine/studies/{study.public_id}/", {"yes": "yes"})
    assert answer.url == "/mine/studies/"
    return browser


def test_the_page_says_what_it_is_before_anybody_says_yes(amira, study):
    page = words(signed_in(amira).get(f"/mine/studies/{study.public_id}/"))

    for said in (
        "You need not take part.",
        "You can leave at any time",
        "never who anyone is",
        "to find out whether groups like ours help",
        "Tuesday circle, Headingley",
    ):
        assert said in page, said


def test_without_the_tick_nobody_takes_part(amira, study):
    answer = signed_in(amira).post(f"/mine/studies/{study.public_id}/", {})

    assert answer.status_code == 400
    assert "You need not." in words(answer)
    assert not Participant.objects.exists()


def test_signed_in_they_answer_by_their_code(amira, study):
    browser = in_it(amira, study)

    answer = browser.post(f"/mine/studies/{study.public_id}/answer/", follow=True)

    assert "Question 1 of 14" in words(answer)


def test_a_study_of_nobody_is_not_there(amira, study):
    browser = signed_in(amira)

    for path in ("", "leave/"):
        assert browser.get(f"/mine/studies/zzzzzzzzzzzz/{path}").status_code == 404
    assert browser.post(f"/mine/studies/{study.public_id}/answer/").status_code == 404


def test_leaving_says_what_it_does_and_does_it(amira, study):
    browser = in_it(amira, study)
    fill_in(places.mine(amira.person_id)[0].code)
    page = words(browser.get(f"/mine/studies/{study.public_id}/leave/"))
    assert "Every answer you gave is deleted at once" in page
    assert "A copy of your data that waits here is thrown away too." in page

    browser.post(f"/mine/studies/{study.public_id}/leave/")

    assert not Answer.objects.exists()
    assert "You could take part in" in words(browser.get("/mine/studies/"))


def test_leaving_what_one_is_not_in_is_answered_with_a_sentence(amira, study):
    answer = signed_in(amira).post(f"/mine/studies/{study.public_id}/leave/")

    assert answer.status_code == 409
    assert "nothing to delete" in words(answer)


def test_the_chart_says_what_it_shows_and_never_why(amira, study, monkeypatch):
    browser = in_it(amira, study)
    code = places.mine(amira.person_id)[0].code
    fill_in(code)
    later = waves.months_after(TODAY, 3)
    fill_in(code, wave=3, today=later, values=dict.fromkeys(range(3, 11), 3))
    monkeypatch.setattr(
        "hearthside.web.gates.the_clock", lambda: NOON + (later - TODAY)
    )

    page = words(browser.get("/mine/chart/"))

    assert "From 8 (mild) to 24 (severe)." in page
    assert "less is better" in page
    assert "severe" in page
    for word in ("because", "thanks to", "due to the group", "well done"):
        assert word not in page.casefold()


def test_without_e_mail_too_somebody_finds_who_would_talk_with_them(
    amira, sol, watched
):
    Person.objects.filter(id=amira.person_id).update(email="")
    browser = in_it(amira, watched)
    fill_in(places.mine(amira.person_id)[0].code)
    signed_in(sol).post(
        "/desk/alerts/", {"alert": Alert.objects.get().public_id, "do": "offer"}
    )

    line = words(browser.get("/mine/what-happened/"))
    page = words(browser.get("/mine/studies/"))

    assert re.search(r'href="/mine/studies/">How are you\?<', line)
    assert "our safeguarding leads" in page
    assert "Mondays to Fridays, 9am to 6pm" in page


def test_the_letter_about_an_answer_speaks_of_no_evening(amira, sol, watched):
    in_it(amira, watched)
    fill_in(places.mine(amira.person_id)[0].code)
    signed_in(sol).post(
        "/desk/alerts/", {"alert": Alert.objects.get().public_id, "do": "offer"}
    )

    letter = Letter.objects.get(person_id=amira.person_id)

    for said in (letter.text, letter.html):
        assert "Somebody here would like to know how you are." in said
        assert "evening" not in said
        assert "/mine/studies/" in said


def test_a_chart_with_nothing_on_it_says_so(amira):
    assert "nothing to show" in words(signed_in(amira).get("/mine/chart/"))


def test_nobody_sees_the_chart_of_another(amira, bo, study):
    in_it(amira, study)
    fill_in(places.mine(amira.person_id)[0].code)

    assert "PHQ-8" not in words(signed_in(bo).get("/mine/chart/"))


def test_when_nothing_is_due_nothing_is_asked(amira, study, monkeypatch):
    browser = in_it(amira, study)
    monkeypatch.setattr(
        "hearthside.web.gates.the_clock", lambda: NOON + timedelta(days=60)
    )

    assert "no questions for you now" in words(browser.get("/mine/studies/"))
