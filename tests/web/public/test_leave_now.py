from __future__ import annotations

import pytest
from django.contrib.sessions.models import Session
from django.db import OperationalError
from django.test import Client

from tests.cast import signed_in


def test_leaving_ends_the_session_and_leads_away(scene, amira):
    client = signed_in(amira)

    answer = client.get("/leave/")

    assert answer.status_code == 303
    assert answer["Location"].startswith("https://")
    assert not Session.objects.exists()
    assert answer.cookies["h"]["max-age"] == 0
    assert answer.cookies["q"]["httponly"]
    assert answer.cookies["q"]["samesite"] == "Lax"
    assert answer["Clear-Site-Data"] == '"cache", "storage"'
    assert answer["Cache-Control"] == "no-store"


def test_a_leaving_nobody_heard_of_is_done_by_the_next_request(scene, amira):
    client = signed_in(amira)
    client.cookies["q"] = client.cookies["e"] = "1"

    answer = client.get("/mine/")

    assert "Open</button>" in answer.content.decode()
    assert not Session.objects.exists()
    assert answer.cookies["h"]["max-age"] == answer.cookies["e"]["max-age"] == 0
    assert answer.cookies["q"]["httponly"]
    assert answer["Clear-Site-Data"] == '"cache", "storage"'
    assert client.post("/back/").cookies["q"]["max-age"] == 0
    # A browser drops it then; this client keeps what has run out.
    del client.cookies["q"]
    assert not client.get("/mine/").wsgi_request.user.is_authenticated


def test_going_back_again_clears_nothing_more(scene):
    client = Client()
    client.get("/leave/")

    assert "Clear-Site-Data" not in client.get("/mine/").headers


def test_a_list_somebody_asked_to_keep_stays(scene):
    client = Client()
    client.cookies["k"] = "1"

    assert client.get("/leave/")["Clear-Site-Data"] == '"cache"'


@pytest.mark.parametrize("lies_open", ["e", "v", "p", "r"])
def test_leaving_takes_along_whatever_lies_open_and_the_list_with_it(scene, lies_open):
    client = Client()
    client.cookies[lies_open] = client.cookies["k"] = "1"

    answer = client.get("/leave/")

    assert answer["Clear-Site-Data"] == '"cache", "storage"'
    assert answer.cookies[lies_open]["max-age"] == 0
    assert answer.cookies["k"]["max-age"] == 0


@pytest.mark.parametrize("lies_open", ["e", "v", "m"])
def test_signing_out_takes_the_tick_along_where_it_clears_the_list(
    scene, amira, lies_open
):
    client = signed_in(amira)
    client.cookies[lies_open] = client.cookies["k"] = "1"

    answer = client.post("/account/logout/")

    assert answer["Clear-Site-Data"] == '"storage"'
    assert answer.cookies["k"]["max-age"] == 0


def test_what_says_that_pages_lie_here_goes_where_it_was_set(scene, amira):
    client = signed_in(amira)
    client.cookies["p"] = client.cookies["m"] = client.cookies["r"] = "1"

    answer = client.get("/leave/")

    paths = {name: answer.cookies[name]["path"] for name in ("p", "m", "r")}
    assert paths == {"p": "/leave/", "m": "/account/logout/", "r": "/leave/"}


def test_signing_out_leaves_a_list_alone(scene, amira):
    client = signed_in(amira)
    client.cookies["k"] = "1"

    answer = client.post("/account/logout/")

    assert "Clear-Site-Data" not in answer.headers
    assert "k" not in answer.cookies


def test_going_back_shows_nothing_anywhere(scene, amira):
    client = signed_in(amira)
    client.get("/leave/")

    for address in ("/", "/groups/", f"/groups/{scene.tuesday.public_id}/", "/mine/"):
        page = client.get(address).content.decode()
        assert "<title>Notices</title>" in page
        assert "Harbour" not in page
        assert "Tuesday" not in page
        assert "Amira" not in page


def test_the_door_opens_again_by_a_button(scene):
    client = Client()
    client.get("/leave/")

    answer = client.post("/back/")

    assert answer.url == "/"
    assert answer.cookies["q"]["max-age"] == 0


def test_no_strange_page_opens_the_door(scene):
    client = Client()
    client.get("/leave/")

    answer = client.post("/back/", headers={"Sec-Fetch-Site": "cross-site"})

    assert answer.status_code == 403
    assert "q" in client.cookies
    assert client.cookies["q"].value == "1"


@pytest.mark.parametrize("cookies", [{}, {"h": "a-session-of-before"}])
def test_leaving_works_with_the_database_down(monkeypatch, cookies):
    def down(*args: object, **more: object) -> None:
        raise OperationalError("the database is down")

    monkeypatch.setattr("hearthside.web.public.leave_now.the_house", down)
    monkeypatch.setattr("django.contrib.sessions.backends.db.SessionStore.delete", down)
    client = Client()
    client.cookies.load(cookies)

    answer = client.get("/leave/")

    assert answer.status_code == 303
    assert answer["Location"] == "https://www.bbc.co.uk/weather"
    assert answer.cookies["q"].value == "1"


def test_leaving_is_a_link_and_nothing_else(scene):
    assert Client().post("/leave/").status_code == 405
    assert Client().get("/back/").status_code == 405


def test_a_form_sent_once_more_by_going_back_says_nothing(scene, amira):
    client = signed_in(amira)
    client.get("/leave/")

    answer = client.post("/account/login/", {"login": "Amira", "password": "x"})

    assert "<title>Notices</title>" in answer.content.decode()
    assert "Amira" not in answer.content.decode()
