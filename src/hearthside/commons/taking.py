"""What this room puts into a person's own copy, and what it leaves out and why."""

from __future__ import annotations

from typing import Final

from hearthside.commons import authors, showing
from hearthside.commons.models import Piece, Willing
from hearthside.commons.shapes import State
from hearthside.engines.takeaway import Kind, Part, Row


def _pieces(person_id: int) -> list[Row]:
    rows = Piece.objects.filter(authors.of(person_id)).exclude(state=State.WITHDRAWN)
    return [
        {
            "kind": row.kind,
            "state": row.state,
            "words": showing.words_of(row).whole(),
            "name_shown": row.name_shown,
            "shared_with": ", ".join(sorted(showing.stages_of(row))),
            "sent": row.sent_at,
            "desk_wrote": row.told,
        }
        for row in rows.order_by("id")
    ]


def _willing(person_id: int) -> list[Row]:
    rows = Willing.objects.filter(whose__in=authors.willing_marks(person_id))
    return [{"topics": row.topics, "until": row.until} for row in rows]


TAKES: Final = (
    Part(
        "shared", "What I shared",
        "Questions, answers, strategies and stories of yours, by which name, for whom.",
        "commons.piece",
        {
            "kind": Kind.TEXT, "state": Kind.TEXT, "words": Kind.TEXT,
            "name_shown": Kind.TEXT, "shared_with": Kind.TEXT, "sent": Kind.MOMENT,
            "desk_wrote": Kind.TEXT,
        },
        _pieces,
    ),
    Part(
        "willing", "What I may be asked about",
        "What you said you lived with and do not mind being asked about.",
        "commons.willing", {"topics": Kind.TEXT, "until": Kind.DAY}, _willing,
    ),
)  # fmt: skip
NOT_TAKEN: Final[dict[str, str]] = {
    "commons.asked": "Which questions were shown to you because you are willing. You see "
    "them under Shared, and the mark goes after two weeks.",
}
