"""Plans and tables made up for tests."""

from __future__ import annotations

import random
from typing import Any

from hearthside.engines.analysing.gathering import Study, gather
from hearthside.engines.analysing.plan import Plan, read_plan
from hearthside.engines.analysing.running import analyse
from hearthside.engines.plain_table import read_plain_table

PLAN = """
format = 1
title = "Evenings in the north"

[data]
person = "code"
group = "group"
site = "site"
wave = "wave"
attended = "evenings"
events = "events"

[waves]
order = ["0", "3", "6"]
primary = "6"

[[outcomes]]
name = "PHQ-8"
column = "phq8"
lowest = 0
highest = 24
better = "lower"
primary = true
reliable_change = 5
"""
ARMS = """
[comparison]
treated = "group"
control = "waiting"
allocation = "random"
"""
HEAD = "code,group,site,arm,wave,evenings,events,phq8"


def compared(allocation: str = "random") -> str:
    """Return the plan with two arms."""
    plan = PLAN.replace('wave = "wave"', 'wave = "wave"\narm = "arm"')
    return plan + ARMS.replace("random", allocation)


def table(change: float, *, seed: int = 1, people: int = 120, extra: float = 0) -> str:
    """Return a table of people who change by so much; one in five leaves.

    extra -- by how much more those in the arm "group" change.
    """
    dice, lines = random.Random(seed), [HEAD]
    for number in range(people):
        group, arm = number % 12, ("waiting", "group")[number % 2]
        level = 12 + dice.gauss(0, 3)
        full = change + (extra if arm == "group" else 0)
        leaves = dice.random() < 0.2
        for wave, share in (("0", 0.0), ("3", 0.5), ("6", 1.0)):
            if leaves and wave == "6":
                continue
            score = round(min(24, max(0, level + share * full + dice.gauss(0, 2))), 1)
            place = f"p{number},g{group},{'AB'[group % 3 == 0]},{arm},{wave}"
            lines.append(f"{place},{dice.randint(0, 20)},{int(number == 3)},{score}")
    return "\n".join(lines) + "\n"


def plan_of(text: str = PLAN) -> Plan:
    return read_plan(text.encode())


def study_of(rows: str, plan: str = PLAN) -> Study:
    return gather(plan_of(plan), read_plain_table(rows.encode()))


def answer(rows: str, plan: str = PLAN) -> dict[str, Any]:
    """Return the whole analysis."""
    return analyse(plan_of(plan), study_of(rows, plan))


def said(rows: str, plan: str = PLAN) -> list[str]:
    """Return all that is said of the first outcome."""
    words: list[str] = answer(rows, plan)["outcomes"][0]["said"]
    return words
