"""What this room keeps of a person: who proposed a change to a crisis line, for a month."""

from __future__ import annotations

from typing import Final

from hearthside.core.erasure import Keeps, forget_rows

KEEPS: Final = (
    Keeps("organisation.organisation", (), None, "The charity's own words."),
    Keeps("organisation.locality", (), None, "An area."),
    Keeps("organisation.crisisline", (), None, "A number anybody may call."),
    Keeps("organisation.crisisseal", (), None, "The mark over all those numbers."),
    Keeps(
        "organisation.linechange",
        ("proposed_by_person_id",),
        30,
        "Who proposed a change to a number of Help now, until another person settles it; "
        "gone a month after at most.",
    ),
    Keeps("organisation.knownplace", (), None, "A town or a postcode."),
)


def forget(person_id: int) -> int:
    """Forget one person: what they proposed and nobody settled yet."""
    return forget_rows(KEEPS, person_id)
