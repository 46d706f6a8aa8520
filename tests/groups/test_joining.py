import pytest

from hearthside.core.refusals import NotFound
from hearthside.groups import joining, seats
from hearthside.groups.models import Agreement, Feed, Group, Membership
from hearthside.people import chosen_names
from tests.cast import NOON, make_group


def join(actor, group, name="Wren", number=1):
    joining.join(
        actor,
        group_id=group.pk,
        name_here=name,
        skeleton=chosen_names.skeleton(name),
        agreement_number=number,
        now=NOON,
    )


def test_a_newcomer_takes_a_free_seat(newcomer, scene):
    join(newcomer, scene.tuesday)

    seat = Membership.objects.get(seats.of(newcomer.person_id))
    assert (seat.name_here, seat.joined_at, seat.agreement_number) == ("Wren", NOON, 1)


def test_a_member_cannot_join_twice(amira, scene):
    with pytest.raises(joining.CannotJoin, match="already in this group"):
        join(amira, scene.tuesday, name="Somebody else")


def test_a_full_group_says_so(newcomer, bo, scene):
    Group.objects.filter(id=scene.tuesday.pk).update(seats=1)

    with pytest.raises(joining.CannotJoin, match="This group is full"):
        join(newcomer, scene.tuesday)


def test_a_name_that_somebody_has_there_is_refused(newcomer, bo, scene):
    with pytest.raises(joining.CannotJoin, match="has that name"):
        join(newcomer, scene.tuesday, name="bo")


def test_a_changed_agreement_is_read_again(newcomer, scene):
    Agreement.objects.create(
        group=scene.tuesday, number=2, promises=["More."], adopted_on=NOON.date()
    )

    with pytest.raises(joining.CannotJoin, match="read it once more"):
        join(newcomer, scene.tuesday, number=1)


def test_somebody_elses_listing_cannot_be_joined(newcomer, scene):
    feed = Feed.objects.create(name="The county list", zone="Europe/London")
    listed = make_group(scene.leeds, "Listed", feed=feed, feed_key="a")

    with pytest.raises(NotFound):
        join(newcomer, listed)


def test_leaving_frees_the_seat_and_not_yet_the_name(amira, newcomer, scene):
    Group.objects.filter(id=scene.tuesday.pk).update(seats=1)
    joining.leave(amira, group_id=scene.tuesday.pk, now=NOON)

    with pytest.raises(joining.CannotJoin, match="has that name"):
        join(newcomer, scene.tuesday, name="amira")
    join(newcomer, scene.tuesday)

    assert [p.group_name for p in joining.my_places(newcomer)] == [scene.tuesday.name]


def test_an_outsider_has_nothing_to_leave(outsider, scene):
    with pytest.raises(NotFound):
        joining.leave(outsider, group_id=scene.tuesday.pk, now=NOON)
