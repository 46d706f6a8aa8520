"""My plan and my key, as the server sees them: sealed, and said without a word of them."""

from __future__ import annotations

import json

import pytest
from django.test import Client

from hearthside.people import keys, plans
from hearthside.web.letting_go import OPEN
from tests.cast import signed_in
from tests.sealed import KEY_ID, box, code_way, letters

PLAN, KEY = "/mine/plan/", "/mine/key/"


@pytest.fixture
def mine(amira) -> Client:
    keys.begin(amira, key_id=KEY_ID, way=code_way())
    return signed_in(amira)


def post(client, address, said):
    return client.post(address, json.dumps(said), content_type="application/json")


def keep(client, *, seen, fill=1):
    said = {"key_id": KEY_ID, "seen": seen, "box": letters(box(fill=fill))}
    return post(client, f"{PLAN}keep/", said)


def test_a_plan_is_kept_read_and_handed_back_to_who_is_late(mine):
    assert keep(mine, seen=0).json()["version"] == 1
    late = keep(mine, seen=0, fill=2)

    assert late.status_code == 409
    assert late.json() == {"version": 1, "box": letters(box(fill=1))}
    assert mine.get(f"{PLAN}state/").json()["box"] == letters(box(fill=1))


@pytest.mark.parametrize(
    "odd",
    [
        {}, [], "x", {"key_id": KEY_ID, "seen": -1, "box": ""},
        {"key_id": KEY_ID, "seen": True, "box": ""},
        {"key_id": KEY_ID, "seen": 0, "box": "a+b"},
        {"key_id": KEY_ID, "seen": 0, "box": ["A"]},
        {"key_id": "ä" * 22, "seen": 0, "box": letters(box())},
        {"key_id": KEY_ID, "seen": 0, "box": letters(box()[:-1])},
    ],
)  # fmt: skip
def test_what_our_page_does_not_say_changes_nothing(mine, amira, odd):
    answer = post(mine, f"{PLAN}keep/", odd)

    assert answer.status_code == 400
    assert plans.mine(amira).version == 0


def test_a_form_is_not_what_the_page_sends(mine, amira):
    for address in (f"{PLAN}keep/", f"{KEY}keep/"):
        assert mine.post(address, {"box": "A"}).status_code == 400


def test_the_page_of_a_plan_holds_nothing_of_it_and_is_not_kept(
    mine, django_assert_max_num_queries
):
    keep(mine, seen=0)
    with django_assert_max_num_queries(9):
        page = mine.get(PLAN)

    assert letters(box())[:40] not in page.content.decode()
    assert page.headers["Cache-Control"] == "no-store"
    assert page.headers["X-Page"] == "plan"
    assert "<title>Notices</title>" in page.content.decode()


def test_without_scripts_a_plan_is_deleted_too(mine, amira):
    keep(mine, seen=0)

    assert mine.post(f"{PLAN}delete/").status_code == 302
    assert plans.mine(amira).box == b""


def test_a_key_is_begun_once(newcomer):
    client = signed_in(newcomer)
    said = {
        "key_id": KEY_ID, "begins": True, "kind": "code", "credential": "", "salt": "",
        "wrapped": letters(code_way().wrapped),
    }  # fmt: skip

    assert post(client, f"{KEY}keep/", said).json() == {"kept": True}
    assert post(client, f"{KEY}keep/", said).status_code == 409
    state = client.get(f"{KEY}state/").json()
    assert state["key_id"] == KEY_ID
    assert state["ways"][0]["wrapped"] == said["wrapped"]


def test_beginning_anew_is_asked_once_more_and_works_without_scripts(mine, amira):
    keep(mine, seen=0)
    assert (
        "Delete my plan and begin anew"
        in mine.get(f"{KEY}begin-anew/").content.decode()
    )

    assert mine.post(f"{KEY}begin-anew/").status_code == 302
    assert keys.mine(amira) is None


def test_where_no_script_locked_leaving_and_signing_out_clear_what_lay_open(mine):
    mine.cookies[OPEN] = "1"
    out = mine.post("/account/logout/")
    assert out.headers["Clear-Site-Data"] == '"storage"'
    mine.cookies[OPEN] = "1"
    left = mine.get("/leave/")

    assert left.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert left.cookies[OPEN]["max-age"] == 0


def test_leaving_clears_what_is_sealed_too_and_signing_out_does_not(mine):
    # Nothing lies open any more: a script locked it.
    assert "Clear-Site-Data" not in mine.post("/account/logout/").headers
    assert mine.get("/leave/").headers["Clear-Site-Data"] == '"cache", "storage"'


@pytest.mark.parametrize(
    "address", [f"{PLAN}paper.pdf", "/mine/emergency-contact/paper.pdf"]
)
def test_there_is_a_twin_on_paper(mine, address):
    answer = mine.get(address)

    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
    assert 'filename="sheet.pdf"' in answer.headers["Content-Disposition"]
