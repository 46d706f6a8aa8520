"""Tables: rows under the names of their columns, from CSV or from a flat list in JSON."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from itertools import islice
from typing import Final

from .json_file import MOST_ROWS, NotAFeed, bounded, document_of, text_of
from .texts import as_text, bare

MOST_COLUMNS: Final = 200
LONGEST_COLUMN: Final = 80

_LONGEST_CELL: Final = 100_000
_SIGNS: Final = ",;\t|"


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under the names of their columns; every value is text.

    mended -- what was wrong with the file as a whole, in sentences.
    """

    columns: tuple[str, ...]
    rows: tuple[dict[str, str], ...]
    mended: tuple[str, ...]


def table_of(raw: bytes) -> Table:
    """Return the table in a file.

    Raises NotAFeed.
    """
    mended: list[str] = []
    text = text_of(raw, mended)
    if text.lstrip()[:1] in ("[", "{"):
        return _from_json(raw)
    return csv_table(text, mended)


def csv_table(text: str, mended: list[str]) -> Table:
    """Return a CSV file as a table; commas, semicolons, tabs or bars part its columns.

    Raises NotAFeed.
    """
    if "\x00" in text[:10_000]:
        raise NotAFeed(
            "This is not a table written as text. Save it as CSV (UTF-8) and try again."
        )
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_sign(text))
    try:
        columns = _named(next(reader, []))
        rows, uneven = [], 0
        for cells in islice(reader, MOST_ROWS + 1):
            if not any(cell.strip() for cell in cells):
                continue
            uneven += len(cells) != len(columns)
            padded = cells + [""] * (len(columns) - len(cells))
            rows.append(dict(zip(columns, padded, strict=False)))
    except csv.Error as fault:
        raise NotAFeed(
            f"Line {reader.line_num}: a cell there does not end. "
            "Often a quotation mark is missing: put it in and try again."
        ) from fault
    if len(columns) < 2:
        raise NotAFeed(
            "There is only one column in this file. "
            "Save it as CSV, with the names of the columns in the first line."
        )
    bounded(list(rows))
    if uneven:
        mended.append(
            f"{uneven:,} rows had more or fewer cells than the first line has names."
        )
    return Table(columns, tuple(rows), tuple(mended))


def _sign(text: str) -> str:
    first = text[:10_000].split("\n", 1)[0]
    return max(_SIGNS, key=first.count)


def _named(cells: list[str]) -> tuple[str, ...]:
    """Return a name for every column: none empty, none twice."""
    if len(cells) > MOST_COLUMNS:
        raise NotAFeed(f"A table here has at most {MOST_COLUMNS} columns.")
    names: list[str] = []
    for place, cell in enumerate(cells, 1):
        name = bare(cell, most=LONGEST_COLUMN) or f"Column {place}"
        names.append(name if name not in names else f"{name} ({place})")
    return tuple(names)


def _from_json(raw: bytes) -> Table:
    mended: list[str] = []
    document = document_of(raw, mended)
    if isinstance(document, dict):
        lists = [value for value in document.values() if isinstance(value, list)]
        document = lists[0] if lists else None
    if not isinstance(document, list):
        raise NotAFeed("There is no list in this file. Check that it is the right one.")
    given = [row for row in bounded(document) if isinstance(row, dict)]
    keys = list(dict.fromkeys(key for row in given for key in row))
    columns = _named(keys[: MOST_COLUMNS + 1])
    if not columns:
        raise NotAFeed("There is no list in this file. Check that it is the right one.")
    rows = tuple(
        {column: _cell(row.get(key)) for column, key in zip(columns, keys, strict=True)}
        for row in given
    )
    return Table(columns, rows, tuple(mended))


def _cell(value: object) -> str:
    if isinstance(value, list):
        # A bar after each: what stands between two bars may have commas in it.
        return "".join(
            f"{text} | " for each in value if (text := as_text(each).strip())
        )
    return "yes" if value is True else as_text(value)
