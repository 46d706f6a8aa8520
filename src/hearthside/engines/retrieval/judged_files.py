"""Files to measure finding on: texts, questions, and what people judged; or why they cannot be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

from hearthside.engines.retrieval.searching import Text
from hearthside.engines.strict_json import NotReadable, read_json

MOST_TEXTS: Final = 500_000
LONGEST_LINE: Final = 4_000_000
LONGEST_ID: Final = 300

Judged = dict[str, dict[str, int]]


def read_texts(lines: Iterable[bytes]) -> list[Text]:
    """Return the texts of JSON lines with id, title and text; title or text may be missing.

    `_id` is read as `id`. Raises NotReadable.
    """
    found: dict[str, Text] = {}
    for number, row in _rows(lines):
        id_ = _id(row, number)
        title, text = _words(row, "title", number), _words(row, "text", number)
        if not (title or text).strip():
            raise NotReadable(f"Line {number} has neither a title nor a text.")
        if id_ in found:
            raise NotReadable(f"Line {number} has an id that was there before.")
        # A title alone is the whole text.
        found[id_] = Text(id_, title if text else "", text or title)
        if len(found) > MOST_TEXTS:
            raise NotReadable(f"There are more than {MOST_TEXTS:,} texts.")
    if not found:
        raise NotReadable("There are no texts in this file.")
    return list(found.values())


def read_questions(lines: Iterable[bytes]) -> dict[str, str]:
    """Return the questions of JSON lines with id and text, by id.

    `_id` is read as `id`; `query` and `question` as `text`; a title stands before it.

    Raises NotReadable.
    """
    found: dict[str, str] = {}
    for number, row in _rows(lines):
        id_ = _id(row, number)
        names = ("title", "text", "query", "question")
        parts = [words for name in names if (words := _words(row, name, number))]
        if not "".join(parts).strip():
            raise NotReadable(f"Line {number} has no text.")
        if id_ in found:
            raise NotReadable(f"Line {number} has an id that was there before.")
        found[id_] = "\n".join(dict.fromkeys(parts))
    if not found:
        raise NotReadable("There are no questions in this file.")
    return found


def read_judged(lines: Iterable[bytes]) -> Judged:
    """Return what was judged: question to text to how relevant, as TREC writes it.

    A line has question, 0, text and gain, or question, text and gain; apart by tabs or
    spaces. A first line with names of columns is passed over. Raises NotReadable.
    """
    found: Judged = {}
    for number, line in enumerate(lines, start=1):
        try:
            parts = line.decode("utf-8-sig").split()
        except UnicodeDecodeError:
            raise NotReadable(f"Line {number} is not UTF-8 text.") from None
        if not parts:
            continue
        if len(parts) not in {3, 4}:
            raise NotReadable(
                f"Line {number} has {len(parts)} columns; 3 or 4 are read."
            )
        try:
            gain = int(float(parts[-1]))
        except (ValueError, OverflowError):
            if number == 1:
                continue
            raise NotReadable(f"Line {number} does not end with a number.") from None
        found.setdefault(parts[0], {})[parts[-2]] = gain
    if not found:
        raise NotReadable("Nothing is judged in this file.")
    return found


def _rows(lines: Iterable[bytes]) -> Iterator[tuple[int, dict[str, Any]]]:
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        if len(line) > LONGEST_LINE:
            raise NotReadable(f"Line {number} is longer than 4 MB.")
        try:
            row = read_json(line)
        except NotReadable as no:
            raise NotReadable(f"Line {number}: {no.why}") from None
        if not isinstance(row, dict):
            raise NotReadable(f"Line {number} is not an object with names.")
        yield number, row


def _id(row: dict[str, Any], number: int) -> str:
    found = row.get("id", row.get("_id"))
    if isinstance(found, bool) or not isinstance(found, str | int):
        raise NotReadable(f"Line {number} has no id.")
    said = str(found)
    # What is judged is written in columns, so an id has no gap.
    if not 0 < len(said) <= LONGEST_ID or said.split() != [said]:
        raise NotReadable(f"Line {number} has an id with gaps, or a very long one.")
    return said


def _words(row: dict[str, Any], name: str, number: int) -> str:
    found = row.get(name)
    if found is None:
        return ""
    if not isinstance(found, str):
        raise NotReadable(f'Line {number}: "{name}" is not text.')
    return found
