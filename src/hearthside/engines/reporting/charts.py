"""The charts of a report: who came how far, change over waves, sites, and who got worse."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from hearthside.engines.reporting.drawing import (
    GREY,
    MARK,
    WORSE,
    box,
    cut,
    diamond,
    dot,
    line,
    picture,
    steps,
    words,
)

WIDE: Final = 340.0


@dataclass(frozen=True, slots=True)
class Point:
    """An estimate with its limits under a name."""

    name: str
    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Bar:
    """So many people; None where they are hidden. is_bad -- drawn in the other colour."""

    name: str
    people: int | None
    is_bad: bool = False


def bars(rows: Sequence[Bar], total: int | None) -> str:
    """Return one bar for each row: its people, among so many; hidden ones are an open box."""
    most = max([total or 0, *(row.people or 0 for row in rows), 1])
    left, room = 150.0, WIDE - 150.0 - 44
    parts = []
    for at, row in enumerate(rows):
        y = 6 + at * 24.0
        parts.append(words(left - 8, y + 13, cut(row.name, 26), at="end"))
        if row.people is None:
            reach = room * 8 / max(most, 16)
            parts.append(box(left, y + 2, reach, 15, ink=GREY, round_=2))
            parts.append(words(left + reach + 6, y + 13, "*"))
            continue
        reach = room * row.people / most
        ink = WORSE if row.is_bad else MARK
        parts.append(box(left, y + 2, reach, 15, fill=ink, round_=2))
        parts.append(words(left + reach + 6, y + 13, str(row.people), bold=True))
    return picture(WIDE, len(rows) * 24 + 12, parts)


def flow_diagram(rows: Sequence[Bar]) -> str:
    """Return boxes from the first step to the last, each as wide as people came to it."""
    most = max([*(row.people or 0 for row in rows), 1])
    middle, parts = WIDE / 2, []
    for at, row in enumerate(rows):
        y = 4 + at * 34.0
        reach = 118 + (WIDE - 130) * (row.people or 0) / most
        reach = min(reach, WIDE - 8)
        if at:
            parts.append(line(middle, y - 10, middle, y - 1, thick=1.4))
            parts.append(
                f'<polygon points="{middle - 3:.1f},{y - 4:.1f} {middle + 3:.1f},{y - 4:.1f} '
                f'{middle:.1f},{y:.1f}" fill="{GREY}"/>'
            )
        parts.append(
            box(
                middle - reach / 2,
                y,
                reach,
                23,
                fill=MARK,
                ink=MARK,
                round_=4,
                faint=0.14,
            )
        )
        people = "*" if row.people is None else str(row.people)
        parts.append(
            words(
                middle,
                y + 15.5,
                f"{cut(row.name, 34)}: {people}",
                at="middle",
                bold=True,
            )
        )
    return picture(WIDE, len(rows) * 34 - 2, parts)


@dataclass(frozen=True, slots=True)
class Natural:
    """By how much others change without a group, as an amount of change: from, to."""

    low: float
    high: float


def change_plot(
    points: Sequence[Point], *, higher_is_better: bool, natural: Natural | None, first: str
) -> str:  # fmt: skip
    """Return the change since the first wave, wave by wave, nought being no change.

    natural -- a band beside every change nobody is compared with.
    """
    top, bottom, left, right = 18.0, 150.0, 44.0, WIDE - 8
    values = [0.0, *(one.low for one in points), *(one.high for one in points)]
    if natural:
        values += [natural.low, natural.high]
    low, high = _padded(min(values), max(values))

    def y(value: float) -> float:
        return bottom - (value - low) / (high - low) * (bottom - top)

    across = (right - left) / (len(points) + 1)
    parts = [
        part
        for step in steps(low, high, 5)
        for part in (
            line(left, y(step), right, y(step), ink=GREY, thick=0.4),
            words(
                left - 5, y(step) + 4, f"{step:+g}" if step else "0", at="end", size=10
            ),
        )
    ]
    if natural:
        upper, lower = (
            y(max(natural.low, natural.high)),
            y(min(natural.low, natural.high)),
        )
        parts.append(
            box(
                left,
                upper,
                right - left,
                max(lower - upper, 2.5),
                fill=GREY,
                faint=0.28,
            )
        )
        parts.append(words(left + 3, upper - 3, "without any group", size=9))
    parts.append(line(left, y(0), right, y(0), ink="currentColor", thick=1))
    before = (left + across * 0.5, y(0))
    for at, one in enumerate(points):
        x, here = left + across * (at + 1.5), y(one.value)
        parts.append(line(*before, x, here, ink=MARK, thick=1.6))
        parts.append(line(x, y(one.low), x, y(one.high), ink=MARK, thick=2))
        for end in (one.low, one.high):
            parts.append(line(x - 4, y(end), x + 4, y(end), ink=MARK, thick=2))
        parts.append(dot(x, here, 4))
        parts.append(words(x, bottom + 15, cut(one.name, 14), at="middle"))
        before = (x, here)
    parts.append(dot(left + across * 0.5, y(0), 4))
    parts.append(words(left + across * 0.5, bottom + 15, cut(first, 14), at="middle"))
    better = "up is better" if higher_is_better else "down is better"
    parts.append(words(left - 40, 10, better, size=9.5, bold=True))
    return picture(WIDE, bottom + 22, parts)


def forest(
    sites: Sequence[Point], together: Point, ahead: tuple[float, float], *, what: str
) -> str:
    """Return a row for each site, the diamond of all, and where a new one would lie."""
    left, right, top = 112.0, WIDE - 84.0, 8.0
    values = [0.0, *ahead]
    for one in (*sites, together):
        values += [one.low, one.high]
    low, high = _padded(min(values), max(values))

    def x(value: float) -> float:
        return left + (value - low) / (high - low) * (right - left)

    bottom = top + (len(sites) + 2) * 20.0
    parts = _scale(low, high, x, top, bottom)
    for at, one in enumerate(sites):
        y = top + 10 + at * 20.0
        parts.append(words(left - 8, y + 4, cut(one.name, 19), at="end"))
        parts.append(line(x(one.low), y, x(one.high), y, ink=MARK, thick=1.8))
        parts.append(box(x(one.value) - 3.5, y - 3.5, 7, 7, fill=MARK))
        parts.append(_said(one, y))
    y = top + 10 + len(sites) * 20.0
    parts.append(words(left - 8, y + 4, "all together", at="end", bold=True))
    parts.append(diamond(x(together.value), y, x(together.low), x(together.high), 6))
    parts.append(_said(together, y))
    y += 20
    parts.append(words(left - 8, y + 4, "a new site", at="end"))
    parts.append(line(x(ahead[0]), y, x(ahead[1]), y, ink=MARK, thick=2, dashes="4 3"))
    parts.append(
        words(WIDE, y + 4, f"{ahead[0]:+.2f} to {ahead[1]:+.2f}", at="end", size=9.5)
    )
    parts.append(words((left + right) / 2, bottom + 27, what, at="middle", size=9.5))
    return picture(WIDE, bottom + 32, parts)


def _said(one: Point, y: float) -> str:
    said = f"{one.value:+.2f} ({one.low:+.2f}, {one.high:+.2f})"
    return words(WIDE, y + 4, said, at="end", size=9)


def _scale(
    low: float, high: float, x: Callable[[float], float], top: float, bottom: float
) -> list[str]:
    parts = []
    for step in steps(low, high, 5):
        parts.append(line(x(step), top, x(step), bottom, ink=GREY, thick=0.4))
        said = f"{step:+.4g}" if abs(step) > 1e-9 else "0"
        parts.append(words(x(step), bottom + 13, said, at="middle", size=10))
    parts.append(line(x(0), top, x(0), bottom, ink="currentColor", thick=1))
    return parts


def _padded(low: float, high: float) -> tuple[float, float]:
    reach = max(high - low, 0.1) * 0.08
    return low - reach, high + reach
