"""How far one word is from another, in slips of the finger."""

from __future__ import annotations


def slips_between(one: str, other: str, most: int) -> int:
    """Return how many letters are wrong, missing, too many or swapped; most + 1 if more.

    Source: optimal string alignment, Damerau (1964).
    """
    before_last: list[int] = []
    last = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        here = [i]
        for j, its in enumerate(other, start=1):
            cost = min(last[j] + 1, here[j - 1] + 1, last[j - 1] + (letter != its))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == its:
                cost = min(cost, before_last[j - 2] + 1)
            here.append(cost)
        if min(here) > most:
            return most + 1
        before_last, last = last, here
    return min(last[-1], most + 1)
