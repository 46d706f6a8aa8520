"""Pictures as SVG: ink and one colour, no style sheet, no script, the same bytes every time.

Everything is drawn in units of a picture so many wide; a paper scales it. Words are the ink of
whoever shows it (`currentColor`), so that a dark page needs no second picture.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from html import escape
from typing import Final

FONT: Final = "Atkinson Hyperlegible Next"
MARK: Final = "#1f7a74"
WORSE: Final = "#b4532a"
GREY: Final = "#8a8f94"
SIZE: Final = 11.0


def picture(width: float, height: float, parts: Iterable[str]) -> str:
    """Return a whole SVG of these parts."""
    inside = "".join(parts)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" '
        f'width="{width:g}" height="{height:g}" font-family="{FONT}, sans-serif" '
        f'font-size="{SIZE:g}" fill="currentColor">{inside}</svg>'
    )


def words(
    x: float, y: float, said: str, *, at: str = "start", bold: bool = False,
    size: float = SIZE, ink: str = "currentColor",
) -> str:  # fmt: skip
    """Return a line of words; at -- start, middle or end of it stands at x."""
    weight = ' font-weight="700"' if bold else ""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{at}" font-size="{size:g}" '
        f'fill="{ink}"{weight}>{escape(said)}</text>'
    )


def line(
    x1: float, y1: float, x2: float, y2: float, *, ink: str = GREY, thick: float = 1,
    dashes: str = "",
) -> str:  # fmt: skip
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    return (
        f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{ink}" '
        f'stroke-width="{thick:g}"{dashed}/>'
    )


def box(
    x: float, y: float, wide: float, high: float, *, fill: str = "none", ink: str = "none",
    round_: float = 0, faint: float = 1,
) -> str:  # fmt: skip
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{max(wide, 0):.1f}" '
        f'height="{max(high, 0):.1f}" rx="{round_:g}" fill="{fill}" stroke="{ink}" '
        f'fill-opacity="{faint:g}"/>'
    )


def dot(x: float, y: float, reach: float, *, ink: str = MARK) -> str:
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{reach:.1f}" fill="{ink}"/>'


def diamond(x: float, y: float, left: float, right: float, high: float) -> str:
    """Return an estimate of everything together: as wide as its limits."""
    return (
        f'<polygon points="{left:.1f},{y:.1f} {x:.1f},{y - high:.1f} {right:.1f},{y:.1f} '
        f'{x:.1f},{y + high:.1f}" fill="{MARK}"/>'
    )


def cut(said: str, most: int) -> str:
    """Return words cut so that they do not run into the picture."""
    return said if len(said) <= most else f"{said[: most - 1].rstrip()}…"


def steps(low: float, high: float, most: int = 6) -> list[float]:
    """Return round numbers that lie between low and high, few enough to be read."""
    span = max(high - low, 1e-9)
    size = 10.0**-6
    while True:
        for times in (1, 2, 5):
            step = size * times
            if span / step <= most:
                first = math.ceil(low / step - 1e-9)
                found = []
                at = first
                while at * step <= high + 1e-9:
                    if at * step >= low - 1e-9:
                        found.append(at * step)
                    at += 1
                return found
        size *= 10
