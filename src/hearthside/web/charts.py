"""A year of evenings as seats stacked up: one column a date, a quarter of a year a picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from hearthside.engines.recurrence.spoken import MONTHS
from hearthside.meetings.quarters import Quarter, quarter_of

# One picture is 320 wide; its columns stand between these.
LEFT: Final = 38.0
WIDE: Final = 272.0
BASE: Final = 152.0
HIGH: Final = 140.0
_STEPS: Final = (5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2500)
# Seats smaller than this run into each other: then the column is one bar.
SMALLEST: Final = 4.0

COUNTED: Final = "counted"
ABOUT: Final = "about"
FEW: Final = "few"
NOBODY: Final = "nobody"
SILENT: Final = "silent"
OFF: Final = "off"


@dataclass(frozen=True, slots=True)
class Point:
    """One date: its kind, and how many where there is a number."""

    on: date
    kind: str
    number: int = 0


@dataclass(frozen=True, slots=True)
class Mark:
    """One column as parts/chart.html draws it: where it stands, and its top."""

    kind: str
    x: float
    top: float


@dataclass(frozen=True, slots=True)
class Level:
    """A line across, or a month below: where, and what it says."""

    at: float
    words: str


@dataclass(frozen=True, slots=True)
class Picture:
    """One quarter of a year."""

    title: str
    levels: tuple[Level, ...]
    months: tuple[Level, ...]
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row of the table behind a chart."""

    day: str
    number: str
    words: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Everything parts/chart.html may show.

    words -- the sentence that says what it shows. kinds -- which signs it explains.
    thick -- of a column. gap -- from seat to seat; 0 where a column is one bar.
    """

    words: str
    head: str
    pictures: tuple[Picture, ...]
    rows: tuple[TableRow, ...]
    kinds: tuple[str, ...]
    thick: float
    gap: float
    foot: float


def chart_of(
    points: Sequence[Point],
    quarters: Sequence[Quarter],
    *,
    words: str,
    head: str,
    rows: Sequence[TableRow],
) -> Chart:
    """Return the chart of these points, one picture for each of these quarters."""
    # Below eight people a column would fill the picture and look like a crowd.
    most = max([8, *(point.number for point in points)])
    by_quarter: dict[Quarter, list[Point]] = {quarter: [] for quarter in quarters}
    for point in points:
        if (quarter := quarter_of(point.on)) in by_quarter:
            by_quarter[quarter].append(point)
    columns = _columns(max([14, *map(len, by_quarter.values())]), most)
    return Chart(
        words=words,
        head=head,
        pictures=tuple(
            _picture(quarter, some, columns, most)
            for quarter, some in by_quarter.items()
        ),
        rows=tuple(rows),
        kinds=tuple(sorted({point.kind for point in points})),
        thick=columns.thick,
        gap=columns.unit if columns.are_seats else 0,
        foot=round(BASE - columns.end, 2),
    )


@dataclass(frozen=True, slots=True)
class _Columns:
    """How columns are drawn: the height of one person, how thick, how far ends stand off."""

    unit: float
    thick: float
    are_seats: bool

    @property
    def end(self) -> float:
        # A seat stands on its middle; a bar is round at both ends.
        return (self.unit if self.are_seats else self.thick) / 2

    def top(self, number: int) -> float:
        # A hair more, so that the last seat is drawn whatever the rounding.
        return round(
            min(BASE - self.end, BASE - number * self.unit + self.end) - 0.1, 2
        )


def _columns(how_many: int, most: int) -> _Columns:
    unit = round(min(10.0, HIGH / most), 2)
    are_seats = unit >= SMALLEST
    thick = min(WIDE / how_many * 0.8, unit * 0.82 if are_seats else 9.0, 9.0)
    return _Columns(unit, round(thick, 2), are_seats)


def _picture(
    quarter: Quarter, points: Sequence[Point], columns: _Columns, most: int
) -> Picture:
    days = (quarter.after.first - quarter.first).days
    step = next(step for step in (*_STEPS, most) if most / step <= 4)
    return Picture(
        title=quarter.words,
        levels=tuple(
            Level(round(BASE - number * columns.unit, 2), str(number))
            for number in range(0, most + 1, step)
        ),
        months=tuple(_months(quarter, days)),
        marks=tuple(
            Mark(
                point.kind,
                _across(point.on, quarter, days),
                # The sign for "about" hangs on the very line it means.
                round(BASE - point.number * columns.unit, 2)
                if point.kind == ABOUT
                else columns.top(point.number),
            )
            for point in points
        ),
    )


def _across(on: date, quarter: Quarter, days: int) -> float:
    return round(LEFT + ((on - quarter.first).days + 0.5) / days * WIDE, 2)


def _months(quarter: Quarter, days: int) -> list[Level]:
    found = []
    for month in range(quarter.first.month, quarter.first.month + 3):
        middle = date(quarter.year, month, 1) + timedelta(days=14)
        found.append(Level(_across(middle, quarter, days), MONTHS[month - 1][:3]))
    return found
