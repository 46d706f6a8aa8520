"""Marks on crisis lines: a number somebody changed behind the house's back is seen."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Final

from hearthside.core import marks
from hearthside.organisation.models import CrisisLine, CrisisSeal

COLUMNS: Final = (
    "locality_id", "name", "for_whom", "display", "dial", "hours", "also", "source",
    "verified_on", "order", "is_urgent", "country", "text_display", "text_dial",
    "relay_display", "relay_dial", "sign_url", "opens", "zone", "languages",
)  # fmt: skip
_LINE: Final = "organisation.crisis_line"
_ALL: Final = "organisation.crisis_lines"


def put_mark(row: CrisisLine) -> None:
    """Mark a line as it is now, before it is saved."""
    row.mark = marks.mark(_said(row), purpose=_LINE)


def is_ours(row: CrisisLine) -> bool:
    """Return whether a line says what the house wrote down."""
    return marks.is_ours(row.mark, _said(row), purpose=_LINE)


def are_whole(rows: Sequence[CrisisLine] | None = None) -> bool:
    """Return whether no line was taken away or put in by anybody else.

    rows -- every line, for somebody who has them in hand; then it is one query, else two.
    """
    rows = list(CrisisLine.objects.all()) if rows is None else rows
    seal = CrisisSeal.objects.filter(id=1).first()
    if seal is None:
        return not rows
    return marks.is_ours(seal.mark, _together(rows), purpose=_ALL)


def seal_all() -> None:
    """Put a mark over all lines together."""
    together = marks.mark(_together(CrisisLine.objects.all()), purpose=_ALL)
    CrisisSeal.objects.update_or_create(id=1, defaults={"mark": together})


def altered() -> list[str]:
    """Return the names of lines that say something the house never wrote; one query."""
    return [row.name for row in CrisisLine.objects.all() if not is_ours(row)]


def _together(rows: Iterable[CrisisLine]) -> bytes:
    # Sorted here: databases do not agree on the order of letters.
    return "\n".join(sorted(row.mark for row in rows)).encode()


def _said(row: CrisisLine) -> bytes:
    said = {name: getattr(row, name) for name in COLUMNS}
    said["verified_on"] = row.verified_on.isoformat()
    return json.dumps(said, sort_keys=True, ensure_ascii=True).encode()
