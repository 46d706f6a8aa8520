"""Charities made up with a known truth: what a report has to find, and what it must not.

People of two localities in groups; recovery gets better by a little, symptoms do not change;
who begins badly is likelier to stop. Everybody, every group and every answer is invented.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

WAVES = (0, 3, 6, 12)
# How far of the whole change people are at each wave.
SHARE = (0.0, 0.6, 1.0, 1.0)

PLAN = """format = 1
title = "Peer support groups in two towns, first year"

[data]
person = "study_code"
group = "cluster"
site = "site"
wave = "wave"
attended = "attended"

[waves]
order = ["0", "3", "6", "12"]
primary = "6"

[[outcomes]]
column = "qpr-15"
pack = "qpr-15"
primary = true
reliability = 0.93

[[outcomes]]
column = "phq-8"
pack = "phq-8"
reliability = 0.86

[missing]
imputations = 20
seed = 1
"""


@dataclass(frozen=True, slots=True)
class Truth:
    """What is so. recovery, symptoms -- mean change at six months, in points.

    apart -- by how much more recovery changes in the second locality. slopes -- spread
    between groups of how much they change; 0 where all groups change alike.
    """

    recovery: float = 2.0
    symptoms: float = 0.0
    apart: float = 1.0
    slopes: float = 0.0


@dataclass(frozen=True, slots=True)
class Charity:
    """A charity's answers: (people, waves), nan where none was given."""

    recovery: NDArray[np.float64]
    symptoms: NDArray[np.float64]
    group: NDArray[np.int64]
    site: NDArray[np.int64]
    attended: NDArray[np.int64]


def charity(
    seed: int, *, groups: int = 12, each: int = 9, truth: Truth | None = None
) -> Charity:
    """Return one made-up charity; the same seed, the same people."""
    true = truth or Truth()
    dice = np.random.default_rng(seed)
    people = groups * each
    group = np.repeat(np.arange(groups), each)
    site = group % 2
    low = dice.normal(0, 1, people)
    means = true.recovery + true.apart * (site - 0.5)
    means = means + dice.normal(0, true.slopes, groups)[group]
    recovery = _scores(dice, group, 28 + 2.5 * site + 7 * -low, means, 2.0, 5.0)
    symptoms = _scores(
        dice,
        group,
        12 - 1.0 * site + 3.2 * low,
        np.full(people, true.symptoms),
        1.0,
        2.6,
    )
    stops = _stops(dice, recovery[:, 0])
    evenings = np.cumsum(dice.poisson(5, (people, len(WAVES))) * ~stops, axis=1)
    evenings[:, 0] = 0
    recovery[stops] = np.nan
    symptoms[stops] = np.nan
    return Charity(recovery, symptoms, group, site, evenings)


def _scores(
    dice: np.random.Generator, group: NDArray[np.int64], level: NDArray[np.float64],
    change: NDArray[np.float64], between: float, within: float,
) -> NDArray[np.float64]:  # fmt: skip
    shift = dice.normal(0, between, int(group.max()) + 1)[group]
    noise = dice.normal(0, within, (len(group), len(WAVES)))
    return (level + shift)[:, None] + change[:, None] * np.array(SHARE) + noise


def _stops(dice: np.random.Generator, first: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Return who is gone by each wave: likelier who began badly, and gone is gone."""
    chance = 1 / (1 + np.exp((first - 24) / 5))
    gone = np.zeros((len(first), len(WAVES)), dtype=bool)
    for at in range(1, len(WAVES)):
        gone[:, at] = gone[:, at - 1] | (dice.random(len(first)) < 0.05 + 0.3 * chance)
    return gone


def dataset(one: Charity) -> str:
    """Return `dataset.csv`: whole points within the range of each score."""
    lines = ["study_code,cluster,site,wave,qpr-15,phq-8,attended"]
    towns = ("Northtown", "Southtown")
    for person in range(len(one.group)):
        for at, wave in enumerate(WAVES):
            if np.isnan(one.recovery[person, at]):
                continue
            hope = int(np.clip(round(one.recovery[person, at]), 0, 60))
            low = int(np.clip(round(one.symptoms[person, at]), 0, 24))
            place = f"s{person:05d},g{one.group[person]:03d},{towns[one.site[person]]}"
            lines.append(f"{place},{wave},{hope},{low},{one.attended[person, at]}")
    return "\n".join(lines) + "\n"


def freeze(one: Charity, folder: Path, *, plan: str = PLAN) -> Path:
    """Write a frozen dataset and its plan into a folder; return where the plan is."""
    folder.mkdir(parents=True, exist_ok=True)
    files = {
        "dataset.csv": dataset(one),
        "items.csv": "study_code,wave,pack,item,value\n",
    }
    begun = len(one.group)
    flow = {
        "registered": round(begun * 1.3),
        "consented": round(begun * 1.1),
        "baseline": begun,
    }
    for at, wave in enumerate(WAVES[1:], 1):
        flow[str(wave)] = int((~np.isnan(one.recovery[:, at])).sum())
    about = {
        "format": 1,
        "study": "Made-up charity",
        "code_version": "0.1.0",
        "plan_sha256": hashlib.sha256(plan.encode()).hexdigest(),
        "sha256": {
            name: hashlib.sha256(text.encode()).hexdigest()
            for name, text in files.items()
        },
        "flow": flow,
    }
    for name, text in files.items():
        (folder / name).write_text(text)
    (folder / "freeze.json").write_text(json.dumps(about, indent=1) + "\n")
    plan_file = folder / "plan.toml"
    plan_file.write_text(plan)
    return plan_file
