"""Somebody takes back what they shared; then its words are looked for in all we keep."""

from __future__ import annotations

import pytest
from django.test import Client

from hearthside.commons import collecting, willing
from hearthside.commons.models import Collection, Piece
from hearthside.commons.shapes import Kind, Stage, Words
from hearthside.safety.models import Report
from hearthside.workflows import what_is_wrong, withdraw_a_piece
from hearthside.workflows.ask_the_willing import ask_the_willing
from hearthside.workflows.say_something_is_wrong import say_something_is_wrong
from tests.cast import NOON, signed_in
from tests.house.test_gone_by_scan import found_in_tables
from tests.pieces_scene import shown

WORD = "quillonspring"
EVERYWHERE = {Stage.COMMONS, Stage.PUBLIC, Stage.PRINT}


@pytest.fixture
def shared_everywhere(amira, bo, olu, scene, monkeypatch) -> list[Piece]:
    """One of each kind, in every field, in a collection, shown to somebody who may be asked."""
    monkeypatch.setattr("hearthside.web.gates.the_clock", lambda: NOON)
    fields = dict.fromkeys(
        ("title", "words", "did", "went", "cautions"), f"A {WORD} day."
    )
    question = shown(amira, Kind.QUESTION, to=EVERYWHERE, topic="cancer", **fields)
    of_bo = shown(bo, Kind.STRATEGY, to=EVERYWHERE)
    pieces = [
        question,
        shown(amira, Kind.STRATEGY, to=EVERYWHERE, name=WORD, **fields),
        shown(
            amira, Kind.STORY, to=set(Stage), group_id=scene.tuesday.pk, name=WORD,
            **fields,
        ),
        shown(amira, Kind.ANSWER, about=question.public_id, name=WORD, **fields),
        shown(amira, Kind.TRIED, about=of_bo.public_id, name=WORD, **fields),
    ]  # fmt: skip
    made = collecting.begin(olu, title="First week home", words="", now=NOON)
    collecting.put_in(olu, public_id=made, piece_id=pieces[1].public_id, now=NOON)
    willing.be_willing(bo, topics={"cancer"}, now=NOON)
    Piece.objects.filter(pk=pieces[3].pk).update(state="waiting")
    assert ask_the_willing(now=NOON) == 1
    withdraw_a_piece.suggest(
        olu, public_id=pieces[3].public_id, version=1, why=f"Too {WORD}.",
        words=Words(words=f"Less {WORD}."), now=NOON,
    )  # fmt: skip
    return pieces


def pages(clients, pieces):
    """Return all that is shown, to everybody who could have seen it."""
    lists = ["/", "/shared/", "/shared/questions/", "/shared/strategies/",
             "/shared/stories/", "/desk/pieces/", "/shared/mine/", "/sitemap.xml",
             "/feeds/changes.atom", "/kept/", "/kept/strategies/"]  # fmt: skip
    lists += [f"/kept/collection/{one.public_id}/" for one in Collection.objects.all()]
    own = [
        f"/shared/{row.public_id}/{more}" for row in pieces for more in ("", "print/")
    ]
    own += [f"/kept/piece/{row.public_id}/" for row in pieces]
    return " ".join(
        client.get(address).content.decode()
        for client in clients
        for address in lists + own
    )


def kept_on_a_device(client) -> dict[str, str]:
    """Return the pages with the word in them that somebody may keep, by their mark."""
    rows = Piece.objects.all()
    addresses = [f"/kept/piece/{row.public_id}/" for row in rows]
    addresses += [
        f"/kept/collection/{one.public_id}/" for one in Collection.objects.all()
    ]
    answers = [client.get(address) for address in [*addresses, "/kept/strategies/"]]
    return {
        answer["X-Mark"]: answer.content.decode()
        for answer in answers
        if WORD in answer.content.decode()
    }


