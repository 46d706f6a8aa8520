"""hearthside packs: questionnaires as files, checked, scored, and let into the house."""

from __future__ import annotations

import hashlib
import json
import sys
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from django.utils.timezone import now as the_clock

from hearthside.cli.packs_fhir import add_import
from hearthside.engines.instruments import (
    CannotScore,
    NotAPack,
    Pack,
    ours,
    read_any,
    read_ours,
    score,
)
from hearthside.engines.plain_table import (
    MOST_BYTES as MOST_TABLE,
)
from hearthside.engines.plain_table import (
    NotATable,
    PlainTable,
    read_plain_table,
    shown,
)
from hearthside.engines.strict_json import MOST_BYTES
from hearthside.outcomes.instruments import CannotLoad, load

CANNOT: Final = 1


def add_to(subparsers: Any) -> None:
    """Add `packs`."""
    parser = subparsers.add_parser("packs", help="questionnaires as files")
    what = parser.add_subparsers(title="what to do", metavar="WHAT", required=True)
    lint = what.add_parser("lint", help="check packs; 1 when one may not be used")
    lint.add_argument("files", type=Path, nargs="+", metavar="PACK.json")
    lint.set_defaults(run=run_lint)
    listed = what.add_parser("list", help="the packs that come with the house")
    listed.set_defaults(run=run_list)
    scored = what.add_parser(
        "score", help="score answers; a column for each item, by its id"
    )
    scored.add_argument("pack", metavar="PACK", help="one of the list, or a file")
    scored.add_argument("answers", type=Path, metavar="ANSWERS.csv")
    scored.set_defaults(run=run_score)
    loaded = what.add_parser("load", help="let studies ask a questionnaire of yours")
    loaded.add_argument("file", type=Path, metavar="PACK.json")
    loaded.set_defaults(run=run_load)
    add_import(what)
    for one in (lint, listed, scored):
        one.add_argument("--json", action="store_true", help="for a program to read")


def run_lint(args: Namespace) -> int:
    """Say of each file what is wrong with it; 1 when anything is."""
    found = [_linted(path) for path in args.files]
    if args.json:
        print(json.dumps({"ok": all(one["ok"] for one in found), "files": found}))
    else:
        for one in found:
            named = f"{one['id']} {one['version']}" if one["ok"] else "not usable"
            print(f"{one['file']}: {named}")
            for finding in one["findings"]:
                print(f"  {finding}")
    return 0 if all(one["ok"] for one in found) else CANNOT


def _linted(path: Path) -> dict[str, Any]:
    try:
        raw = _bytes(path, MOST_BYTES)
        pack = read_any(raw)
    except OSError as fault:
        return _wrong(path, [f"{fault.strerror}. Check the name and try again."])
    except NotAPack as no:
        return _wrong(path, no.findings)
    return {
        "file": str(path),
        "ok": True,
        "findings": [],
        "sha256": hashlib.sha256(raw).hexdigest(),
        **_about(pack),
    }


def _wrong(path: Path, findings: list[str]) -> dict[str, Any]:
    return {"file": str(path), "ok": False, "findings": findings}


def _about(pack: Pack) -> dict[str, Any]:
    return {
        "id": pack.id,
        "version": pack.version,
        "name": pack.name,
        "licence": str(pack.licence),
        "languages": sorted(pack.wordings),
        "items": len(pack.items),
        "scores": [rule.id for rule in pack.rules],
        "is_validated": pack.is_validated,
        "needs_responder": pack.needs_responder,
        "is_empty_slot": pack.is_empty_slot,
        "wording_sha256": {name: one.sha256 for name, one in pack.wordings.items()},
    }


def run_list(args: Namespace) -> int:
    """Say which packs come with the house."""
    packs = [read_ours(name) for name in ours()]
    if args.json:
        print(json.dumps([_about(pack) for pack in packs]))
    else:
        for pack in packs:
            asked = "words to be supplied" if pack.is_empty_slot else str(pack.licence)
            print(f"{pack.id}: {pack.name}; {len(pack.items)} items; {asked}")
    return 0


def run_load(args: Namespace) -> int:
    """Keep a questionnaire whose words the charity supplied; 1 when it may not be asked."""
    try:
        pack = load(_bytes(args.file, MOST_BYTES), now=the_clock())
    except OSError as fault:
        return _cannot(f"{args.file}: {fault.strerror}. Check the name and try again.")
    except CannotLoad as no:
        return _cannot(f"{args.file}: {no.why}")
    print(f"{pack.id} {pack.version} can be asked by studies that begin from now on.")
    return 0


def run_score(args: Namespace) -> int:
    """Score each row; 1 when the pack or the table cannot be used."""
    try:
        pack = _chosen(args.pack)
        table = read_plain_table(_bytes(args.answers, MOST_TABLE))
    except OSError as fault:
        return _cannot(f"{fault.filename}: {fault.strerror}. Check the name.")
    except NotAPack as no:
        return _cannot(f"{shown(args.pack)}: {' '.join(no.findings)}")
    except NotATable as no:
        return _cannot(f"{args.answers}: {no.why}")
    if missing := [one.id for one in pack.items if one.id not in table.columns]:
        return _cannot(
            f'{args.answers}: There is no column "{missing[0]}". '
            f"{pack.name} has {len(pack.items)} items, and each needs a column."
        )
    for row in _rows(pack, table):
        print(json.dumps(row) if args.json else _in_words(row))
    return 0


def _chosen(name: str) -> Pack:
    return (
        read_ours(name) if name in ours() else read_any(_bytes(Path(name), MOST_BYTES))
    )


def _rows(pack: Pack, table: PlainTable) -> Iterator[dict[str, Any]]:
    for line, row in zip(table.lines, table.rows, strict=True):
        try:
            found = score(pack, {one.id: _whole(row[one.id]) for one in pack.items})
        except CannotScore as no:
            yield {"line": line, "refused": no.why}
            continue
        yield {
            "line": line,
            "scores": {one.id: one.value for one in found},
            "bands": {one.id: one.band for one in found if one.band},
            "why_not": {one.id: one.why_not for one in found if one.why_not},
        }


def _whole(cell: str) -> int | None:
    if not cell:
        return None
    # Longer than any answer: whatever it is, it is none.
    if len(cell) > 6 or not (cell.isascii() and cell.removeprefix("-").isdigit()):
        raise CannotScore(f'"{shown(cell)}" is no whole number.')
    return int(cell)


def _in_words(row: dict[str, Any]) -> str:
    if "refused" in row:
        return f"Line {row['line']}: {row['refused']}"
    said = [
        row["why_not"].get(name) or f"{name} {value:g}"
        for name, value in row["scores"].items()
    ]
    return f"Line {row['line']}: {'; '.join(said)}"


def _bytes(path: Path, most: int) -> bytes:
    with path.open("rb") as file:
        # One byte more than allowed is enough to know that it is too much.
        return file.read(most + 1)


def _cannot(why: str) -> int:
    print(why, file=sys.stderr)
    return CANNOT
