"""hearthside import places: postcodes from a CSV file into the gazetteer."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from hearthside.core.refusals import Refusal
from hearthside.organisation import places


def add_to(subparsers: Any) -> None:
    """Add `import places`."""
    parser = subparsers.add_parser("places", help="learn postcodes from a CSV file")
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument(
        "--country",
        default="GB",
        metavar="GB",
        help="two letters; for rows that say none (GB)",
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Learn the postcodes in the file; 0 when some were found, 1 when none."""
    country = args.country.strip().upper()
    if len(country) != 2 or not country.isalpha():
        print(f"{args.country}: write the country in two letters.", file=sys.stderr)
        return 1
    try:
        text = args.file.read_text(encoding="utf-8-sig", errors="replace")
        learned = places.fill_postcodes(text, country=country)
    except OSError as fault:
        print(f"{args.file}: {fault.strerror}.", file=sys.stderr)
        return 1
    except Refusal as refusal:
        print(f"{args.file}: {refusal.why}", file=sys.stderr)
        return 1
    print(f"{learned:,} places learned.")
    return 0
