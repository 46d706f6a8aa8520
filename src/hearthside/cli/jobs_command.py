"""hearthside jobs: the clock, as a process of its own."""

from __future__ import annotations

import argparse
import os
import sys
from typing import Any


def add_to(subparsers: Any) -> None:
    """Add `jobs`."""
    parser = subparsers.add_parser("jobs", help="run the clock (serve does this too)")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Become the clock."""
    os.execv(sys.executable, [sys.executable, "-m", "hearthside.jobs"])  # noqa: S606  # nosec B606
