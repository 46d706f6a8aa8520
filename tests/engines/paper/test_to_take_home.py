"""The poster and the folded list, as the press lays them out."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
import typst
import zxingcpp
from PIL import Image
from pypdf import PdfReader

from hearthside.engines import paper
from hearthside.engines.paper import NoLetters
from hearthside.engines.paper.press import LETTERS, SHEETS, squares

MEAN = r"""#include "/etc/passwd" *bold* $x^2$ @who _it_ `code` \u{41} \ = Head <b> #panic()"""
ADDRESS = "https://harbour.example/groups/qzzk375xnmd8/"
HEADS = {
    "first": "Your first time", "access": "Getting in", "check": "Check first.",
    "how": "Point a camera here.", "squares": "Squares", "help": "Help now: 116 123",
    "lead": "A ring of chairs.", "more": "#day, more", "notes": "Notes", "fold": "Fold.",
}  # fmt: skip
POSTER: dict[str, Any] = {
    "title": "Notices", "lang": "en", "name": "Tuesday", "one_line": "We listen.",
    "when": "Every Tuesday", "where": ["A hall", "A road"], "first": ["Tea."],
    "access": ["Step-free"], "just_come": "You can just come.", "address": ADDRESS,
    "organisation": "Harbour", "heads": HEADS,
}  # fmt: skip
ENTRY = {"name": "Tuesday", "when": "Every Tuesday", "where": ["A hall"], "access": ""}
LEAFLET: dict[str, Any] = {
    "title": "Notices", "lang": "en", "name": "Groups in Leeds", "organisation": "Harbour",
    "made": "As it was today", "days": [{"head": "Tuesday", "groups": [ENTRY]}],
    "help": [{"display": "116 123", "name": "Samaritans", "hours": ""}],
    "address": ADDRESS, "heads": HEADS,
}  # fmt: skip
SHEET = {"poster": POSTER, "leaflet": LEAFLET}


def printed(sheet: str, **changes: object) -> PdfReader:
    made = paper.pdf(sheet, SHEET[sheet] | changes, every_letter=True)
    return PdfReader(io.BytesIO(made))


def words_of(reader: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def seen_from_afar(sheet: str) -> Image.Image:
    words = SHEET[sheet] | {"squares": squares(ADDRESS)}
    made = typst.compile(
        SHEETS / f"{sheet}.typ",
        root=SHEETS,
        font_paths=[LETTERS],
        ignore_system_fonts=True,
        sys_inputs={"words": json.dumps(words)},
        format="png",
        ppi=100,
    )
    first = made[0] if isinstance(made, list) else made
    assert isinstance(first, bytes)
    return Image.open(io.BytesIO(first))


@pytest.mark.parametrize("sheet", SHEET)
def test_the_squares_lead_to_the_page(sheet):
    found = zxingcpp.read_barcodes(seen_from_afar(sheet))

    assert [one.text for one in found] == [ADDRESS]


@pytest.mark.parametrize("sheet", SHEET)
def test_the_same_words_are_the_same_bytes_and_can_be_read_aloud(sheet):
    made = [paper.pdf(sheet, SHEET[sheet], every_letter=True) for _ in range(2)]

    reader = PdfReader(io.BytesIO(made[0]))
    assert made[0] == made[1]
    assert reader.root_object["/MarkInfo"]["/Marked"]
    assert reader.root_object["/Lang"] == "en"


@pytest.mark.parametrize("field", ["name", "one_line", "when", "where", "first"])
def test_words_on_a_poster_are_never_read_as_layout(field):
    kept = [MEAN] if isinstance(POSTER[field], list) else MEAN

    assert MEAN in words_of(printed("poster", **{field: kept}))


def test_words_on_a_list_are_never_read_as_layout():
    entry = {"name": MEAN, "when": MEAN, "where": [MEAN], "access": MEAN}

    said = words_of(printed("leaflet", days=[{"head": "Tuesday", "groups": [entry]}]))

    assert said.count("$x^2$") == 4


@pytest.mark.parametrize("sheet", SHEET)
@pytest.mark.parametrize("name", ["ব", "中", "👩‍👩‍👧"])
def test_a_letter_we_lack_is_a_no_and_never_a_box(sheet, name):
    with pytest.raises(NoLetters):
        printed(sheet, name=name)


@pytest.mark.parametrize("groups", [0, 1, 12, 60])
def test_a_list_is_as_many_sheets_as_it_takes_each_of_two_sides(groups):
    entries = [ENTRY | {"name": f"Group {number:02}"} for number in range(groups)]

    reader = printed("leaflet", days=[{"head": "Tuesday", "groups": entries}])

    said = words_of(reader)
    assert len(reader.pages) % 2 == 0
    assert all(f"Group {number:02}" in said for number in range(groups))
