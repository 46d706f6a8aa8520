"""The photo of a door: who puts it up, who sees it, and that nothing else is kept."""

from __future__ import annotations

import pytest

from hearthside.core.actor import Visitor
from hearthside.core.models import TrailEntry
from hearthside.core.refusals import ChangedMeanwhile, NotFound
from hearthside.groups import directory, door_photo
from hearthside.groups.door_photo import CannotPutUp
from hearthside.groups.door_words import LARGE, SMALL
from hearthside.groups.models import DoorPhoto, Group
from tests import photos
from tests.cast import DIGEST, NOON, make_door

WORDS = "A blue door beside the church."


def put_up(actor, scene, *, seen="", photo=None, words=WORDS):
    door_photo.put_up(
        actor,
        public_id=scene.tuesday.public_id,
        seen=seen,
        photo=photos.photo() if photo is None else photo,
        words=words,
        now=NOON,
    )


def looked_at(actor, group, size=SMALL):
    return door_photo.picture(
        actor, public_id=group.public_id, digest=DIGEST, size=size, now=NOON
    )


def test_a_coordinator_puts_a_photo_up(olu, scene):
    put_up(olu, scene)

    row = DoorPhoto.objects.get(group=scene.tuesday)
    assert (row.words, row.width, row.height) == (WORDS, 800, 600)
    assert bytes(row.large)[:4] == bytes(row.small)[:4] == b"RIFF"
    assert TrailEntry.objects.get().what == f"group:{scene.tuesday.pk}"


def test_no_byte_of_the_file_that_came_is_kept(olu, scene):
    put_up(olu, scene, photo=photos.with_everything_a_phone_adds())

    row = DoorPhoto.objects.get()
    kept = b"".join(
        bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()
        for value in (getattr(row, field.attname) for field in row._meta.fields)
    )
    assert photos.CANARY not in kept
    assert b"Exif" not in kept


def test_another_photo_takes_its_place_at_another_address(olu, scene):
    put_up(olu, scene)
    first = DoorPhoto.objects.get()

    put_up(olu, scene, seen=first.public_id, photo=photos.photo(size=(900, 600)))

    assert DoorPhoto.objects.get().digest != first.digest


def test_words_alone_may_change(olu, scene):
    put_up(olu, scene)
    before = DoorPhoto.objects.get()

    door_photo.put_up(
        olu,
        public_id=scene.tuesday.public_id,
        seen=before.public_id,
        photo=None,
        words="A green door.",
        now=NOON,
    )

    after = DoorPhoto.objects.get()
    assert (after.words, after.digest) == ("A green door.", before.digest)


@pytest.mark.parametrize("words", ["", "   \n", "e" * 241])
def test_a_photo_without_words_is_declined(olu, scene, words):
    with pytest.raises(CannotPutUp, match="Say what somebody sees"):
        put_up(olu, scene, words=words)
    assert not DoorPhoto.objects.exists()


@pytest.mark.parametrize("name", photos.NO_PHOTOS)
def test_what_is_no_photo_is_declined_with_a_sentence(olu, scene, name):
    with pytest.raises(CannotPutUp) as no:
        put_up(olu, scene, photo=photos.NO_PHOTOS[name])
    assert no.value.why.endswith(".")
    assert not DoorPhoto.objects.exists()


def test_a_photo_that_fails_leaves_the_one_there_is(olu, scene):
    kept = make_door(scene.tuesday)

    with pytest.raises(CannotPutUp):
        put_up(olu, scene, seen=kept.public_id, photo=photos.bomb())
    assert DoorPhoto.objects.get().public_id == kept.public_id


def test_somebody_faster_is_not_overwritten(olu, scene):
    make_door(scene.tuesday)

    with pytest.raises(ChangedMeanwhile):
        put_up(olu, scene, seen="")
    with pytest.raises(ChangedMeanwhile):
        door_photo.take_away(
            olu, public_id=scene.tuesday.public_id, seen="another", now=NOON
        )
    assert DoorPhoto.objects.get().digest == DIGEST


def test_taken_away_nothing_of_it_stays(olu, scene):
    row = make_door(scene.tuesday)

    door_photo.take_away(
        olu, public_id=scene.tuesday.public_id, seen=row.public_id, now=NOON
    )

    assert not DoorPhoto.objects.exists()


@pytest.mark.parametrize("who", ["outsider", "otto", "una", "amira", "fern", "sol"])
def test_nobody_but_the_coordinator_changes_it(request, who, scene):
    actor = request.getfixturevalue(who)

    with pytest.raises(NotFound):
        put_up(actor, scene)
    with pytest.raises(NotFound):
        door_photo.take_away(
            actor, public_id=scene.tuesday.public_id, seen="", now=NOON
        )


def test_anybody_sees_the_door_of_a_listed_group(scene):
    make_door(scene.tuesday)

    assert looked_at(Visitor(), scene.tuesday, LARGE).content == b"large"
    assert looked_at(Visitor(), scene.tuesday).is_for_everybody


def test_where_the_address_is_withheld_so_is_the_door(scene, amira, olu, outsider):
    make_door(scene.tuesday)
    Group.objects.filter(id=scene.tuesday.pk).update(address_withheld=True)

    for actor in (Visitor(), outsider):
        with pytest.raises(NotFound):
            looked_at(actor, scene.tuesday)
    for actor in (amira, olu):
        assert not looked_at(actor, scene.tuesday).is_for_everybody


def test_the_picture_of_another_group_is_not_found_under_this_one(scene):
    make_door(scene.elsewhere)

    with pytest.raises(NotFound):
        looked_at(Visitor(), scene.tuesday)


def test_knowing_of_a_photo_does_not_load_it(scene, django_assert_num_queries):
    make_door(scene.tuesday)

    with django_assert_num_queries(4) as asked:
        sheet = directory.sheet(Visitor(), public_id=scene.tuesday.public_id, now=NOON)

    assert sheet.photo is not None
    assert sheet.photo.digest == DIGEST
    assert not any('"large"' in query["sql"] for query in asked)
