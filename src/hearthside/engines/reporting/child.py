"""One report built by a process that does nothing else: an order comes in, lines go out.

In: one JSON object with `plan`, `dataset`, `items`, `about` and `quotes` (or null) as texts, and `before`, the
numbers of the report it takes the place of, or null. Out: a line of JSON for each thing that
is begun (`{"tell": ...}`), and at last `{"cannot": ...}` or `{"files": ..., "kinds": ...}`
with the bytes of each file in base64.
"""

from __future__ import annotations

import base64
import importlib
import json
import resource
import sys
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, Final

from hearthside.engines.analysing.gathering import gather
from hearthside.engines.analysing.plan import NotAPlan, read_plan
from hearthside.engines.plain_table import NotATable, read_plain_table
from hearthside.engines.reporting.frozen import (
    DATASET,
    ITEMS,
    QUOTES,
    NotFrozen,
    check,
    read_freeze,
)
from hearthside.engines.reporting.quoting import read_quotes

MEMORY: Final = 4 << 30
# Loaded only now, when the memory is bounded.
BUILDING: Final = "hearthside.engines.reporting.building"
SUMMARY: Final = "summary.json"
WHOM: Final = "hearthside.engines.reporting.populations"


def main() -> None:
    """Build one report; a fault ends the process, and whoever asked hears of it."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    _say(_made(json.load(sys.stdin)))


def _made(order: Mapping[str, Any]) -> dict[str, Any]:
    building = importlib.import_module(BUILDING)
    populations = importlib.import_module(WHOM).populations
    files = {DATASET: order["dataset"].encode(), ITEMS: order["items"].encode()}
    if order["quotes"] is not None:
        files[QUOTES] = order["quotes"].encode()
    try:
        plan = read_plan(order["plan"].encode())
        freeze = read_freeze(order["about"].encode())
        check(freeze, plan=plan, files=files)
        study = gather(plan, read_plain_table(files[DATASET]))
        quotes = read_quotes(files[QUOTES]) if QUOTES in files else ()
        papers = building.write(plan, study, freeze, _tell, quotes)
        made = building.build_of(
            papers, plan, freeze, quotes=quotes, before=order["before"], tell=_tell
        )
    except (NotAPlan, NotFrozen, NotATable, building.CannotBuild) as no:
        return {"cannot": no.why}
    # The one page as data, for a page of the house to show.
    made[SUMMARY] = json.dumps(asdict(papers.summary), ensure_ascii=False).encode()
    whom = populations(plan, study, name=freeze.study)
    return {
        "files": {name: base64.b64encode(raw).decode() for name, raw in made.items()},
        "kinds": {kind: [sorted(one) for one in sets] for kind, sets in whom.items()},
    }


def _tell(what: str) -> None:
    _say({"tell": what})


def _say(what: Mapping[str, Any]) -> None:
    sys.stdout.write(json.dumps(what, ensure_ascii=False) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
