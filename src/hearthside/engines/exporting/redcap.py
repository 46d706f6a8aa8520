"""REDCap: the dictionary of eighteen columns, and the records that fit it.

Source: REDCap, Help & FAQ, "Data Dictionary"; Harris et al. (2009), Journal of Biomedical
Informatics 42, 377-381.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from hearthside.engines.exporting.given import Given, scores_of
from hearthside.engines.exporting.tables import Cell, as_csv, item_name, score_name
from hearthside.engines.instruments import Pack

COLUMNS: Final = (
    "Variable / Field Name", "Form Name", "Section Header", "Field Type", "Field Label",
    "Choices, Calculations, OR Slider Labels", "Field Note",
    "Text Validation Type OR Show Slider Number", "Text Validation Min",
    "Text Validation Max", "Identifier?", "Branching Logic (Show field only if...)",
    "Required Field?", "Custom Alignment", "Question Number (surveys only)",
    "Matrix Group Name", "Matrix Ranking?", "Field Annotation",
)  # fmt: skip
FIRST: Final = "record_id"


def dictionary(pack: Pack, *, language: str = "en") -> str:
    """Return the data dictionary of one questionnaire, as CSV.

    Raises KeyError: the pack has no words in this language.
    """
    wording = pack.wordings[language]
    form = item_name(pack, "form").removesuffix("_form")
    lines = [
        _line(FIRST, form, "text", "A person, under a code of this export alone"),
        _line("group_code", form, "text", "A group, under a code of this export alone"),
        _line("site_code", form, "text", "A site, under a code of this export alone"),
    ]
    for number, item in enumerate(pack.items):
        labels = wording.labels[item.answers]
        choices = " | ".join(
            # A bar parts choices, so none may stand in one.
            f"{value}, {label.replace('|', '/')}"
            for value, label in zip(pack.values_of(item), labels, strict=True)
        )
        line = _line(
            item_name(pack, item.id), form, "radio", wording.items[item.id], choices
        )
        line[2] = wording.instructions if number == 0 else ""
        line[14] = item.id
        lines.append(line)
    for rule in pack.rules:
        line = _line(score_name(pack, rule.id), form, "text", f"Score: {rule.name}")
        line[7:10] = ["number", f"{rule.lowest:g}", f"{rule.highest:g}"]
        line[17] = "@READONLY"
        lines.append(line)
    return as_csv([COLUMNS, *lines])


def _line(name: str, form: str, kind: str, label: str, choices: str = "") -> list[Cell]:
    line: list[Cell] = [""] * len(COLUMNS)
    line[0:2], line[3:6] = [name, form], [kind, label, choices]
    return line


def records(pack: Pack, rows: Sequence[Given]) -> str:
    """Return the records as CSV, a wave being an event of one arm."""
    items = [item_name(pack, item.id) for item in pack.items]
    scores = [score_name(pack, rule.id) for rule in pack.rules]
    head = [FIRST, "redcap_event_name", "group_code", "site_code", *items, *scores]
    return as_csv(
        [
            head,
            *(
                [
                    one.code,
                    event_name(one.wave),
                    one.group,
                    one.site,
                    *(one.answers.get(item.id) for item in pack.items),
                    *scores_of(pack, one).values(),
                ]
                for one in rows
            ),
        ]
    )


def event_name(wave: str) -> str:
    """Return what REDCap calls a wave."""
    return f"wave_{re.sub('[^a-z0-9]+', '_', wave.lower()).strip('_')}_arm_1"
