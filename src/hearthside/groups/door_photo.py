"""The photo of a door: put up, put into words, taken away; shown where the address is."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction

from hearthside.core import trail
from hearthside.core.actor import Actor, Anybody
from hearthside.core.ids import new_public_id
from hearthside.core.policy import Place, Verb, insist
from hearthside.core.refusals import ChangedMeanwhile, NotFound, Refusal
from hearthside.engines import photos
from hearthside.engines.photos import CannotDevelop, Why
from hearthside.groups import directory
from hearthside.groups.door_words import LARGE, SMALL, Photo, photo_of
from hearthside.groups.models import DoorPhoto, Group
from hearthside.groups.models.photos import LONGEST_WORDS

LONGEST: Final = LONGEST_WORDS
NOTHING_SEEN: Final = ""
NO_PHOTO: Final = "Choose a photo first."
NO_WORDS: Final = "Say what somebody sees who stands there."
SAID: Final[dict[Why, str]] = {
    Why.NO_PHOTO: "We cannot read that file as a photo. Send a JPEG, PNG or WebP picture.",
    Why.TWO_THINGS: "That file is a picture and something else at once. Open it, save it "
    "as a new picture, and send that one.",
    Why.MOVES: "That picture moves. Send one that stands still.",
    Why.TOO_MANY_PIXELS: "That picture is too large to unpack. Send a smaller copy.",
    Why.TOO_SMALL: "That picture is too small to see a door on. Each side needs 300 "
    "pixels or more.",
    Why.TORN: "That picture is cut off or damaged. Send it again.",
    Why.NOT_NOW: "The picture could not be made just now. Try again in a minute.",
}


class CannotPutUp(Refusal):
    """This photo cannot be put up, or these words cannot stand for it."""


@dataclass(frozen=True, slots=True)
class Current:
    """What a form shows: the group, its photo or None, and which state of it was seen."""

    group_id: int
    group_name: str
    photo: Photo | None
    seen: str
    is_withheld: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """One picture as it is sent; is_for_everybody when anybody may see it."""

    content: bytes
    is_for_everybody: bool


def picture(
    actor: Anybody, *, public_id: str, digest: str, size: str, now: datetime
) -> Shown:
    """Return one picture of the door, to somebody who may know where it is; two queries.

    size -- LARGE or SMALL.

    Raises NotFound: no such group or picture, or the address is kept from this actor.
    """
    group = directory.handle(actor, public_id=public_id, now=now)
    rows = DoorPhoto.objects.filter(group_id=group.id, digest=digest)
    found = rows.values_list(size, "group__address_withheld").first()
    if found is None:
        raise NotFound
    content, is_withheld = found
    if is_withheld and not directory.is_one_of_them(actor, group.place):
        raise NotFound
    return Shown(bytes(content), not is_withheld and not group.is_off_the_list)


def current(actor: Actor, *, public_id: str) -> Current:
    """Return the photo of one of our groups to somebody who may change it.

    Raises NotFound.
    """
    group = _ours(actor, public_id)
    row = _row(group.pk)
    seen = row.public_id if row else NOTHING_SEEN
    return Current(group.pk, group.name, photo_of(row), seen, group.address_withheld)


def put_up(
    actor: Actor,
    *,
    public_id: str,
    seen: str,
    photo: bytes | None,
    words: str,
    now: datetime,
) -> None:
    """Put up a photo with its words, in place of the one before; or change only the words.

    seen -- which state the actor had open. photo -- the file as it came, or None to keep
    the picture there is. Nothing of the file but its pixels is kept.

    Raises NotFound, CannotPutUp, ChangedMeanwhile.
    """
    group = _ours(actor, public_id)
    words = " ".join(words.split())
    if not words or len(words) > LONGEST:
        raise CannotPutUp(NO_WORDS)
    # Before the transaction: a picture takes a second, and nobody should wait for it.
    made = _developed(photo) if photo is not None else {}
    with transaction.atomic():
        if not _is_there_as_seen(group, seen) and not made:
            raise CannotPutUp(NO_PHOTO)
        DoorPhoto.objects.update_or_create(
            group=group,
            defaults=made
            | {"words": words, "changed_at": now, "public_id": new_public_id()},
        )
        trail.note(actor, verb=Verb.CHANGE_A_GROUP, what=f"group:{group.pk}", now=now)


def take_away(actor: Actor, *, public_id: str, seen: str, now: datetime) -> None:
    """Take the photo away; nothing of it stays.

    Raises NotFound, ChangedMeanwhile.
    """
    group = _ours(actor, public_id)
    with transaction.atomic():
        if not _is_there_as_seen(group, seen):
            return
        DoorPhoto.objects.filter(group=group).delete()
        trail.note(actor, verb=Verb.CHANGE_A_GROUP, what=f"group:{group.pk}", now=now)


def _ours(actor: Actor, public_id: str) -> Group:
    group = Group.objects.filter(public_id=public_id, feed=None).first()
    if group is None:
        raise NotFound
    insist(actor, Verb.CHANGE_A_GROUP, Place(group.pk, group.locality_id))
    return group


def _row(group_id: int) -> DoorPhoto | None:
    return DoorPhoto.objects.defer(LARGE, SMALL).filter(group_id=group_id).first()


def _is_there_as_seen(group: Group, seen: str) -> bool:
    """Return whether there is a photo, as it was when the actor saw it.

    Raises ChangedMeanwhile.
    """
    # Two coordinators may press at once: the group's lock makes them queue.
    Group.objects.select_for_update().filter(id=group.pk).first()
    row = _row(group.pk)
    if (row.public_id if row else NOTHING_SEEN) != seen:
        raise ChangedMeanwhile(
            "Somebody else changed this photo while you had it open. Look at the one "
            "there is now, then choose yours again if you still want it."
        )
    return row is not None


def _developed(photo: bytes) -> dict[str, object]:
    """Return the columns of both pictures.

    Raises CannotPutUp.
    """
    try:
        large, small = photos.develop(photo)
    except CannotDevelop as no:
        raise CannotPutUp(SAID[no.why]) from no
    return {
        "digest": hashlib.sha256(large.content).hexdigest()[:16],
        "width": large.width,
        "height": large.height,
        "small_width": small.width,
        LARGE: large.content,
        SMALL: small.content,
    }
