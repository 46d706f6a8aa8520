from datetime import timedelta

import pytest

from hearthside.core.refusals import NotFound
from hearthside.groups import joining, naming, seats
from hearthside.groups.forgetting import forget_person
from hearthside.groups.models import Membership, NameAtRest
from tests.cast import NOON


def call(actor, group, name, now=NOON):
    naming.change(actor, group_id=group.pk, name=name, now=now)


def why(name, actor, group, now=NOON):
    return naming.why_not_called(
        name, person_id=actor.person_id, group_id=group.pk, now=now
    )


def test_a_name_is_changed_in_one_group_only(amira, scene):
    seats.take(
        person_id=amira.person_id, group_id=scene.elsewhere.pk, name_here="Tansy",
        skeleton="tansy", agreement_number=1, now=NOON,
    )  # fmt: skip

    call(amira, scene.tuesday, "  Little  Owl ")

    names = {p.group_name: p.name_here for p in joining.my_places(amira)}
    assert names == {
        scene.tuesday.name: "Little Owl", scene.elsewhere.name: "Tansy",
    }  # fmt: skip


def test_the_old_name_is_nowhere_in_the_tables(amira, scene):
    call(amira, scene.tuesday, "Little Owl")

    row = Membership.objects.get()
    rest = NameAtRest.objects.get()
    assert (row.name_here, row.skeleton) == ("Little Owl", "llttleowl")
    assert "amlra" not in rest.mark.casefold()


def test_the_old_name_rests_from_others_and_not_from_its_owner(amira, bo, scene):
    call(amira, scene.tuesday, "Little Owl")

    assert why("Amira", bo, scene.tuesday) == naming.TAKEN
    assert why("\u0391mira", bo, scene.tuesday) is not None
    assert why("Amira", amira, scene.tuesday) is None
    assert why("Amira", bo, scene.elsewhere) is None
    call(amira, scene.tuesday, "Amira")


def test_the_old_name_is_free_after_a_while(amira, bo, scene):
    call(amira, scene.tuesday, "Little Owl")
    later = NOON + naming.RESTS_FOR

    assert why("Amira", bo, scene.tuesday, now=later) is None
    assert naming.forget(now=later - timedelta(seconds=1)) == 0
    assert naming.forget(now=later) == 1


def test_a_name_rests_after_the_secret_changed_too(amira, bo, scene, settings):
    call(amira, scene.tuesday, "Little Owl")
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another secret, long enough to be one"

    assert why("Amira", bo, scene.tuesday) == naming.TAKEN
    assert why("Amira", amira, scene.tuesday) is None


def test_another_spelling_of_ones_own_name_rests_nothing(amira, scene):
    call(amira, scene.tuesday, "AMIRA")

    assert Membership.objects.get().name_here == "AMIRA"
    assert not NameAtRest.objects.exists()


@pytest.mark.parametrize("name", ["Bo", "b0", "B-o", "Во"])
def test_a_name_a_member_has_is_refused(amira, bo, scene, name):
    with pytest.raises(naming.CannotBeCalled):
        call(amira, scene.tuesday, name)
    assert naming.name_here(amira, group_id=scene.tuesday.pk) == "Amira"


@pytest.mark.parametrize("name", ["Fern", "FERN", "Fe\u0301rn", "\uff26ern"])
def test_a_name_of_who_facilitates_there_is_refused(amira, fern, scene, name):
    with pytest.raises(naming.CannotBeCalled, match="has that name"):
        call(amira, scene.tuesday, name)


def test_a_facilitators_name_elsewhere_is_free(outsider, fern, scene):
    call(outsider, scene.elsewhere, "Fern")


def test_nobody_burns_one_name_after_another(amira, scene):
    for number in range(naming.MOST_CHANGES):
        call(amira, scene.tuesday, f"Owl {'abcdefgh'[number]}")

    with pytest.raises(naming.CannotBeCalled, match="a few times lately"):
        call(amira, scene.tuesday, "Heron")


def test_an_outsider_has_no_name_to_change(outsider, scene):
    with pytest.raises(NotFound):
        call(outsider, scene.tuesday, "Heron")
    with pytest.raises(NotFound):
        naming.name_here(outsider, group_id=scene.tuesday.pk)


def test_whoever_left_may_come_back_under_their_name(amira, scene):
    joining.leave(amira, group_id=scene.tuesday.pk, now=NOON)

    joining.join(
        amira, group_id=scene.tuesday.pk, name_here="Amira", skeleton="amlra",
        agreement_number=1, now=NOON,
    )  # fmt: skip

    assert naming.name_here(amira, group_id=scene.tuesday.pk) == "Amira"


def test_a_name_rests_on_after_its_owner_is_forgotten_and_leads_to_nobody(
    amira, bo, scene
):
    call(amira, scene.tuesday, "Little Owl")

    forget_person(amira.person_id)

    assert why("Amira", bo, scene.tuesday) == naming.TAKEN
    assert NameAtRest.objects.get().whose_here == ""
