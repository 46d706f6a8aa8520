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
