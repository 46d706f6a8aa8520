from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection

from hearthside.core.models import TrailEntry
from hearthside.core.refusals import NotFound
from hearthside.groups import (
    adopting,
    agreeing,
    my_place,
    open_changes,
    proposed_words,
    proposing,
    stepping_out,
    ways,
)
from hearthside.groups.adopting import CannotAdopt
from hearthside.groups.models import Agreement, Change, Voice
from hearthside.groups.proposing import CannotPropose, CannotSay
from hearthside.groups.ways import Counts, Ways
from tests.cast import NOON

WORDS = ("What is said here stays here.", "Phones stay in coats.")
WEEK = timedelta(days=7)


def propose(actor, scene, promises=WORDS, why="A phone rang last week.", now=NOON):
    return proposing.propose(
        actor, group_id=scene.tuesday.pk, promises=promises, why=why, now=now
    )


def adopt(actor, change, *, aloud=False, now=NOON + WEEK):
    return adopting.adopt(actor, public_id=change, was_read_aloud=aloud, now=now)


def test_a_member_proposes_and_nobody_is_named(scene, amira, bo):
    propose(amira, scene)

    (seen,) = open_changes.in_group(bo, group_id=scene.tuesday.pk)
    assert seen.promises == WORDS
    assert seen.before == ("What is said here stays here.",)
    assert not seen.is_mine
    with connection.cursor() as cursor:
        cursor.execute("SELECT by_mark FROM groups_change")
        (mark,) = cursor.fetchone()
    assert len(mark) == 43


@pytest.mark.parametrize("who", ["outsider", "newcomer", "otto", "olu", "hal"])
def test_nobody_from_outside_knows_of_it(scene, amira, who, request):
    other = request.getfixturevalue(who)
    change = propose(amira, scene)

    for act in (
        lambda: propose(other, scene),
        lambda: open_changes.in_group(other, group_id=scene.tuesday.pk),
        lambda: open_changes.the_change(other, public_id=change),
        lambda: proposing.say(other, public_id=change, say="yes"),
        lambda: proposing.take_back(other, public_id=change),
        lambda: adopt(other, change),
    ):
        with pytest.raises(NotFound):
            act()
    assert Change.objects.count() == 1
    assert Agreement.objects.filter(group=scene.tuesday).count() == 1


@pytest.mark.parametrize(
    ("promises", "why", "sentence"),
    [
        ((), "Because.", "at least one promise"),
        (("a",) * 21, "Because.", "at most 20"),
        (("a" * 301,), "Because.", "at most 300"),
        (WORDS, "  ", "Say in a sentence why"),
        (WORDS, "a" * 301, "at most 300"),
        (("What is said here stays here.",), "Because.", "words of today"),
    ],
)
def test_what_cannot_be_proposed_is_refused_with_a_sentence(
    scene, amira, promises, why, sentence
):
    with pytest.raises(CannotPropose, match=sentence):
        propose(amira, scene, promises, why)


def test_one_open_change_each_and_it_can_be_taken_back(scene, amira):
    change = propose(amira, scene)
    with pytest.raises(CannotPropose, match="proposed a change already"):
        propose(amira, scene, ("Other.",))

    proposing.take_back(amira, public_id=change)

    assert propose(amira, scene, ("Other.",))


def test_a_member_cannot_lay_aside_what_another_proposed(scene, amira, bo, fern):
    change = propose(amira, scene)
    with pytest.raises(NotFound):
        proposing.take_back(bo, public_id=change)

    proposing.take_back(fern, public_id=change)

    assert not Change.objects.exists()


def test_a_voice_said_again_takes_the_place_of_the_first(scene, amira, bo):
    change = propose(amira, scene)
    proposing.say(bo, public_id=change, say="yes")

    proposing.say(bo, public_id=change, say="talk")

    assert Voice.objects.count() == 1
    assert open_changes.the_change(bo, public_id=change).said == "talk"
    assert open_changes.the_change(amira, public_id=change).somebody_wants_to_talk


def test_something_else_than_the_three_answers_is_refused(scene, amira):
    change = propose(amira, scene)

    with pytest.raises(CannotSay):
        proposing.say(amira, public_id=change, say="no")


@pytest.mark.parametrize(
    ("rule", "member_sees", "facilitator_sees"),
    [
        (Counts.ALL, True, True),
        (Counts.FACILITATORS, False, True),
        (Counts.NOBODY, False, False),
    ],
)
def test_counts_are_seen_as_the_group_says(
    scene, amira, bo, fern, rule, member_sees, facilitator_sees
):
    ways.set_ways(fern, Ways(counts=rule), group_id=scene.tuesday.pk, now=NOON)
    change = propose(amira, scene)
    proposing.say(bo, public_id=change, say="yes")

    counts = {"yes": 1, "not_yet": 0, "talk": 0}
    for actor, sees in ((bo, member_sees), (fern, facilitator_sees)):
        seen = open_changes.the_change(actor, public_id=change)
        assert seen.counts == (counts if sees else None)


