"""A file of texts with labels, read; or why it cannot be."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import Final

from hearthside.engines.plain_text import text_of

LONGEST_TEXT: Final = 200_000
_YES: Final = frozenset({"1", "1.0", "yes", "y", "true", "crisis", "positive"})
_NO: Final = frozenset(
    {
        "0", "0.0", "no", "n", "false", "negative", "none", "not crisis", "no crisis",
        "not_crisis", "no_crisis", "non-crisis", "non_crisis", "supportive", "safe",
    }
)  # fmt: skip


class NotItems(Exception):
    """A file that cannot be measured on, and why: one sentence fit to be shown."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class Item:
    """One text, and whether people labelled it as from somebody in crisis."""

    text: str
    is_crisis: bool


def read_items(data: bytes) -> list[Item]:
    """Return the texts of a CSV file in UTF-8 with the columns text and label.

    data -- the whole file, at most `plain_text.MOST_BYTES`.

    Raises NotItems.
    """
    rows = csv.reader(io.StringIO(text_of(data, NotItems), newline=""), strict=True)
    before = csv.field_size_limit(LONGEST_TEXT)
    try:
        return _items([(rows.line_num, row) for row in rows])
    except csv.Error as fault:
        raise NotItems(f"Line {rows.line_num} is not CSV: {fault}.") from fault
    finally:
        csv.field_size_limit(before)


def _items(rows: list[tuple[int, list[str]]]) -> list[Item]:
    names = [name.strip().lower() for name in rows[0][1]]
    missing = [name for name in ("text", "label") if names.count(name) != 1]
    if missing:
        raise NotItems(
            "The first line has to name each column once: text and label. "
            f"Look at: {' and '.join(missing)}."
        )
    text, label = names.index("text"), names.index("label")
    found = []
    for line, row in rows[1:]:
        if not "".join(row).strip():
            continue
        if len(row) != len(names):
            raise NotItems(
                f"Line {line} has {len(row)} columns, and the first has {len(names)}."
            )
        if not row[text].strip():
            raise NotItems(f"Line {line} has no text.")
        found.append(Item(row[text], _is_crisis(row[label], line)))
    if not found:
        raise NotItems("There are no texts in this file, only the first line.")
    return found


def _is_crisis(label: str, line: int) -> bool:
    word = label.strip().lower()
    if word in _YES:
        return True
    if word in _NO:
        return False
    shown = "".join(letter if letter.isprintable() else "?" for letter in label[:20])
    raise NotItems(
        f'Line {line} has the label "{shown}". Use 1 for in crisis and 0 for not.'
    )
