from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection

from hearthside.core.policy import Place
from hearthside.core.refusals import NotFound
from hearthside.groups import farewells, first_talks, joining, ways
from hearthside.groups.farewells import CannotLeaveWords
from hearthside.groups.first_talks import CannotAskForATalk
from hearthside.groups.models import Farewell, FirstTalk
from hearthside.groups.ways import Talk, Ways
from tests.cast import NOON


@pytest.fixture
def place(scene) -> Place:
    return Place(scene.tuesday.pk, scene.leeds.pk)


@pytest.fixture
def asks_first(scene, fern) -> None:
    ways.set_ways(fern, Ways(talk=Talk.ASKED), group_id=scene.tuesday.pk, now=NOON)


def ask(actor, scene, called="Wren", when="Thursday after six, 0113 496 0000"):
    first_talks.ask(
        actor, group_id=scene.tuesday.pk, called=called, when=when, now=NOON
    )


def join(actor, scene):
    joining.join(
        actor, group_id=scene.tuesday.pk, name_here="Wren", skeleton="wren",
        agreement_number=1, now=NOON,
    )  # fmt: skip


def test_where_a_talk_comes_first_nobody_joins_without_one(
    scene, newcomer, fern, place, asks_first
):
    with pytest.raises(joining.CannotJoin, match="talks with people before"):
        join(newcomer, scene)
    ask(newcomer, scene)
    with pytest.raises(joining.CannotJoin, match="talks with people before"):
        join(newcomer, scene)

    (asked,) = first_talks.asked(fern, place=place)
    first_talks.done(fern, public_id=asked.public_id, place=place, now=NOON)
    join(newcomer, scene)

    assert not FirstTalk.objects.exists()


def test_where_it_is_offered_nobody_has_to(scene, newcomer, fern):
    ways.set_ways(fern, Ways(talk=Talk.OFFERED), group_id=scene.tuesday.pk, now=NOON)

    join(newcomer, scene)


def test_where_there_are_none_it_is_said(scene, newcomer):
    with pytest.raises(CannotAskForATalk, match="no talks"):
        ask(newcomer, scene)


def test_when_it_is_done_the_name_and_the_number_are_gone(
    scene, newcomer, fern, place, asks_first
):
    ask(newcomer, scene)
    (asked,) = first_talks.asked(fern, place=place)
    assert (asked.called, asked.when) == ("Wren", "Thursday after six, 0113 496 0000")

    first_talks.done(fern, public_id=asked.public_id, place=place, now=NOON)

    row = FirstTalk.objects.get()
    assert (row.called, row.when) == ("", "")
    assert first_talks.asked(fern, place=place) == []
    assert first_talks.my_talk(newcomer, group_id=scene.tuesday.pk).is_done


def test_it_is_sealed_at_rest(scene, newcomer, asks_first):
    ask(newcomer, scene)

    with connection.cursor() as cursor:
        cursor.execute('SELECT called, "when", mark FROM groups_firsttalk')
        (kept,) = cursor.fetchall()

    assert kept[0].startswith("s1.")
    assert kept[1].startswith("s1.")


@pytest.mark.parametrize(
    "who", ["amira", "outsider", "otto", "olu", "sol", "eve", "hal", "newcomer"]
)
def test_only_the_groups_own_facilitators_see_who_asked(
    scene, place, asks_first, bo, who, request
):
    other = request.getfixturevalue(who)
    ask(bo, scene)
    public_id = FirstTalk.objects.get().public_id

    for act in (
        lambda: first_talks.asked(other, place=place),
        lambda: first_talks.done(other, public_id=public_id, place=place, now=NOON),
        lambda: farewells.left(other, place=place),
    ):
        with pytest.raises(NotFound):
            act()


def test_a_facilitator_of_another_group_marks_nothing_here(
    scene, otto, newcomer, asks_first
):
    ask(newcomer, scene)
    elsewhere = Place(scene.elsewhere.pk, scene.hull.pk)

    with pytest.raises(NotFound):
        first_talks.done(
            otto, public_id=FirstTalk.objects.get().public_id, place=elsewhere, now=NOON
        )


@pytest.mark.parametrize(
    ("called", "when", "sentence"),
    [
        (" ", "Thursday", "what to call you"),
        ("a" * 41, "Thursday", "what to call you"),
        ("Wren", " ", "when and how"),
        ("Wren", "a" * 301, "at most 300"),
    ],
)
def test_what_is_missing_is_said(scene, newcomer, asks_first, called, when, sentence):
    with pytest.raises(CannotAskForATalk, match=sentence):
        ask(newcomer, scene, called, when)


def test_asking_again_takes_the_place_of_the_first_and_can_be_taken_back(
    scene, newcomer, asks_first
):
    ask(newcomer, scene)
    ask(newcomer, scene, when="Friday")
    assert first_talks.my_talk(newcomer, group_id=scene.tuesday.pk).when == "Friday"

    first_talks.take_back(newcomer, group_id=scene.tuesday.pk)

    assert not FirstTalk.objects.exists()


@pytest.mark.parametrize(("days", "stays"), [(59, True), (61, False)])
def test_after_two_months_it_is_forgotten(scene, newcomer, asks_first, days, stays):
    ask(newcomer, scene)

    first_talks.forget(now=NOON + timedelta(days=days))

    assert FirstTalk.objects.exists() is stays


def test_it_goes_with_the_person(scene, newcomer, bo, asks_first):
    ask(newcomer, scene)
    ask(bo, scene)

    first_talks.forget_person(newcomer.person_id)

    assert FirstTalk.objects.count() == 1


def test_words_on_the_way_out_reach_the_facilitators_without_a_name(
    scene, amira, fern, place
):
    farewells.leave_words(amira, place=place, words="Thank you.", on=date(2026, 3, 2))

    assert [one.words for one in farewells.left(fern, place=place)] == ["Thank you."]
    columns = {field.name for field in Farewell._meta.fields}
    assert columns == {"id", "group", "words", "said_on"}


@pytest.mark.parametrize("words", ["", "  \n", "a" * 1001])
def test_no_words_or_too_many_are_not_left(scene, amira, place, words):
    with pytest.raises(CannotLeaveWords):
        farewells.leave_words(amira, place=place, words=words, on=date(2026, 3, 2))


def test_somebody_who_does_not_belong_leaves_no_words(scene, outsider, place):
    with pytest.raises(NotFound):
        farewells.leave_words(outsider, place=place, words="Hm.", on=date(2026, 3, 2))


@pytest.mark.parametrize(("days", "stays"), [(30, True), (31, False)])
def test_the_words_go_after_a_month(scene, amira, place, days, stays):
    farewells.leave_words(amira, place=place, words="Bye.", on=NOON.date())

    farewells.forget(now=NOON + timedelta(days=days))

    assert Farewell.objects.exists() is stays
