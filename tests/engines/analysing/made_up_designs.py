"""Plans and tables of designs of their own, made up for tests."""

from __future__ import annotations

import random
from typing import Any

from hearthside.engines.analysing.designs.reading import Design, read_any_plan
from hearthside.engines.analysing.designs.running import analyse_design
from hearthside.engines.analysing.designs.stepped_plan import Stepped
from hearthside.engines.analysing.plan import Plan
from hearthside.engines.plain_table import read_plain_table

TURNS = """
format = 1
design = "stepped wedge"
title = "Eight groups, one after another"

[data]
person = "code"
group = "group"
wave = "wave"

[waves]
order = ["0", "3", "6", "9", "12"]
primary = "12"

[stepped_wedge]
locked_on = 2026-01-10
readable_on = 2026-02-01
groups = ["a", "b", "c", "d", "e", "f", "g", "h"]
steps = ["3", "6", "9", "12"]
seed = 4711

[[outcomes]]
name = "PHQ-8"
column = "phq8"
lowest = 0
highest = 24
better = "lower"
primary = true
reliable_change = 5
"""
WRITTEN = """
allocation = "other"

[stepped_wedge.starts]
a = "3"
b = "3"
c = "6"
d = "6"
e = "9"
f = "9"
g = "12"
h = "12"
"""
SERIES = """
format = 1
design = "series"
title = "Calls at night"

[data]
time = "month"

[series]
began = "2025-01"
lag = 2

[[outcomes]]
name = "Calls"
column = "calls"
better = "lower"
primary = true
"""
EFFECTS = """
format = 1
design = "effects"
title = "Five towns"

[data]
effect = "g"
variance = "v"
group = "group"
site = "town"

[effects]
name = "Recovery"
better = "higher"
allocation = "none"
"""


def written(allocation: str = "other") -> str:
    """Return the plan of turns with its order written out."""
    head, tail = TURNS.split('groups = ["a"')
    rest = tail[tail.index("\n[[outcomes]]") :]
    return head + WRITTEN.replace("other", allocation) + rest


def design_of(text: str) -> Design:
    found = read_any_plan(text.encode())
    assert not isinstance(found, Plan)
    return found


def stepped_of(text: str = TURNS) -> Stepped:
    found = design_of(text)
    assert isinstance(found, Stepped)
    return found


def turns(effect: float, *, plan: str = TURNS, seed: int = 1, each: int = 8) -> str:
    """Return a table of people in groups that begin as the plan has them."""
    design, dice = stepped_of(plan), random.Random(seed)
    lines = ["code,group,wave,phq8"]
    for group in design.starts:
        level = dice.gauss(12, 1)
        for number in range(each):
            own = level + dice.gauss(0, 2)
            for at, wave in enumerate(design.plan.waves):
                shift = effect if design.had_begun(group, wave) else 0.0
                score = min(24.0, max(0.0, own - 0.2 * at + shift + dice.gauss(0, 1.5)))
                lines.append(f"{group}{number},{group},{wave},{score:.1f}")
    return "\n".join(lines) + "\n"


def calls(level: float, *, months: int = 48, seed: int = 1) -> str:
    """Return a table of calls a month, half of them from January 2025 on."""
    dice, lines = random.Random(seed), ["month,calls"]
    for at in range(months):
        when = 12 * 2025 + at - months // 2
        count = 60 - 0.2 * at + (level if at >= months // 2 else 0) + dice.gauss(0, 3)
        lines.append(f"{when // 12}-{when % 12 + 1:02},{count:.0f}")
    return "\n".join(lines) + "\n"


def towns(mean: float, *, seed: int = 1) -> str:
    """Return a table of effects, four groups in each of five towns."""
    dice, lines = random.Random(seed), ["town,group,g,v"]
    for town in "ABCDE":
        level = mean + dice.gauss(0, 0.1)
        for group in range(4):
            lines.append(f"{town},{group},{level + dice.gauss(0, 0.2):.3f},0.04")
    return "\n".join(lines) + "\n"


def answer(rows: str, plan: str) -> dict[str, Any]:
    """Return the whole analysis."""
    return analyse_design(design_of(plan), read_plain_table(rows.encode()))


def said(rows: str, plan: str) -> list[str]:
    """Return all that is said of the first outcome."""
    words: list[str] = answer(rows, plan)["outcomes"][0]["said"]
    return words
