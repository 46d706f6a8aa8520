"""The analysis of a design of its own: the same plan and table, the same answer."""

from __future__ import annotations

from typing import Any, Final

from hearthside.engines.analysing.as_json import computed_with
from hearthside.engines.analysing.designs.of_effects import pooled_effects
from hearthside.engines.analysing.designs.of_series import interrupted_series
from hearthside.engines.analysing.designs.of_steps import stepped_groups
from hearthside.engines.analysing.designs.reading import Design
from hearthside.engines.analysing.designs.series_plan import Series
from hearthside.engines.analysing.designs.stepped_plan import Stepped
from hearthside.engines.plain_table import PlainTable

FORMAT: Final = 1


def analyse_design(design: Design, table: PlainTable) -> dict[str, Any]:
    """Return everything the plan asks, fit to be written as JSON.

    Where a part cannot be computed it holds `why_not`, one sentence.

    Raises NotATable.
    """
    if isinstance(design, Stepped):
        title, sha256 = design.plan.title, design.plan.sha256
        found = stepped_groups(design, table)
    else:
        title, sha256 = design.title, design.sha256
        found = (
            interrupted_series(design, table)
            if isinstance(design, Series)
            else pooled_effects(design, table)
        )
    return {
        "format": FORMAT,
        "title": title,
        "plan_sha256": sha256,
        "computed_with": computed_with(),
        "rows": len(table.rows),
        **found,
    }
