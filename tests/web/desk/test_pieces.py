from __future__ import annotations

from datetime import timedelta

import pytest

from hearthside.commons import reviewing
from hearthside.commons.models import Collection, Piece
from hearthside.commons.shapes import Kind, Stage, State
from hearthside.safety.models import Concerned, Protection, Report
from hearthside.workflows import what_is_wrong, withdraw_a_piece
from hearthside.workflows.say_something_is_wrong import say_something_is_wrong
from tests.cast import NOON, _seat, make_person, signed_in
from tests.pieces_scene import share, shown

pytestmark = pytest.mark.usefixtures("at_noon")


def text(answer) -> str:
    return answer.content.decode()


def test_twelve_wait_and_one_after_the_other_is_decided(amira, olu):
    for number in range(12):
        share(
            amira, title=f"What about thing {number}?",
            now=NOON - timedelta(hours=12 - number),
        )  # fmt: skip
    desk = signed_in(olu)
    page = text(desk.get("/desk/pieces/"))
    assert "12 pieces wait." in page
    assert "thing 0" not in page

    (first, *_rest) = reviewing.waiting(olu)
    address = f"/desk/pieces/{first.public_id}/"
    page = text(desk.get(address))
    assert "1 of 12" in page
    assert "What about thing 0?" in page
    assert "Amira" not in page

    answer = desk.post(address, {"do": "publish", "version": "1"}, follow=True)

    assert "What about thing 1?" in text(answer)
    assert "1 of 11" in text(answer)


def test_before_and_after_stand_side_by_side(amira, olu):
    row = share(amira, Kind.STORY, words="It began with rain. My sister came.")
    desk, address = signed_in(olu), f"/desk/pieces/{row.public_id}/"

    desk.post(
        address,
        {"do": "suggest", "version": "1", "title": "A slow spring", "why": "The rain.",
         "words": "It began with sun. My sister came."},
    )  # fmt: skip

    page = text(desk.get(address))
    assert "Before and after" in page
    assert "<del>" in page
    assert "<ins>" in page


def test_a_reason_is_asked_for_and_what_was_typed_stays(amira, olu):
    row = share(amira)

    answer = signed_in(olu).post(
        f"/desk/pieces/{row.public_id}/",
        {"do": "suggest", "version": "1", "title": "How do others do it?", "why": ""},
    )

    assert answer.status_code == 409
    assert "Please say why" in text(answer)
    assert "How do others do it?" in text(answer)


def test_what_somebody_changed_meanwhile_is_not_decided_unseen(amira, olu):
    row = share(amira)
    Piece.objects.update(version=2)

    answer = signed_in(olu).post(
        f"/desk/pieces/{row.public_id}/", {"do": "publish", "version": "1"}
    )

    assert answer.status_code == 409
    assert Piece.objects.get().state == State.WAITING


def test_markup_in_a_piece_does_nothing_at_the_desk(amira, olu):
    row = share(amira, title="<img src=x onerror=alert(1)> how?")

    page = text(signed_in(olu).get(f"/desk/pieces/{row.public_id}/"))

    assert "<img src=x" not in page


def test_questions_without_an_answer_stand_there_after_a_day(amira, fern):
    shown(amira, now=NOON - timedelta(days=2), notes=("body",))

    page = text(signed_in(fern).get("/desk/unanswered/"))

    assert page.index("This speaks of") < page.index("drains after surgery")


def test_a_collection_is_begun_filled_and_printed(amira, bo, olu):
    row = shown(amira, Kind.STRATEGY, to={Stage.COMMONS, Stage.PRINT})
    desk = signed_in(olu)
    desk.post("/desk/collections/", {"title": "First week home", "words": ""})
    made = Collection.objects.get()
    address = f"/desk/collections/{made.public_id}/"
    assert "The first night home" in text(desk.get(address))
    assert desk.post(address, {"do": "in", "piece": "zzzzzzzzzzzz"}).status_code == 409

    desk.post(address, {"do": "in", "piece": row.public_id})

    page = text(signed_in(bo).get(f"/shared/collections/{made.public_id}/"))
    assert "The first night home" in page
    printed = text(signed_in(bo).get(f"/shared/collections/{made.public_id}/print/"))
    assert "I put water by the bed." in printed
    assert "not advice from a doctor" in printed
    desk.post(address, {"do": "end"})
    assert not Collection.objects.exists()


def report(who, row):
    where = what_is_wrong.find(who, kind="piece", pointer=row.public_id, now=NOON)
    return say_something_is_wrong(who, where, kind="piece", base_address="", now=NOON)


def belongs_long(scene, name):
    from hearthside.groups import seats
    from hearthside.groups.models import Membership

    who = _seat(make_person(name), scene.tuesday)
    Membership.objects.filter(seats.of(who.person_id)).update(
        joined_at=NOON - timedelta(days=60)
    )
    return who


def test_k11_what_was_reported_stays_as_it_was_when_its_author_takes_it_back(amira, bo):
    row = shown(amira, Kind.STORY)
    report(bo, row)

    withdraw_a_piece.withdraw(amira, public_id=row.public_id, now=NOON)

    assert "It began with rain." in Report.objects.get().snapshot
    assert not Piece.objects.get().words


def test_six_who_belong_hide_it_and_a_lead_shows_it_again(amira, scene, sol):
    row = shown(amira, Kind.STORY)
    for number in range(6):
        report(belongs_long(scene, f"Reader{number}"), row)

    assert Protection.objects.get().thing == row.public_id
    row.refresh_from_db()
    assert row.state == State.HELD
    assert [one.public_id for one in reviewing.waiting(sol)] == [row.public_id]
    made = Report.objects.earliest("id")
    desk = signed_in(sol)
    desk.post(f"/desk/reports/{made.public_id}/open/")
    desk.post(f"/desk/reports/{made.public_id}/show-again/")

    row.refresh_from_db()
    assert row.state == State.PUBLISHED


def test_k10_a_report_goes_round_the_lead_who_wrote_it_and_names_nobody(bo, sol, hal):
    theirs = shown(sol, Kind.STORY)
    report(bo, theirs)

    assert [one.person_id for one in Concerned.objects.all()] == [sol.person_id]
    assert not Concerned.objects.filter(is_subject=True).exists()
    made = Report.objects.get()
    assert signed_in(sol).get(f"/desk/reports/{made.public_id}/").status_code == 404


def test_a_report_of_a_members_piece_points_at_nobody(amira, bo):
    report(bo, shown(amira, Kind.STORY))

    assert not Concerned.objects.exists()


def test_something_is_wrong_stands_on_the_page_of_a_piece(amira, bo):
    row = shown(amira, Kind.STORY)
    address = f"/wrong/piece/{row.public_id}/"
    reader = signed_in(bo)

    assert address in text(reader.get(f"/shared/{row.public_id}/"))
    assert "What somebody shared here" in text(reader.get(address))
    reader.post(address, {"about": "piece"})

    assert Report.objects.get().kind == "piece"
