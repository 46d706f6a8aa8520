from __future__ import annotations

import html

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from hearthside.outcomes import codes
from hearthside.outcomes.models import Alert, Answer, Participant, Sitting
from hearthside.web import study_session
from hearthside.web.public import study_code
from tests.cast import NOON, signed_in
from tests.study_scene import *
from tests.study_scene import HERE, begun


@pytest.fixture(autouse=True)
def at_noon(monkeypatch):
    monkeypatch.setattr("hearthside.web.gates.the_clock", lambda: NOON)


def opened(given) -> Client:
    browser = Client()
    answer = browser.post("/questions/code/", {"code": given.link})
    assert answer.url == "/questions/"
    return browser


def said(browser: Client, number: int, **form):
    return browser.post("/questions/", {"number": number, "wave": 0, **form})


def words(answer) -> str:
    return html.unescape(answer.content.decode())


def test_all_of_it_without_an_account_or_a_script(study):
    given = codes.new_for(study.id, HERE)
    browser = Client()
    assert "Go to the questions" in words(browser.get(f"/questions/link/{given.link}/"))
    spaced = " ".join(given.link[at : at + 4] for at in range(0, 16, 4)).upper()
    browser.post("/questions/code/", {"code": spaced})
    assert "Do you want to take part?" in words(browser.get("/questions/", follow=True))

    browser.post("/questions/yes/", {"yes": "yes"})
    for number in range(1, 15):
        page = words(browser.get("/questions/"))
        assert "What you answered is kept" in page
        answer = (
            said(browser, number, value=1)
            if number != 3
            else said(browser, 3, do="skip")
        )
        assert answer.url == f"/questions/?at={number + 1}"
    assert "You answered 13 of 14 questions." in words(browser.get("/questions/"))
    browser.post("/questions/send/", {"wave": 0})

    assert "Sent. Thank you" in words(browser.get("/questions/"))
    assert Sitting.objects.get().is_sent


def test_progress_is_said_in_words_and_back_leads_back(study):
    browser = opened(begun(study))
    said(browser, 1, value=2)

    page = words(browser.get("/questions/"))

    assert "Question 2 of 14: 12 more after it" in page
    assert 'href="/questions/?at=1"' in page
    assert "checked" in words(browser.get("/questions/?at=1"))


def test_nothing_chosen_is_answered_with_a_sentence_and_keeps_nothing(study):
    browser = opened(begun(study))

    answer = said(browser, 1)

    assert answer.status_code == 400
    assert "Choose an answer, or skip this one." in words(answer)
    assert not Answer.objects.exists()


@pytest.mark.parametrize("value", ["7", "99", "-1", "1.0", "x", "１", "1e0", "9" * 30])
def test_l6_what_the_form_does_not_offer_is_refused(study, value):
    browser = opened(begun(study))

    answer = said(browser, 1, value=value)

    assert answer.status_code in {400, 409}
    assert not Answer.objects.exists()


@pytest.mark.parametrize("at", ["0", "-1", "999", "x", "1e3", "99999999999"])
def test_a_number_that_is_none_shows_the_next_question(study, at):
    browser = opened(begun(study))

    assert browser.get(f"/questions/?at={at}").status_code == 200


def test_a_code_nobody_has_is_answered_with_a_sentence_and_stays_typed(study):
    answer = Client().post("/questions/code/", {"code": "abcd abcd abcd abcd"})

    assert answer.status_code == 409
    assert "does not open anything" in words(answer)
    assert "abcd abcd abcd abcd" in words(answer)


def test_a_link_that_is_wrong_looks_like_one_that_is_right(study):
    given = begun(study)
    right = Client().get(f"/questions/link/{given.link}/").content
    wrong = Client().get(f"/questions/link/{'a' * 16}/").content

    assert right.replace(given.link.encode(), b"") == wrong.replace(b"a" * 16, b"")


def test_guessing_codes_has_a_brake(study, monkeypatch):
    monkeypatch.setattr(study_code, "AN_HOUR", 3)
    browser = Client()
    for _ in range(3):
        browser.post("/questions/code/", {"code": "a" * 16})

    answer = browser.post("/questions/code/", {"code": begun(study).link})

    assert answer.status_code == 429


def test_no_page_of_the_questions_has_the_code_in_its_address(study):
    browser = opened(begun(study))

    answer = said(browser, 1, value=1)

    given = Participant.objects.get()
    assert given.code not in answer.url
    assert given.link_sealed not in answer.url


def test_a_table_of_sessions_joins_nobody_to_a_code(amira, study):
    browser = signed_in(amira)
    browser.post(f"/mine/studies/{study.public_id}/", {"yes": "yes"})
    browser.post(f"/mine/studies/{study.public_id}/answer/")
    given = Participant.objects.get()

    kept = [row.get_decoded() for row in Session.objects.all()]

    assert any("study" in one for one in kept)
    assert given.link_sealed not in str(kept)
    assert given.code not in str(kept)


def test_an_answer_of_danger_shows_help_before_the_next_question(watched):
    browser = opened(begun(watched))

    answer = said(browser, 9, value=1)
    page = words(browser.get(answer.url))

    assert answer.url == "/questions/help/?at=10"
    assert "Help now" in page
    assert "our safeguarding leads" in page
    assert "Mondays to Fridays, 9am to 6pm" in page
    assert "At any other time nobody here reads it" in page
    assert Alert.objects.count() == 1


def test_stopping_lets_the_browser_forget_and_keeps_what_was_said(study):
    given = begun(study)
    browser = opened(given)
    said(browser, 1, value=1)

    browser.post("/questions/close/")

    assert browser.get("/questions/").url == "/questions/code/"
    assert Answer.objects.count() == 1
    assert "Question 2 of 14" in words(opened(given).get("/questions/"))


def test_whoever_signs_in_after_them_does_not_see_their_answers(amira, study):
    browser = opened(begun(study))
    said(browser, 1, value=1)

    browser.post(
        "/account/login/", {"login": "Amira", "password": "a lamp in the window"}
    )

    assert "_auth_user_id" in browser.session
    assert browser.get("/questions/").url == "/questions/code/"


def test_leaving_by_the_link_deletes_all_and_the_link_is_dead(study):
    given = begun(study)
    browser = opened(given)
    said(browser, 1, value=1)

    page = words(browser.get("/questions/leave/"))
    assert "A copy of your data that waits here is thrown away too." in page
    browser.post("/questions/leave/")

    assert not Answer.objects.exists()
    answer = Client().post("/questions/code/", {"code": given.link})
    assert answer.status_code == 409


def test_a_page_open_since_before_they_left_keeps_nothing(study):
    given = begun(study)
    browser, other = opened(given), opened(given)
    other.post("/questions/leave/")

    answer = said(browser, 1, value=1)

    assert answer.url == "/questions/code/"
    assert not Answer.objects.exists()


def test_looking_at_a_question_takes_a_few_queries(
    study, django_assert_max_num_queries
):
    browser = opened(begun(study))

    with django_assert_max_num_queries(18):
        browser.get("/questions/")


def test_a_sealed_session_of_another_secret_is_no_link(rf):
    request = rf.get("/")
    request.session = {"study": "s1.nonsense"}

    assert study_session.held(request) == ""
