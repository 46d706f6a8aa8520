"""Words of a circle reported: sealed to the leads, round whom they are about, checked."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hearthside.circles import rehearsing, rosters
from hearthside.circles.models import Circle, Seat
from hearthside.core.actor import Actor, Role
from hearthside.core.refusals import ChangedMeanwhile, NotFound
from hearthside.groups import joining
from hearthside.groups.roles import grants_of
from hearthside.safety import reading, reports, sealed_words
from hearthside.safety.ladder import CannotAnswer, Rung, Towards
from hearthside.safety.models import Report, SealedWords, SealedWordsKey, Step
from hearthside.safety.reports import CannotReport
from hearthside.workflows import report_from_a_circle
from hearthside.workflows.answer_a_report import answer_a_report, own_places
from hearthside.workflows.report_from_a_circle import brought, check_words
from tests.cast import NOON, _role, _seat, make_person
from tests.circles_scene import circle, seat_of
from tests.sealed import make_holder
from tests.sealed_report import (
    a_word,
    key_in_the_circle,
    open_sealed,
    seal,
    swapped,
)

__all__ = ["circle"]
pytestmark = pytest.mark.django_db
BASE = "https://notices.example.org"
UNKIND = "quellbrook Vantrellix, you are not wanted here"


@pytest.fixture
def lead(sol):
    return make_holder(sol)


def send(actor, circle, words, *, about=None, wish="stop", sealed=None, now=NOON):
    """Report words as a device does; about -- the key of whoever said the first."""
    return report_from_a_circle.report_from_a_circle(
        actor,
        circle_id=circle.public_id,
        about=about or words[0].asked.member_id,
        wish=wish,
        sealed=sealed or seal(words, sealed_words.readers()),
        base_address=BASE,
        now=now,
    )


def opened(actor, *, now=NOON) -> str:
    """Open the one report on record; return its id."""
    public_id = Report.objects.filter(kind="circle").latest("id").public_id
    reading.open_report(actor, own_places(actor), public_id=public_id, now=now)
    return public_id


def told(actor, public_id, words, *, now=NOON):
    asked = [one.asked for one in words]
    return check_words(actor, public_id=public_id, asked=asked, now=now)


def test_a_lead_opens_what_was_chosen_and_the_house_says_who_said_it(
    amira, bo, sol, lead, circle
):
    words = [a_word(bo, circle, UNKIND, seq=7), a_word(amira, circle, "Stop", seq=8)]
    made = send(amira, circle, words)

    public_id = opened(sol)
    came = brought(sol, public_id=public_id, now=NOON)

    (box,) = came.boxes
    assert UNKIND.encode() in open_sealed(lead, box.tag, box.box, box.sealed)
    assert came.about == words[0].asked.member_id
    found = [(one.genuine, one.name) for one in told(sol, public_id, words)]
    assert found == [(True, "Bo"), (True, "Amira")]
    said = reports.followed(made.token)
    assert (made.is_sealed, said.wish, said.kind) == (True, "stop", "circle")


def test_nothing_that_was_said_is_in_the_tables(amira, bo, lead, circle):
    send(amira, circle, [a_word(bo, circle, UNKIND, seq=7)])

    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')
            kept = b"".join(
                bytes(one) if isinstance(one, bytes | memoryview) else str(one).encode()
                for row in cursor.fetchall()
                for one in row
            )
            assert not any(word in kept for word in (b"quellbrook", b"Vantrellix"))


def test_each_forgery_is_found_out_i11(amira, bo, sol, lead, scene, circle):
    first = a_word(bo, circle, UNKIND, seq=7)
    second = a_word(amira, circle, "Stop it", seq=8)
    send(amira, circle, [first, second])
    public_id = opened(sol)
    other_circle = Circle.objects.get(
        public_id=rehearsing.plant(scene.elsewhere.pk, [bo.person_id], now=NOON)
    )
    elsewhere = a_word(bo, other_circle, UNKIND, seq=7)
    altered = replace(first, asked=replace(first.asked, commitment=os.urandom(32)))
    as_another = replace(
        first, asked=replace(first.asked, member_id=second.asked.member_id)
    )

    forged = [altered, as_another, *swapped(first, second), elsewhere]

    assert [one.genuine for one in told(sol, public_id, forged)] == [False] * 5
    assert {one.name for one in told(sol, public_id, forged)} == {""}
    assert [one.genuine for one in told(sol, public_id, [first])] == [True]


def test_a_mark_with_the_same_key_in_another_circle_is_not_from_this_one_i11(
    amira, bo, sol, lead, scene, circle
):
    first = a_word(bo, circle, UNKIND, seq=7)
    send(amira, circle, [first])
    other_circle = Circle.objects.get(
        public_id=rehearsing.plant(scene.elsewhere.pk, [bo.person_id], now=NOON)
    )
    Seat.objects.filter(circle=other_circle).update(member_id=first.asked.member_id)

    elsewhere = a_word(bo, other_circle, UNKIND, seq=7)

    (answer,) = told(sol, opened(sol), [elsewhere])
    assert not answer.genuine


def test_somebody_who_left_and_came_back_said_both(amira, bo, sol, lead, circle):
    before = a_word(bo, circle, UNKIND, seq=7)
    rosters.leave(bo, circle_id=circle.public_id, now=NOON)
    rosters.sit(
        bo, circle_id=circle.public_id, now=NOON, member_id=before.asked.member_id
    )
    after = a_word(bo, circle, "and again", seq=9)
    send(amira, circle, [after, before])

    assert [one.genuine for one in told(sol, opened(sol), [before, after])] == [
        True
    ] * 2


def test_it_is_checked_only_while_the_report_is_open(amira, bo, sol, lead, circle):
    word = a_word(bo, circle, UNKIND, seq=7)
    send(amira, circle, [word])
    public_id = Report.objects.get(kind="circle").public_id

    assert brought(sol, public_id=public_id, now=NOON).boxes == ()
    with pytest.raises(CannotAnswer, match="Open the report"):
        told(sol, public_id, [word])
    opened(sol)
    late = NOON + timedelta(minutes=16)
    assert brought(sol, public_id=public_id, now=late).boxes == ()
    with pytest.raises(CannotAnswer, match="Open the report"):
        told(sol, public_id, [word], now=late)


def test_it_feeds_the_ladder(amira, bo, sol, lead, scene, circle):
    send(amira, circle, [a_word(bo, circle, UNKIND, seq=7)])
    public_id = opened(sol)
    sheet = reading.sheet(sol, own_places(sol), public_id=public_id, now=NOON)
    (place,) = sheet.subject_places

    answer_a_report(
        sol,
        public_id=public_id,
        rung=Rung.OUT_OF_GROUP,
        towards=Towards(place_id=place),
        reason="Nobody is spoken to like this here.",
        days=0,
        now=NOON,
    )

    assert own_places(bo) == [place]
    assert not [
        one for one in joining.my_places(bo) if one.group_id == scene.tuesday.pk
    ]


@pytest.mark.parametrize(
    "name", ["fern", "otto", "olu", "hal", "eve", "bo", "outsider"]
)
def test_nobody_else_knows_of_it(request, name, amira, bo, sol, lead, circle):
    word = a_word(bo, circle, UNKIND, seq=7)
    send(amira, circle, [word])
    public_id = opened(sol)
    actor = request.getfixturevalue(name)

    with pytest.raises(NotFound):
        brought(actor, public_id=public_id, now=NOON)
    with pytest.raises(NotFound):
        told(actor, public_id, [word])


def test_k10_a_facilitator_who_is_meant_is_gone_round(amira, fern, sol, lead, circle):
    send(amira, circle, [a_word(fern, circle, UNKIND, seq=7)])

    sheet = reading.sheet(sol, own_places(sol), public_id=opened(sol), now=NOON)
    assert sheet.subject_persons == (fern.person_id,)
    with pytest.raises(NotFound):
        reading.sheet(fern, own_places(fern), public_id=sheet.there.public_id, now=NOON)


def test_a_lead_who_is_meant_cannot_open_it_and_another_can(
    amira, sol, lead, scene, circle
):
    both = _role(_seat_in_the_circle(scene, circle, "Wren"), Role.LEAD)
    wren = make_holder(both)

    send(amira, circle, [a_word(both, circle, UNKIND, seq=7)])

    public_id = opened(sol)
    assert SealedWordsKey.objects.get().key.person_id == sol.person_id
    with pytest.raises(NotFound):
        brought(wren.actor, public_id=public_id, now=NOON)


def _seat_in_the_circle(scene, circle, name):
    person = make_person(name)
    actor = _seat(person, scene.tuesday)
    rosters.sit(actor, circle_id=circle.public_id, now=NOON)
    return person


def test_about_the_only_lead_the_report_reaches_the_host_without_the_words(
    amira, scene, circle, hal
):
    both = _role(_seat_in_the_circle(scene, circle, "Wren"), Role.LEAD)
    make_holder(both)

    made = send(amira, circle, [a_word(both, circle, UNKIND, seq=7)])

    assert not made.is_sealed
    assert SealedWords.objects.count() == 0
    public_id = Report.objects.get(kind="circle").public_id
    reading.open_report(hal, own_places(hal), public_id=public_id, now=NOON)
    assert brought(hal, public_id=public_id, now=NOON).boxes == ()


def test_who_reads_is_the_same_list_whoever_it_is_about(
    amira, scene, sol, lead, circle
):
    alone = report_from_a_circle.readers(amira, circle_id=circle.public_id)
    _role(_seat_in_the_circle(scene, circle, "Wren"), Role.LEAD)

    assert report_from_a_circle.readers(amira, circle_id=circle.public_id) == alone
    assert [one.name for one in alone] == ["Sol"]


def test_without_a_key_there_is_nobody_to_seal_to_and_a_report_stays_without_words(
    amira, bo, sol, circle
):
    word = a_word(bo, circle, UNKIND, seq=7)

    assert report_from_a_circle.readers(amira, circle_id=circle.public_id) == []
    assert not send(amira, circle, [word], sealed=seal([word], [])).is_sealed
    assert Report.objects.filter(kind="circle").count() == 1
    assert SealedWords.objects.count() == 0


def test_a_lead_who_came_since_makes_the_device_seal_anew(amira, bo, sol, lead, circle):
    word = a_word(bo, circle, UNKIND, seq=7)
    old = seal([word], sealed_words.readers())
    make_holder(_role(make_person("Wren"), Role.LEAD))

    with pytest.raises(ChangedMeanwhile):
        send(amira, circle, [word], sealed=old)

    assert Report.objects.filter(kind="circle").count() == 0
    assert send(amira, circle, [word]).is_sealed
    assert SealedWordsKey.objects.count() == 2


def test_sent_twice_it_is_kept_once_and_more_can_follow_j5(
    amira, bo, sol, lead, circle
):
    word = a_word(bo, circle, UNKIND, seq=7)
    same = seal([word], sealed_words.readers())

    send(amira, circle, [word], sealed=same)
    send(amira, circle, [word], sealed=same)
    send(amira, circle, [a_word(bo, circle, "and again", seq=9)])

    assert Report.objects.filter(kind="circle").count() == 1
    assert SealedWords.objects.count() == 2
    assert Step.objects.filter(kind=Step.Kind.SAID).count() == 1
    for seq in range(10, 13):
        send(amira, circle, [a_word(bo, circle, "again", seq=seq)])
    with pytest.raises(CannotReport, match="enough"):
        send(amira, circle, [a_word(bo, circle, "again", seq=14)])


def test_another_member_is_another_report_about_the_same_seat(
    amira, bo, fern, sol, lead, circle
):
    word = a_word(bo, circle, UNKIND, seq=7)

    send(amira, circle, [word])
    send(fern, circle, [word])

    assert Report.objects.filter(kind="circle").count() == 2
    (waiting, _other) = reading.waiting(sol, own_places(sol))[:2]
    assert waiting.how_many == 2


@pytest.mark.parametrize("what", ["their own", "nobody's"])
def test_it_is_about_somebody_else_who_is_there(what, amira, bo, lead, circle):
    word = a_word(bo, circle, UNKIND, seq=7)
    about = key_in_the_circle(amira, circle) if what == "their own" else os.urandom(16)

    with pytest.raises(CannotReport):
        send(amira, circle, [word], about=about)

    assert Report.objects.filter(kind="circle").count() == 0


@pytest.mark.parametrize("name", ["outsider", "newcomer", "sol", "olu", "hal"])
def test_who_does_not_sit_there_reports_nothing_from_it(
    request, name, bo, lead, circle
):
    word = a_word(bo, circle, UNKIND, seq=7)
    actor = request.getfixturevalue(name)

    with pytest.raises(NotFound):
        send(actor, circle, [word])
    with pytest.raises(NotFound):
        report_from_a_circle.readers(actor, circle_id=circle.public_id)


def test_asking_is_as_many_questions_for_two_words_as_for_forty(
    amira, bo, sol, lead, circle
):
    words = [a_word(bo, circle, "again", seq=seq) for seq in range(1, 41)]
    send(amira, circle, words[:2])
    public_id = opened(sol)

    with CaptureQueriesContext(connection) as few:
        told(sol, public_id, words[:2])
    with CaptureQueriesContext(connection) as many:
        assert all(one.genuine for one in told(sol, public_id, words))

    assert len(many) == len(few) <= 20


def test_whoever_reported_decides_nothing_about_it(amira, bo, scene, lead, circle):
    both = _role(_seat_in_the_circle(scene, circle, "Wren"), Role.LEAD)
    make_holder(both)
    # In the group, and a lead besides.
    wren = Actor(both.person_id, grants_of(both.person_id), True)
    send(wren, circle, [a_word(bo, circle, UNKIND, seq=7)])
    public_id = opened(wren)

    with pytest.raises(CannotAnswer, match="You said this yourself"):
        answer_a_report(
            wren,
            public_id=public_id,
            rung=Rung.NOTE,
            towards=None,
            reason="",
            days=0,
            now=NOON,
        )


def test_a_seat_that_is_forgotten_leaves_words_nobody_said(
    amira, bo, sol, lead, circle
):
    word = a_word(bo, circle, UNKIND, seq=7)
    send(amira, circle, [word])
    seat_of(bo, circle).delete()

    public_id = opened(sol)

    assert [one.genuine for one in told(sol, public_id, [word])] == [False]
    assert brought(sol, public_id=public_id, now=NOON).about == b""
