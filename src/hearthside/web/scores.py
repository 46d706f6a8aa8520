"""One score over a year as a picture: points on a line, and the band of chance behind them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from hearthside.outcomes.charting import Line
from hearthside.outcomes.waves import WAVES

# A picture is 320 wide and 176 high; its points stand between these.
LEFT: Final = 44.0
RIGHT: Final = 300.0
TOP: Final = 14.0
BASE: Final = 146.0


@dataclass(frozen=True, slots=True)
class Dot:
    """One score, and what stands above it."""

    x: float
    y: float
    words: str


@dataclass(frozen=True, slots=True)
class Level:
    """A line across, or a month below."""

    at: float
    words: str


@dataclass(frozen=True, slots=True)
class ScorePicture:
    """Everything parts/scores.html may show.

    path -- through the points, as SVG has it. band_top, band_high -- of the band of chance;
    no height where nobody knows it.
    """

    levels: tuple[Level, ...]
    months: tuple[Level, ...]
    dots: tuple[Dot, ...]
    path: str
    band_top: float
    band_high: float


def picture_of(line: Line) -> ScorePicture:
    """Return the picture of one score."""
    dots = tuple(
        Dot(_across(point.wave), _up(line, point.value), f"{point.value:g}")
        for point in line.points
    )
    top, high = _band(line)
    middle = (line.lowest + line.highest) / 2
    return ScorePicture(
        levels=tuple(
            Level(_up(line, value), f"{value:g}")
            for value in (line.lowest, middle, line.highest)
        ),
        months=tuple(Level(_across(wave), str(wave)) for wave in WAVES),
        dots=dots,
        path="M" + "L".join(f"{dot.x:g} {dot.y:g}" for dot in dots),
        band_top=top,
        band_high=high,
    )


def _band(line: Line) -> tuple[float, float]:
    if line.at_least is None or len(line.points) < 2:
        return 0.0, 0.0
    first = line.points[0].value
    top = _up(line, min(line.highest, first + line.at_least))
    bottom = _up(line, max(line.lowest, first - line.at_least))
    return top, round(bottom - top, 2)


def _across(wave: int) -> float:
    return round(LEFT + wave / WAVES[-1] * (RIGHT - LEFT), 2)


def _up(line: Line, value: float) -> float:
    share = (value - line.lowest) / (line.highest - line.lowest)
    return round(BASE - share * (BASE - TOP), 2)
