"""hearthside feeds: lists that are fetched by themselves, from addresses the host approved."""

from __future__ import annotations

import argparse
import sys
from typing import Any, Final

from django.conf import settings
from django.utils.timezone import now

from hearthside.cli.import_listings import columns_in, locality_named
from hearthside.core.actor import Machine
from hearthside.core.fetching import Rules, check_link
from hearthside.core.refusals import Refusal
from hearthside.engines.interchange import formats
from hearthside.groups import feed_addresses, feeds
from hearthside.groups.feeds import Source
from hearthside.organisation.wording import the_house
from hearthside.workflows import keep_the_feeds

HOST: Final = Machine("feeds")


def add_to(subparsers: Any) -> None:
    """Add `feeds` and what can be done with them."""
    parser = subparsers.add_parser("feeds", help="fetch lists of others by themselves")
    acts = parser.add_subparsers(title="what", metavar="WHAT", required=True)
    approve = acts.add_parser("approve", help="fetch a list from this address each day")
    approve.add_argument("address", metavar="URL")
    approve.add_argument("--feed", required=True, help="whose list it is")
    approve.add_argument(
        "--format", choices=sorted(formats.FORMATS), required=True, help="its kind"
    )
    approve.add_argument(
        "--map", metavar="FILE", help="for a table: its columns, as JSON"
    )
    approve.add_argument("--zone", help="time zone of rows that give none")
    approve.add_argument("--locality", help="slug of the locality that looks after it")
    approve.add_argument("--licence", default="", help="on what terms it may be shown")
    approve.set_defaults(run=_approve)
    acts.add_parser("list", help="which there are, and how it went").set_defaults(
        run=_list
    )
    for name, what, run in (
        ("fetch", "fetch one of them now", _fetch),
        ("stop", "fetch it no more", _stop),
    ):
        one = acts.add_parser(name, help=what)
        one.add_argument("name", metavar="NAME")
        one.set_defaults(run=run)
        if name == "fetch":
            one.add_argument(
                "--even-if-smaller",
                action="store_true",
                help="bring it in though most of what was in it last time is missing",
            )


def _approve(args: argparse.Namespace) -> int:
    try:
        check_link(args.address, https_only=_rules().https_only)
        source = Source(
            args.feed,
            args.zone or the_house().zone,
            locality_named(args.locality),
            kind=args.format,
            columns=columns_in(args.map),
            licence=args.licence,
        )
        feed_id = feeds.keep(HOST, source)
        feed_addresses.approve(HOST, feed_id=feed_id, address=args.address, now=now())
    except Refusal as refusal:
        return _no(refusal)
    print(f"“{args.feed}” is fetched once a day from now on.")
    print(f'To fetch it now: hearthside feeds fetch "{args.feed}"')
    return 0


def _list(args: argparse.Namespace) -> int:
    known = feed_addresses.all_of_them()
    for one in known:
        print(f"{one.source.name}  {one.address}")
        at = f"{one.fetched_at:%d %B %Y, %H:%M} UTC" if one.fetched_at else "not yet"
        print(f"    last read: {at}")
        if one.trouble_since:
            print(
                f"    could not be read since {one.trouble_since:%d %B %Y}: {one.trouble}"
            )
    if not known:
        print("No list is fetched by itself. To have one: hearthside feeds approve URL")
    return 0


def _fetch(args: argparse.Namespace) -> int:
    try:
        one = feed_addresses.named(args.name)
        fetch = keep_the_feeds.fetcher(_rules())
        tally = keep_the_feeds.fetch_one(
            one.feed_id,
            fetch=fetch,
            clock=now,
            even_if_smaller=args.even_if_smaller,
        )
    except Refusal as refusal:
        return _no(refusal)
    if tally is None:
        print("It is as it was when it was last read.")
        return 0
    for what in ("kept", "mended", "refused", "new", "changed", "same", "gone"):
        print(f"{getattr(tally, what):8,}  {what}")
    return 0


def _stop(args: argparse.Namespace) -> int:
    try:
        feed_addresses.stop(HOST, name=args.name, now=now())
    except Refusal as refusal:
        return _no(refusal)
    print(f"“{args.name}” is fetched no more. Its listings stay, and fade.")
    return 0


def _rules() -> Rules:
    config = settings.CONFIG
    return keep_the_feeds.rules(
        over_http=config.feeds_over_http, megabytes=config.feed_megabytes
    )


def _no(refusal: Refusal) -> int:
    print(refusal.why, file=sys.stderr)
    return 1
