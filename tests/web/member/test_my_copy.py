from __future__ import annotations

import io
import zipfile

import pytest
from django.test import Client

from hearthside.people import copies
from hearthside.people.models import Copy
from hearthside.workflows import take_my_data
from tests.cast import NOON, signed_in

URL = "/mine/copy/"
PASSWORD = "a lamp in the window"


@pytest.fixture
def browser(amira, at_noon) -> Client:
    return signed_in(amira)


def build(actor) -> None:
    public_id = copies.begin(actor, total=len(take_my_data.PARTS), now=NOON)
    take_my_data.carry_out(public_id, look=dict, clock=lambda: NOON)


def test_mine_leads_there_and_a_copy_is_asked_for(browser, amira):
    assert f'href="{URL}"' in browser.get("/mine/").content.decode()
    assert "Put my copy together" in browser.get(URL).content.decode()

    page = browser.post(URL, follow=True).content.decode()

    assert "You can leave this page and come back." in page
    assert f"of {len(take_my_data.PARTS)} parts are in" in page
    row = Copy.objects.get()
    assert row.person_id == amira.person_id

    from django_tasks_db.models import DBTaskResult

    browser.post(URL)
    browser.post(URL)

    waiting = DBTaskResult.objects.filter(task_path=take_my_data.JOB)
    assert waiting.count() == 1


def test_while_it_is_built_it_can_be_stopped(browser):
    browser.post(URL)

    page = browser.post("/mine/copy/stop/", follow=True).content.decode()

    assert "Stopping" in page
    assert 'action="/mine/copy/stop/"' not in page


def test_taking_it_asks_for_the_password_once_more(browser, amira):
    build(amira)
    assert "Your copy is ready" in browser.get(URL).content.decode()

    asked = browser.get("/mine/copy/file/")
    assert asked.status_code == 302
    assert asked.url.startswith("/account/reauthenticate/?next=")
    browser.post("/account/reauthenticate/", {"password": PASSWORD})
    taken = browser.get("/mine/copy/file/")

    assert taken["Content-Disposition"] == 'attachment; filename="copy.zip"'
    assert taken["Cache-Control"] == "no-store"
    names = zipfile.ZipFile(io.BytesIO(taken.content)).namelist()
    assert {"index.html", "my-data.json", "my-data.schema.json"} <= set(names)


def test_somebody_else_finds_no_copy_here(amira, bo, at_noon):
    build(amira)
    other = signed_in(bo)
    other.post("/account/reauthenticate/", {"password": PASSWORD})

    answer = other.get("/mine/copy/file/")

    assert answer.status_code == 409
    assert "There is no copy here to take." in answer.content.decode()


def test_f11_a_copy_has_no_other_address(browser, amira):
    build(amira)
    public_id = Copy.objects.get().public_id

    for address in (
        f"/mine/copy/{public_id}/", f"/mine/copy/file/{public_id}", "/copy.zip",
        "/files/copy.zip", f"/static/{public_id}.zip",
    ):  # fmt: skip
        assert browser.get(address).status_code == 404, address


@pytest.mark.parametrize(
    ("state", "words"),
    [("stopped", "You stopped it."), ("broken", "It was not you.")],
)
def test_what_came_of_it_is_said(browser, amira, state, words):
    copies.begin(amira, total=3, now=NOON)
    Copy.objects.update(state=state)

    page = browser.get(URL).content.decode()

    assert words in page
    assert "Put my copy together" in page


def test_a_page_that_waits_is_told_when_it_is_done(browser, amira):
    build(amira)

    assert browser.get(URL, headers={"HX-Request": "true"})["HX-Refresh"] == "true"


def test_stopping_what_is_not_being_built_says_so(browser):
    page = browser.post("/mine/copy/stop/", follow=True).content.decode()

    assert "Nothing is being put together now." in page
