"""Long and wide tables as CSV, and the book that says what their columns are."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Final

from hearthside.engines.exporting.given import Given, scores_of
from hearthside.engines.instruments import Pack

# A spreadsheet takes what begins so for a formula, and runs it.
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")

Cell = str | int | float | None


def long_table(pack: Pack, rows: Sequence[Given]) -> str:
    """Return one line for each person and wave: codes, answers, scores."""
    names = [item.id for item in pack.items]
    head = ["code", "group", "site", "wave", *_items(pack), *_scores(pack)]
    return as_csv(
        [
            head,
            *(
                [
                    one.code,
                    one.group,
                    one.site,
                    one.wave,
                    *(one.answers.get(name) for name in names),
                    *scores_of(pack, one).values(),
                ]
                for one in rows
            ),
        ]
    )


def wide_table(pack: Pack, rows: Sequence[Given], *, waves: Sequence[str]) -> str:
    """Return one line for each person, with a column for each wave of each question.

    waves -- in the order of the columns. Group and site are those of the first wave given.
    """
    names = [item.id for item in pack.items]
    head = ["code", "group", "site"]
    for wave in waves:
        head += [f"{name}_w{wave}" for name in (*_items(pack), *_scores(pack))]
    people: dict[str, dict[str, Given]] = {}
    for one in rows:
        people.setdefault(one.code, {})[one.wave] = one
    lines: list[list[Cell]] = []
    for code, given in people.items():
        first = next(given[wave] for wave in (*waves, *given) if wave in given)
        line: list[Cell] = [code, first.group, first.site]
        for wave in waves:
            at = given.get(wave)
            if at is None:
                line += [None] * (len(names) + len(pack.rules))
            else:
                line += [at.answers.get(name) for name in names]
                line += scores_of(pack, at).values()
        lines.append(line)
    return as_csv([head, *lines])


def codebook(pack: Pack, *, language: str = "en") -> str:
    """Return what each column of the long table is, one line a column.

    A slot without words has its items' numbers in place of words.
    """
    wording = pack.wordings.get(language)
    lines: list[list[Cell]] = [["column", "what", "values", "missing", "source"]]
    for name, what in (
        ("code", "a person, under a code of this export alone"),
        ("group", "a group, under a code of this export alone"),
        ("site", "a site, under a code of this export alone"),
        ("wave", "which round of questions"),
    ):
        lines.append([name, what, "", "", ""])
    for column, item in zip(_items(pack), pack.items, strict=True):
        values = pack.values_of(item)
        labels = wording.labels[item.answers] if wording else ("",) * len(values)
        said = "; ".join(
            f"{value} = {label}" if label else str(value)
            for value, label in zip(values, labels, strict=True)
        )
        words = wording.items[item.id] if wording else f"item {item.id}"
        reverse = " (scored from the other end)" if item.is_reversed else ""
        lines.append(
            [column, words + reverse, said, "empty: not answered", pack.source]
        )
    for column, rule in zip(_scores(pack), pack.rules, strict=True):
        better = f"{rule.lowest:g} to {rule.highest:g}, {rule.better} is better"
        few = f"empty: fewer than {rule.fewest_answered} answered"
        lines.append([column, f"score: {rule.name}", better, few, pack.source])
    return as_csv(lines)


def _items(pack: Pack) -> list[str]:
    return [item_name(pack, item.id) for item in pack.items]


def _scores(pack: Pack) -> list[str]:
    return [score_name(pack, rule.id) for rule in pack.rules]


def item_name(pack: Pack, item: str) -> str:
    """Return what the column of an item is called: letters, digits and underscores."""
    return f"{pack.id}_{item}".replace("-", "_").lower()


def score_name(pack: Pack, rule: str) -> str:
    """Return what the column of a score is called."""
    return f"{pack.id}_score_{rule}".replace("-", "_").lower()


def as_csv(lines: Iterable[Sequence[Cell]]) -> str:
    """Return lines as CSV of RFC 4180."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerows([_plain(cell) for cell in line] for line in lines)
    return out.getvalue()


def _plain(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return f"'{cell}" if cell.startswith(_FORMULA) else cell
    return str(cell) if isinstance(cell, int) else f"{cell:.10g}"
