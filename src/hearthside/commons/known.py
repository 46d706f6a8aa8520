"""Who is known here: what they shared lately was shown without trouble."""

from __future__ import annotations

from django.db.models import Q

from hearthside.commons import authors, shapes
from hearthside.commons.models import Piece


def is_known(person_id: int) -> bool:
    """Return whether the latest of somebody's pieces were shown without trouble.

    What still waits, and met no trouble, is not counted. One query.
    """
    settled = Q(published_at__isnull=False) | Q(had_trouble=True)
    rows = Piece.objects.filter(authors.of(person_id), settled).order_by("-id")
    latest = list(rows.values_list("had_trouble", flat=True)[: shapes.LOOKED_AT])
    return len(latest) == shapes.LOOKED_AT and not any(latest)
