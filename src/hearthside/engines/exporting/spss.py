"""SPSS: a system file (.sav) with labels, as bytes.

Only what our tables need of the format, and only written: numbers, short texts, labels of
columns and of values, names as long as they are, UTF-8, not compressed, no date of writing.
Source: PSPP developers' guide, "System File Format".
"""

from __future__ import annotations

import math
import struct
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from hearthside.engines.exporting.given import Given, scores_of
from hearthside.engines.exporting.tables import item_name, score_name
from hearthside.engines.instruments import Pack

MISSING: Final = -sys.float_info.max
LONGEST_LABEL: Final = 252
LONGEST_VALUE_LABEL: Final = 120
_TEXT_WIDTH: Final = 24
_NUMBER, _TEXT = 5, 1

Cell = str | float | None


@dataclass(frozen=True, slots=True)
class Column:
    """One column. width -- of a text in bytes, a multiple of eight; 0 for a number."""

    name: str
    label: str
    width: int
    decimals: int
    values: Mapping[int, str]


def system_file(pack: Pack, rows: Sequence[Given], *, language: str = "en") -> bytes:
    """Return the long table as a .sav file; the same rows, the same bytes.

    Codes, groups, sites and waves are kept to their first 24 bytes.

    Raises KeyError: no words in this language; CannotScore.
    """
    columns = list(_columns(pack, language))
    lines: list[list[Cell]] = [
        [
            *(one.code, one.group, one.site, one.wave),
            *(one.answers.get(item.id) for item in pack.items),
            *scores_of(pack, one).values(),
        ]
        for one in rows
    ]
    return b"".join(
        [
            _header(columns, len(lines)),
            *(_variable(column, f"V{at}") for at, column in enumerate(columns, 1)),
            *_value_labels(columns),
            *_about(columns),
            struct.pack("<2i", 999, 0),
            *(_case(columns, line) for line in lines),
        ]
    )


def _columns(pack: Pack, language: str) -> Iterator[Column]:
    for name, label in (
        ("code", "A person, under a code of this export alone"),
        ("group_code", "A group, under a code of this export alone"),
        ("site_code", "A site, under a code of this export alone"),
        ("wave", "Which round of questions"),
    ):
        yield Column(name, label, _TEXT_WIDTH, 0, {})
    wording = pack.wordings[language]
    for item in pack.items:
        labels = dict(
            zip(pack.values_of(item), wording.labels[item.answers], strict=True)
        )
        yield Column(item_name(pack, item.id), wording.items[item.id], 0, 0, labels)
    for rule in pack.rules:
        yield Column(score_name(pack, rule.id), f"Score: {rule.name}", 0, 2, {})


def _segments(column: Column) -> int:
    return max(1, column.width // 8)


def _header(columns: Sequence[Column], cases: int) -> bytes:
    return struct.pack(
        "<4s60s5id9s8s64s3x",
        b"$FL2",
        b"@(#) SPSS DATA FILE Hearthside".ljust(60),
        2,
        sum(_segments(column) for column in columns),
        0,
        0,
        cases,
        100.0,
        # Always the same, so that the same rows make the same bytes.
        b"01 Jan 70",
        b"00:00:00",
        b" " * 64,
    )


def _variable(column: Column, short: str) -> bytes:
    if column.width:
        form = _TEXT << 16 | column.width << 8
    else:
        form = _NUMBER << 16 | 8 << 8 | column.decimals
    label = _cut(column.label, LONGEST_LABEL)
    first = struct.pack(
        "<6i8si", 2, column.width, 1, 0, form, form, short.encode().ljust(8), len(label)
    )
    rest = struct.pack("<6i8s", 2, -1, 0, 0, form, form, b" " * 8)
    padded = label.ljust((len(label) + 3) // 4 * 4)
    return first + padded + rest * (_segments(column) - 1)


def _value_labels(columns: Sequence[Column]) -> Iterator[bytes]:
    place = 1
    for column in columns:
        if column.values:
            yield struct.pack("<2i", 3, len(column.values))
            for value, words in column.values.items():
                label = _cut(words, LONGEST_VALUE_LABEL)
                filled = (len(label) + 1 + 7) // 8 * 8 - 1
                yield struct.pack("<dB", value, len(label)) + label.ljust(filled)
            yield struct.pack("<3i", 4, 1, place)
        place += _segments(column)


def _about(columns: Sequence[Column]) -> Iterator[bytes]:
    yield struct.pack("<4i8i", 7, 3, 4, 8, 0, 1, 0, -1, 1, 1, 2, 65001)
    lowest = math.nextafter(MISSING, math.inf)
    yield struct.pack("<4i3d", 7, 4, 8, 3, MISSING, sys.float_info.max, lowest)
    names = "\t".join(f"V{at}={one.name}" for at, one in enumerate(columns, 1))
    for kind, text in ((13, names), (20, "UTF-8")):
        said = text.encode()
        yield struct.pack("<4i", 7, kind, 1, len(said)) + said


def _case(columns: Sequence[Column], line: Sequence[Cell]) -> bytes:
    found = []
    for column, cell in zip(columns, line, strict=True):
        if column.width:
            found.append(_cut(str(cell or ""), column.width).ljust(column.width))
        else:
            found.append(struct.pack("<d", MISSING if cell is None else float(cell)))
    return b"".join(found)


def _cut(text: str, most: int) -> bytes:
    """Return the text in UTF-8 of at most so many bytes, no letter cut in two."""
    return text.encode()[:most].decode(errors="ignore").encode()
