"""The plan of an interrupted time series, and its table: one row a period."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Final

from hearthside.engines.analysing.from_pack import NotAPlan
from hearthside.engines.analysing.gathering import as_number
from hearthside.engines.analysing.plan import FORMAT, MOST_OUTCOMES
from hearthside.engines.analysing.strictly import named, text, whole
from hearthside.engines.plain_table import NotATable, PlainTable, shown

_MONTH: Final = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")
_NUMBER: Final = re.compile(r"-?\d{1,6}")
MOST_PERIODS: Final = 5000
MOST: Final = 1e9


@dataclass(frozen=True, slots=True)
class OfSeries:
    """One number a period."""

    name: str
    column: str
    higher_is_better: bool
    is_primary: bool


@dataclass(frozen=True, slots=True)
class Series:
    """What will be done with the series.

    began -- the first period after, as the table writes it. lag -- None for the usual one.
    """

    title: str
    time: str
    began: str
    lag: int | None
    outcomes: tuple[OfSeries, ...]
    sha256: str


@dataclass(frozen=True, slots=True)
class Periods:
    """The table in order. values -- by column, a number or None for each period."""

    names: tuple[str, ...]
    before: int
    values: dict[str, tuple[float | None, ...]]


def series_of(document: dict[str, Any], sha256: str) -> Series:
    """Return the plan.

    Raises NotAPlan.
    """
    top = named(
        document, "The plan", dict.fromkeys(("format", "title", "data", "series", "outcomes"), True)
    )  # fmt: skip
    if top["format"] != FORMAT:
        raise NotAPlan(f"This house follows plans of format {FORMAT}.")
    data = named(top["data"], "data", {"time": True})
    series = named(top["series"], "series", {"began": True, "lag": False})
    began = text(series["began"], "series.began")
    if _index(began) is None:
        raise NotAPlan(
            'series.began is to be a month, as "2026-03", or a whole number, in quotes.'
        )
    raw = top["outcomes"]
    if not isinstance(raw, list) or not 1 <= len(raw) <= MOST_OUTCOMES:
        raise NotAPlan(f"There are to be 1 to {MOST_OUTCOMES} [[outcomes]].")
    outcomes = tuple(_outcome(one) for one in raw)
    if sum(one.is_primary for one in outcomes) != 1:
        raise NotAPlan("Exactly one of the outcomes is to be primary = true.")
    time = text(data["time"], "data.time")
    columns = [time, *(one.column for one in outcomes)]
    if len(set(columns)) != len(columns):
        raise NotAPlan("Two things are read from the same column.")
    return Series(
        title=text(top["title"], "title"),
        time=time,
        began=began,
        lag=whole(series["lag"], "series.lag", 0, MOST_PERIODS)
        if "lag" in series
        else None,
        outcomes=outcomes,
        sha256=sha256,
    )


def _outcome(raw: Any) -> OfSeries:
    one = named(
        raw, "an outcome", {"name": True, "column": True, "better": True, "primary": False}
    )  # fmt: skip
    if one["better"] not in ("higher", "lower"):
        raise NotAPlan('An outcome\'s better is to be "higher" or "lower".')
    if not isinstance(one.get("primary", False), bool):
        raise NotAPlan("An outcome's primary is to be true or false.")
    return OfSeries(
        text(one["name"], "an outcome's name"),
        text(one["column"], "an outcome's column"),
        one["better"] == "higher",
        one.get("primary", False),
    )


def periods_of(plan: Series, table: PlainTable) -> Periods:
    """Return the series in order of time; an empty cell is a period nobody counted.

    Raises NotATable: a column or a period is missing, or is there twice.
    """
    for name in (plan.time, *(one.column for one in plan.outcomes)):
        if name not in table.columns:
            raise NotATable(
                f'There is no column "{shown(name)}", which the plan names.'
            )
    is_month = "-" in plan.began[1:]
    at: dict[int, tuple[int, dict[str, str]]] = {}
    for line, row in zip(table.lines, table.rows, strict=True):
        when = _index(row[plan.time])
        if when is None or ("-" in row[plan.time][1:]) != is_month:
            kind = 'a month, as "2026-03"' if is_month else "a whole number"
            raise NotATable(
                f'Line {line} has "{shown(row[plan.time])}" under "{shown(plan.time)}", '
                f"which is not {kind}, as series.began is."
            )
        if when in at:
            raise NotATable(f'Line {line} is of "{shown(row[plan.time])}" once more.')
        at[when] = line, row
    if len(at) > MOST_PERIODS:
        raise NotATable(f"The file has more than {MOST_PERIODS:,} periods.")
    first, last = min(at), max(at)
    lacks = next((one for one in range(first, last) if one not in at), None)
    if lacks is not None:
        raise NotATable(
            f'There is no row for "{_named(lacks, is_month)}". Each period needs one; leave '
            "its cells empty where nobody counted."
        )
    began = _index(plan.began) or 0
    if not first < began <= last:
        raise NotATable(
            f'The plan says that it began with "{plan.began}", and the table runs from '
            f'"{_named(first, is_month)}" to "{_named(last, is_month)}".'
        )
    order = [at[one] for one in range(first, last + 1)]
    return Periods(
        names=tuple(row[plan.time] for _, row in order),
        before=began - first,
        values={
            one.column: tuple(_counted(row, one.column, line) for line, row in order)
            for one in plan.outcomes
        },
    )


def _counted(row: dict[str, str], column: str, line: int) -> float | None:
    found = as_number(row[column], column, line)
    if found is not None and abs(found) > MOST:
        raise NotATable(
            f'Line {line} has more than a thousand million under "{shown(column)}".'
        )
    return found


def _index(name: str) -> int | None:
    """Return where on the line of time a period lies."""
    if found := _MONTH.fullmatch(name):
        return 12 * int(found[1]) + int(found[2]) - 1
    return int(name) if _NUMBER.fullmatch(name) else None


def _named(index: int, is_month: bool) -> str:
    return f"{index // 12:04}-{index % 12 + 1:02}" if is_month else str(index)
