"""The plan for effects that were worked out elsewhere, one a group; and their table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from hearthside.engines.analysing.from_pack import NotAPlan
from hearthside.engines.analysing.gathering import as_number
from hearthside.engines.analysing.plan import FORMAT
from hearthside.engines.analysing.strictly import named, text
from hearthside.engines.plain_table import NotATable, PlainTable, shown

COLUMNS: Final = ("effect", "variance", "group", "site")
# "none" -- changes of people whom nobody was compared with.
ALLOCATIONS: Final = ("random", "other", "none")
# In standard deviations; beyond these somebody mistook a column.
FURTHEST: Final = 100.0
LEAST: Final = 1e-8


@dataclass(frozen=True, slots=True)
class Effects:
    """What will be done with the effects, which are in standard deviations.

    columns -- what `COLUMNS` are called in the table. allocation -- one of `ALLOCATIONS`:
    how those who were compared came into their arms.
    """

    title: str
    name: str
    columns: dict[str, str]
    higher_is_better: bool
    allocation: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Given:
    """The effects in the order of the file, all of one length. empty -- rows without one."""

    effects: tuple[float, ...]
    variances: tuple[float, ...]
    groups: tuple[str, ...]
    sites: tuple[str, ...]
    empty: int


def effects_of(document: dict[str, Any], sha256: str) -> Effects:
    """Return the plan.

    Raises NotAPlan.
    """
    top = named(
        document,
        "The plan",
        dict.fromkeys(("format", "title", "data", "effects"), True),
    )
    if top["format"] != FORMAT:
        raise NotAPlan(f"This house follows plans of format {FORMAT}.")
    data = named(top["data"], "data", dict.fromkeys(COLUMNS, True))
    columns = {name: text(data[name], f"data.{name}") for name in COLUMNS}
    if len(set(columns.values())) != len(columns):
        raise NotAPlan("data names one column for two things.")
    one = named(
        top["effects"], "effects", dict.fromkeys(("name", "better", "allocation"), True)
    )
    if one["better"] not in ("higher", "lower"):
        raise NotAPlan('effects.better is to be "higher" or "lower".')
    if one["allocation"] not in ALLOCATIONS:
        raise NotAPlan('effects.allocation is to be "random", "other" or "none".')
    return Effects(
        title=text(top["title"], "title"),
        name=text(one["name"], "effects.name"),
        columns=columns,
        higher_is_better=one["better"] == "higher",
        allocation=one["allocation"],
        sha256=sha256,
    )


def given(plan: Effects, table: PlainTable) -> Given:
    """Return the effects; a row with neither effect nor variance is counted and left out.

    Raises NotATable: a column is missing, half an effect, or a variance that is none.
    """
    for name in plan.columns.values():
        if name not in table.columns:
            raise NotATable(
                f'There is no column "{shown(name)}", which the plan names.'
            )
    kept: list[tuple[float, float, str, str]] = []
    empty = 0
    for line, row in zip(table.lines, table.rows, strict=True):
        effect, variance = (
            as_number(row[plan.columns[name]], plan.columns[name], line)
            for name in ("effect", "variance")
        )
        if effect is None and variance is None:
            empty += 1
            continue
        if effect is None or variance is None:
            raise NotATable(
                f"Line {line} has an effect without its variance, or a variance alone."
            )
        if not LEAST <= variance <= FURTHEST**2:
            raise NotATable(
                f"Line {line} has a variance that is not above nought, or cannot be."
            )
        if abs(effect) > FURTHEST:
            raise NotATable(
                f"Line {line} has an effect of {effect:g} standard deviations, which cannot be."
            )
        group, site = (row[plan.columns[name]] for name in ("group", "site"))
        if not group or not site:
            raise NotATable(f"Line {line} does not say of which group and site it is.")
        kept.append((effect, variance, group, site))
    return Given(
        effects=tuple(one[0] for one in kept),
        variances=tuple(one[1] for one in kept),
        groups=tuple(one[2] for one in kept),
        sites=tuple(one[3] for one in kept),
        empty=empty,
    )
