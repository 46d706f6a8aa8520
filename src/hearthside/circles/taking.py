"""What this room puts into a person's own copy, and what it leaves out and why."""

from __future__ import annotations

from typing import Final

from hearthside.circles import seats
from hearthside.circles.models import Seat
from hearthside.engines.takeaway import Kind, Part, Row


def _seats(person_id: int) -> list[Row]:
    rows = Seat.objects.filter(seats.of(person_id)).order_by("id")
    return [
        {
            "id_there": row.public_id,
            "since": row.taken_on,
            "until": row.ended_on,
        }
        for row in rows
    ]


TAKES: Final = (
    Part(
        "circles", "Circles I sit in",
        "Under which id your devices are known in each. What was said there is sealed, and "
        "nothing says which of it is yours; your devices hold the words.",
        "circles.seat",
        {"id_there": Kind.TEXT, "since": Kind.DAY, "until": Kind.DAY}, _seats,
    ),
)  # fmt: skip
NOT_TAKEN: Final[dict[str, str]] = {
    "circles.picture": "Sealed with a key only devices in the circle have: nobody here could "
    "hand you more than bytes. Your devices show the picture while it is there.",
    "circles.outtonight": "Gone when the meeting closes: there is nothing to take home.",
}
