"""hearthside backup: the whole house into one sealed file, while people go on."""

from __future__ import annotations

import sys
import time
from argparse import Namespace
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.timezone import now as the_time

from hearthside.cli.keeping import asking
from hearthside.cli.keeping.backing_up import CannotBackUp, back_up
from hearthside.core.refusals import Refusal


def add_to(subparsers: Any) -> None:
    """Add `backup`."""
    parser = subparsers.add_parser(
        "backup", help="write the house into one sealed file"
    )
    parser.add_argument("file", type=Path, help="the file to make, or a folder for it")
    asking.add_words(parser)
    parser.set_defaults(run=run)


def run(args: Namespace) -> int:
    """Make the backup, and show its passphrase once if it has one."""
    started, now = time.monotonic(), the_time()
    # A neutral name: it is read on memory sticks and in cloud folders.
    name = f"backup-{now:%Y%m%d-%H%M%S}.age"
    path = args.file / name if args.file.is_dir() else args.file
    try:
        lock, passphrase = asking.lock_for(args, public_key=settings.CONFIG.backup_key)
        done = back_up(path, lock=lock, now=now, told=_say)
    except OSError as trouble:
        return _no(CannotBackUp(f"{trouble.filename}: {trouble.strerror}."))
    except Refusal as refusal:
        return _no(refusal)
    size, seconds = path.stat().st_size / 1e6, time.monotonic() - started
    _say(
        f"{path} holds the house (rows: {done.rows:,}, files: {len(done.files):,}). "
        f"{size:.1f} MB in {seconds:.1f} s."
    )
    if passphrase:
        _say(
            f"\nIts passphrase is shown this once. Write it down, and keep it apart from "
            f"the file:\n\n    {passphrase}\n\nWithout it nobody can open the backup."
        )
    return 0


def _no(refusal: Refusal) -> int:
    print(refusal.why, file=sys.stderr)
    return 1


def _say(words: str) -> None:
    print(words, flush=True)
