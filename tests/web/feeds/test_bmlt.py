from __future__ import annotations

import json

import pytest
from django.test import Client

from hearthside.groups.models import Group
from tests.cast import NOON

SERVER = "/feeds/bmlt/client_interface"

pytestmark = pytest.mark.usefixtures("at_noon")


@pytest.fixture
def at_noon(monkeypatch):
    monkeypatch.setattr("hearthside.web.gates.the_clock", lambda: NOON)


def test_every_group_is_answered(scene):
    rows = Client().get(f"{SERVER}/json/?switcher=GetSearchResults").json()

    assert {row["meeting_name"] for row in rows} == {
        scene.tuesday.name, scene.elsewhere.name,
    }  # fmt: skip


def test_a_script_hands_the_same_answer_to_its_function(scene):
    asked = "switcher=GetSearchResults&get_used_formats&services[]=1&recursive=1"
    answer = Client().get(f"{SERVER}/jsonp/?{asked}&callback=jsonp_17_4")

    assert answer["Content-Type"].startswith("text/javascript")
    said = answer.content.decode()
    assert said.startswith("/**/jsonp_17_4(")
    assert said.endswith(");")
    inside = json.loads(said.removeprefix("/**/jsonp_17_4(").removesuffix(");"))
    assert len(inside["meetings"]) == 2
    assert inside["formats"]


@pytest.mark.parametrize(
    "callback", ["alert(1)//", "a;b", "<script>", "a\u2028b", "", "x" * 99]
)
def test_a_callback_that_is_no_name_is_refused(scene, callback):
    answer = Client().get(
        f"{SERVER}/jsonp/", {"switcher": "GetFormats", "callback": callback}
    )

    assert answer.status_code == 400
    assert "not the name of a function" in answer.json()["message"]


def test_an_unknown_question_is_answered_with_a_sentence(scene):
    answer = Client().get(f"{SERVER}/json/?switcher=Nothing")

    assert answer.status_code == 422
    assert "Valid endpoint names" in answer.json()["message"]


def test_nothing_withheld_is_in_an_answer(scene):
    Group.objects.update(
        address_withheld=True, online_link="https://call.example/j/9?pwd=4711"
    )

    said = Client().get(f"{SERVER}/json/?switcher=GetSearchResults").content.decode()

    for secret in ("Cardigan", "Wilfrid", "53.82", "call.example", "4711"):
        assert secret not in said


def test_a_value_may_be_given_several_times(scene):
    asked = "switcher=GetSearchResults&weekdays[]=1&weekdays[]=3"

    assert len(Client().get(f"{SERVER}/json/?{asked}").json()) == 2
