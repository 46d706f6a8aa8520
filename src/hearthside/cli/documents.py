"""hearthside documents: the drafts a person has to sign, written into a folder."""

from __future__ import annotations

import sys
from argparse import Namespace
from datetime import datetime
from pathlib import Path
from typing import Any

from django.utils.timezone import now as the_time

from hearthside.engines import paper
from hearthside.workflows import documents


def add_to(subparsers: Any) -> None:
    """Add `documents`."""
    parser = subparsers.add_parser(
        "documents", help="write the drafts a person has to sign into a folder"
    )
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    parser.set_defaults(run=run)


def run(args: Namespace, *, now: datetime | None = None) -> int:
    """Write each draft as a PDF to sign, and as JSON to compare with the next one."""
    folder: Path = args.folder
    moment = now or the_time()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for key in documents.KEYS:
            made = documents.draft(key, now=moment)
            (folder / f"{key}.json").write_text(
                documents.text_of(made), encoding="utf-8"
            )
            (folder / f"{key}.pdf").write_bytes(documents.pdf(made))
            print(f"{key}: {made.title}, version {made.digest}")
    except (OSError, paper.CannotPrint) as fault:
        print(f"The drafts could not be written: {fault}.", file=sys.stderr)
        return 1
    print("\nThey are drafts. A person reads, answers what they ask, and signs.")
    return 0
