from importlib import import_module
from itertools import pairwise

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.migrations.executor import MigrationExecutor

from hearthside.core.actor import Role
from hearthside.core.refusals import NotFound
from hearthside.groups import joining, roles, seats
from hearthside.groups.forgetting import forget_person
from hearthside.groups.models import Membership
from tests.cast import NOON, make_group, make_person


def sit(actor, group, name="Robin", now=NOON):
    seats.take(
        person_id=actor.person_id, group_id=group.pk, name_here=name,
        skeleton=name.casefold(), agreement_number=1, now=now,
    )  # fmt: skip


def groups_of(actor):
    found = roles.grants_of(actor.person_id)
    return {grant.group_id for grant in found if grant.role is Role.MEMBER}


def test_a_person_is_found_in_each_of_their_places(amira, scene):
    sit(amira, scene.elsewhere)

    assert groups_of(amira) == {scene.tuesday.pk, scene.elsewhere.pk}
    assert {p.name_here for p in joining.my_places(amira)} == {"Amira", "Robin"}


def test_nothing_in_the_table_joins_two_places_of_one_person(amira, bo, scene):
    sit(amira, scene.elsewhere)

    rows = Membership.objects.filter(seats.of(amira.person_id))
    with connection.cursor() as cursor:
        cursor.execute("SELECT whose, whose_here, whose_sealed FROM groups_membership")
        kept = cursor.fetchall()
        cursor.execute("SELECT * FROM groups_membership")
        columns = {column[0] for column in cursor.description}

    assert rows.count() == 2
    # Three times three values, and no value twice.
    assert len({value for row in kept for value in row}) == 9
    assert all(len(value) >= 43 for row in kept for value in row)
    assert columns == {
        "id", "public_id", "group_id", "name_here", "skeleton", "agreement_number",
        "joined_at", "left_at", "whose", "whose_here", "whose_sealed",
        "kept_until", "takes_part",
    }  # fmt: skip


def test_the_mark_is_another_under_another_secret(amira, settings):
    before = set(Membership.objects.values_list("whose", flat=True))
    settings.SECRET_KEY = "another secret, long enough to be one"

    assert not Membership.objects.filter(seats.of(amira.person_id)).exists()
    assert len(before) == 1


def test_places_are_found_after_the_secret_changed(amira, scene, settings):
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another secret, long enough to be one"

    assert groups_of(amira) == {scene.tuesday.pk}
    with pytest.raises(joining.CannotJoin, match="already in this group"):
        joining.join(
            amira, group_id=scene.tuesday.pk, name_here="Robin", skeleton="robin",
            agreement_number=1, now=NOON,
        )  # fmt: skip
    joining.leave(amira, group_id=scene.tuesday.pk, now=NOON)
    assert groups_of(amira) == set()


def test_sealed_anew_the_old_secret_may_be_forgotten(amira, bo, scene, settings):
    sit(amira, scene.elsewhere)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another secret, long enough to be one"

    assert seats.seal_anew() == 3
    settings.SECRET_KEY_FALLBACKS = []

    assert groups_of(amira) == {scene.tuesday.pk, scene.elsewhere.pk}
    assert len(set(Membership.objects.values_list("whose", flat=True))) == 3
    place = Membership.objects.get(name_here="Bo")
    assert seats.person_behind(place.pk) == bo.person_id
    assert seats.seal_anew() == 0


def test_a_place_leads_to_its_person(amira, bo):
    place = Membership.objects.get(name_here="Bo")

    assert seats.person_behind(place.pk) == bo.person_id


def test_no_place_leads_nowhere(amira):
    with pytest.raises(NotFound):
        seats.person_behind(999_999)
    with pytest.raises(NotFound):
        seats.seat("nothinghere2")


def test_the_table_holds_one_open_place_each(amira, scene):
    with pytest.raises(IntegrityError), transaction.atomic():
        sit(amira, scene.tuesday, name="Robin")


def test_more_places_than_marks_are_still_found(amira, scene, monkeypatch):
    monkeypatch.setattr(seats, "SEATS", 2)
    for number in range(3):
        sit(amira, make_group(scene.leeds, f"Circle {number}"))

    assert Membership.objects.filter(seats.of(amira.person_id)).count() >= 3


def test_forgetting_a_person_takes_every_place_of_theirs(amira, bo, scene):
    sit(amira, scene.elsewhere)
    joining.leave(amira, group_id=scene.elsewhere.pk, now=NOON)

    assert forget_person(amira.person_id) == 2
    assert [row.name_here for row in Membership.objects.all()] == ["Bo"]


def test_who_may_what_is_still_one_question(amira, django_assert_num_queries):
    with django_assert_num_queries(1):
        roles.grants_of(amira.person_id)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_the_link_is_sealed_and_unsealed_by_the_migration(scene):
    people = [make_person(name) for name in ("Amira", "Bo")]
    for person in people:
        for group in (scene.tuesday, scene.elsewhere):
            seats.take(
                person_id=person.pk, group_id=group.pk, name_here=person.called,
                skeleton=person.skeleton, agreement_number=1, now=NOON,
            )  # fmt: skip
    latest = MigrationExecutor(connection).loader.graph.leaf_nodes()

    MigrationExecutor(connection).migrate([("groups", "0008_from_home")])
    with connection.cursor() as cursor:
        cursor.execute("SELECT person_id, name_here FROM groups_membership")
        plain = sorted(cursor.fetchall())
    MigrationExecutor(connection).migrate(latest)

    expected = sorted((p.pk, p.called) for p in people for _ in range(2))
    assert plain == expected
    for person in people:
        mine = Membership.objects.filter(seats.of(person.pk))
        assert {row.group_id for row in mine} == {scene.tuesday.pk, scene.elsewhere.pk}
        assert {seats.person_behind(row.pk) for row in mine} == {person.pk}
    ids = sorted(Membership.objects.values_list("public_id", flat=True))
    assert all(len(one) == 12 for one in ids)
    assert all(one != other for one, other in pairwise(ids))


def test_the_migration_makes_the_marks_this_room_asks_for():
    step = import_module("hearthside.groups.migrations.0009_whose_place")

    assert (step.SEATS, step.WHOSE, step.HERE) == (
        seats.SEATS, seats._WHOSE, seats._HERE,
    )  # fmt: skip
