"""Matching: does it lead to better first visits, and do shared reflections help?

A made-up charity of groups whose true comfort nobody knows. Visitors choose among what
each way of ranking names, go once, and some share how it was. Every way of ranking meets
the same visitors in the same charity; the spread over charities gives the interval.
What is assumed stands in the constants: the figures are about these, not about people.
Alone: python -m bench.matching_fit
"""

from __future__ import annotations

import math
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random
from statistics import mean, stdev

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

from hearthside.engines.matching import (
    BY_HAND,
    Felt,
    Group,
    Shelf,
    Wanted,
    effects,
    kilometres_between,
    suggest,
    why_not,
)
from tests.engines.matching.crowd import a_person, crowd

CHARITIES, GROUPS, VISITORS, MONTH = 20, 60, 2400, 100
# One visitor in four shares a reflection; the first suggestion is taken most often.
SHARES, TAKES = 0.25, (0.6, 0.25, 0.1, 0.03, 0.02)
# How much comfort truly differs between groups, on the scale of the logit.
TRUE_SPREAD = 0.8
EASE = 0.6

Rank = Callable[[Wanted, Shelf, list[Group], Random], list[str]]


def truth(random: Random, groups: list[Group]) -> dict[str, float]:
    return {group.id: random.gauss(0, TRUE_SPREAD) for group in groups}


def at_ease(
    random: Random,
    wanted: Wanted,
    group: Group,
    hidden: float,
    tastes: dict[str, float],
) -> float:
    """Return the chance of being at ease: the person's own tastes are not our weights."""
    score = EASE + hidden + random.gauss(0, 0.5)
    if wanted.experience:
        score += tastes["experience"] * (bool(wanted.experience & group.said) - 0.5)
    if wanted.wishes:
        score += tastes["wishes"] * (
            len(wanted.wishes & group.said) / len(wanted.wishes) - 0.3
        )
    if wanted.near and group.at:
        score -= tastes["far"] * math.log1p(
            kilometres_between(wanted.near, group.at) / 6
        )
    return 1 / (1 + math.exp(-score))


def by_engine(wanted: Wanted, shelf: Shelf, _: list[Group], __: Random) -> list[str]:
    return [one.id for one in suggest(wanted, shelf).suggestions]


def by_chance(
    wanted: Wanted, _: Shelf, groups: list[Group], random: Random
) -> list[str]:
    fitting = [group.id for group in groups if not why_not(wanted, group)]
    return random.sample(fitting, min(5, len(fitting)))


def nearest(wanted: Wanted, _: Shelf, groups: list[Group], random: Random) -> list[str]:
    def far(group: Group) -> float:
        if not (wanted.near and group.at):
            return 1e9
        return kilometres_between(wanted.near, group.at)

    fitting = [group for group in groups if not why_not(wanted, group)]
    return [group.id for group in sorted(fitting, key=far)[:5]]


def one_year(seed: int, rank: Rank, *, listens: bool, knows: bool = False) -> float:
    """Return the share of first visits at ease in the second half of the year."""
    random = Random(seed)
    groups = [replace(group, comfort=0.0) for group in crowd(seed, GROUPS)]
    hidden = truth(random, groups)
    tastes = {
        name: random.uniform(0.2, 1.8) for name in ("experience", "wishes", "far")
    }
    if knows:
        groups = [replace(g, comfort=math.tanh(hidden[g.id]) / 2) for g in groups]
    by_id = {group.id: group for group in groups}
    felt = {group.id: [0, 0, 0] for group in groups}
    shelf, ease = Shelf(groups), []
    for number in range(VISITORS):
        # Each visitor is the same person for every way of ranking.
        own = Random(f"{seed}/{number}")
        wanted = a_person(own)
        named = rank(wanted, shelf, groups, own)
        if listens and number % MONTH == 0:
            found = effects({id: Felt(*three) for id, three in felt.items()})
            shelf = Shelf(replace(g, comfort=found.get(g.id, 0.0)) for g in groups)
        if not named:
            continue
        chosen = own.choices(named, TAKES[: len(named)])[0]
        chance = at_ease(own, wanted, by_id[chosen], hidden[chosen], tastes)
        if number >= VISITORS // 2:
            ease.append(chance)
        if own.random() < SHARES:
            roll = own.random()
            felt[chosen][0 if roll < chance else 1 if own.random() < 0.4 else 2] += 1
    return mean(ease)


WAYS: dict[str, tuple[Rank, bool, bool]] = {
    "any that fits": (by_chance, False, False),
    "the nearest that fits": (nearest, False, False),
    "weights by hand": (by_engine, False, False),
    "weights and reflections": (by_engine, True, False),
    "if comfort were known": (by_engine, False, True),
}


def main() -> None:
    print(f"weights: {BY_HAND}")
    hand: list[float] = []
    for name, (rank, listens, knows) in WAYS.items():
        years = [
            one_year(seed, rank, listens=listens, knows=knows)
            for seed in range(CHARITIES)
        ]
        hand = years if name == "weights by hand" else hand
        more = [a - b for a, b in zip(years, hand, strict=True)] if hand else []
        half = 2.09 * stdev(more) / math.sqrt(len(more)) if len(set(more)) > 1 else 0.0
        beside = (
            f"  {mean(more):+.3f} beside weights by hand (95 % interval +-{half:.3f})"
            if half
            else ""
        )
        print(f"{name:25} at ease {mean(years):.3f}{beside}")


if __name__ == "__main__":
    main()
