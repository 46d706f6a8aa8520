"""hearthside report: a frozen dataset, and papers and exports from it.

Freezing alone asks the database.
"""

from __future__ import annotations

import fcntl
import hashlib
import importlib
import json
import os
import secrets
import sys
from argparse import Namespace
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from hearthside.cli.report_export import add_export
from hearthside.cli.report_files import Cannot, CannotWrite, frozen, put, taken
from hearthside.cli.report_freeze import add_freeze_to
from hearthside.engines.analysing.gathering import Study, gather
from hearthside.engines.analysing.plan import MOST_BYTES as MOST_PLAN
from hearthside.engines.analysing.plan import NotAPlan, Plan, read_plan
from hearthside.engines.disclosure.log import (
    Kinds,
    NotALog,
    first_line,
    next_line,
    read_log,
)
from hearthside.engines.plain_table import NotATable, read_plain_table
from hearthside.engines.reporting.frozen import (
    DATASET,
    ITEMS,
    QUOTES,
    Freeze,
    NotFrozen,
    check,
)
from hearthside.engines.reporting.quoting import Quote, read_quotes
from hearthside.engines.strict_json import NotReadable, read_json

CANNOT: Final = 1
# numpy and scipy take half a second and a hundred megabytes: only who reports waits for them.
HEAVY: Final = "hearthside.engines.reporting.building"
WHOM: Final = "hearthside.engines.reporting.populations"
NUMBERS: Final = "report.json"


def add_to(subparsers: Any) -> None:
    """Add `report`."""
    parser = subparsers.add_parser("report", help="papers from a frozen dataset")
    what = parser.add_subparsers(title="what to do", metavar="WHAT", required=True)
    add_freeze_to(what)
    build = what.add_parser(
        "build", help="one page for funders and an appendix, as HTML and PDF"
    )
    build.add_argument("--plan", type=Path, required=True, metavar="PLAN.toml")
    build.add_argument("--freeze", type=Path, required=True, metavar="DIR")
    build.add_argument("--out", type=Path, required=True, metavar="DIR")
    build.add_argument(
        "--before", type=Path, metavar="OLD",
        help="the report this one takes the place of: says which numbers changed",
    )  # fmt: skip
    build.add_argument(
        "--log", type=Path, metavar="LOG.jsonl",
        help="let it out: refused if an earlier one and this give a few people away",
    )  # fmt: skip
    build.add_argument("--json", action="store_true", help="for a program to read")
    build.set_defaults(run=run_build)
    add_export(what)


def run_build(args: Namespace) -> int:
    """Write the report; 1 with a sentence when it cannot be made or let out."""
    try:
        plan, freeze, study, quotes = _studied(args.plan, args.freeze)
        before = None if args.before is None else _numbers(args.before)
        whom = importlib.import_module(WHOM).populations(plan, study, name=freeze.study)
        _refuse_if_told(args.log, whom)
        building = importlib.import_module(HEAVY)
        try:
            files: dict[str, bytes] = building.build(
                plan, study, freeze, quotes=quotes, before=before, tell=_tell
            )
        except building.CannotBuild as no:
            raise Cannot(no.why) from None
        if args.log is not None:
            _remember(args.log, freeze.study, files[NUMBERS], whom)
        put(args.out, files, known_by=NUMBERS)
    except (Cannot, CannotWrite) as no:
        print(no, file=sys.stderr)
        return CANNOT
    except OSError as fault:
        print(
            f"{fault.filename}: {fault.strerror}. Check the name and try again.",
            file=sys.stderr,
        )
        return CANNOT
    _say(args, files)
    return 0


def _say(args: Namespace, files: Mapping[str, bytes]) -> None:
    made = json.loads(files[NUMBERS])
    changed = (
        json.loads(files["ledger.json"])["changed"] if "ledger.json" in files else []
    )
    is_out = args.log is not None
    if args.json:
        said = {
            "ok": True,
            "out": str(args.out),
            "is_let_out": is_out,
            "answer": made["answer"],
        }
        said |= {"files": made["files"], "changed": changed}
        print(json.dumps(said, ensure_ascii=False))
        return
    print(f"{made['title']}: {made['answer']}.")
    for name in sorted(files):
        print(f"  {args.out / name}")
    if args.before is not None:
        print(f"{len(changed)} numbers are others than before; ledger.json says which.")
    if not is_out:
        print("Not let out yet. Before it leaves your hands, build it with --log.")


def _studied(
    plan_file: Path, folder: Path
) -> tuple[Plan, Freeze, Study, tuple[Quote, ...]]:
    freeze = frozen(folder)
    raw = taken(folder / DATASET)
    try:
        plan = read_plan(taken(plan_file, MOST_PLAN))
    except NotAPlan as no:
        raise Cannot(f"{plan_file}: {no.why}") from None
    try:
        files = {DATASET: raw, ITEMS: taken(folder / ITEMS)}
        if QUOTES in freeze.sha256:
            files[QUOTES] = taken(folder / QUOTES)
        check(freeze, plan=plan, files=files)
        quotes = read_quotes(files[QUOTES]) if QUOTES in files else ()
        return plan, freeze, gather(plan, read_plain_table(raw)), quotes
    except NotFrozen as no:
        raise Cannot(f"{folder}: {no.why}") from None
    except NotATable as no:
        raise Cannot(f"{folder / DATASET}: {no.why}") from None


def _numbers(folder: Path) -> Mapping[str, str]:
    try:
        found = read_json(taken(folder / NUMBERS))
    except NotReadable as no:
        raise Cannot(f"{folder / NUMBERS}: {no.why}") from None
    numbers = found.get("numbers") if isinstance(found, dict) else None
    if not isinstance(numbers, dict):
        raise Cannot(f"{folder} is no report: {NUMBERS} holds no numbers.")
    return {name: str(one) for name, one in numbers.items()}


def _refuse_if_told(log: Path | None, whom: Kinds) -> None:
    if log is None or not log.exists():
        return
    try:
        why = read_log(taken(log)).why_not(whom)
    except NotALog as no:
        raise Cannot(f"{log}: {no.why}") from None
    if why:
        raise Cannot(f"This report may not be let out. {why}")


def _remember(log: Path, name: str, made: bytes, whom: Kinds) -> None:
    """Write one more line, having looked again: two reports may be built at once."""
    mark = hashlib.sha256(made).hexdigest()
    descriptor = os.open(log, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(descriptor, "r+b") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        raw = file.read()
        try:
            known = read_log(raw or first_line(secrets.token_bytes(32)).encode())
            if not raw:
                file.write(first_line(known.key).encode())
            if known.holds(mark):
                return
            if why := known.why_not(whom):
                raise Cannot(f"This report may not be let out. {why}")
            file.write(next_line(known, name=name, mark=mark, kinds=whom).encode())
            file.flush()
            os.fsync(file.fileno())
        except NotALog as no:
            raise Cannot(f"{log}: {no.why}") from None


def _tell(what: str) -> None:
    print(f"... {what}", file=sys.stderr, flush=True)
