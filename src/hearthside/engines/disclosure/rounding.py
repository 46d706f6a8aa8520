"""One number at a time: hidden under eight people, else rounded to five."""

from __future__ import annotations

from typing import Final

FEWEST: Final = 8
STEP: Final = 5
# Half a step: how far a number shown may be from the true one.
SLACK: Final = STEP // 2
HIDDEN: Final = "*"


def rounded(number: int) -> int:
    """Return the nearest multiple of five."""
    return (number + SLACK) // STEP * STEP


def shown(number: int, *, people: int | None = None) -> int | None:
    """Return the number as it may leave the room; None where it is hidden.

    number -- a count of people, or a sum of visits.
    people -- how many different people a sum surely holds; left out, the number itself.
    """
    return None if (number if people is None else people) < FEWEST else rounded(number)


def mean(total: int, *, over: int, people: int) -> int | None:
    """Return the mean of a total over so many evenings, rounded; None where it is hidden.

    people -- how many different people the total surely holds.
    """
    if over < 1 or people < FEWEST or total < over * FEWEST:
        # A mean under eight would say a small number in other words.
        return None
    return rounded(round(total / over))


def say(number: int | None) -> str:
    """Return the number as it stands in a table."""
    return HIDDEN if number is None else str(number)
