from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection

from hearthside.core import notes
from hearthside.core.policy import Place
from hearthside.core.refusals import NotFound
from hearthside.groups import first_talks, member_talks
from hearthside.groups.member_talks import LONGEST, CannotTell
from hearthside.groups.models import FirstTalk, RoleHeld
from hearthside.workflows.still_true import still_true
from hearthside.workflows.tell_a_facilitator import tell_a_facilitator
from tests.cast import NOON


@pytest.fixture
def place(scene) -> Place:
    return Place(scene.tuesday.pk, scene.leeds.pk)


def tell(actor, place, called="Wren", said="A hard week. I come early on Tuesday."):
    tell_a_facilitator(
        actor, place=place, called=called, said=said, read_at="http://here/x/", now=NOON
    )


def test_the_groups_facilitators_read_what_a_member_chose_to_say(amira, fern, place):
    tell(amira, place)

    (asked,) = first_talks.asked(fern, place=place)
    assert (asked.called, asked.when) == (
        "Wren",
        "A hard week. I come early on Tuesday.",
    )


def test_whoever_facilitates_is_told_and_not_a_word_of_it(amira, fern, place):
    tell(amira, place)

    (line,) = notes.of(fern.person_id, now=NOON, most=9, only_new=True)
    assert line.words == "Somebody would like a talk"
    assert still_true(line.still, person_id=fern.person_id, now=NOON)
    RoleHeld.objects.filter(person_id=fern.person_id).update(ended_at=NOON)
    assert not still_true(line.still, person_id=fern.person_id, now=NOON)


def test_said_again_it_takes_the_place_of_what_was_said(amira, fern, place):
    tell(amira, place)
    tell(amira, place, said="It is worse. Please ring.")

    (asked,) = first_talks.asked(fern, place=place)
    assert asked.when == "It is worse. Please ring."


def test_after_a_talk_a_member_can_ask_for_another(amira, fern, place):
    tell(amira, place)
    (asked,) = first_talks.asked(fern, place=place)
    first_talks.done(fern, public_id=asked.public_id, place=place, now=NOON)
    assert member_talks.mine(amira, place=place) is None

    tell(amira, place, said="Once more, please.")

    assert member_talks.mine(amira, place=place).when == "Once more, please."


def test_taken_back_nobody_reads_it(amira, fern, place):
    tell(amira, place)

    member_talks.take_back(amira, place=place)

    assert first_talks.asked(fern, place=place) == []
    assert not FirstTalk.objects.exists()


@pytest.mark.parametrize(
    ("called", "said", "why"),
    [
        ("", "A talk, please.", "what to call you"),
        ("Wren", "  ", "a few words"),
        ("Wren", "x" * (LONGEST + 1), "room for"),
    ],
)
def test_what_cannot_be_told_says_why(amira, fern, place, called, said, why):
    with pytest.raises(CannotTell, match=why):
        tell(amira, place, called=called, said=said)

    assert not FirstTalk.objects.exists()


def test_k5_where_nobody_facilitates_it_is_said_and_nothing_is_kept(amira, fern, place):
    RoleHeld.objects.filter(role="facilitator").update(ended_at=NOON)

    with pytest.raises(CannotTell, match="nobody would read it"):
        tell(amira, place)

    assert not FirstTalk.objects.exists()


@pytest.mark.parametrize(
    "who", ["outsider", "otto", "olu", "sol", "eve", "hal", "newcomer"]
)
def test_nobody_but_a_member_of_the_group_can(request, who, place):
    other = request.getfixturevalue(who)

    for act in (
        lambda: tell(other, place),
        lambda: member_talks.mine(other, place=place),
        lambda: member_talks.take_back(other, place=place),
    ):
        with pytest.raises(NotFound):
            act()


def test_it_is_sealed_at_rest_and_goes_after_two_months(amira, fern, place):
    tell(amira, place)
    with connection.cursor() as cursor:
        cursor.execute('SELECT called, "when" FROM groups_firsttalk')
        (kept,) = cursor.fetchall()
    assert all(one.startswith("s1.") for one in kept)

    first_talks.forget(now=NOON + timedelta(days=61))

    assert not FirstTalk.objects.exists()


def test_it_is_in_their_own_copy_and_is_forgotten_with_them(amira, fern, place):
    tell(amira, place)
    assert len(first_talks.of_person(amira.person_id)) == 1

    assert first_talks.forget_person(amira.person_id) == 1

    assert not FirstTalk.objects.exists()
