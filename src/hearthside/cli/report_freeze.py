"""hearthside report freeze: one study as a dataset that stays as it is, and says what it is of."""

from __future__ import annotations

import hashlib
import json
import os
import sys
import tempfile
from argparse import Namespace
from pathlib import Path
from typing import Any, Final

from django.utils.timezone import now as the_clock

from hearthside.cli.keeping.manifest import version
from hearthside.core.actor import Machine
from hearthside.core.refusals import NotFound, Refusal
from hearthside.engines.analysing.plan import MOST_BYTES, NotAPlan, read_plan
from hearthside.outcomes.freezing import Files
from hearthside.workflows.freeze_a_study import freeze_a_study

CANNOT: Final = 1
HOST: Final = Machine("host")


def add_freeze_to(what: Any) -> None:
    """Add `freeze` to the words of `report`."""
    parser = what.add_parser("freeze", help="write a study down as it is now, by code")
    parser.add_argument(
        "--study", required=True, metavar="ID", help="as the address at the desk has it"
    )
    parser.add_argument(
        "--plan", type=Path, required=True, metavar="PLAN.toml",
        help="the plan that is locked with it: a report follows this one or none",
    )  # fmt: skip
    parser.add_argument("out", type=Path, metavar="OUT", help="a folder that is new")
    parser.add_argument("--json", action="store_true", help="for a program to read")
    parser.set_defaults(run=run_freeze)


def run_freeze(args: Namespace) -> int:
    """Freeze a study into a folder, whole or not at all; 1 when it cannot be."""
    out: Path = args.out
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        return _cannot(f"{out} has something in it. Name a folder that is new.")
    try:
        frozen = freeze_a_study(
            HOST,
            study_id=args.study,
            code_version=version(),
            plan_sha256=_plan(args.plan),
            now=the_clock(),
        )
        _write(frozen, out)
    except NotFound:
        return _cannot(f'There is no study "{args.study[:40]}" here.')
    except Refusal as no:
        return _cannot(no.why)
    except NotAPlan as no:
        return _cannot(f"{args.plan}: {no.why}")
    except OSError as fault:
        return _cannot(f"{fault.filename}: {fault.strerror}. Nothing was written.")
    if args.json:
        print(json.dumps({"id": frozen.public_id, "people": frozen.people}))
    else:
        print(f"Frozen as {frozen.public_id}: {frozen.people} people, in {out}.")
    return 0


def _plan(path: Path) -> str:
    with path.open("rb") as file:
        # One byte more than allowed is enough to know that it is too much.
        raw = file.read(MOST_BYTES + 1)
    read_plan(raw)
    return hashlib.sha256(raw).hexdigest()


def _write(frozen: Files, out: Path) -> None:
    """Write into a folder beside it first: it is there whole, or not there."""
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out.parent, prefix=".freezing-") as folder:
        part = Path(folder) / "whole"
        part.mkdir(mode=0o700)
        for name, raw in frozen.files.items():
            with (part / name).open("wb") as file:
                file.write(raw)
                file.flush()
                os.fsync(file.fileno())
        # An empty folder is taken over; whoever filled it meanwhile is not overwritten.
        part.rename(out)


def _cannot(why: str) -> int:
    print(why, file=sys.stderr)
    return CANNOT
