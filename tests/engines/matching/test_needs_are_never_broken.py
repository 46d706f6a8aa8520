from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from hearthside.engines.matching import Need, Shelf, Wanted, suggest, why_not
from hearthside.engines.matching.asking import asking
from hearthside.engines.matching.suggesting import _open_rows, _scored
from tests.engines.matching.crowd import a_group, a_person, crowd


def fitting(wanted: Wanted, shelf: Shelf) -> set[str]:
    asked = asking(wanted, shelf)
    rows = _scored(wanted, asked, shelf, _open_rows(asked, shelf))
    return {shelf.groups[row].id for _, row, _ in rows}


def broken_in(cases: int, *, seed: int) -> tuple[list[str], int]:
    """Ask so many times; return what was suggested though it breaks a need."""
    random, wrong, named = Random(seed), [], 0
    groups = {group.id: group for group in crowd(seed, 60)}
    shelf = Shelf(groups.values())
    for case in range(cases):
        wanted = a_person(random)
        for one in suggest(wanted, shelf).suggestions:
            named += 1
            if needs := why_not(wanted, groups[one.id]):
                wrong.append(f"case {case}: {one.id} breaks {sorted(needs)}")
    return wrong, named


def test_no_suggestion_breaks_a_need():
    wrong, named = broken_in(2000, seed=1)

    assert not wrong
    assert named > 2000


@pytest.mark.slow
def test_no_suggestion_breaks_a_need_in_a_hundred_thousand_cases():
    wrong, named = broken_in(100_000, seed=2)

    assert not wrong
    assert named > 100_000


def test_the_shelf_and_the_plain_rule_agree_on_every_group():
    random, wrong = Random(3), []
    groups = crowd(4, 80)
    shelf = Shelf(groups)
    for case in range(1200):
        wanted = a_person(random)
        plain = {group.id for group in groups if not why_not(wanted, group)}
        if fitting(wanted, shelf) != plain:
            wrong.append((case, fitting(wanted, shelf) ^ plain))

    assert not wrong


def test_every_need_is_broken_by_some_group_and_kept_by_another():
    random, groups = Random(5), crowd(6, 60)
    seen: dict[Need, set[bool]] = {need: set() for need in Need}
    for _ in range(400):
        wanted = a_person(random)
        for group in groups:
            broken = why_not(wanted, group)
            for need in Need:
                seen[need].add(need in broken)

    assert all(answers == {True, False} for answers in seen.values())


def test_a_near_miss_breaks_exactly_the_needs_it_names():
    random, wrong, named, two = Random(7), [], 0, 0
    groups = {group.id: group for group in crowd(8, 60)}
    shelf = Shelf(groups.values())
    for case in range(3000):
        wanted = a_person(random)
        for miss in suggest(wanted, shelf).near_misses:
            named += 1
            two += len(miss.lacks) == 2
            if why_not(wanted, groups[miss.id]) != {one.need for one in miss.lacks}:
                wrong.append((case, miss))

    assert not wrong
    assert named > 500
    assert two > 20


def test_one_more_fitting_group_never_makes_the_best_worse():
    random, compared = Random(9), 0
    for seed in range(300):
        groups, wanted = crowd(seed, 30), a_person(random)
        before = suggest(wanted, Shelf(groups))
        more = a_group(random, "new")
        while why_not(wanted, more):
            more = a_group(random, "new")
            wanted = a_person(random)
            before = suggest(wanted, Shelf(groups))
        after = suggest(wanted, Shelf([*groups, more]))

        assert after.fitting == before.fitting + 1
        if before.suggestions:
            compared += 1
            assert after.suggestions[0].score >= before.suggestions[0].score

    assert compared > 100


def test_the_order_of_the_rows_decides_nothing():
    random, groups = Random(10), crowd(11, 80)
    # Twins, so that there are ties to settle.
    groups += [replace(group, id=f"{group.id}-twin") for group in groups]
    for _ in range(200):
        wanted, mixed = a_person(random), groups[:]
        random.shuffle(mixed)

        assert suggest(wanted, Shelf(mixed)) == suggest(wanted, Shelf(groups))


def test_two_groups_of_one_id_are_refused():
    groups = crowd(12, 1)

    with pytest.raises(ValueError, match="same id"):
        Shelf([*groups, *groups])
