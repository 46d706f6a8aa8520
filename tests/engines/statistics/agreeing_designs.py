"""Each number R was asked for of a design of its own, as we answer it."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from hearthside.engines.statistics.levels import ThreeLevel, pool_levels
from hearthside.engines.statistics.series import Interrupted, interrupted, usual_lag
from hearthside.engines.statistics.stepped import SteppedWedge, stepped_wedge

HERE = Path(__file__).parent
CLOSED, FITTED, VARIANCE = 1e-6, 1e-4, 1e-3

Answer = tuple[str, float, float]
Row = dict[str, str]


def rows_of(name: str) -> list[Row]:
    with (HERE / name).open() as file:
        return list(csv.DictReader(file))


def answers_of_designs() -> Iterator[Answer]:
    """Answer everything R was asked: name, our number, how near."""
    yield from _levels()
    yield from _wedge()
    yield from _series()


def levels_of(rows: list[Row]) -> ThreeLevel:
    return pool_levels(
        [float(one["effect"]) for one in rows],
        [float(one["variance"]) for one in rows],
        groups=[one["group"] for one in rows],
        sites=[one["site"] for one in rows],
    )


def _levels() -> Iterator[Answer]:
    schools = rows_of("schools.csv")
    few = [one for one in schools if one["site"] in {"11", "12", "18", "27"}]
    twos = [one | {"group": str((int(one["group"]) + 1) // 2)} for one in schools]
    mixed_up = [
        one | {"site": str((at + 1) % 5), "group": str(at)}
        for at, one in enumerate(schools)
    ]
    for name, rows in (
        ("lev", schools),
        ("lev_few", few),
        ("lev_twos", twos),
        ("lev_edge", mixed_up),
    ):
        found = levels_of(rows)
        yield f"{name}_mean", found.mean.value, FITTED
        yield f"{name}_error", found.mean.error, FITTED
        yield f"{name}_df", found.mean.df, CLOSED
        yield f"{name}_low", found.mean.low, FITTED
        yield f"{name}_p", found.mean.p, FITTED
        yield f"{name}_site", found.site, VARIANCE
        yield f"{name}_group", found.group, VARIANCE
        yield f"{name}_i2_site", found.i2_site, VARIANCE
        yield f"{name}_i2_group", found.i2_group, VARIANCE
        yield f"{name}_ahead_low", found.new_group[0], FITTED
        yield f"{name}_ahead_high", found.new_group[1], FITTED
        yield f"{name}_ahead_site_high", found.new_site[1], FITTED
        yield f"{name}_q", found.q, CLOSED
        yield f"{name}_q_p", found.q_p, CLOSED
        yield f"{name}_criterion", found.minus_twice_log_likelihood, CLOSED
        assert found.by_site is not None
        yield f"{name}_cr2_error", found.by_site.error, FITTED
        yield f"{name}_cr2_df", found.by_site.df, VARIANCE


def wedge(*, strangers: bool) -> SteppedWedge:
    rows = sorted(rows_of("in_turn.csv"), key=lambda one: int(one["wave"]))
    return stepped_wedge(
        np.array([float(one["score"]) for one in rows]),
        periods=[one["wave"] for one in rows],
        begun=np.array([one["begun"] == "1" for one in rows]),
        groups=[one["group"] for one in rows],
        persons=None if strangers else [one["person"] for one in rows],
    )


def _wedge() -> Iterator[Answer]:
    for name, strangers in (("wedge", False), ("wedge_strangers", True)):
        model = wedge(strangers=strangers).model
        for at, one in enumerate(model.estimates):
            yield f"{name}_{at}", one.value, FITTED
            yield f"{name}_{at}_error", one.error, FITTED
            yield f"{name}_{at}_df", one.df, VARIANCE
        yield f"{name}_group", model.group, VARIANCE
        if not strangers:
            yield f"{name}_person", model.person, VARIANCE
        yield f"{name}_residual", model.rest, VARIANCE
        yield f"{name}_criterion", model.minus_twice_log_likelihood, CLOSED


def belts(first: str, last: str, lag: int | None) -> Interrupted:
    rows = [one for one in rows_of("drivers.csv") if first <= one["month"] <= last]
    return interrupted(
        [float(one["drivers"]) for one in rows],
        before=sum(one["month"] < "1983-02" for one in rows),
        lag=lag,
    )


def _series() -> Iterator[Answer]:
    assert usual_lag(192) == 4
    for name, found in (
        ("belts", belts("1969-01", "1984-12", None)),
        ("belts_twelve", belts("1969-01", "1984-12", 12)),
        ("belts_short", belts("1982-02", "1983-12", None)),
        ("belts_none", belts("1969-01", "1984-12", 0)),
    ):
        for what, one in (
            ("slope_before", found.slope_before),
            ("level", found.level),
            ("slope", found.slope),
            ("at_end", found.at_end),
        ):
            yield f"{name}_{what}", one.value, CLOSED
            yield f"{name}_{what}_error", one.error, CLOSED
            yield f"{name}_{what}_p", one.p, CLOSED
        yield f"{name}_alike", found.alike, CLOSED
