from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
import typst
from pypdf import PdfReader

from hearthside.engines import paper
from hearthside.engines.paper import CannotPrint
from hearthside.engines.paper.press import LETTERS, SHEETS
from hearthside.engines.paper.printing import PRESS
from tests.engines.paper.sample import evening

MEAN = r"""#include "/etc/passwd" *bold* $x^2$ @who _it_ `code` \u{41} \ = Head <b> #panic()"""


def printed(**changes: object) -> PdfReader:
    return PdfReader(io.BytesIO(paper.pdf("evening", evening(**changes))))


def words_of(reader: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def fonts_of(reader: PdfReader) -> set[str]:
    return {
        str(font.get_object()["/BaseFont"]).partition("+")[2]
        for page in reader.pages
        for font in page["/Resources"]["/Font"].values()
    }


def test_an_evening_is_two_sides_of_one_sheet():
    reader = printed()

    said = words_of(reader)
    assert len(reader.pages) == 2
    assert [round(side / 72 * 25.4) for side in reader.pages[0].mediabox[2:]] == [
        210,
        297,
    ]
    for words in ("Nobody has to speak here.", "7.40pm First round", "116 123", "8pm"):
        assert words in said


def test_the_same_words_are_the_same_bytes():
    assert paper.pdf("evening", evening()) == paper.pdf("evening", evening())


def test_the_file_tells_nothing_of_whose_it_is_or_when_it_was_made():
    reader = printed()

    told = reader.metadata
    assert told.title == "Evening"
    assert {"/CreationDate", "/ModDate", "/Author", "/Subject", "/Keywords"}.isdisjoint(
        told
    )


def test_the_file_can_be_read_aloud():
    reader = printed()

    assert reader.root_object["/MarkInfo"]["/Marked"]
    assert reader.root_object["/Lang"] == "en"


def test_the_sheet_keeps_what_pdf_ua_asks_for():
    made = typst.compile(
        SHEETS / "evening.typ",
        root=SHEETS,
        font_paths=[LETTERS],
        ignore_system_fonts=True,
        sys_inputs={"words": json.dumps(evening())},
        pdf_standards="ua-1",
    )

    assert made.startswith(b"%PDF-")


@pytest.mark.parametrize(
    "field", ["when", "opening", "promises", "limits", "closing", "promised"]
)
def test_words_are_never_read_as_layout(field):
    kept = [MEAN] if isinstance(evening()[field], list) else MEAN

    assert MEAN in words_of(printed(**{field: kept}))


def test_words_of_a_step_are_never_read_as_layout():
    step = {"at": MEAN, "title": MEAN, "minutes": MEAN, "words": MEAN}

    # A narrow column breaks the line anywhere.
    said = words_of(printed(steps=[step])).replace(" ", "")

    assert said.count('#include"/etc/passwd"') == 4
    assert said.count("$x^2$") == 4


def test_welsh_and_polish_are_set_in_our_own_letters():
    reader = printed(opening=["Croeso i’r tŷ, a dŵr i bawb. Zażółć gęślą jaźń."])

    assert "Croeso i’r tŷ, a dŵr i bawb. Zażółć gęślą jaźń." in words_of(reader)
    assert {name.split("-")[0] for name in fonts_of(reader)} == {
        "AtkinsonHyperlegibleNext"
    }


def test_arabic_has_letters_and_begins_at_the_right():
    reader = printed(opening=["مرحبا بكم"])

    def see(text: str, place: list[float], _m: object, *_more: object) -> None:
        if any("\u0600" <= letter <= "\u06ff" for letter in text):
            places.append(place[4])

    places: list[float] = []
    reader.pages[0].extract_text(visitor_text=see)
    assert any("NotoSansArabic" in name for name in fonts_of(reader))
    assert min(places) > 300


@pytest.mark.slow
def test_much_to_read_is_smaller_first_and_then_more_sides():
    much = [f"Line {number}: " + "word " * 60 for number in range(12)]

    reader = printed(opening=much)

    assert len(reader.pages) >= 3
    assert all(f"Line {number}:" in words_of(reader) for number in range(12))


def test_an_evening_with_nothing_in_it_still_prints():
    reader = printed(
        opening=[],
        promises=[],
        promised="",
        limits=[],
        closing=[],
        steps=[],
        help=[],
        seats=1,
    )

    assert "First time" in words_of(reader)


def test_twenty_steps_all_stand_on_the_paper():
    step = {"minutes": "5 minutes", "words": "e " * 200}
    steps = [{"at": f"7.{n}pm", "title": f"Step {n}", **step} for n in range(10, 30)]

    said = words_of(printed(steps=steps, seats=24))

    assert all(f"Step {n}" in said for n in range(10, 30))


def test_a_word_without_end_stops_nothing():
    assert len(printed(opening=["e" * 4000], closing=["م" * 2000]).pages) >= 2


@pytest.mark.parametrize(
    "words",
    [
        "\ufeff\u2028 \u200d",
        "e" + "\u0301" * 200,
        "👩‍👩‍👧 🏳️‍🌈",
        "\u202eabc",
        "\U0010ffff\ue000",
    ],
)
def test_any_letter_there_is_stops_nothing(words):
    assert len(printed(opening=[words], steps=[]).pages) == 2


@pytest.mark.parametrize("seats", [1, 3, 24])
def test_any_ring_fits(seats):
    assert len(printed(seats=seats).pages) == 2


def test_more_than_anybody_wrote_is_not_printed():
    with pytest.raises(CannotPrint, match="too long"):
        paper.pdf("evening", evening(opening=["e" * 300_000]))


def test_a_sheet_there_is_not_is_a_no():
    with pytest.raises(CannotPrint):
        paper.pdf("../../secret", evening())


def test_a_press_that_is_not_there_is_a_no(tmp_path):
    with pytest.raises(CannotPrint):
        paper.pdf("evening", evening(), press=tmp_path / "gone.py")


@pytest.mark.slow
def test_a_press_that_never_ends_is_stopped(tmp_path):
    stuck = tmp_path / "stuck.py"
    stuck.write_text("import time\ntime.sleep(60)\n")

    with pytest.raises(CannotPrint, match="TimeoutExpired"):
        paper.pdf("evening", evening(), press=stuck, seconds=1)


def test_the_press_has_only_so_much_memory(tmp_path):
    small = _press_with(tmp_path, "MEMORY: Final = 1 << 30", "MEMORY: Final = 1 << 26")

    with pytest.raises(CannotPrint):
        paper.pdf("evening", evening(), press=small)


def test_the_press_knows_nothing_of_ours(tmp_path, monkeypatch):
    monkeypatch.setenv("HEARTHSIDE_SECRET_KEY", "canary")
    nosy = tmp_path / "nosy.py"
    nosy.write_text("import os\nprint('%PDF-', sorted(os.environ))\n")

    assert b"canary" not in paper.pdf("evening", evening(), press=nosy)
    assert b"HEARTHSIDE" not in paper.pdf("evening", evening(), press=nosy)


def _press_with(folder: Path, line: str, other: str) -> Path:
    text = PRESS.read_text()
    assert line in text
    press = folder / "press.py"
    press.write_text(
        text.replace(line, other).replace(
            "Path(__file__).parent", f"Path({str(PRESS.parent)!r})"
        )
    )
    return press
