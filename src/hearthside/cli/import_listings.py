"""hearthside import listings: bring in somebody else's list, or look at what would come."""

from __future__ import annotations

import argparse
import json
import signal
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from django.utils.timezone import now

from hearthside.core.actor import Machine
from hearthside.core.refusals import Refusal
from hearthside.engines.interchange import formats
from hearthside.engines.interchange.json_file import NotAFeed as NotSuchAFile
from hearthside.engines.interchange.listing import Kept, Refused
from hearthside.engines.interchange.tables import table_of
from hearthside.groups.feeds import Source
from hearthside.organisation.wording import areas, the_house
from hearthside.workflows import import_listings as workflow
from hearthside.workflows.import_listings import Look, NotAFeed, Tally

HOST: Final = Machine("import")
# What a shell expects of a command ended by Ctrl-C.
STOPPED: Final = 130
MAP_LIKE: Final = 'Write a map like {"Group": "name", "Day": "day", "Start": "time"}.'


def add_to(subparsers: Any) -> None:
    """Add `import listings`."""
    parser = subparsers.add_parser(
        "listings", help="bring in a list of groups others publish"
    )
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument(
        "--format", choices=sorted(formats.FORMATS), default="", help="else: found out"
    )
    parser.add_argument(
        "--map", metavar="FILE", help="for a table: its columns, as JSON"
    )
    parser.add_argument("--licence", default="", help="on what terms it may be shown")
    parser.add_argument("--feed", help="whose list it is (else: the name of the file)")
    parser.add_argument("--zone", help="time zone of rows that give none")
    parser.add_argument("--locality", help="slug of the locality that looks after it")
    parser.add_argument("--dry-run", action="store_true", help="look, change nothing")
    parser.add_argument("--json", action="store_true", help="end with one JSON object")
    parser.add_argument(
        "--every-row", action="store_true", help="say what became of each row"
    )
    parser.add_argument(
        "--even-if-smaller",
        action="store_true",
        help="bring it in though most of what was in it last time is missing",
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Bring the file in; 0 when it was, 1 when it was refused, 130 when stopped."""
    try:
        raw = args.file.read_bytes()
        source = _source(args)
        look = workflow.look(HOST, raw, source=source, now=now())
        _say(f"{len(look.rows):,} rows read as {look.source.kind}")
        tally = look.tally if args.dry_run else _bring_in(args, raw, source, look)
    except KeyboardInterrupt:
        _say("Stopped before anything was changed.")
        return STOPPED
    except OSError as fault:
        _say(f"{args.file}: {fault.strerror}. Check the name and try again.")
        return 1
    except Refusal as refusal:
        _say(f"{args.file}: {refusal.why}{_about_columns(args, refusal)}")
        return 1
    if args.every_row:
        for line in _every_row(look):
            print(line)
    for line in _table(look, tally, dry_run=args.dry_run):
        print(line)
    if args.json:
        print(json.dumps(tally.counts(), ensure_ascii=False))
    return STOPPED if tally.was_stopped else 0


def _bring_in(
    args: argparse.Namespace, raw: bytes, source: Source, look: Look
) -> Tally:
    asked_to_stop = threading.Event()
    before = signal.signal(signal.SIGINT, lambda *_: asked_to_stop.set())
    try:
        tally = workflow.import_listings(
            HOST,
            raw,
            source=source,
            seen_at=now(),
            clock=now,
            told=lambda done, total: _say(f"  {done:,} of {total:,} listings"),
            stop=asked_to_stop.is_set,
            even_if_smaller=args.even_if_smaller,
            looked=look,
        )
    finally:
        signal.signal(signal.SIGINT, before)
    if tally.was_stopped:
        _say("Stopped. What came in stays; run the same command again to go on.")
    return tally


def _source(args: argparse.Namespace) -> Source:
    return Source(
        args.feed or args.file.stem,
        args.zone or the_house().zone,
        locality_named(args.locality),
        kind=args.format,
        columns=columns_in(args.map),
        licence=args.licence,
    )


def locality_named(slug: str | None) -> int | None:
    """Return the id of a locality, None where none was named.

    Raises Refusal, with those there are.
    """
    if not slug:
        return None
    known = {area.slug: area.id for area in areas()}
    if slug not in known:
        names = ", ".join(sorted(known)) or "none yet"
        raise Refusal(f"There is no locality {slug}. There are: {names}.")
    return known[slug]


def columns_in(file: str | None) -> dict[str, str] | None:
    """Return which field each column is, from a file such as {"Group": "name"}.

    Raises Refusal.
    """
    if file is None:
        return None
    try:
        said = json.loads(Path(file).read_text(encoding="utf-8-sig"))
    except ValueError as fault:
        raise Refusal(f"{file} is not JSON. {MAP_LIKE}") from fault
    except OSError as fault:
        raise Refusal(f"{file}: {fault.strerror}.") from fault
    if not isinstance(said, dict) or not all(isinstance(v, str) for v in said.values()):
        raise Refusal(f"{file} does not name a field for each column. {MAP_LIKE}")
    return said


def _about_columns(args: argparse.Namespace, refusal: Refusal) -> str:
    """Return what to do about a table whose columns could not be guessed, or ""."""
    if args.map or not isinstance(refusal, NotAFeed):
        return ""
    raw = args.file.read_bytes()
    if (args.format or formats.guess(raw)) != formats.TABLE:
        return ""
    try:
        columns = table_of(raw).columns
    except NotSuchAFile:
        return ""
    return f"\nIts columns: {', '.join(columns)}.\n{MAP_LIKE} Give it with --map."


def _every_row(look: Look) -> Iterator[str]:
    for row in look.rows:
        if isinstance(row, Refused):
            yield f"{row.number:6}  refused  {row.name or row.key}: {row.why}"
        elif isinstance(row, Kept) and row.mended:
            yield f"{row.number:6}  mended   {row.listing.name}: {' '.join(row.mended)}"
        else:
            yield f"{row.number:6}  kept     {row.listing.name}"


def _table(look: Look, tally: Tally, *, dry_run: bool) -> Iterator[str]:
    if dry_run:
        yield "Nothing was changed. This is what would come of it:"
    for what in ("kept", "mended", "refused", "new", "changed", "same", "gone"):
        yield f"{getattr(tally, what):8,}  {what}"
    for sentence in (*look.about_the_file, *filter(None, [look.too_few])):
        yield f"          {sentence}"
    yield from _counted("Mended or refused:", tally.reasons)
    yield from _counted("Left out, so that nobody can be found by it:", tally.dropped)


def _counted(title: str, counts: dict[str, int]) -> Iterator[str]:
    if counts:
        yield title
    for said, times in counts.items():
        yield f"{times:8,}  {said}"


def _say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)
