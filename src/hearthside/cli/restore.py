"""hearthside restore: the whole house out of one sealed file, checked row by row."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from pathlib import Path
from typing import Any

from django.utils.timezone import now as the_time

from hearthside.cli.keeping import asking, reading
from hearthside.cli.keeping.homes import CannotRestore
from hearthside.cli.keeping.restoring import Restored, restore
from hearthside.core.refusals import Refusal
from hearthside.workflows.stand_in import StandIn


def add_to(subparsers: Any) -> None:
    """Add `restore`."""
    parser = subparsers.add_parser("restore", help="open a backup in an empty house")
    parser.add_argument("file", type=Path, help="the backup")
    parser.add_argument(
        "--key-file", type=Path, metavar="FILE", help="the secret half of the key"
    )
    asking.add_words(parser)
    parser.add_argument("--over", action="store_true", help="replace what is here")
    parser.add_argument(
        "--yes-lose-what-is-newer",
        action="store_true",
        help="even if it is newer than the backup",
    )
    parser.add_argument(
        "--keys-to",
        type=Path,
        metavar="FILE",
        help="only write the old house's secrets into a new file, and stop",
    )
    parser.add_argument(
        "--lead",
        metavar="NAME",
        help="in an emergency: who becomes safeguarding lead, where nobody is left to "
        "hold an open record",
    )
    parser.add_argument(
        "--agreed-by", metavar="NAME", help="the second person, who agrees to that"
    )
    parser.set_defaults(run=run)


def run(args: Namespace) -> int:
    """Restore, and say table by table what came back."""
    try:
        key = asking.key_for(args, args.file)
        if args.keys_to is not None:
            return _write_keys(args.file, key, args.keys_to)
        done = restore(
            args.file,
            key=key,
            over=args.over,
            lose_newer=args.yes_lose_what_is_newer,
            named=_named(args),
            now=the_time(),
            told=_say,
        )
    except OSError as trouble:
        return _no(CannotRestore(f"{trouble.filename}: {trouble.strerror}."))
    except Refusal as refusal:
        return _no(refusal)
    for line in _report(done, file=args.file):
        _say(line)
    return 0


def _named(args: Namespace) -> StandIn | None:
    if args.lead is None and args.agreed_by is None:
        return None
    return StandIn(args.lead or "", args.agreed_by or "")


def _report(done: Restored, *, file: Path) -> list[str]:
    said = done.said
    lines = ["", f"{'table':34}{'rows':>10}"]
    lines += [
        f"{label:34}{sums.size:>10,}"
        for label, sums in said.tables.items()
        if sums.size
    ]
    lines += [f"{'files':34}{len(said.files):>10,}", ""]
    lines.append(
        f"The house of {said.start.made_at:%d %B %Y, %H:%M} UTC is back: {said.rows:,} "
        f"rows, each as it was, in {done.seconds:.1f} s."
    )
    lines.append("Everybody signs in again.")
    if done.letters_held:
        lines.append(
            f"Letters that were waiting then will not be sent ({done.letters_held}): some "
            "may have left already."
        )
    if done.forgotten_again:
        lines.append(
            f"People who asked to be forgotten since then are forgotten again "
            f"({done.forgotten_again})."
        )
    if done.is_other_secret:
        lines.append(
            "This house has another secret than the one in the backup, so online links "
            "and other sealed fields do not open yet. Write the old one to a file with\n"
            f"    hearthside restore {file} --keys-to old-keys.env\n"
            "and set HEARTHSIDE_SECRET to it, or add it to HEARTHSIDE_OLD_SECRETS."
        )
    if done.aside is not None:
        lines.append(
            f"What was here before is in {done.aside}. Delete that folder when all is "
            "well: nothing in it is ever forgotten by itself."
        )
    return lines


def _write_keys(file: Path, key: Any, target: Path) -> int:
    _, keys = reading.look_through(file, key)
    handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as out:
        out.write(f"HEARTHSIDE_SECRET={keys.secret}\n")
        out.write(f"HEARTHSIDE_OLD_SECRETS={','.join(keys.old)}\n")
    _say(f"{target} holds the secrets of the old house. Only you can read it.")
    return 0


def _no(refusal: Refusal) -> int:
    print(refusal.why, file=sys.stderr)
    return 1


def _say(words: str) -> None:
    print(words, flush=True)
