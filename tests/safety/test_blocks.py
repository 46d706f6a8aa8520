"""A name put away in a group: the other notices nothing, and it ties no names together."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hearthside.core.refusals import NotFound
from hearthside.groups import joining, seats, stepping_out
from hearthside.groups.models import Membership
from hearthside.people.models import Person
from hearthside.safety import blocks
from hearthside.safety.blocks import CannotBlock
from hearthside.safety.models import Block
from hearthside.workflows.answer_a_report import own_places
from hearthside.workflows.block_a_name import (
    block_a_name,
    forget_blocks,
    hidden_from,
    hides,
    may_ask,
)
from hearthside.workflows.forget_old_places import forget_old_places
from tests.cast import NOON, signed_in
from tests.safety.report_scene import place


def away(actor, scene, name="Bo"):
    block_a_name(actor, group_id=scene.tuesday.pk, name=name, now=NOON)


def test_the_one_sees_no_more_of_the_other_and_not_the_other_way_round(
    scene, amira, bo
):
    away(amira, scene)

    assert hides(place(amira), place(bo))
    assert not hides(place(bo), place(amira))


def test_what_the_other_asks_does_not_arrive_and_they_are_not_told(scene, amira, bo):
    away(amira, scene)

    assert not may_ask(place(bo), place(amira))
    assert may_ask(place(amira), place(bo))


def test_asking_costs_the_same_whether_anybody_put_anybody_away(scene, amira, bo):
    asked = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            hides(place(amira), place(bo))
        asked.append([query["sql"] for query in queries])
        away(amira, scene)

    assert asked[0] == asked[1]


def test_it_is_written_nowhere_by_person(scene, amira, bo):
    away(amira, scene)

    assert Person not in {field.related_model for field in Block._meta.fields}
    assert Block.objects.get().place_id == place(amira)


def test_a_name_that_looks_like_it_is_that_name_and_twice_is_once(scene, amira, bo):
    away(amira, scene, "bO")
    away(amira, scene, "Bo")

    assert Block.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "sentence"), [("Amira", "your own name"), ("Pim", "Nobody in this group")]
)
def test_oneself_and_names_of_other_groups_are_not_put_away(
    name, sentence, scene, amira, outsider
):
    with pytest.raises(CannotBlock, match=sentence):
        away(amira, scene, name)


@pytest.mark.parametrize("who", ["outsider", "newcomer", "fern", "olu"])
def test_only_one_of_the_group_puts_a_name_there_away(who, scene, bo, request):
    with pytest.raises(NotFound):
        away(request.getfixturevalue(who), scene)


def test_undone_by_whoever_did_it_and_nobody_else(scene, amira, bo):
    away(amira, scene)
    (mine,) = blocks.mine(own_places(amira))

    with pytest.raises(NotFound):
        blocks.undo(own_places(bo), public_id=mine.public_id)
    blocks.undo(own_places(amira), public_id=mine.public_id)

    assert not hides(place(amira), place(bo))


def test_it_goes_when_a_place_is_forgotten(scene, amira, bo):
    away(amira, scene)
    assert forget_blocks() == 0

    Membership.objects.filter(seats.of(bo.person_id)).delete()

    assert forget_blocks() == 1


def back_as(actor, scene, name, *, left=joining.leave, now=NOON):
    """Leave the Tuesday group, and join it again by another name; return the new place."""
    left(actor, group_id=scene.tuesday.pk, now=now)
    seats.take(
        person_id=actor.person_id, group_id=scene.tuesday.pk, name_here=name,
        skeleton=name.casefold(), agreement_number=1, now=now,
    )  # fmt: skip
    return Membership.objects.get(name_here=name).pk


@pytest.mark.parametrize("left", [joining.leave, stepping_out.burn])
def test_it_follows_who_leaves_and_comes_back_by_another_name(left, scene, amira, bo):
    away(amira, scene)

    again = back_as(bo, scene, "Kestrel", left=left)

    assert hides(place(amira), again)
    assert not may_ask(again, place(amira))
    assert not hides(again, place(amira))


def test_it_holds_for_who_put_a_name_away_and_came_back(scene, amira, bo):
    away(amira, scene)

    again = back_as(amira, scene, "Little Owl")

    assert hides(again, place(bo))


def test_it_follows_after_the_first_stay_is_long_over(scene, amira, bo):
    away(amira, scene)
    again = back_as(bo, scene, "Kestrel")

    forget_old_places(now=NOON + timedelta(days=400))
    forget_blocks()

    assert hides(place(amira), again)
    # The name of that stay is gone all the same.
    assert not Membership.objects.filter(name_here="Bo").exists()


def test_who_left_for_good_is_forgotten_after_a_year_with_every_block(scene, amira, bo):
    away(amira, scene)
    joining.leave(bo, group_id=scene.tuesday.pk, now=NOON)

    forget_old_places(now=NOON + timedelta(days=400))

    assert forget_blocks() == 1
    assert Membership.objects.count() == 1


def test_it_does_not_follow_into_another_group(scene, amira, bo):
    away(amira, scene)
    for actor, name in ((amira, "Owl"), (bo, "Kestrel")):
        seats.take(
            person_id=actor.person_id, group_id=scene.elsewhere.pk, name_here=name,
            skeleton=name.casefold(), agreement_number=1, now=NOON,
        )  # fmt: skip
    owl, kestrel = (
        Membership.objects.get(name_here=name).pk for name in ("Owl", "Kestrel")
    )

    assert not hides(owl, kestrel)


def test_only_whom_it_is_about_is_hidden_from_a_whole_ring(scene, amira, bo, fern):
    away(amira, scene)
    seats.take(
        person_id=fern.person_id, group_id=scene.tuesday.pk, name_here="Heron",
        skeleton="heron", agreement_number=1, now=NOON,
    )  # fmt: skip
    heron = Membership.objects.get(name_here="Heron").pk
    again = back_as(bo, scene, "Kestrel")

    assert hidden_from(place(amira), [again, heron]) == {again}


def test_my_list_says_the_name_i_put_away_and_not_the_new_one(scene, amira, bo):
    away(amira, scene)
    back_as(bo, scene, "Kestrel")

    page = signed_in(amira).get("/mine/away/").content.decode()
    assert '<bdi class="strong">Bo</bdi>' in page
    assert "Kestrel" not in page


def test_the_new_name_put_away_too_stands_beside_the_old_one(scene, amira, bo):
    away(amira, scene)
    back_as(bo, scene, "Kestrel")

    away(amira, scene, "Kestrel")

    # Were it told "you have done so already", the two names would be one.
    assert Block.objects.count() == 2


def test_back_in_the_group_i_can_undo_what_i_did_before(scene, amira, bo):
    away(amira, scene)
    again = back_as(amira, scene, "Little Owl")
    client = signed_in(amira)
    page = client.get("/mine/away/").content.decode()

    client.post("/mine/away/", {"block": Block.objects.get().public_id})

    assert '<bdi class="strong">Bo</bdi>' in page
    assert not hides(again, place(bo))


def test_a_name_that_was_burned_is_listed_without_it(scene, amira, bo):
    away(amira, scene)
    back_as(bo, scene, "Kestrel", left=stepping_out.burn)

    page = signed_in(amira).get("/mine/away/").content.decode()
    assert "A name from before" in page
    assert "Kestrel" not in page
