"""Each number R was asked for, as we answer it, and how near it has to be."""

from __future__ import annotations

import csv
import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from hearthside.engines.shares import wilson
from hearthside.engines.statistics import curves, effects, imputing, planning
from hearthside.engines.statistics.clustered import Clustered, clustered, paired_change
from hearthside.engines.statistics.estimates import Numbers
from hearthside.engines.statistics.mixed import Mixed, mixed
from hearthside.engines.statistics.pooling import Between, Pooled, pool
from tests.engines.statistics.agreeing_designs import answers_of_designs, rows_of

HERE = Path(__file__).parent
WAVES = ("0", "3", "6", "12")
CLOSED, FITTED, VARIANCE = 1e-6, 1e-4, 1e-3

Answer = tuple[str, float, float]


@dataclass(frozen=True, slots=True)
class Expected:
    """What R said, and which of its functions said it."""

    value: float
    by: str


@dataclass(frozen=True, slots=True)
class Pair:
    person: str
    group: str
    site: str
    before: float
    after: float


def expected() -> dict[str, Expected]:
    """Return what R said, by name."""
    rows = [*rows_of("expected.csv"), *rows_of("expected_designs.csv")]
    return {row["name"]: Expected(float(row["value"]), row["by"]) for row in rows}


@cache
def long() -> tuple[dict[str, str], ...]:
    with (HERE / "made_up.csv").open() as file:
        return tuple(csv.DictReader(file))


@cache
def pairs() -> tuple[Pair, ...]:
    """Return the people with the first and the third wave, in order."""
    after = {row["person"]: row for row in long() if row["wave"] == "6"}
    return tuple(
        Pair(row["person"], row["group"], row["site"], float(row["score"]), float(after[row["person"]]["score"]))
        for row in long()
        if row["wave"] == "0" and row["person"] in after
    )  # fmt: skip


def trials() -> tuple[list[float], list[float]]:
    with (HERE / "thirteen_trials.csv").open() as file:
        rows = list(csv.DictReader(file))
    return [float(one["effect"]) for one in rows], [
        float(one["variance"]) for one in rows
    ]


def answers() -> Iterator[Answer]:
    """Answer everything R was asked: name, our number, how near."""
    yield from _curves()
    yield from _effects()
    yield from _clustered()
    yield from _mixed()
    yield from _pooled()
    yield from _rest()
    yield from answers_of_designs()


def _curves() -> Iterator[Answer]:
    for df in (1.7, 4.3, 30.25):
        yield f"qt_{df}", curves.t_quantile(0.975, df), CLOSED
        yield f"pt_{df}", curves.two_sided(2.1, df), CLOSED
    yield "qchisq_7", curves.chi_square_quantile(0.975, 7), CLOSED
    yield "nct", curves.t_above_when_true(2.2, 12, 1.4), CLOSED
    for m in (2, 5, 20, 300):
        yield f"j_{m}", effects.exact_j(m), CLOSED


def _arm(site: str | None = None) -> effects.Summary:
    chosen = [one for one in pairs() if site in (None, one.site)]
    return effects.summary(
        [one.before for one in chosen], [one.after for one in chosen]
    )


def _effects() -> Iterator[Answer]:
    first = {
        site: [
            float(r["score"]) for r in long() if r["wave"] == "0" and r["site"] == site
        ]
        for site in "AB"
    }
    for name, found in (
        ("g", effects.hedges_g(first["A"], first["B"])),
        ("smcr", effects.standardised_change(_arm())),
        ("d_ppc2", effects.difference_in_change(_arm("A"), _arm("C"))),
    ):
        yield name, found.value, CLOSED
        yield f"{name}_variance", found.variance, CLOSED


def _clustered() -> Iterator[Answer]:
    rows = pairs()
    few = [one for one in rows if one.group in {"g00", "g01", "g02", "g03"}]
    design = np.array(
        [[1, one.before - 10, one.site == "B", one.site == "C"] for one in rows], float
    )
    change = np.array([one.after - one.before for one in rows])
    for name, found in (
        ("cr2", _simple(rows)),
        ("cr2_design", clustered(change, design, [one.group for one in rows])),
        ("cr2_four", _simple(tuple(few))),
    ):
        for at, one in enumerate(found.estimates):
            yield f"{name}_{at}", one.value, CLOSED
            yield f"{name}_{at}_error", one.error, CLOSED
            yield f"{name}_{at}_df", one.df, CLOSED


def _simple(rows: tuple[Pair, ...]) -> Clustered:
    return paired_change(
        [one.before for one in rows],
        [one.after for one in rows],
        [one.group for one in rows],
    )


