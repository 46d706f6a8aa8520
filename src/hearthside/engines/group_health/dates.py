"""Lights about dates: called off, two there, and whether leading is shared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from hearthside.engines.disclosure import FEWEST
from hearthside.engines.group_health.lights import About, Light, Says


@dataclass(frozen=True, slots=True)
class Past:
    """One date gone by.

    leaders -- who was down to lead it, as numbers that mean nothing else; empty where no
    rota is known. Only whether two numbers are the same is ever asked.
    """

    was_called_off: bool
    leaders: frozenset[int]


def of_dates(dates: Sequence[Past]) -> tuple[Light, Light, Light]:
    """Return what these dates say: called off, two there, shared."""
    on = [one for one in dates if not one.was_called_off]
    led = [one.leaders for one in on if one.leaders]
    left_out = len(on) - len(led)
    return (
        _called_off(dates),
        _two_there(led, left_out),
        _shared(led, left_out),
    )


def _called_off(dates: Sequence[Past]) -> Light:
    of, off = len(dates), sum(one.was_called_off for one in dates)
    if of < FEWEST:
        return Light(About.CALLED_OFF, Says.TOO_FEW)
    says = Says.FEW_OFF if off else Says.NONE_OFF
    # One in four: whoever comes every week finds it off about once a month.
    return Light(About.CALLED_OFF, Says.MANY_OFF if 4 * off >= of else says, off, of)


def _two_there(led: Sequence[frozenset[int]], left_out: int) -> Light:
    of, alone = len(led), sum(len(one) < 2 for one in led)
    if of < FEWEST:
        return Light(About.TWO_THERE, Says.TOO_FEW)
    says = Says.MOSTLY_TWO if alone else Says.ALWAYS_TWO
    says = Says.OFTEN_ONE if 4 * alone >= of else says
    return Light(About.TWO_THERE, says, of - alone, of, left_out)


def _shared(led: Sequence[frozenset[int]], left_out: int) -> Light:
    of, same = len(led), _most_by_two(led)
    if of < FEWEST:
        return Light(About.SHARED, Says.TOO_FEW)
    if 4 * same >= 3 * of:
        says = Says.BY_THE_SAME
    elif 2 * same > of:
        says = Says.BY_A_FEW
    else:
        says = Says.BY_MANY
    return Light(About.SHARED, says, same, of, left_out)


def _most_by_two(led: Sequence[frozenset[int]]) -> int:
    """Return how many of these dates any two people held with nobody else, at the most.

    One person alone is never looked at: a date held by one counts for every pair they are in.
    """
    small = [one for one in led if len(one) <= 2]
    people = sorted({who for one in small for who in one})
    pairs = [frozenset(two) for two in combinations(people, 2)] or [frozenset(people)]
    return max(sum(one <= pair for one in small) for pair in pairs)
