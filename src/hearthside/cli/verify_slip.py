"""hearthside verify-slip and slip-key: who signed a slip, and with which key from now on."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.utils.timezone import now

from hearthside.core.actor import Machine
from hearthside.engines import slips
from hearthside.engines.slips import LONGEST, NotASlip, Signed
from hearthside.meetings import slip_keys

MOST_KEYS: Final = 100_000
HOST: Final = Machine("slip-key")


class NoKeys(Exception):
    """A file of keys that cannot be used, and why."""


def add_to(subparsers: Any) -> None:
    """Add `verify-slip` and `slip-key`."""
    verify = subparsers.add_parser(
        "verify-slip", help="say whether a slip is signed by a house"
    )
    verify.add_argument("file", type=Path, metavar="FILE")
    verify.add_argument(
        "--keys",
        type=Path,
        metavar="KEYS.json",
        help="saved from that house's /.well-known/hearthside-slips.json; then nothing "
        "else is asked, and no house is needed",
    )
    verify.set_defaults(run=run)
    key = subparsers.add_parser(
        "slip-key", help="sign slips with a new key from now on"
    )
    key.add_argument("what", choices=("new",))
    key.set_defaults(run=new_key)


def run(args: Namespace) -> int:
    """Say what a slip says; 0 when a known key signed it, 1 when not."""
    try:
        with args.file.open(encoding="utf-8") as file:
            signed = slips.read(file.read(LONGEST + 1))
        known = _is_signed(signed, args.keys)
    except (OSError, UnicodeDecodeError) as fault:
        print(f"That file cannot be read: {fault}.", file=sys.stderr)
        return 1
    except NotASlip:
        print(f"{args.file} is not a whole slip.", file=sys.stderr)
        return 1
    except NoKeys as fault:
        print(f"{args.keys}: {fault}.", file=sys.stderr)
        return 1
    if not known:
        print("No: none of these keys signed it, or something in it was changed.")
        return 1
    one = signed.slip
    print(
        f"Genuine: at a meeting of at least {one.minutes} minutes on "
        f"{one.on.isoformat()}, signed by {one.house}.\n"
        "Whether it was verified before, only that house knows."
    )
    return 0


def new_key(args: Namespace) -> int:
    """Retire the key and make another; old slips still verify."""
    house = settings.CONFIG.base_address
    made = slip_keys.begin_a_new_one(HOST, house=house, now=now())
    print(f"Slips of {house} are signed with {made} from now on.")
    return 0


def _is_signed(signed: Signed, keys: Path | None) -> bool:
    if keys is None:
        return slip_keys.is_ours(signed)
    with keys.open(encoding="utf-8") as file:
        text = file.read(MOST_KEYS)
    try:
        listed = json.loads(text)["keys"]
        found = [
            slips.key_from_letters(one["public"])
            for one in listed
            if one["key"] == signed.slip.key and one["house"] == signed.slip.house
        ]
    except (ValueError, KeyError, TypeError, AttributeError) as odd:
        raise NoKeys("not a list of keys") from odd
    return any(slips.is_signed(signed, public) for public in found)
