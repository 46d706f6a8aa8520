"""Between a group's details and what stands in the form."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any, Final

from hearthside.engines import recurrence, words
from hearthside.groups.changing import LANGUAGE, Details

FAMILIES: Final = {
    "topics": words.TOPICS,
    "who_for": words.WHO_FOR,
    "access": words.ACCESS,
    "manner": words.MANNER,
}
TEXTS: Final = (
    "name", "one_line", "about", "first_time", "who_meets_you", "hours_note", "place_name",
    "address", "district", "directions", "access_notes", "door", "online_link",
    "online_note",
)  # fmt: skip
_DAYS: Final = ("%Y-%m-%d", "%d/%m/%Y", "%d %B %Y", "%d %b %Y")


def usual_sentence(pattern: recurrence.Pattern) -> str:
    """Return the sentence of the rule alone; pauses and single dates stand beside it."""
    return recurrence.sentence(replace(pattern, pauses=(), without=()))


def initial_of(
    details: Details, pauses: list[tuple[date, date]], today: date
) -> dict[str, Any]:
    """Return what stands in the form before anybody types."""
    kept: dict[str, Any] = {name: getattr(details, name) for name in TEXTS}
    for name in (
        "state",
        "seats",
        "attendance",
        "address_withheld",
        "latitude",
        "longitude",
    ):
        kept[name] = getattr(details, name)
    for name, family in FAMILIES.items():
        kept[name] = [word for word in family if word in details.said]
    kept["languages"] = [
        code for code in words.LANGUAGES if LANGUAGE + code in details.said
    ]
    kept["sentence"] = usual_sentence(details.pattern)
    kept["minutes"] = details.pattern.minutes
    coming = [day for day in details.pattern.without if day >= today]
    kept["without"] = "\n".join(f"{day.day} {day:%B %Y}" for day in coming)
    for number, (first, last) in enumerate(pauses, 1):
        kept[f"pause_{number}_first"] = first
        kept[f"pause_{number}_last"] = last
    return kept


def new_ones(found: tuple[Any, ...], before: Details) -> tuple[Any, ...]:
    """Return what a new sentence said of its own; what was there before is asked beside it."""
    old = {*before.pattern.without, *before.pattern.pauses}
    return tuple(one for one in found if one not in old)


def day_of(line: str) -> date | None:
    """Return the date written in a line, in one of the ways people write it, or None."""
    for shape in _DAYS:
        try:
            # Only a date is read, so there is no zone to speak of.
            return datetime.strptime(line, shape).date()  # noqa: DTZ007
        except ValueError:
            continue
    return None
