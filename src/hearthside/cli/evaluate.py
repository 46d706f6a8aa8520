"""hearthside evaluate: how good is what decides by itself? On anybody's file. Keeps nothing."""

from __future__ import annotations

import importlib
import json
import sys
from argparse import Namespace
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from hearthside.engines.crisis import NotItems, measure, offers_help, read_items
from hearthside.engines.crisis.measuring import Measured
from hearthside.engines.plain_text import MOST_BYTES
from hearthside.engines.shares import Limits

CANNOT: Final = 1


def add_to(subparsers: Any) -> None:
    """Add `evaluate`."""
    parser = subparsers.add_parser(
        "evaluate", help="measure on a file of yours what decides by itself"
    )
    of = parser.add_subparsers(title="what to measure", metavar="WHAT", required=True)
    crisis = of.add_parser(
        "crisis", help="which texts bring up the offer of help; columns text and label"
    )
    crisis.add_argument("items", type=Path, metavar="ITEMS.csv")
    crisis.add_argument("--json", action="store_true", help="for a program to read")
    crisis.set_defaults(run=run_crisis)
    retrieval = of.add_parser(
        "retrieval",
        help="whether questions find the texts that people judged to answer",
    )
    retrieval.add_argument("--docs", type=Path, required=True, metavar="DOCS.jsonl")
    retrieval.add_argument(
        "--queries", type=Path, required=True, metavar="QUERIES.jsonl"
    )
    retrieval.add_argument("--qrels", type=Path, required=True, metavar="QRELS.tsv")
    retrieval.add_argument("--json", action="store_true", help="for a program to read")
    retrieval.set_defaults(run=_by("retrieval"))
    guide = of.add_parser(
        "guide", help="what the guide answers, and when it leads to people"
    )
    guide.add_argument("--corpus", type=Path, required=True, metavar="CORPUS.json")
    guide.add_argument("--queries", type=Path, required=True, metavar="QUERIES.json")
    guide.add_argument("--run", type=Path, required=True, metavar="RUN.json", dest="to")
    guide.add_argument("--json", action="store_true", help="for a program to read")
    guide.set_defaults(run=_by("guide"))


def _by(name: str) -> Callable[[Namespace], int]:
    """Return what measures, fetched when it is wanted: no other command carries a model."""

    def run(args: Namespace) -> int:
        measuring = importlib.import_module(f"hearthside.cli.measuring.{name}")
        code: int = measuring.run(args)
        return code

    return run


def run_crisis(args: Namespace) -> int:
    """Say how the offer of help does on these texts; 1 when the file cannot be used."""
    try:
        with args.items.open("rb") as file:
            # One byte more than allowed is enough to know that it is too much.
            items = read_items(file.read(MOST_BYTES + 1))
    except OSError as fault:
        return _cannot(args.items, f"{fault.strerror}. Check the name and try again.")
    except NotItems as no:
        return _cannot(args.items, no.why)
    found = measure(items, offers_help)
    if args.json:
        print(json.dumps(as_json(found)))
    else:
        _say(found)
    return 0


def as_json(found: Measured) -> dict[str, Any]:
    """Return what was found with six digits, as the command answers it."""
    return {
        name: [_short(one) for one in value]
        if isinstance(value, tuple)
        else _short(value)
        for name, value in asdict(found).items()
    }


def _short(value: float | None) -> float | None:
    return round(value, 6) if isinstance(value, float) else value


def _say(found: Measured) -> None:
    print(f"{found.n} texts, {found.crisis} of them labelled as in crisis.")
    print(f"Help is offered to {found.offered}.")
    shares: tuple[tuple[str, float | None, Limits], ...] = (
        ("Of the offers, rightly", found.precision, found.precision_limits),
        ("Of those in crisis, offered", found.recall, found.recall_limits),
    )
    for words, share, limits in shares:
        if share is not None and limits is not None:
            low, high = (f"{100 * one:.1f}" for one in limits)
            print(f"{words}: {100 * share:.1f} % (95 % limits {low} to {high})")
    if found.f1 is not None:
        print(f"F1: {found.f1:.3f}")
    alerts, limits = found.alerts_per_1000, found.alerts_per_1000_limits
    if alerts is not None and limits is not None:
        low, high = (f"{one:.1f}" for one in limits)
        print(f"In 1,000 texts not labelled so: {alerts:.1f} offers ({low} to {high}).")


def _cannot(path: Path, why: str) -> int:
    print(f"{path}: {why}", file=sys.stderr)
    return CANNOT
