"""What this room puts into a person's own copy, and what it leaves out and why."""

from __future__ import annotations

from typing import Final

from hearthside.engines.takeaway import Kind, Part, Row
from hearthside.organisation.models import LineChange


def _proposed(person_id: int) -> list[Row]:
    rows = LineChange.objects.filter(proposed_by_person_id=person_id)
    return [
        {
            "number": row.line.name if row.line else row.columns.get("name"),
            "proposed": row.proposed_at,
        }
        for row in rows.select_related("line").order_by("proposed_at", "id")
    ]


TAKES: Final = (
    Part(
        "help_now_changes", "Numbers I proposed to change",
        "Which number of Help now, and when. It is gone once somebody agreed.",
        "organisation.linechange", {"number": Kind.TEXT, "proposed": Kind.MOMENT},
        _proposed,
    ),
)  # fmt: skip
NOT_TAKEN: Final[dict[str, str]] = {}
