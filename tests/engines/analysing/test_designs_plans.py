"""A plan of a design of its own, or its table, that cannot be followed says why."""

from __future__ import annotations

import hashlib
import tomllib
from collections import Counter
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hearthside.engines.analysing.designs.reading import DESIGNS, read_any_plan
from hearthside.engines.analysing.designs.start_order import start_order
from hearthside.engines.analysing.designs.stepped_plan import (
    stepped_of as stepped_of_document,
)
from hearthside.engines.analysing.plan import NotAPlan, Plan, read_plan
from hearthside.engines.plain_table import NotATable
from tests.engines.analysing.made_up import PLAN
from tests.engines.analysing.made_up_designs import (
    EFFECTS,
    SERIES,
    TURNS,
    answer,
    calls,
    design_of,
    stepped_of,
    towns,
    turns,
    written,
)

pytestmark = pytest.mark.engine

WAVES = 'waves.order after the first, and "0" is none'


@pytest.mark.parametrize(
    ("plan", "old", "new", "why"),
    [
        (TURNS, '"stepped wedge"', '"wedge"', 'design is to be "stepped wedge"'),
        (TURNS, '"stepped wedge"', "3", 'design is to be "stepped wedge"'),
        (TURNS, 'design = "stepped wedge"', "", "a name we do not know"),
        (TURNS, 'group = "group"\n', "", r"needs data\.group"),
        (TURNS, "[stepped_wedge]", "[steps]", '"steps"'),
        (TURNS, '["0", "3", "6", "9", "12"]', '["0", "12"]', "needs three waves"),
        (TURNS, "locked_on = 2026-01-10\n", "", 'lacks "locked_on"'),
        (TURNS, "2026-01-10", '"2026-01-10"', "a day, as 2026-03-01"),
        (TURNS, "2026-01-10", "2026-01-10T09:00:00", "a day, as 2026-03-01"),
        (TURNS, "locked_on = 2026-01-10", "locked_on = 2026-02-01", "locked on 2026-02-01"),
        (TURNS, "locked_on = 2026-01-10", "locked_on = 2026-03-01", "not analysed as"),
        (TURNS, "seed = 4711", "seed = -1", "whole number"),
        (TURNS, "seed = 4711", 'seed = "x"', "whole number"),
        (TURNS, "seed = 4711\n", "", "needs a seed to draw"),
        (TURNS, "seed = 4711", 'seed = 1\nallocation = "random"', "take allocation out"),
        (TURNS, 'steps = ["3", "6", "9", "12"]\n', "", 'lacks "steps"'),
        (TURNS, '["3", "6", "9", "12"]\nseed', '["0", "6"]\nseed', WAVES),
        (TURNS, '["3", "6", "9", "12"]\nseed', '["6", "3"]\nseed', "from first to last"),
        (TURNS, '["3", "6", "9", "12"]\nseed', '["6"]\nseed', "a list of 2 to 4"),
        (TURNS, '"g", "h"]', '"g", "g"]', "names one twice"),
        (TURNS, '["a", "b", "c", "d", "e", "f", "g", "h"]', '["a", "b"]', "4 to 1000"),
        (TURNS, "[[outcomes]]", "[missing]\nseed = 1\n[[outcomes]]", "has no missing"),
        (written(), 'allocation = "other"', "", "or starts and allocation"),
        (written(), '"other"', '"by hand"', '"random" or "other"'),
        (written(), 'allocation = "other"', 'allocation = "other"\nsteps = ["3"]', "take steps out"),
        (written(), 'h = "12"', 'h = "0"', WAVES),
        (written(), 'h = "12"', "h = 12", "a text"),
        (SERIES, 'began = "2025-01"', 'began = "2025-13"', "a month"),
        (SERIES, "lag = 2", "lag = 2.5", "whole number"),
        (SERIES, 'time = "month"', 'time = "calls"', "the same column"),
        (SERIES, "primary = true", "primary = false", "Exactly one"),
        (SERIES, "primary = true", 'primary = "yes"', "true or false"),
        (SERIES, 'better = "lower"', 'better = "less"', '"higher" or "lower"'),
        (SERIES, "format = 1", "format = 2", "plans of format 1"),
        (EFFECTS, '"none"', '"some"', '"random", "other" or "none"'),
        (EFFECTS, 'variance = "v"', 'variance = "g"', "one column for two things"),
        (EFFECTS, 'site = "town"\n', "", 'lacks "site"'),
        (EFFECTS, 'better = "higher"', 'better = "up"', '"higher" or "lower"'),
    ],
)  # fmt: skip
def test_a_plan_of_a_design_that_cannot_be_followed_says_why(plan, old, new, why):
    assert old in plan

    with pytest.raises(NotAPlan, match=why):
        design_of(plan.replace(old, new))


def test_all_beginning_at_once_is_no_stepped_wedge():
    plan = written()
    for wave in ("6", "9", "12"):
        plan = plan.replace(f'= "{wave}"\n', '= "3"\n').replace(
            'primary = "3"', 'primary = "6"'
        )

    with pytest.raises(NotAPlan, match="begin at the same wave"):
        design_of(plan)


def test_a_report_does_not_follow_a_design_it_does_not_know():
    with pytest.raises(NotAPlan, match="only hearthside analyse follows"):
        read_plan(TURNS.encode())


def test_a_plan_without_a_design_is_the_usual_one():
    assert isinstance(read_any_plan(PLAN.encode()), Plan)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300))
