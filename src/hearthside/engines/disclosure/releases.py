"""Tables that were let out before: a new one may not be an old one, less a few people.

Everything published says something of a set of people: a count, a mean, a share. Sets are
added and taken away from each other; whatever set comes out so is published too, whether
anybody meant it or not. A table is refused where fewer than ten people come out.
Source: Hundepool et al., Statistical Disclosure Control (Wiley 2012), 4.2.4 and 5.5, for linked
tables and differencing; the sets that come out are the row space of the tables' incidence
matrix (Strang, Linear Algebra and Its Applications, chapter 2).

What it does not promise: it takes each number as if it were exact, and so refuses more than it
must; of a long log it looks at sets that come out of few of its building stones at a time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb
from typing import Final

# Anything public is of ten people or more.
PUBLIC: Final = 10
# How many combinations of building stones are tried: every one of twelve, pairs of ninety.
MOST_TRIED: Final = 5000
# Arithmetic modulo a prime is exact and quick; so large a one is met by no denominator here.
_PRIME: Final = (1 << 61) - 1

People = frozenset[str]


@dataclass(frozen=True, slots=True)
class Release:
    """One table as it was, or is to be, let out.

    name -- what to call it when another is refused on its account. populations -- of each
    number shown (not of those hidden), totals among them: the codes of those it is of.
    """

    name: str
    populations: tuple[People, ...]


def why_not_release(
    new: Release, log: Sequence[Release], *, fewest: int = PUBLIC
) -> str:
    """Return why a table may not be let out after those of the log; "" where it may.

    fewest -- below so many people nothing may come out.
    """
    for people in new.populations:
        if 0 < len(people) < fewest:
            return (
                f"A number of this table is of {len(people)} people. "
                f"Hide it: what is public is of {fewest} or more."
            )
    for old in log:
        if few := _nested(new, old, fewest):
            return (
                f'Beside "{old.name}" this table would say something of {few} people: '
                "they are in one of the two and not in the other. Wait until more have "
                "come or gone, or show the old one again."
            )
    if few := _comes_out(new, log, fewest):
        return (
            f"Added to and taken from those before, this table would say something of "
            f"{few} people. Wait until more have come or gone, or show less."
        )
    return ""


def _nested(new: Release, old: Release, fewest: int) -> int:
    """Return how many people lie between two sets of which one holds the other; 0 if enough."""
    for one in new.populations:
        for other in old.populations:
            if one < other or other < one:
                few = abs(len(one) - len(other))
                if few < fewest:
                    return few
    return 0


def _comes_out(new: Release, log: Sequence[Release], fewest: int) -> int:
    """Return how many people the smallest set has that adding and taking away leaves."""
    every = {p for release in (*log, new) for p in release.populations if p}
    stones, sizes = _atoms(sorted(every, key=sorted))
    rows = _reduced(stones)
    found = [
        few
        for depth in range(1, _deepest(len(rows)) + 1)
        for chosen in combinations(rows, depth)
        if 0 < (few := _people_in(chosen, sizes)) < fewest
    ]
    return min(found, default=0)


def _deepest(stones: int) -> int:
    """Return how many of so many stones are tried together; one at least."""
    depth, tried = 1, stones
    while depth < stones and tried + comb(stones, depth + 1) <= MOST_TRIED:
        depth += 1
        tried += comb(stones, depth)
    return depth


def _atoms(
    populations: Sequence[People],
) -> tuple[list[dict[int, int]], list[int]]:
    """Return each set as a row over people who are always together, and how many these are.

    Those of few people come first, so that they are what is solved for.
    """
    where: dict[str, int] = {}
    for at, people in enumerate(populations):
        for code in people:
            where[code] = where.get(code, 0) | 1 << at
    counts: dict[int, int] = {}
    for signature in where.values():
        counts[signature] = counts.get(signature, 0) + 1
    order = sorted(counts, key=lambda signature: (counts[signature], signature))
    rows = [
        {column: 1 for column, signature in enumerate(order) if signature >> at & 1}
        for at in range(len(populations))
    ]
    return rows, [counts[signature] for signature in order]


def _reduced(rows: Iterable[dict[int, int]]) -> list[dict[int, int]]:
    """Return the same space in reduced rows, each alone in its first column."""
    done: dict[int, dict[int, int]] = {}
    for row in rows:
        rest = dict(row)
        for pivot in [one for one in done if one in rest]:
            _take(rest, done[pivot], rest[pivot])
        if not rest:
            continue
        pivot = min(rest)
        inverse = pow(rest[pivot], -1, _PRIME)
        rest = {column: value * inverse % _PRIME for column, value in rest.items()}
        for other in done.values():
            if pivot in other:
                _take(other, rest, other[pivot])
        done[pivot] = rest
    return list(done.values())


def _take(row: dict[int, int], away: dict[int, int], times: int) -> None:
    for column, value in away.items():
        left = (row.get(column, 0) - times * value) % _PRIME
        if left:
            row[column] = left
        else:
            row.pop(column, None)


def _people_in(chosen: Iterable[dict[int, int]], sizes: Sequence[int]) -> int:
    """Return how many people these rows together are; 0 where they are no set of people."""
    total: dict[int, int] = {}
    for column, value in _entries(chosen):
        total[column] = (total.get(column, 0) + value) % _PRIME
    if any(value > 1 for value in total.values()):
        return 0
    return sum(sizes[column] for column, value in total.items() if value == 1)


def _entries(chosen: Iterable[dict[int, int]]) -> Iterator[tuple[int, int]]:
    for row in chosen:
        yield from row.items()
