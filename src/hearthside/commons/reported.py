"""What several people reported is held by itself, until somebody has looked."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from hearthside.commons.models import Piece
from hearthside.commons.shapes import State
from hearthside.commons.writing import publish_now


def hold_by_itself(public_id: str, *, now: datetime) -> bool:
    """Hold a piece that several people reported; return whether it was shown."""
    with transaction.atomic():
        row = Piece.objects.select_for_update().filter(public_id=public_id).first()
        if row is None or row.state != State.PUBLISHED:
            return False
        row.state, row.had_trouble = State.HELD, True
        row.version += 1
        row.save()
    return True


def show_again(public_id: str, *, now: datetime) -> bool:
    """Show what was held by itself, because somebody looked; return whether it was held."""
    with transaction.atomic():
        row = Piece.objects.select_for_update().filter(public_id=public_id).first()
        if row is None or row.state != State.HELD or row.told:
            return False
        row.had_trouble = False
        publish_now(row, now=now)
        row.version += 1
        row.save()
    return True
