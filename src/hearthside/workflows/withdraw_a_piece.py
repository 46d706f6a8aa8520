"""A piece is not shown any more, or to fewer: taken back, held, declined, or reported.

Search hears of it here, in the transaction of the act.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from hearthside.commons import mine, reported, reviewing
from hearthside.commons.shapes import Stage, Words
from hearthside.core.actor import Actor
from hearthside.workflows.keep_the_index import put_pieces


def withdraw(actor: Actor, *, public_id: str, now: datetime) -> str:
    """Take one's own piece back; return its kind. What a report showed stays with it.

    Raises NotFound.
    """
    with transaction.atomic():
        kind = mine.withdraw(actor, public_id=public_id, now=now)
        put_pieces([public_id])
        return kind


def take_back_stages(
    actor: Actor, *, public_id: str, keep: frozenset[Stage], now: datetime
) -> frozenset[Stage]:
    """Take back every stage but these; return what is left.

    Raises NotFound.
    """
    with transaction.atomic():
        left = mine.take_back_stages(actor, public_id=public_id, keep=keep, now=now)
        put_pieces([public_id])
        return left


def hold(
    actor: Actor, *, public_id: str, version: int, why: str, now: datetime
) -> None:
    """Take a piece from its readers for now, from the desk.

    Raises NotFound, CannotReview, ChangedMeanwhile.
    """
    with transaction.atomic():
        reviewing.hold(actor, public_id=public_id, version=version, why=why, now=now)
        put_pieces([public_id])


def decline(
    actor: Actor, *, public_id: str, version: int, why: str, now: datetime
) -> None:
    """Say kindly why a piece is not shown.

    Raises NotFound, CannotReview, ChangedMeanwhile.
    """
    with transaction.atomic():
        reviewing.decline(actor, public_id=public_id, version=version, why=why, now=now)
        put_pieces([public_id])


def suggest(
    actor: Actor,
    *,
    public_id: str,
    version: int,
    words: Words,
    why: str,
    now: datetime,
) -> None:
    """Suggest other words; until its author answers, nothing of the piece is shown.

    Raises NotFound, CannotReview, ChangedMeanwhile.
    """
    with transaction.atomic():
        reviewing.suggest(
            actor, public_id=public_id, version=version, words=words, why=why, now=now
        )
        put_pieces([public_id])


def hold_by_itself(public_id: str, *, now: datetime) -> None:
    """Hold what several people reported, until somebody looks."""
    with transaction.atomic():
        reported.hold_by_itself(public_id, now=now)
        put_pieces([public_id])
