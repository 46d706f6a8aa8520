"""A table of answers, read strictly: what is uneven or doubtful is refused, not mended."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import Final

from hearthside.engines.plain_text import MOST_BYTES, text_of

__all__ = ["MOST_BYTES", "NotATable", "PlainTable", "read_plain_table", "shown"]

MOST_ROWS: Final = 200_000
MOST_COLUMNS: Final = 2000
LONGEST_CELL: Final = 10_000


class NotATable(Exception):
    """A file is no table that may be counted on. why -- one sentence, fit to be shown."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class PlainTable:
    """Rows of text under the names of their columns.

    lines -- for each row the line of the file it ends on.
    """

    columns: tuple[str, ...]
    rows: tuple[dict[str, str], ...]
    lines: tuple[int, ...]


def read_plain_table(raw: bytes) -> PlainTable:
    """Return the rows of a CSV file in UTF-8, parted by commas; empty lines are left out.

    raw -- the whole file, at most `MOST_BYTES`.

    Raises NotATable.
    """
    reader = csv.reader(io.StringIO(text_of(raw, NotATable), newline=""), strict=True)
    before = csv.field_size_limit(LONGEST_CELL)
    try:
        columns = _columns([cell.strip() for cell in next(reader, [])])
        rows: list[dict[str, str]] = []
        lines: list[int] = []
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) != len(columns):
                raise NotATable(
                    f"Line {reader.line_num} has {len(cells)} cells, "
                    f"and the first has {len(columns)}."
                )
            if len(rows) == MOST_ROWS:
                raise NotATable(f"The file has more than {MOST_ROWS:,} rows.")
            values = (cell.strip() for cell in cells)
            rows.append(dict(zip(columns, values, strict=True)))
            lines.append(reader.line_num)
    except csv.Error as fault:
        raise NotATable(f"Line {reader.line_num} is not CSV: {fault}.") from None
    finally:
        csv.field_size_limit(before)
    if not rows:
        raise NotATable("There is nothing in this file below its first line.")
    return PlainTable(columns, tuple(rows), tuple(lines))


def _columns(names: list[str]) -> tuple[str, ...]:
    if len(names) > MOST_COLUMNS:
        raise NotATable(f"The file has more than {MOST_COLUMNS:,} columns.")
    for name in names:
        if not name:
            raise NotATable("A column has no name in the first line.")
        if names.count(name) > 1:
            raise NotATable(f'Two columns are called "{shown(name)}".')
    return tuple(names)


def shown(text: str) -> str:
    """Return somebody's text cut short and without what a terminal would obey."""
    return "".join(letter if letter.isprintable() else "?" for letter in text[:40])
