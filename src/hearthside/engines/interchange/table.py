"""What a reading found, as lines for a person at a terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from .listing import Reading


def table(reading: Reading) -> str:
    """Return the counts of a reading, and each reason with how often it came up."""
    return "\n".join(_lines(reading))


def _lines(reading: Reading) -> Iterator[str]:
    yield f"{reading.feed_rows:7,}  rows in the feed"
    yield f"{len(reading.kept):7,}  kept as they stand"
    yield f"{len(reading.repaired):7,}  kept, mended"
    yield f"{len(reading.refused):7,}  refused"
    for sentence in reading.mended:
        yield f"         {sentence}"
    yield from _counted("Mended:", reading.mendings)
    yield from _counted("Refused:", reading.refusals)
    yield from _counted("Left out, so that nobody can be found by it:", reading.dropped)
    yield from _counted("Types nobody here could read:", reading.types_unknown)


def _counted(title: str, counts: Counter[str]) -> Iterator[str]:
    if not counts:
        return
    yield ""
    yield title
    for said, times in sorted(counts.items(), key=lambda each: (-each[1], each[0])):
        yield f"{times:7,}  {said}"
