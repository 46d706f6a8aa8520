"""hearthside match: which groups of a file fit the person of another. Keeps nothing."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from hearthside.engines.matching import Answer, Shelf, effects, suggest
from hearthside.engines.matching.reading import Read, read_groups, read_person
from hearthside.engines.matching.saying import far_in_km, say, say_miss
from hearthside.engines.strict_json import MOST_BYTES, NotReadable

CANNOT: Final = 1


def add_to(subparsers: Any) -> None:
    """Add `match`."""
    parser = subparsers.add_parser(
        "match", help="say which groups of a file fit the person of another"
    )
    parser.add_argument("person", type=Path, metavar="PERSON.json")
    parser.add_argument("groups", type=Path, metavar="GROUPS.json")
    parser.add_argument("--json", action="store_true", help="for a program to read")
    parser.set_defaults(run=run)


def run(args: Namespace) -> int:
    """Say what fits; 0 even when nothing does, 1 when a file cannot be used."""
    here = args.person
    try:
        wanted = read_person(_bytes(here))
        here = args.groups
        read = read_groups(_bytes(here))
    except OSError as fault:
        return _cannot(here, f"{fault.strerror}. Check the name and try again.")
    except NotReadable as no:
        return _cannot(here, no.why)
    answer = suggest(wanted, _shelf(read))
    names = {one.group.id: one.name for one in read}
    if args.json:
        print(json.dumps(_as_json(answer, names), ensure_ascii=False, indent=1))
    else:
        for line in _as_lines(answer, names):
            print(line)
    return 0


def _bytes(path: Path) -> bytes:
    with path.open("rb") as file:
        # One byte more than allowed is enough to know that it is too much.
        return file.read(MOST_BYTES + 1)


def _cannot(path: Path, why: str) -> int:
    print(f"{path}: {why}", file=sys.stderr)
    return CANNOT


def _shelf(read: list[Read]) -> Shelf:
    """Return the groups with what their reflections add."""
    comfort = effects({one.group.id: one.felt for one in read if one.felt})
    return Shelf(
        replace(one.group, comfort=comfort.get(one.group.id, 0.0)) for one in read
    )


def _as_json(answer: Answer, names: dict[str, str]) -> dict[str, Any]:
    return {
        "fitting": answer.fitting,
        "suggestions": [
            {
                "id": one.id,
                "name": names[one.id],
                "score": round(one.score, 6),
                "from_home": one.from_home,
                "km": None if one.km is None else round(one.km, 3),
                "reasons": [
                    {
                        "why": reason.why,
                        "word": reason.word or None,
                        "said": say(reason, far=far_in_km),
                    }
                    for reason in one.reasons
                ],
            }
            for one in answer.suggestions
        ],
        "near_misses": [
            {
                "id": miss.id,
                "name": names[miss.id],
                "lacks": [
                    {
                        "need": lack.need,
                        "words": list(lack.words),
                        "km": None if lack.km is None else round(lack.km, 3),
                    }
                    for lack in miss.lacks
                ],
                "said": say_miss(miss, far=far_in_km),
            }
            for miss in answer.near_misses
        ],
    }


def _as_lines(answer: Answer, names: dict[str, str]) -> Iterator[str]:
    if not answer.suggestions:
        yield "Nothing fits yet."
    for one in answer.suggestions:
        why = "; ".join(say(reason, far=far_in_km) for reason in one.reasons)
        yield f"{names[one.id]}: {why or 'Breaks none of the needs'}."
    if answer.near_misses:
        yield "Close to it:"
    for miss in answer.near_misses:
        yield f"  {names[miss.id]}: {say_miss(miss, far=far_in_km)}."