def test_no_page_that_somebody_kept_holds_once_it_is_taken_back(
    shared_everywhere, amira, bo
):
    devices = {**kept_on_a_device(Client()), **kept_on_a_device(signed_in(bo))}
    # Itself, its collection and the newest; for members and for everybody.
    assert len(devices) >= 3
    assert devices.keys() <= set(Client().get("/kept/marks/").json()["marks"])

    for row in shared_everywhere:
        withdraw_a_piece.withdraw(amira, public_id=row.public_id, now=NOON)

    # By the very next question of a device: it keeps no page whose mark is not there.
    assert not devices.keys() & set(Client().get("/kept/marks/").json()["marks"])
    assert kept_on_a_device(Client()) == kept_on_a_device(signed_in(bo)) == {}


def test_what_is_taken_back_is_found_nowhere(shared_everywhere, amira, bo, olu):
    clients = [Client(), signed_in(amira), signed_in(bo), signed_in(olu)]
    assert {"commons.piece", "commons.suggestion"} <= found_in_tables(WORD)
    assert WORD in pages(clients, shared_everywhere)

    for row in shared_everywhere:
        withdraw_a_piece.withdraw(amira, public_id=row.public_id, now=NOON)

    assert found_in_tables(WORD) == set()
    assert WORD not in pages(clients, shared_everywhere)


def test_only_what_a_report_showed_stays_with_the_report(shared_everywhere, amira, bo):
    story = shared_everywhere[2]
    where = what_is_wrong.find(bo, kind="piece", pointer=story.public_id, now=NOON)
    say_something_is_wrong(bo, where, kind="piece", base_address="", now=NOON)

    for row in shared_everywhere:
        withdraw_a_piece.withdraw(amira, public_id=row.public_id, now=NOON)

    assert found_in_tables(WORD) == {"safety.report"}
    assert WORD in Report.objects.get().snapshot


def test_whoever_leaves_for_good_takes_all_of_it_and_others_keep_theirs(
    shared_everywhere, amira, bo, olu
):
    from hearthside.workflows import forget_me

    shown(
        bo, Kind.ANSWER, about=shared_everywhere[0].public_id, words="Mine stays here."
    )
    withdraw_a_piece.suggest(
        olu, public_id=shared_everywhere[0].public_id, version=1, why="Shorter.",
        words=Words(title=f"Is it {WORD}?"), now=NOON,
    )  # fmt: skip

    forget_me.forget(amira.person_id, now=NOON)

    assert found_in_tables(WORD) == set()
    page = Client().get(f"/shared/{shared_everywhere[0].public_id}/")
    assert page.status_code == 404
    page = signed_in(bo).get(f"/shared/{shared_everywhere[0].public_id}/")
    assert "Mine stays here." in page.content.decode()
    assert "This question was taken back" in page.content.decode()


def test_the_gap_of_somebody_who_left_goes_when_nothing_stands_around_it(
    shared_everywhere, amira, bo
):
    from hearthside.commons import going
    from hearthside.workflows import forget_me

    question = shared_everywhere[0]
    answer = shown(bo, Kind.ANSWER, about=question.public_id, words="Mine stays here.")
    forget_me.forget(amira.person_id, now=NOON)
    going.forget(now=NOON + going.KEPT_FOR)
    assert Piece.objects.filter(pk=question.pk).exists()

    withdraw_a_piece.withdraw(bo, public_id=answer.public_id, now=NOON)
    going.forget(now=NOON + going.KEPT_FOR)
    going.forget(now=NOON + going.KEPT_FOR)

    assert not Piece.objects.filter(pk__in=[question.pk, answer.pk]).exists()


def test_while_somebody_thinks_again_it_rests_and_comes_back(
    shared_everywhere, amira, bo
):
    from hearthside.commons import going

    address = f"/shared/{shared_everywhere[2].public_id}/"

    going.rest(amira.person_id)
    assert signed_in(bo).get(address).status_code == 404

    going.come_back(amira.person_id)
    assert signed_in(bo).get(address).status_code == 200
