"""hearthside import services: bring in what a directory lists, or look at what would come."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.utils.timezone import now

from hearthside.core.actor import Machine
from hearthside.core.fetching import Rules, check_link
from hearthside.core.refusals import Refusal
from hearthside.engines.interchange.services import RefusedOffer
from hearthside.organisation.wording import the_house
from hearthside.signposting import addresses, lists
from hearthside.signposting.lists import ListSource
from hearthside.workflows import bring_in_services, keep_the_feeds, keep_the_services
from hearthside.workflows.bring_in_services import ServiceLook, ServiceTally

HOST: Final = Machine("import")
COUNTED: Final = ("kept", "mended", "refused", "new", "changed", "same", "gone")


def add_to(subparsers: Any) -> None:
    """Add `import services`."""
    parser = subparsers.add_parser(
        "services", help="bring in services nearby: HSDS 1.1, 3.0, Open Referral UK"
    )
    parser.add_argument("what", metavar="FILE|URL", help="a file, or an https address")
    parser.add_argument("--list", help="whose list it is (else: the name of the file)")
    parser.add_argument("--licence", default="", help="on what terms it may be shown")
    parser.add_argument("--country", help="two letters, for rows that say none")
    parser.add_argument("--dry-run", action="store_true", help="look, change nothing")
    parser.add_argument("--json", action="store_true", help="end with one JSON object")
    parser.add_argument(
        "--every-row", action="store_true", help="say what became of each row"
    )
    parser.add_argument(
        "--each-day", action="store_true", help="have the clock fetch this URL daily"
    )
    parser.add_argument(
        "--no-more", action="store_true", help="have the clock fetch this list no more"
    )
    parser.add_argument(
        "--even-if-smaller",
        action="store_true",
        help="bring it in though most of what was in it last time is missing",
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Bring the list in; 0 when it was, 1 when it was refused."""
    try:
        source = _source(args)
        if args.no_more:
            addresses.stop(HOST, name=source.name, now=now())
            print(f"“{source.name}” is fetched no more. Its services stay, and fade.")
            return 0
        raw = _raw(args)
        look = bring_in_services.look(HOST, raw, source=source, now=now())
        tally = look.tally if args.dry_run else _bring_in(args, raw, source, look)
    except OSError as fault:
        _say(f"{args.what}: {fault.strerror}. Check the name and try again.")
        return 1
    except Refusal as refusal:
        _say(f"{args.what}: {refusal.why}")
        return 1
    for line in _told(args, look, tally):
        print(line)
    if args.json:
        print(json.dumps(tally.counts(), ensure_ascii=False))
    return 0


def _source(args: argparse.Namespace) -> ListSource:
    named = args.list or ("" if _is_address(args.what) else Path(args.what).stem)
    if not named:
        raise Refusal("Say whose list it is, with --list.")
    country = args.country or the_house().country
    return ListSource(" ".join(named.split()), country.upper(), args.licence)


def _is_address(what: str) -> bool:
    return what.startswith(("https://", "http://"))


def _rules() -> Rules:
    config = settings.CONFIG
    return keep_the_feeds.rules(
        over_http=config.feeds_over_http, megabytes=config.feed_megabytes
    )


def _raw(args: argparse.Namespace) -> bytes:
    if not _is_address(args.what):
        if args.each_day:
            raise Refusal("Only an https address can be fetched each day.")
        return Path(args.what).read_bytes()
    check_link(args.what, https_only=_rules().https_only)
    found = keep_the_services.fetcher(_rules())(args.what, "", "")
    return found.raw or b""


def _bring_in(
    args: argparse.Namespace, raw: bytes, source: ListSource, look: ServiceLook
) -> ServiceTally:
    tally = bring_in_services.bring_in(
        HOST,
        raw,
        source=source,
        clock=now,
        even_if_smaller=args.even_if_smaller,
        looked=look,
    )
    if args.each_day:
        list_id = lists.keep(HOST, source)
        addresses.approve(HOST, list_id=list_id, address=args.what, now=now())
        _say(f"“{source.name}” is fetched once a day from now on.")
    return tally


def _told(
    args: argparse.Namespace, look: ServiceLook, tally: ServiceTally
) -> Iterator[str]:
    if args.every_row:
        yield from _every_row(look)
    if args.dry_run:
        yield "Nothing was changed. This is what would come of it:"
    for what in COUNTED:
        yield f"{getattr(tally, what):8,}  {what}"
    for sentence in (*look.reading.mended, *filter(None, [look.too_few])):
        yield f"          {sentence}"
    yield from _counted("Mended or refused:", tally.reasons)
    yield from _counted("Left out, so that nobody can be found by it:", tally.dropped)


def _every_row(look: ServiceLook) -> Iterator[str]:
    for row in look.reading.rows:
        if isinstance(row, RefusedOffer):
            yield f"{row.number:6}  refused  {row.name}: {row.why}"
        elif row.mended:
            yield f"{row.number:6}  mended   {row.offer.name}: {' '.join(row.mended)}"
        else:
            yield f"{row.number:6}  kept     {row.offer.name}"


def _counted(title: str, counts: dict[str, int]) -> Iterator[str]:
    if counts:
        yield title
    for said, times in counts.items():
        yield f"{times:8,}  {said}"


def _say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)
