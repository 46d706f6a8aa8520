"""Collections: strategies put together at the desk for one hard time, such as a first week home."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import IntegrityError, transaction
from django.db.models import Max

from hearthside.commons import showing
from hearthside.commons.models import Collected, Collection, Piece
from hearthside.commons.shapes import Kind
from hearthside.commons.showing import Row
from hearthside.core import policy, trail
from hearthside.core.actor import Actor, Anybody
from hearthside.core.policy import Verb
from hearthside.core.refusals import NotFound, Refusal

LONGEST_TITLE: Final = 80
LONGEST_WORDS: Final = 300
MOST: Final = 40
MOST_IN_ONE: Final = 30


class CannotCollect(Refusal):
    """It cannot be kept so."""


@dataclass(frozen=True, slots=True)
class Put:
    """A collection as somebody may read it: only what they may read is in it."""

    id: int
    public_id: str
    title: str
    words: str
    rows: tuple[Row, ...]
    piece_ids: tuple[int, ...]


def collections(actor: Anybody) -> list[Put]:
    """Return the collections in which there is something for this reader; two queries."""
    return [one for one in _read(actor) if one.rows]


def collection(actor: Anybody, *, public_id: str) -> Put:
    """Return one collection.

    Raises NotFound: there is none, or nothing in it for this reader.
    """
    for one in _read(actor, public_id=public_id):
        if one.rows:
            return one
    raise NotFound


def at_the_desk(actor: Actor, *, public_id: str = "") -> list[Put]:
    """Return every collection, empty ones among them.

    Raises NotFound: the actor does not look after them, or there is no such one.
    """
    _insist(actor)
    found = _read(actor, public_id=public_id)
    if public_id and not found:
        raise NotFound
    return found


def begin(actor: Actor, *, title: str, words: str, now: datetime) -> str:
    """Begin a collection; return its public id.

    Raises NotFound, CannotCollect.
    """
    _insist(actor)
    title = " ".join(title.split())
    if not title or len(title) > LONGEST_TITLE or len(words) > LONGEST_WORDS:
        raise CannotCollect(f"Give it a name of up to {LONGEST_TITLE} characters.")
    with transaction.atomic():
        if Collection.objects.count() >= MOST:
            raise CannotCollect("There are a lot already. Please end one first.")
        try:
            with transaction.atomic():
                row = Collection.objects.create(title=title, words=words, made_at=now)
        except IntegrityError as same:
            raise CannotCollect("There is one by that name already.") from same
        _note(actor, row, now=now)
    return row.public_id


def put_in(actor: Actor, *, public_id: str, piece_id: str, now: datetime) -> None:
    """Put a strategy at the end of a collection; one that is in it stays where it is.

    piece_id -- public id of a strategy members may read.

    Raises NotFound, CannotCollect.
    """
    _insist(actor)
    with transaction.atomic():
        row = _locked(public_id)
        piece = Piece.objects.filter(
            showing.SHOWN,
            public_id=piece_id,
            kind=Kind.STRATEGY,
            commons_since__isnull=False,
        ).first()
        if piece is None:
            raise CannotCollect("There is no such strategy for members to read.")
        if row.collected.count() >= MOST_IN_ONE:
            raise CannotCollect(
                f"There are {MOST_IN_ONE} in it: that is enough to read."
            )
        last = row.collected.aggregate(last=Max("place"))["last"] or 0
        Collected.objects.get_or_create(
            collection=row, piece=piece, defaults={"place": last + 1}
        )
        _note(actor, row, now=now)


def take_out(actor: Actor, *, public_id: str, piece_id: str, now: datetime) -> None:
    """Take a strategy out of a collection.

    Raises NotFound.
    """
    _insist(actor)
    with transaction.atomic():
        row = _locked(public_id)
        row.collected.filter(piece__public_id=piece_id).delete()
        _note(actor, row, now=now)


def end(actor: Actor, *, public_id: str, now: datetime) -> None:
    """End a collection. What was in it stays where it was.

    Raises NotFound.
    """
    _insist(actor)
    with transaction.atomic():
        row = _locked(public_id)
        _note(actor, row, now=now)
        row.delete()


def _read(actor: Anybody, *, public_id: str = "") -> list[Put]:
    rows = Collection.objects.order_by("title")
    if public_id:
        rows = rows.filter(public_id=public_id)
    found = list(rows.prefetch_related("collected"))
    order = {
        row.pk: [one.piece_id for one in sorted(row.collected.all(), key=_place)]
        for row in found
    }
    shown = showing.these(actor, (one for ids in order.values() for one in ids))
    return [
        Put(
            row.pk,
            row.public_id,
            row.title,
            row.words,
            tuple(shown[one] for one in order[row.pk] if one in shown),
            tuple(one for one in order[row.pk] if one in shown),
        )
        for row in found
    ]


def _place(one: Collected) -> int:
    return one.place


def _locked(public_id: str) -> Collection:
    row = Collection.objects.select_for_update().filter(public_id=public_id).first()
    if row is None:
        raise NotFound
    return row


def _insist(actor: Actor) -> None:
    if not policy.may(actor, Verb.REVIEW_PIECES):
        raise NotFound


def _note(actor: Actor, row: Collection, *, now: datetime) -> None:
    what = f"collection:{row.pk}"
    trail.note(actor, verb=Verb.REVIEW_PIECES, what=what, now=now)
