"""A piece is shared: everything by which readers come to see one, or see other words.

Search hears of it here and in `withdraw_a_piece.py`, in the transaction of the act;
`commons.showing.card` says what may be found of a piece.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from hearthside.commons import mine, reported, reviewing, writing
from hearthside.commons.shapes import Kind, Manner, Readers, Words
from hearthside.commons.writing import Sent
from hearthside.core.actor import Actor
from hearthside.workflows.keep_the_index import put_pieces


def send(
    actor: Actor,
    kind: Kind,
    *,
    words: Words,
    manner: Manner,
    readers: Readers,
    about: str = "",
    now: datetime,
) -> Sent:
    """Send a new piece: shown at once, or after somebody looked.

    Raises NotFound, CannotSend.
    """
    with transaction.atomic():
        sent = writing.send(
            actor,
            kind,
            words=words,
            manner=manner,
            readers=readers,
            about=about,
            now=now,
        )
        put_pieces([sent.public_id])
        return sent


def change(
    actor: Actor,
    *,
    public_id: str,
    version: int,
    words: Words,
    manner: Manner,
    readers: Readers,
    now: datetime,
) -> Sent:
    """Send one's own piece again with other words, or to other readers.

    Raises NotFound, CannotSend, ChangedMeanwhile.
    """
    with transaction.atomic():
        sent = writing.change(
            actor,
            public_id=public_id,
            version=version,
            words=words,
            manner=manner,
            readers=readers,
            now=now,
        )
        put_pieces([public_id])
        return sent


def answer_suggestion(
    actor: Actor, *, public_id: str, version: int, takes_it: bool, now: datetime
) -> None:
    """Take the words the desk suggested, or keep one's own.

    Raises NotFound, CannotSend.
    """
    with transaction.atomic():
        mine.answer_suggestion(
            actor, public_id=public_id, version=version, takes_it=takes_it, now=now
        )
        put_pieces([public_id])


def show_it(actor: Actor, *, public_id: str, version: int, now: datetime) -> None:
    """Let readers see a piece that waited at the desk.

    Raises NotFound, CannotReview, ChangedMeanwhile.
    """
    with transaction.atomic():
        reviewing.show_it(actor, public_id=public_id, version=version, now=now)
        put_pieces([public_id])


def show_again(public_id: str, *, now: datetime) -> None:
    """Show what several had reported, because somebody looked."""
    with transaction.atomic():
        reported.show_again(public_id, now=now)
        put_pieces([public_id])
