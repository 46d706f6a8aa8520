"""The page that asks how many meetings somebody came to: with a yes of its own, or not at all."""

from __future__ import annotations

import html

import pytest
from django.test import Client

from hearthside.outcomes.models import Came
from tests.cast import NOON
from tests.outcomes.test_meetings_said import DAY
from tests.study_scene import *
from tests.study_scene import answered, fill_in

URL = "/questions/meetings/"


def words(answer) -> str:
    return html.unescape(answer.content.decode())


@pytest.fixture
def day(monkeypatch):
    """Stand on a day of the study."""

    def stand(on) -> None:
        at = NOON.replace(year=on.year, month=on.month, day=on.day)
        monkeypatch.setattr("hearthside.web.gates.the_clock", lambda: at)

    stand(DAY[3])
    return stand


@pytest.fixture
def browser(study, day):
    """Whoever holds a link, three months on."""
    given = answered(study)
    client = Client()
    client.post("/questions/code/", {"code": given.link})
    client.code = given.code
    return client


def test_the_end_of_the_questions_leads_there_and_it_is_kept(browser):
    fill_in(browser.code, wave=3, today=DAY[3])
    assert f'href="{URL}"' in words(browser.get("/questions/"))
    assert f'href="{URL}"' in words(browser.get("/questions/?at=99"))

    answer = browser.post(URL, {"band": "2", "wave": "3", "yes": "yes"}, follow=True)

    assert "Kept beside your answers." in words(answer)
    assert Came.objects.get().band == 2
    page = words(browser.get(URL))
    assert 'value="2" checked' in page
    assert "Take back what I said of meetings" in page


def test_without_its_own_yes_nothing_is_kept_and_the_choice_stays(browser):
    answer = browser.post(URL, {"band": "2", "wave": "3"})

    assert answer.status_code == 400
    assert "Put a tick beside “Yes”" in words(answer)
    assert 'value="2" checked' in words(answer)
    assert not Came.objects.exists()


@pytest.mark.parametrize("band", ["", "9", "-1", "²", "1e1", "x" * 500])
def test_an_odd_band_is_answered_with_a_sentence(browser, band):
    answer = browser.post(URL, {"band": band, "wave": "3", "yes": "yes"})

    assert answer.status_code in (400, 409)
    assert 'role="alert"' in words(answer)
    assert not Came.objects.exists()


def test_it_is_taken_back(browser):
    browser.post(URL, {"band": "2", "wave": "3", "yes": "yes"})

    answer = browser.post(URL, {"do": "take-back"}, follow=True)

    assert "What you said of meetings is deleted." in words(answer)
    assert not Came.objects.exists()


def test_at_the_beginning_it_is_not_asked(study, day):
    given = answered(study)
    day(NOON.date())
    client = Client()
    client.post("/questions/code/", {"code": given.link})

    assert URL not in words(client.get("/questions/"))
    page = words(client.get(URL))
    assert "This is asked from the second time on." in page
    assert 'name="band"' not in page


def test_whoever_holds_no_link_is_led_to_the_code(db):
    assert Client().get(URL).url == "/questions/code/"
    assert Client().post(URL, {"band": "1"}).url == "/questions/code/"
