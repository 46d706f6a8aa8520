"""The table of scores, put together by person; or why it cannot be."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field

from hearthside.engines.analysing.plan import Outcome, Plan
from hearthside.engines.plain_table import NotATable, PlainTable, shown


@dataclass(slots=True)
class Person:
    """One person of the study: where they began, and what they scored.

    scores -- by column, then by wave; nothing where none was given. attended -- evenings
    come to by a wave. events -- safety events of a wave.
    """

    code: str
    group: str
    site: str
    arm: str
    scores: dict[str, dict[str, float]] = field(default_factory=dict)
    attended: dict[str, float] = field(default_factory=dict)
    events: dict[str, float] = field(default_factory=dict)

    def score(self, outcome: Outcome, wave: str) -> float | None:
        return self.scores.get(outcome.column, {}).get(wave)


@dataclass(frozen=True, slots=True)
class Study:
    """Everybody, in the order of the file.

    moved -- who is in another group, site or arm later on; they count where they began.
    """

    people: tuple[Person, ...]
    rows: int
    moved: int

    def started(self, plan: Plan, outcome: Outcome) -> list[Person]:
        """Return who gave the first score."""
        return [
            one
            for one in self.people
            if one.score(outcome, plan.first_wave) is not None
        ]


def gather(plan: Plan, table: PlainTable) -> Study:
    """Return the study.

    table -- a row for each person and wave. An empty cell is a score that was not given.

    Raises NotATable: a column is missing, a wave or an arm is not in the plan, a score is
    none or off its scale, or a person has the same wave twice.
    """
    columns = plan.columns
    named = [columns.person, columns.wave, columns.group, columns.site, columns.arm]
    wanted = [*named, columns.attended, columns.events]
    wanted += [outcome.column for outcome in plan.outcomes]
    for name in wanted:
        if name and name not in table.columns:
            raise NotATable(
                f'There is no column "{shown(name)}", which the plan names.'
            )
    people: dict[str, Person] = {}
    seen: set[tuple[str, str]] = set()
    moved: set[str] = set()
    for line, row in _in_order(plan, table):
        code, wave = row[columns.person], row[columns.wave]
        if (code, wave) in seen:
            raise NotATable(
                f'Line {line}: this person has the wave "{shown(wave)}" twice. '
                "Decide which of the two counts, and take the other out."
            )
        seen.add((code, wave))
        group, site, arm = (row[name] if name else "" for name in named[2:])
        person = people.setdefault(code, Person(code, group, site, arm))
        if (group, site, arm) != (person.group, person.site, person.arm):
            moved.add(code)
        _take(plan, person, row, wave, line)
    return Study(tuple(people.values()), len(table.rows), len(moved))


def _in_order(plan: Plan, table: PlainTable) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the rows wave by wave, so that everybody counts where they began."""
    columns = plan.columns
    by_wave: dict[str, list[tuple[int, dict[str, str]]]] = {
        one: [] for one in plan.waves
    }
    for line, row in zip(table.lines, table.rows, strict=True):
        if not row[columns.person]:
            raise NotATable(f"Line {line} does not say whose it is.")
        if row[columns.wave] not in by_wave:
            raise NotATable(
                f'Line {line} is of the wave "{shown(row[columns.wave])}", '
                "which the plan does not name."
            )
        for name in (columns.group, columns.site):
            if name and not row[name]:
                raise NotATable(f'Line {line} has nothing under "{shown(name)}".')
        if plan.comparison and row[columns.arm] not in (
            plan.comparison.treated,
            plan.comparison.control,
        ):
            raise NotATable(
                f'Line {line} is of the arm "{shown(row[columns.arm])}", '
                "which the plan does not compare."
            )
        by_wave[row[columns.wave]].append((line, row))
    for wave in plan.waves:
        yield from by_wave[wave]


def _take(
    plan: Plan, person: Person, row: dict[str, str], wave: str, line: int
) -> None:
    for outcome in plan.outcomes:
        value = as_number(row[outcome.column], outcome.column, line)
        if value is None:
            continue
        if not outcome.lowest <= value <= outcome.highest:
            raise NotATable(
                f"Line {line}: {shown(outcome.name)} is {value:g}, and runs from "
                f"{outcome.lowest:g} to {outcome.highest:g}."
            )
        person.scores.setdefault(outcome.column, {})[wave] = value
    for name, kept in (
        (plan.columns.attended, person.attended),
        (plan.columns.events, person.events),
    ):
        value = as_number(row[name], name, line) if name else None
        if value is not None:
            if value < 0:
                raise NotATable(
                    f'Line {line} has less than nought under "{shown(name)}".'
                )
            kept[wave] = value


def as_number(cell: str, column: str, line: int) -> float | None:
    """Return the number in a cell; None where it is empty.

    Raises NotATable.
    """
    if not cell:
        return None
    try:
        found = float(cell) if len(cell) <= 30 and "_" not in cell else math.nan
    except ValueError:
        found = math.nan
    if not math.isfinite(found):
        raise NotATable(
            f'Line {line} has "{shown(cell)}" under "{shown(column)}", which is no number. '
            "Leave the cell empty where no score was given."
        )
    return found