def test_a_facilitator_adopts_after_seven_days_and_both_versions_stay(
    scene, amira, bo, fern
):
    change = propose(amira, scene)
    proposing.say(bo, public_id=change, say="yes")

    number = adopt(fern, change)

    assert number == 2
    now, before = agreeing.versions(scene.tuesday.pk)
    assert (now.promises, now.why) == (WORDS, "A phone rang last week.")
    assert before.promises == ("What is said here stays here.",)
    assert not Voice.objects.exists()
    assert TrailEntry.objects.filter(verb="adopt a changed agreement").count() == 1


def test_before_seven_days_only_what_was_read_aloud_is_adopted(scene, amira, fern):
    change = propose(amira, scene)
    early = NOON + WEEK - timedelta(seconds=1)
    with pytest.raises(CannotAdopt, match="seven days"):
        adopt(fern, change, now=early)

    adopt(fern, change, aloud=True, now=early)

    assert agreeing.versions(scene.tuesday.pk)[0].at_a_meeting


def test_a_member_does_not_adopt(scene, amira):
    change = propose(amira, scene)

    with pytest.raises(NotFound):
        adopt(amira, change)


def test_what_was_made_from_older_words_is_not_adopted_over_newer_ones(
    scene, amira, bo, fern
):
    first, second = propose(amira, scene), propose(bo, scene, ("Be on time.",))
    adopt(fern, first)

    with pytest.raises(CannotAdopt, match="propose it again"):
        adopt(fern, second)


def test_what_is_settled_is_not_there_any_more(scene, amira, fern):
    change = propose(amira, scene)
    adopt(fern, change)

    with pytest.raises(NotFound):
        adopt(fern, change)
    with pytest.raises(NotFound):
        proposing.say(amira, public_id=change, say="yes")


def test_after_a_change_members_read_it_before_their_next_act(scene, amira, bo, fern):
    adopt(fern, propose(amira, scene))
    assert [one.name for one in my_place.unread(bo)] == [scene.tuesday.name]
    with pytest.raises(CannotPropose, match="has changed"):
        propose(bo, scene, ("Be on time.",))

    my_place.accept(bo, group_id=scene.tuesday.pk, number=2)

    assert my_place.unread(bo) == []
    assert propose(bo, scene, ("Be on time.",))


def test_only_the_newest_words_can_be_accepted(scene, amira, fern, outsider):
    adopt(fern, propose(amira, scene))

    for number in (0, 1, 3):
        with pytest.raises(agreeing.CannotAccept):
            my_place.accept(amira, group_id=scene.tuesday.pk, number=number)
    with pytest.raises(NotFound):
        my_place.accept(outsider, group_id=scene.tuesday.pk, number=2)


def test_whoever_takes_a_break_takes_their_words_back(scene, amira, bo):
    first, second = propose(amira, scene), propose(bo, scene, ("Be on time.",))
    proposing.say(amira, public_id=second, say="yes")

    stepping_out.take_a_break(amira, group_id=scene.tuesday.pk, now=NOON)

    assert [row.public_id for row in Change.objects.all()] == [second]
    assert first != second
    assert not Voice.objects.exists()
    with pytest.raises(CannotSay, match="taking a break"):
        proposing.say(amira, public_id=second, say="yes")


def test_several_open_changes_are_talked_over_before_more_come(scene, fern, amira):
    for number in range(proposing.MOST_OPEN):
        Change.objects.create(
            group=scene.tuesday, by_mark=str(number), from_number=1, promises=["a"],
            why="b", made_at=NOON,
        )  # fmt: skip

    with pytest.raises(CannotPropose, match="talk those over first"):
        propose(amira, scene)


@pytest.mark.parametrize(("days", "stays"), [(179, True), (181, False)])
def test_what_nobody_settles_goes_after_half_a_year(scene, amira, bo, days, stays):
    change = propose(amira, scene)
    proposing.say(bo, public_id=change, say="yes")

    proposed_words.forget(now=NOON + timedelta(days=days))

    assert Change.objects.exists() is stays
    assert Voice.objects.exists() is stays


def test_what_a_person_proposed_and_said_goes_with_them(scene, amira, bo):
    propose(amira, scene)
    other = propose(bo, scene, ("Be on time.",))
    proposing.say(amira, public_id=other, say="yes")

    proposed_words.forget_person(amira.person_id)

    assert [row.public_id for row in Change.objects.all()] == [other]
    assert not Voice.objects.exists()


def test_many_changes_cost_as_many_queries_as_one(
    scene, amira, bo, fern, django_assert_num_queries
):
    for actor, words in ((amira, WORDS), (bo, ("b",)), (fern, ("c",))):
        propose(actor, scene, words)

    with django_assert_num_queries(5):
        assert len(open_changes.in_group(amira, group_id=scene.tuesday.pk)) == 3
