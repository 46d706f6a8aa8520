"""hearthside packs import-fhir: a FHIR Questionnaire becomes a pack that is checked like any."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from pathlib import Path
from typing import Any, Final

from hearthside.engines.instruments import NotAPack, read_any
from hearthside.engines.instruments.from_fhir import Told, pack_from_fhir
from hearthside.engines.instruments.pack import Better, Licence
from hearthside.engines.strict_json import MOST_BYTES

CANNOT: Final = 1


def add_import(what: Any) -> None:
    """Add `packs import-fhir`."""
    parser = what.add_parser(
        "import-fhir", help="make a pack of a FHIR R4 Questionnaire"
    )
    parser.add_argument("questionnaire", type=Path, metavar="QUESTIONNAIRE.json")
    parser.add_argument("out", type=Path, metavar="PACK.json")
    parser.add_argument("--id", required=True, help="small letters, digits, hyphens")
    parser.add_argument("--better", required=True, choices=[str(one) for one in Better])
    parser.add_argument(
        "--licence", required=True,
        choices=[str(one) for one in Licence if one is not Licence.SLOT],
        help="on what terms its words may be shown: look before you say",
    )  # fmt: skip
    parser.add_argument("--attribution", default="", help="whose words they are")
    parser.add_argument(
        "--tells-of-no-danger", action="store_true",
        help="you read every question, and no answer can; otherwise a named person must read answers",
    )  # fmt: skip
    parser.add_argument("--json", action="store_true", help="for a program to read")
    parser.set_defaults(run=run_import)


def run_import(args: Namespace) -> int:
    """Write the pack; 1 with what is wrong when it would be none."""
    told = Told(
        id=args.id,
        better=Better(args.better),
        licence=Licence(args.licence),
        attribution=args.attribution,
        needs_responder=not args.tells_of_no_danger,
    )
    try:
        with args.questionnaire.open("rb") as file:
            raw, left_out = pack_from_fhir(file.read(MOST_BYTES + 1), told)
        pack = read_any(raw)
        with args.out.open("xb") as out:
            out.write(raw)
    except FileExistsError:
        return _cannot(
            f"{args.out} is there already. Name a file that is not there yet."
        )
    except OSError as fault:
        return _cannot(
            f"{fault.filename}: {fault.strerror}. Check the name and try again."
        )
    except NotAPack as no:
        return _cannot(f"{args.questionnaire}: {' '.join(no.findings)}")
    said = {"ok": True, "id": pack.id, "items": len(pack.items), "left_out": left_out}
    if args.json:
        print(json.dumps(said, ensure_ascii=False))
        return 0
    print(
        f"{args.out}: {pack.name}, {len(pack.items)} items, one score: the sum of all."
    )
    for one in left_out:
        print(f"  {one}")
    return 0


def _cannot(why: str) -> int:
    print(why, file=sys.stderr)
    return CANNOT
