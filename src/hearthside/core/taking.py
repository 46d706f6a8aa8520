"""What the ground floor puts into a person's own copy, and what it leaves out and why."""

from __future__ import annotations

from typing import Final

from hearthside.core.models import Note, TrailEntry
from hearthside.engines.takeaway import Kind, Part, Row


def _acts(person_id: int) -> list[Row]:
    rows = TrailEntry.objects.filter(by=f"person:{person_id}").order_by("id")
    return [{"at": row.at, "act": row.verb} for row in rows]


def _notes(person_id: int) -> list[Row]:
    rows = Note.objects.filter(person_id=person_id).order_by("made_at", "id")
    return [
        {"at": row.made_at, "line": row.words, "put_away": row.put_away_at}
        for row in rows
    ]


TAKES: Final = (
    Part(
        "what_happened", "What happened", "The lines under What happened.", "core.note",
        {"at": Kind.MOMENT, "line": Kind.TEXT, "put_away": Kind.MOMENT}, _notes,
    ),
    Part(
        "acts", "What I did with a role",
        "Which act, and when. What or whom it was about may concern others, so it is "
        "not in here.",
        "core.trailentry", {"at": Kind.MOMENT, "act": Kind.TEXT}, _acts,
    ),
)  # fmt: skip
NOT_TAKEN: Final = {
    "core.letter": "Letters on their way. They reach you by themselves, and we keep no "
    "words of those that did.",
    "core.rightschanged": "That what you may do here changed: one number, for a day, so that "
    "pages you have open notice.",
}
