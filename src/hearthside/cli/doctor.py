"""hearthside doctor: what is wrong, in sentences, and what to do about it."""

from __future__ import annotations

import json
from argparse import Namespace
from dataclasses import asdict
from typing import Any

from django.utils.timezone import now as the_time

from hearthside.cli.health import advisories, guide_model
from hearthside.cli.health.examining import examine
from hearthside.cli.health.findings import Finding


def add_to(subparsers: Any) -> None:
    """Add `doctor`."""
    parser = subparsers.add_parser("doctor", help="say what is wrong, and what to do")
    parser.add_argument("--json", action="store_true", help="for a program to read")
    parser.add_argument(
        "--ask-nobody",
        action="store_true",
        help="ask neither the index of weaknesses nor the guide's language model",
    )
    parser.set_defaults(run=run)


def run(args: Namespace) -> int:
    """Examine the house; 1 when something is wrong."""
    found = examine(the_time())
    if not args.ask_nobody:
        found += guide_model.answers()
        found.append(advisories.nothing_known())
    if args.json:
        print(json.dumps([asdict(one) for one in found], indent=1))
    else:
        _say(found)
    return 0 if all(one.is_well for one in found) else 1


def _say(found: list[Finding]) -> None:
    for one in found:
        print(f"{'well ' if one.is_well else 'WRONG'}  {one.name}: {one.sentence}")
        if one.next_step:
            print(f"       What to do: {one.next_step}")
    wrong = sum(not one.is_well for one in found)
    print(
        f"\n{wrong} of {len(found)} things want you."
        if wrong
        else "\nThe house is well."
    )
