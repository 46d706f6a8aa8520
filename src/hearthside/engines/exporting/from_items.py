"""Answers of a frozen dataset, questionnaire by questionnaire."""

from __future__ import annotations

from collections.abc import Callable

from hearthside.engines.exporting.given import Given
from hearthside.engines.instruments import Pack
from hearthside.engines.plain_table import NotATable, PlainTable, shown

NEEDED = {
    "dataset.csv": ("study_code", "cluster", "site", "wave"),
    "items.csv": ("study_code", "wave", "pack", "item", "value"),
}


def answers_of(
    dataset: PlainTable, items: PlainTable, *, pack: Callable[[str], Pack]
) -> dict[str, tuple[Pack, list[Given]]]:
    """Return the rows of each questionnaire by its id, in the order of the ids.

    dataset -- a row for each person and wave, with group and site: those of the first row of
    a person count. items -- a row for each answer. pack -- gives a questionnaire by its id.

    Raises NotATable: somebody answered who is not in the dataset, an answer is none that
    could be given, or one is there twice. Whatever `pack` raises.
    """
    for name, table in (("dataset.csv", dataset), ("items.csv", items)):
        for column in NEEDED[name]:
            if column not in table.columns:
                raise NotATable(f'{name} has no column "{column}".')
    places: dict[str, tuple[str, str]] = {}
    for row in dataset.rows:
        places.setdefault(row["study_code"], (row["cluster"], row["site"]))
    given: dict[str, dict[tuple[str, str], dict[str, int | None]]] = {}
    for line, row in zip(items.lines, items.rows, strict=True):
        if row["study_code"] not in places:
            raise NotATable(
                f"items.csv, line {line}: nobody of this code is in dataset.csv."
            )
        asked = pack(row["pack"])
        value = _value(asked, row["item"], row["value"], line)
        answers = given.setdefault(row["pack"], {}).setdefault(
            (row["study_code"], row["wave"]), {}
        )
        if row["item"] in answers:
            raise NotATable(f"items.csv, line {line}: this answer is there twice.")
        answers[row["item"]] = value
    return {
        name: (
            pack(name),
            [
                Given(code, wave, *places[code], answers)
                for (code, wave), answers in rows.items()
            ],
        )
        for name, rows in sorted(given.items())
    }


def _value(pack: Pack, item: str, cell: str, line: int) -> int | None:
    found = next((one for one in pack.items if one.id == item), None)
    if found is None:
        raise NotATable(
            f'items.csv, line {line}: {pack.id} has no item "{shown(item)}".'
        )
    if not cell:
        return None
    values = {str(one): one for one in pack.values_of(found)}
    if cell not in values:
        raise NotATable(
            f'items.csv, line {line}: "{shown(cell)}" is none of the answers of {pack.id}, '
            f"item {item}: {', '.join(values)}."
        )
    return values[cell]
