"""hearthside serve: one command opens the house: pages, streams, and the clock beside them."""

from __future__ import annotations

import argparse
import json
import os
import sys
from typing import Any, Final

from django.conf import settings

from hearthside.cli.demo.planting import PASSWORD, SIGN_IN_AS
from hearthside.cli.prepare import prepare
from hearthside.guide import finder

DOORBELL: Final = "hearthside.cli.finder.doorbell"


def add_to(subparsers: Any) -> None:
    """Add `serve`."""
    parser = subparsers.add_parser("serve", help="open the house")
    parser.add_argument(
        "--no-jobs", action="store_true", help="pages only; the clock runs elsewhere"
    )
    parser.add_argument(
        "--no-live", action="store_true", help="no streams; live runs elsewhere"
    )
    parser.add_argument(
        "--no-finder", action="store_true", help="search by words alone"
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Prepare, then become the keeper of pages, live process, finder and clock."""
    prepare()
    commands = {"pages": _pages()}
    if not args.no_live:
        commands["live"] = [sys.executable, "-m", "hearthside.live"]
    if not args.no_finder:
        commands["finder"] = [sys.executable, "-m", DOORBELL, str(finder.address())]
    if not args.no_jobs:
        commands["clock"] = [sys.executable, "-m", "hearthside.jobs"]
    sys.stdout.flush()
    os.execv(  # noqa: S606  # nosec B606
        sys.executable,
        [
            sys.executable,
            "-m",
            "hearthside.cli.keeper",
            json.dumps(commands),
            _greeting(),
        ],
    )


def _pages() -> list[str]:
    config = settings.CONFIG
    return [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws"),
        *("--host", config.host, "--port", str(config.port)),
        *("--workers", str(config.page_workers)),
        *("--blocking-threads", str(config.page_threads)),
        # Somebody who dribbles a header holds nothing for long.
        *("--http1-header-read-timeout", "10000"),
        *("--respawn-failed-workers", "--log-level", "warning"),
        "hearthside.web.wsgi:application",
    ]


def _greeting() -> str:
    config = settings.CONFIG
    lines = ["", f"The house is open: {config.base_address}", ""]
    if config.demo:
        lines.append("This is a demo. Look around, or sign in as:")
        lines += [f"  {key.capitalize():8} {who}" for key, who in SIGN_IN_AS.items()]
        lines += [f"with the password: {PASSWORD}", ""]
    lines.append("Press Ctrl+C to close.")
    return "\n".join(lines)
