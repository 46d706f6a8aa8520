"""hearthside library: are the charity's own articles fit to be shown?"""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import Any

from django.utils.timezone import localdate

from hearthside.commons import library
from hearthside.commons.articles_read import Article


def add_to(subparsers: Any) -> None:
    """Add `library`."""
    parser = subparsers.add_parser("library", help="the articles people can read")
    what = parser.add_subparsers(title="what to do", metavar="WHAT", required=True)
    check = what.add_parser("check", help="say which articles are not shown, and why")
    check.add_argument(
        "folder", type=Path, nargs="?", help="the charity's own, unless named"
    )
    check.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Say what is wrong with the articles of a folder; 1 when one is not shown."""
    folder: Path = args.folder or library.own_folder()
    if args.folder is not None and not folder.is_dir():
        print(f"{folder}: There is no such folder.")
        return 1
    wrong = library.left_out(folder)
    for one in wrong:
        print(f"{one.name}: {one.why}")
    shown = library.articles(folder)
    _say_due(shown, localdate())
    print(f"{len(shown)} articles are shown; {len(wrong)} of this folder are not.")
    return 1 if wrong else 0


def _say_due(shown: list[Article], today: date) -> None:
    for one in shown:
        if library.is_due(one, today):
            print(f"{one.slug}: To be looked at again since {one.review_by}.")
