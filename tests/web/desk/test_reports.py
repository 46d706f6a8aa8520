"""Reports at the desk: listed calmly, opened by a press, answered step by step."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from hearthside.core.ids import opaque_id
from hearthside.safety import appeals
from hearthside.safety.models import Report, Response
from hearthside.workflows.answer_a_report import own_places
from tests.cast import NOON, make_door, signed_in
from tests.safety.report_scene import WORDS, more, place, row_of, say, say_name, seat

pytestmark = pytest.mark.usefixtures("at_noon")


@pytest.fixture
def said(scene, amira, bo, olu):
    made = say_name(amira, scene, "Bo")
    more(amira, made)
    return f"/desk/reports/{row_of(made).public_id}/"


def text(client, path):
    return client.get(path).content.decode()


def opened(actor, path) -> Client:
    client = signed_in(actor)
    client.post(f"{path}open/")
    return client


def decision(bo, **more):
    towards = opaque_id("towards-place", place(bo))
    reason = "Let others finish."
    return {"do": "answer", "rung": "pause", "towards": towards, "reason": reason,
            "days": "7", **more}  # fmt: skip


def test_the_list_says_that_it_is_there_and_nothing_of_what_it_says(said, olu):
    page = text(signed_in(olu), "/desk/reports/")

    assert "Somebody who comes to a group" in page
    assert "Nobody has read it yet." in page
    assert WORDS not in page
    assert "Bo" not in page.split("<main")[1].split("</main")[0]


def test_it_opens_by_a_press_and_says_who_opened_it(said, olu, sol):
    closed = text(signed_in(olu), said)
    page = text(opened(olu, said), said)

    assert WORDS not in closed
    assert WORDS in page
    assert "<bdi>Olu</bdi>" in text(signed_in(sol), said)


def test_a_decision_is_kept_and_reaches_whom_it_is_for(said, bo, olu):
    client = opened(olu, said)
    answer = client.post(said, decision(bo))
    (told,) = appeals.said_to_me(bo, own_places(bo))

    page = text(signed_in(bo), f"/mine/said/{told.public_id}/")
    assert answer.status_code == 302
    assert "Let others finish." in page
    assert "It ends by itself on Monday 9 March" in page
    assert "Bo" in text(client, said)


def test_what_was_typed_stays_when_it_cannot_be_kept_so(said, bo, olu):
    client = opened(olu, said)
    answer = client.post(said, decision(bo, towards="", reason="I typed all this."))

    assert answer.status_code == 409
    assert "Choose whom it is for." in answer.content.decode()
    assert "I typed all this." in answer.content.decode()


def test_what_was_typed_stays_when_the_words_have_closed(said, bo, olu, monkeypatch):
    client = opened(olu, said)
    monkeypatch.setattr(
        "hearthside.web.gates.the_clock", lambda: NOON + timedelta(hours=3)
    )
    answer = client.post(said, decision(bo, reason="I typed all this."))

    assert answer.status_code == 409
    assert "Open the report first." in answer.content.decode()
    assert "I typed all this." in answer.content.decode()
    assert WORDS not in answer.content.decode()


@pytest.mark.parametrize(
    "odd", ["", "12", "zzzzzzzzzzzz", "towards-place", "1' OR '1'='1"]
)
def test_a9_whoever_is_not_in_it_is_not_answered(odd, said, bo, olu):
    client = opened(olu, said)
    answer = client.post(said, decision(bo, towards=odd))

    assert answer.status_code in {400, 409}
    assert not Response.objects.exists()


def test_a_coordinator_cannot_choose_a_rung_that_is_not_theirs(said, bo, olu):
    client = opened(olu, said)

    assert client.post(said, decision(bo, rung="out_house")).status_code == 400
    assert not Response.objects.exists()


def test_the_member_appeals_and_the_lead_answers(said, bo, olu, sol):
    opened(olu, said).post(said, decision(bo))
    (told,) = appeals.said_to_me(bo, own_places(bo))
    mine = f"/mine/said/{told.public_id}/"
    empty = signed_in(bo).post(mine, {"own_words": ""})
    signed_in(bo).post(mine, {"own_words": "I was not there."})
    again = signed_in(bo).post(mine, {"own_words": "Once more."})
    lead = opened(sol, said)
    form = {"response": told.public_id, "stands": "no", "words": "You are right."}
    lead.post(f"{said}look-again/", form)

    page = text(signed_in(bo), mine)
    assert (empty.status_code, again.status_code) == (400, 409)
    assert "holds no longer" in page
    assert "You are right." in page


@pytest.mark.parametrize("who", ["amira", "outsider", "fern", "olu"])
def test_what_was_decided_has_no_other_reader(who, said, bo, olu, request):
    opened(olu, said).post(said, decision(bo))
    (told,) = appeals.said_to_me(bo, own_places(bo))
    client = signed_in(request.getfixturevalue(who))
    nothing = client.get("/there-is-no-such-page/").content
    path = f"/mine/said/{told.public_id}/"

    for answer in (client.get(path), client.post(path, {"own_words": "x"})):
        assert (answer.status_code, answer.content) == (404, nothing)


def test_settled_it_says_so_to_whoever_said_it(said, scene, amira, olu):
    opened(olu, said).post(said, {"do": "settle"})

    assert "This was settled on" in text(signed_in(amira), "/mine/said/")


def test_shown_again_in_one_press(scene, olu):
    make_door(scene.tuesday)
    made = [say(seat(scene, n), scene, "photo") for n in ("Ash", "Bea", "Cid")][-1]
    group = f"/groups/{scene.tuesday.public_id}/"
    picture = f"{group}door/0123456789abcdef-small.webp"
    assert "A blue door" not in text(Client(), group)
    assert Client().get(picture).status_code == 404

    path = f"/desk/reports/{row_of(made).public_id}/"
    signed_in(olu).post(f"{path}show-again/")

    assert "A blue door" in text(Client(), group)
    assert Client().get(picture).status_code == 200


def test_when_and_where_a_group_meets_is_never_hidden(scene):
    for name in ("Ash", "Bea", "Cid"):
        say(seat(scene, name), scene, "group")
    page = text(Client(), f"/groups/{scene.tuesday.public_id}/")

    assert "A small circle that listens." not in page
    assert "not shown until somebody has looked" in page
    assert "Wilfrid" in page


def test_k10_the_desk_of_somebody_it_is_about_counts_nothing(scene, amira, sol, hal):
    made = say(amira, scene, "lead")
    path = f"/desk/reports/leads/{row_of(made).public_id}/"
    theirs = signed_in(sol)
    nothing = theirs.get("/there-is-no-such-page/").content

    assert "Nothing waits." in text(theirs, "/desk/reports/")
    for address in (path, path.replace("leads/", "")):
        assert theirs.get(address).content == nothing
    assert "Somebody who leads on safeguarding" in text(signed_in(hal), path)


def test_the_list_takes_as_few_queries_for_twenty_as_for_one(
    scene, olu, django_assert_max_num_queries
):
    for number in range(20):
        row = Report.objects.create(
            kind="evening", thing=f"t{number}", made_at=NOON, locality=scene.leeds
        )
        row.concerned.create(place_id=number + 1, is_subject=True)
    client = signed_in(olu)

    with django_assert_max_num_queries(16):
        client.get("/desk/reports/")


def test_a_paused_name_is_told_so_on_the_page_of_its_group(said, scene, bo, olu):
    opened(olu, said).post(said, decision(bo))

    page = text(signed_in(bo), f"/groups/{scene.tuesday.public_id}/")
    assert "You have a pause from this group until" in page