def test_whatever_bytes_come_the_answer_is_a_plan_or_a_sentence(raw):
    with pytest.raises(NotAPlan, match=r"\.$"):
        read_any_plan(raw)


ODD = ["", "\x00", [], {}, True, -1, 10**12, float("inf"), float("nan"), [[]], date.max, "é" * 301]  # fmt: skip


def places_in(document, path=()):
    """Yield the way to everything in a document."""
    steps = document.items() if isinstance(document, dict) else enumerate(document)
    for name, value in steps:
        yield (*path, name)
        if isinstance(value, dict | list):
            yield from places_in(value, (*path, name))


@pytest.mark.parametrize("plan", [TURNS, written(), SERIES, EFFECTS])
def test_whatever_stands_anywhere_in_a_plan_the_answer_is_a_plan_or_a_sentence(plan):
    whys = []
    for path in list(places_in(tomllib.loads(plan))):
        for odd in ODD:
            document = tomllib.loads(plan)
            inner = document
            for name in path[:-1]:
                inner = inner[name]
            inner[path[-1]] = odd
            try:
                DESIGNS.get(str(document.pop("design")), stepped_of_document)(
                    document, "0" * 64
                )
            except NotAPlan as no:
                whys.append(no.why)

    assert len(whys) > 100
    assert all(one.endswith(".") for one in whys)


def test_the_order_drawn_is_that_of_sha256_and_does_not_depend_on_how_groups_are_listed():
    groups = ["Harbour", "Elm Street", "Äpfel", "North", "South"]

    found = start_order(groups, ["3", "6"], seed=7)

    by_hand = sorted(
        groups, key=lambda one: hashlib.sha256(f"7/{one}".encode()).hexdigest()
    )
    assert list(found) == by_hand
    assert list(found.values()) == ["3", "3", "3", "6", "6"]
    assert start_order(groups[::-1], ["3", "6"], seed=7) == found
    assert start_order(groups, ["3", "6"], seed=8) != found


@given(st.integers(2, 30), st.integers(2, 6), st.integers(0, 2**63 - 1))
def test_each_group_begins_once_and_steps_are_as_full_as_each_other(count, steps, seed):
    groups = [f"g{number}" for number in range(max(count, steps))]

    found = start_order(groups, [str(one) for one in range(steps)], seed=seed)

    sizes = Counter(found.values())
    assert set(found) == set(groups)
    assert max(sizes.values()) - min(sizes.values()) <= 1
    assert len(sizes) == steps


def test_over_many_seeds_each_group_is_first_as_often_as_any_other():
    firsts = Counter(
        next(iter(start_order(list("abcde"), ["1", "2"], seed=seed)))
        for seed in range(5000)
    )

    assert all(850 < count < 1150 for count in firsts.values())


def test_who_had_begun_is_as_the_order_has_it():
    design = stepped_of(written())

    assert not design.had_begun("c", "3")
    assert design.had_begun("c", "6")
    assert design.had_begun("c", "12")


@pytest.mark.parametrize(
    ("plan", "rows", "why"),
    [
        (TURNS, turns(0).replace("a0,a,", "a0,z,"), 'group "z", and the plan'),
        (TURNS, turns(0).replace(",phq8", ",phq9"), 'no column "phq8"'),
        (SERIES, calls(0).replace("2024-05,", "2024-04,"), "once more"),
        (SERIES, calls(0).replace("2024-05,", "202405,"), "which is not a month"),
        (SERIES, calls(0).replace("2024-05,", "May,"), "which is not a month"),
        (SERIES, "month,calls\n2024-01,3\n2024-03,4\n", 'no row for "2024-02"'),
        (SERIES, "month,calls\n2024-01,3\n2024-02,4\n", "and the table runs from"),
        (SERIES, calls(0).replace("2024-05,", "2024-05,a"), "which is no number"),
        (SERIES, calls(0).replace("2024-05,", "2024-05,1e300"), "no number|thousand million"),
        (SERIES, calls(0).replace("calls", "call"), 'no column "calls"'),
        (EFFECTS, towns(0).replace(",v", ",w"), 'no column "v"'),
        (EFFECTS, "town,group,g,v\nA,1,,0.1\n", "without its variance"),
        (EFFECTS, "town,group,g,v\nA,1,0.1,\n", "without its variance"),
        (EFFECTS, "town,group,g,v\nA,1,0.1,0\n", "not above nought"),
        (EFFECTS, "town,group,g,v\nA,1,500,0.1\n", "cannot be"),
        (EFFECTS, "town,group,g,v\n,1,0.1,0.1\n", "which group and site"),
    ],
)  # fmt: skip
def test_l6_a_table_that_cannot_be_counted_on_says_where(plan, rows, why):
    with pytest.raises(NotATable, match=why):
        answer(rows, plan)


def test_a_series_may_be_numbered_instead_of_by_month():
    plan = SERIES.replace('"2025-01"', '"0"')
    rows = "month,calls\n" + "".join(f"{at},{at % 5}\n" for at in range(-12, 12))

    found = answer(rows, plan)["outcomes"][0]["series"]

    assert (found["before"], found["after"]) == (12, 12)


def test_a_series_in_any_order_is_the_same_series():
    head, *lines = calls(-20).splitlines()
    shuffled = "\n".join([head, *reversed(lines)]) + "\n"

    assert answer(shuffled, SERIES) == answer(calls(-20), SERIES)
