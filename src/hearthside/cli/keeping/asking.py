"""Asking the host for a key or a passphrase, without it showing on a command line."""

from __future__ import annotations

import getpass
import sys
from argparse import Namespace
from pathlib import Path
from typing import Any

from hearthside.cli.keeping import locks
from hearthside.cli.keeping.locks import CannotUnlock, Lock


def add_words(parser: Any) -> None:
    """Let a command take a passphrase from a file; never as a word others could read."""
    parser.add_argument(
        "--passphrase-file",
        type=Path,
        metavar="FILE",
        help="read the passphrase from here instead",
    )


def lock_for(args: Namespace, *, public_key: str) -> tuple[Lock, str]:
    """Return the lock of a new backup, and the passphrase to show once (or "").

    Raises CannotUnlock.
    """
    if args.passphrase_file is not None:
        return locks.lock_with(_first_line(args.passphrase_file)), ""
    if public_key:
        return locks.lock_to(public_key), ""
    passphrase = locks.new_passphrase()
    return locks.lock_with(passphrase), passphrase


def key_for(args: Namespace, path: Path) -> Any:
    """Return the key that opens a backup, asking for the passphrase where it is needed.

    Raises NotABackup, CannotUnlock.
    """
    if args.key_file is not None:
        return locks.unlock(path, args.key_file.read_text(encoding="utf-8"))
    if not locks.wants_passphrase(path):
        return locks.unlock(path, "")
    if args.passphrase_file is not None:
        return locks.unlock(path, _first_line(args.passphrase_file))
    if not sys.stdin.isatty():
        raise CannotUnlock(
            "This backup wants its passphrase. Put it into a file only you can read, "
            "and add --passphrase-file FILE."
        )
    return locks.unlock(path, getpass.getpass("Passphrase of the backup: "))


def _first_line(path: Path) -> str:
    lines = path.read_text(encoding="utf-8").splitlines()
    words = lines[0].strip() if lines else ""
    if len(words) < 12:
        raise CannotUnlock(f"{path.name} holds no passphrase of 12 characters or more.")
    return words
