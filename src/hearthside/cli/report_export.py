"""hearthside report export: answers of single people, for a named evaluator's own programs."""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import sys
from argparse import Namespace
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, Final

from hearthside.cli.report_files import Cannot, CannotWrite, frozen, put, taken
from hearthside.engines.exporting import (
    dropped,
    made_anew,
    put_together,
    why_not_export,
)
from hearthside.engines.exporting.from_items import answers_of
from hearthside.engines.exporting.given import Given
from hearthside.engines.exporting.packing import FORMS, packed
from hearthside.engines.instruments import (
    CannotScore,
    NotAPack,
    Pack,
    ours,
    read_any,
    read_ours,
)
from hearthside.engines.plain_table import NotATable, read_plain_table
from hearthside.engines.reporting.frozen import DATASET, ITEMS, NotFrozen, check
from hearthside.engines.strict_json import NotReadable, read_json

CANNOT: Final = 1
MANIFEST: Final = "manifest.json"
NOWHERE: Final = "https://hearthside.invalid"
KEY_BYTES: Final = 32


def add_export(what: Any) -> None:
    """Add `report export`."""
    parser = what.add_parser(
        "export", help="answers of single people under codes made for this export"
    )
    parser.add_argument("--freeze", type=Path, required=True, metavar="DIR")
    parser.add_argument("--as", dest="form", choices=FORMS, required=True)
    parser.add_argument(
        "--agreement", required=True, metavar="NAME",
        help="the data agreement under which it is given away",
    )  # fmt: skip
    parser.add_argument(
        "--key", type=Path, required=True, metavar="FILE",
        help="makes the codes; made when it is not there, kept by you, never given away",
    )  # fmt: skip
    parser.add_argument(
        "--pack", type=Path, action="append", default=[], metavar="PACK.json"
    )
    parser.add_argument(
        "--before", type=Path, metavar="OLD", help="the export before this one"
    )
    parser.add_argument(
        "--together", action="store_true",
        help="groups and sites of fewer than ten people lose their code, together",
    )  # fmt: skip
    parser.add_argument(
        "--base", default=NOWHERE, help="address FHIR resources are named under"
    )
    parser.add_argument("--json", action="store_true", help="for a program to read")
    parser.add_argument("out", type=Path, metavar="OUT")
    parser.set_defaults(run=run_export)


def run_export(args: Namespace) -> int:
    """Write the export; 1 with a sentence where rows of single people may not leave."""
    try:
        files = _files(args)
        put(args.out, files, known_by=MANIFEST)
    except (Cannot, CannotWrite) as no:
        print(no, file=sys.stderr)
        return CANNOT
    except OSError as fault:
        print(
            f"{fault.filename}: {fault.strerror}. Check the name and try again.",
            file=sys.stderr,
        )
        return CANNOT
    manifest = json.loads(files[MANIFEST])
    if args.json:
        print(
            json.dumps(
                {"ok": True, "out": str(args.out), **manifest}, ensure_ascii=False
            )
        )
        return 0
    print(
        f"{manifest['people']} people under codes of this export alone, for: {args.agreement}."
    )
    for name in sorted(files):
        print(f"  {args.out / name}")
    return 0


def _files(args: Namespace) -> dict[str, bytes]:
    freeze = frozen(args.freeze)
    raw = {name: taken(args.freeze / name) for name in (DATASET, ITEMS)}
    try:
        check(freeze, plan=None, files=raw)
        tables = [read_plain_table(raw[name]) for name in (DATASET, ITEMS)]
        answers = answers_of(*tables, pack=_packs(args.pack))
        if args.together:
            answers = {
                name: (pack, _together(several))
                for name, (pack, several) in answers.items()
            }
        rows = [one for _, several in answers.values() for one in several]
        if why := why_not_export(rows):
            more = "" if args.together else " --together does the latter."
            raise Cannot(f"{args.freeze}: {why}{more}")
        key = _key(args.key)
        coded = {
            name: (pack, made_anew(several, salt=key))
            for name, (pack, several) in answers.items()
        }
        waves = list(dict.fromkeys(row["wave"] for row in tables[0].rows))
        files = packed(
            coded, args.form, waves=sorted(waves, key=_in_order), base=args.base
        )
    except NotFrozen as no:
        raise Cannot(f"{args.freeze}: {no.why}") from None
    except (NotATable, CannotScore) as no:
        raise Cannot(f"{args.freeze}: {no.why}") from None
    except KeyError:
        raise Cannot(
            "A questionnaire has no English words, which this form needs. Use csv-long."
        ) from None
    codes = {one.code for _, several in coded.values() for one in several}
    files[MANIFEST] = _manifest(args, freeze.study, codes, files, raw)
    return files


def _together(several: list[Given]) -> list[Given]:
    places = put_together([(one.code, one.group, one.site) for one in several])
    return [
        replace(one, group=group, site=site)
        for one, (group, site) in zip(several, places, strict=True)
    ]


def _packs(more: list[Path]) -> Any:
    own: dict[str, Pack] = {}
    for path in more:
        try:
            read = read_any(taken(path))
        except NotAPack as no:
            raise Cannot(f"{path}: {' '.join(no.findings)}") from None
        own[read.id] = read

    @cache
    def found(name: str) -> Pack:
        if name in own:
            return own[name]
        if name not in ours():
            raise NotATable(
                f'items.csv names a pack "{name[:40]}" that is not here. Hand it in with --pack.'
            )
        return read_ours(name)

    return found


def _key(path: Path) -> bytes:
    try:
        made = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        found = taken(path, 1000)
        if len(found) < KEY_BYTES:
            raise Cannot(
                f"{path} is too short for a key: it takes {KEY_BYTES} bytes by chance."
            ) from None
        return found
    with os.fdopen(made, "wb") as file:
        fresh = secrets.token_bytes(KEY_BYTES)
        file.write(fresh)
    return fresh


def _in_order(wave: str) -> tuple[int, str]:
    return (int(wave), "") if wave.isdecimal() and len(wave) < 9 else (10**9, wave)


def _manifest(
    args: Namespace, study: str, codes: set[str], files: Mapping[str, bytes], raw: Mapping[str, bytes]
) -> bytes:  # fmt: skip
    before = [] if args.before is None else _codes_before(args.before)
    found = {
        "format": 1,
        "study": study,
        "agreement": args.agreement,
        "form": args.form,
        "dataset_sha256": hashlib.sha256(raw[DATASET]).hexdigest(),
        "people": len(codes),
        "codes": sorted(codes),
        "gone_since_before": list(dropped(before, codes)),
        "files": {
            name: hashlib.sha256(one).hexdigest() for name, one in sorted(files.items())
        },
    }
    return (json.dumps(found, ensure_ascii=False, indent=1) + "\n").encode()


def _codes_before(folder: Path) -> list[str]:
    try:
        found = read_json(taken(folder / MANIFEST))
    except NotReadable as no:
        raise Cannot(f"{folder / MANIFEST}: {no.why}") from None
    codes = found.get("codes") if isinstance(found, dict) else None
    if not isinstance(codes, list):
        raise Cannot(f"{folder} is no export: {MANIFEST} names no codes.")
    return [str(one) for one in codes]
