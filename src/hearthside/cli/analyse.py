"""hearthside analyse: what a plan may say of a table of scores. Keeps nothing."""

from __future__ import annotations

import hashlib
import importlib
import json
import sys
from argparse import Namespace
from pathlib import Path
from typing import Any, Final

from hearthside.engines.analysing.designs.reading import Design, read_any_plan
from hearthside.engines.analysing.designs.stepped_plan import Stepped
from hearthside.engines.analysing.gathering import gather
from hearthside.engines.analysing.plan import MOST_BYTES as MOST_PLAN
from hearthside.engines.analysing.plan import NotAPlan, Plan
from hearthside.engines.plain_table import (
    MOST_BYTES as MOST_TABLE,
)
from hearthside.engines.plain_table import (
    NotATable,
    read_plain_table,
)

CANNOT: Final = 1
# numpy and scipy take half a second and a hundred megabytes: only who analyses waits for them.
HEAVY: Final = "hearthside.engines.analysing.running"
HEAVY_DESIGNS: Final = "hearthside.engines.analysing.designs.running"


def add_to(subparsers: Any) -> None:
    """Add `analyse`."""
    parser = subparsers.add_parser(
        "analyse", help="say what scores show, by a plan; harm first"
    )
    parser.add_argument("plan", type=Path, metavar="PLAN.toml")
    parser.add_argument("data", type=Path, nargs="?", metavar="DATA.csv")
    parser.add_argument(
        "--starts", action="store_true",
        help="of a stepped wedge: say which group begins when, before there are data",
    )  # fmt: skip
    parser.add_argument("--json", action="store_true", help="for a program to read")
    parser.set_defaults(run=run)


def run(args: Namespace) -> int:
    """Say what the scores show; 1 when the plan or the table cannot be used."""
    here = args.plan
    try:
        plan = read_any_plan(_bytes(args.plan, MOST_PLAN))
        if args.starts:
            return _starts(args, plan)
        if args.data is None:
            return _cannot(
                here, "Say which table to analyse by it: DATA.csv is missing."
            )
        here = args.data
        raw = _bytes(args.data, MOST_TABLE)
        found = _analysed(plan, raw)
    except OSError as fault:
        return _cannot(here, f"{fault.strerror}. Check the name and try again.")
    except (NotAPlan, NotATable) as no:
        return _cannot(here, no.why)
    found["data_sha256"] = hashlib.sha256(raw).hexdigest()
    if args.json:
        print(json.dumps(found, ensure_ascii=False, allow_nan=False, indent=1))
    else:
        _say(found)
    return 0


def _analysed(plan: Plan | Design, raw: bytes) -> dict[str, Any]:
    table = read_plain_table(raw)
    found: dict[str, Any]
    if isinstance(plan, Plan):
        study = gather(plan, table)
        found = importlib.import_module(HEAVY).analyse(plan, study)
    else:
        found = importlib.import_module(HEAVY_DESIGNS).analyse_design(plan, table)
    return found


def _starts(args: Namespace, plan: Plan | Design) -> int:
    """Say which group begins when."""
    if not isinstance(plan, Stepped):
        return _cannot(
            args.plan, "This plan is no stepped wedge, so nobody begins in turn."
        )
    if args.json:
        found = {
            "plan_sha256": plan.plan.sha256,
            "seed": plan.seed,
            "starts": dict(plan.starts),
        }
        print(json.dumps(found, ensure_ascii=False, indent=1))
        return 0
    for group, wave in plan.starts.items():
        print(f"{group}: {wave}")
    print(f"Plan, SHA-256: {plan.plan.sha256}")
    return 0


def _say(found: dict[str, Any]) -> None:
    print(found["title"])
    for outcome in found["outcomes"]:
        kind = "primary" if outcome["is_primary"] else "further"
        print(f"\n{outcome['name']} ({kind} outcome)")
        for line in outcome["said"]:
            print(f"- {line}")


def _bytes(path: Path, most: int) -> bytes:
    with path.open("rb") as file:
        # One byte more than allowed is enough to know that it is too much.
        return file.read(most + 1)


def _cannot(path: Path, why: str) -> int:
    print(f"{path}: {why}", file=sys.stderr)
    return CANNOT