def design_of(
    rows: tuple[dict[str, str], ...], *, sites: bool
) -> tuple[Numbers, Numbers]:
    y = np.array([float(row["score"]) for row in rows])
    columns = [[1.0] * len(rows)]
    columns += [[float(row["wave"] == wave) for row in rows] for wave in WAVES[1:]]
    if sites:
        columns += [[float(row["site"] == site) for row in rows] for site in "BC"]
    return y, np.array(columns).T


@cache
def full_model() -> Mixed:
    y, design = design_of(long(), sites=True)
    rows = long()
    return mixed(
        y,
        design,
        persons=[r["person"] for r in rows],
        groups=[r["group"] for r in rows],
    )


def _mixed() -> Iterator[Answer]:
    rows = long()
    persons = [row["person"] for row in rows]
    y, plain = design_of(rows, sites=False)
    sevens = [int(person[1:]) % 7 for person in persons]
    for name, found in (
        ("lmm", full_model()),
        ("lmm_person", mixed(y, plain, persons=persons, groups=None)),
        ("lmm_edge", mixed(y, plain, persons=persons, groups=sevens)),
    ):
        for at, one in enumerate(found.estimates):
            yield f"{name}_{at}", one.value, FITTED
            yield f"{name}_{at}_error", one.error, FITTED
            yield f"{name}_{at}_df", one.df, VARIANCE
        if name != "lmm_person":
            yield f"{name}_group", found.group, VARIANCE
        yield f"{name}_person", found.person, VARIANCE
        yield f"{name}_residual", found.rest, VARIANCE
        yield f"{name}_criterion", found.minus_twice_log_likelihood, CLOSED
    for at, one in enumerate(full_model().estimates):
        yield f"lme_{at}", one.value, FITTED
        yield f"lme_{at}_error", one.error, FITTED


def _pooled() -> Iterator[Answer]:
    effect, variance = trials()
    for by in Between:
        yield from _one_pool(f"pool_{by}", pool(effect, variance, by=by))
    few = (4, 7, 8, 10, 12)
    found = pool([effect[at] for at in few], [variance[at] for at in few])
    yield from _one_pool("pool_few", found)


def _one_pool(name: str, found: Pooled) -> Iterator[Answer]:
    near = FITTED if found.by is Between.REML else CLOSED
    yield f"{name}_mean", found.mean.value, near
    yield f"{name}_error", found.mean.error, near
    yield f"{name}_low", found.mean.low, near
    yield f"{name}_p", found.mean.p, near
    yield f"{name}_tau2", found.tau2, near
    yield f"{name}_i2", found.i2, near
    yield f"{name}_q", found.q, CLOSED
    yield f"{name}_q_p", found.q_p, CLOSED
    yield f"{name}_ahead_low", found.prediction[0], near
    yield f"{name}_ahead_high", found.prediction[1], near
    yield f"{name}_tau2_low", found.tau2_limits[0], CLOSED
    yield f"{name}_tau2_high", found.tau2_limits[1], CLOSED


def _rest() -> Iterator[Answer]:
    both = imputing.combine(
        [-1.9, -1.4, -2.2, -1.7, -1.6], [0.21, 0.25, 0.19, 0.22, 0.24], complete_df=40
    )
    yield "rubin_mean", both.estimate.value, CLOSED
    yield "rubin_error", both.estimate.error, CLOSED
    yield "rubin_df", both.estimate.df, CLOSED
    yield "rubin_missing", both.missing_share, CLOSED
    yield (
        "power",
        planning.power_of_change(people=30, groups=30, sd=3, icc=0, difference=1.2),
        CLOSED,
    )
    yield "smallest", planning.smallest_shown(people=30, groups=30, sd=3, icc=0), CLOSED
    grouped = planning.power_of_change(
        people=60, groups=8, sd=3, icc=0.05, difference=1.2
    )
    yield "power_groups", grouped, CLOSED
    rows = pairs()
    yield (
        "alike",
        planning.alike([o.after - o.before for o in rows], [o.group for o in rows]),
        CLOSED,
    )
    for of in (0, 3, 27):
        limits = wilson(of, 27)
        assert limits is not None
        yield f"wilson_{of}_low", limits[0], CLOSED
        yield f"wilson_{of}_high", limits[1], CLOSED


def is_near(ours: float, theirs: float, near: float) -> bool:
    """Return whether both are as near as that, relative above one and absolute below."""
    return math.isfinite(ours) and abs(ours - theirs) <= near * max(1.0, abs(theirs))
