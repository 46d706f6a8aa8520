"""hearthside index: what can be read here is what can be found here; mended now, and laid out."""

from __future__ import annotations

import argparse
import importlib
from typing import Any

from django.utils.timezone import now as the_time

from hearthside.commons import library
from hearthside.guide import indexes, laying_out
from hearthside.workflows.keep_the_index import keep_the_index


def add_to(subparsers: Any) -> None:
    """Add `index`."""
    parser = subparsers.add_parser("index", help="mend what search and guide find")
    parser.add_argument(
        "--anew",
        action="store_true",
        help="forget how texts were laid out, and begin anew",
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Mend the index and lay every text out by meaning; 1 when that is not possible."""
    if args.anew:
        indexes.lay()
        laying_out.forget_points()
    changed = keep_the_index(own_articles=library.own_folder(), now=the_time())
    print(f"{changed} changes; what is published is found by its words.")
    # Fetched when it is wanted: no other command carries the model.
    laying = importlib.import_module("hearthside.cli.finder.laying")
    done: int | None = laying.lay_out_all()
    if done is None:
        print("The sentence model is not there, so only words are compared.")
        return 1
    print(f"{done} texts were laid out by meaning.")
    return 0
