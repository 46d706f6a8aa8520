"""hearthside bounce < MESSAGE: read one letter that came back, as a mail server hands it over."""

from __future__ import annotations

import argparse
import os
import sys
from typing import Any, Final

from django.utils.timezone import now

from hearthside.engines.bounced_mail import LONGEST
from hearthside.people import bounces
from hearthside.workflows.take_a_bounce import take_a_bounce

# How Postfix and Exim tell a command which address they delivered to.
TOLD_BY: Final = ("ORIGINAL_RECIPIENT", "RECIPIENT")


def add_to(subparsers: Any) -> None:
    """Add `bounce`."""
    parser = subparsers.add_parser("bounce", help="read one letter that came back")
    parser.add_argument(
        "--to", default="", help="the address it was delivered to, if the server knows"
    )
    parser.add_argument(
        "--count", action="store_true", help="say how many addresses give letters back"
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Read one message from the standard input; 0 whatever it is, so none bounces again."""
    if args.count:
        print(f"{bounces.how_many()} addresses give letters back.")
        return 0
    told = args.to or next((os.environ[n] for n in TOLD_BY if os.environ.get(n)), "")
    raw = sys.stdin.buffer.read(LONGEST)
    became = take_a_bounce(raw, recipient=told[:400], now=now())
    print(became.value)
    return 0
