"""A service somebody doubted: right after all, taken off, or shown again."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from hearthside.core.actor import Actor
from hearthside.signposting import doubts
from hearthside.workflows.keep_the_index import put_service


def answer_a_doubt(
    actor: Actor, public_id: str, *, answered: str, now: datetime
) -> None:
    """Say that a service is right or take it off, its doubts gone; or show it again.

    Raises NotFound, CannotSayDoubt.
    """
    with transaction.atomic():
        doubts.answer(actor, public_id, answered=answered, now=now)
        put_service(public_id, now=now)
