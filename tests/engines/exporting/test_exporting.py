"""What leaves, leaves under other codes, reads back as it was, and answers what was asked."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest

from hearthside.engines.exporting import (
    Given,
    codebook,
    dictionary,
    dropped,
    long_table,
    made_anew,
    questionnaire,
    records,
    response,
    system_file,
    why_not_export,
    wide_table,
)
from hearthside.engines.exporting.redcap import COLUMNS
from hearthside.engines.instruments import CannotScore, Pack, ours, read_ours

pytestmark = pytest.mark.engine

BASE = "https://house.example"
SALT = b"sixteen bytes by chance"
WORDED = [name for name in ours() if not read_ours(name).is_empty_slot]


def given(pack: Pack, *, code: str = "c1", wave: str = "0", skip: str = "") -> Given:
    """Give every item's highest answer, but for one."""
    answers = {
        item.id: None if item.id == skip else pack.values_of(item)[-1]
        for item in pack.items
    }
    return Given(code, wave, "g1", "north", answers)


def read(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.mark.parametrize("name", WORDED)
def test_what_was_answered_reads_back_from_every_table(name):
    pack = read_ours(name)
    first = pack.items[0].id
    rows = [given(pack), given(pack, wave="6", skip=first)]

    long, wide = (
        read(long_table(pack, rows)),
        read(wide_table(pack, rows, waves=["0", "6"])),
    )

    column = f"{name}_{first}".replace("-", "_")
    top = str(pack.values_of(pack.items[0])[-1])
    assert [one[column] for one in long] == [top, ""]
    assert (wide[0][f"{column}_w0"], wide[0][f"{column}_w6"]) == (top, "")
    assert len(wide) == 1
    assert [one["column"] for one in read(codebook(pack))] == list(long[0])
    assert read(records(pack, rows))[1][column] == ""


@pytest.mark.parametrize("name", WORDED)
def test_fhir_answers_only_what_is_asked_with_answers_that_were_offered(name):
    pack = read_ours(name)
    asked = questionnaire(pack, base=BASE)
    offered = {
        one["linkId"]: [option["valueCoding"] for option in one.get("answerOption", [])]
        for one in asked["item"]
    }
    said = response(pack, given(pack, skip=pack.items[0].id), base=BASE)

    assert said["questionnaire"] == f"{asked['url']}|{asked['version']}"
    assert said["status"] == "in-progress"
    for item in said["item"]:
        answer = item["answer"][0]
        assert item["linkId"] in offered
        assert (
            "valueDecimal" in answer or answer["valueCoding"] in offered[item["linkId"]]
        )
    assert not re.search(r"\d{4}-\d\d-\d\d", json.dumps(said))


@pytest.mark.parametrize("name", WORDED)
def test_redcap_has_its_eighteen_columns_and_every_record_fits_them(name):
    pack = read_ours(name)
    book = read(dictionary(pack))
    choices = {
        one[COLUMNS[0]]: [
            part.split(",")[0].strip() for part in one[COLUMNS[5]].split("|")
        ]
        for one in book
    }

    row = read(records(pack, [given(pack, wave="3 months")]))[0]

    assert len(COLUMNS) == 18
    assert row["redcap_event_name"] == "wave_3_months_arm_1"
    assert set(row) - {"redcap_event_name"} == set(choices)
    assert all(re.fullmatch(r"[a-z][a-z0-9_]*", name) for name in choices)
    for item in pack.items:
        name = f"{pack.id}_{item.id}".replace("-", "_")
        assert row[name] in choices[name]


def test_l5_the_same_person_in_two_studies_has_two_codes_that_nothing_joins():
    pack = read_ours("k6")
    rows = [given(pack, code=f"c{n}") for n in range(30)]

    one, two = made_anew(rows, salt=SALT), made_anew(rows, salt=SALT[::-1])

    assert not {row.code for row in one} & {row.code for row in two}
    assert not {row.group for row in one} & {row.group for row in two}
    assert len({row.code for row in one}) == 30
    assert one == made_anew(rows[::-1], salt=SALT)
    assert [row.code for row in one] != [
        made_anew([row], salt=SALT)[0].code for row in rows
    ]


def test_a_salt_that_can_be_guessed_is_refused():
    with pytest.raises(ValueError, match="16 bytes"):
        made_anew([], salt=b"short")


def test_l4_who_withdrew_is_named_by_code_in_the_next_manifest():
    assert dropped(["c1", "c2", "c3"], ["c3", "c1", "c4"]) == ("c2",)


def test_rows_of_few_people_do_not_leave():
    pack = read_ours("k6")
    ten = [given(pack, code=f"c{n}") for n in range(10)]

    assert why_not_export(ten) == ""
    assert why_not_export([*ten, given(pack, wave="6")]) == ""
    assert why_not_export(ten[:9]).startswith("1 of 1 groups have fewer than 10 people")


def test_a_cell_that_a_spreadsheet_would_run_is_only_text():
    pack = read_ours("k6")
    row = Given('=HYPERLINK("x")', "0", "+1", "@site", {})

    line = read(long_table(pack, [row]))[0]

    assert (line["code"], line["group"], line["site"]) == (
        "'=HYPERLINK(\"x\")", "'+1", "'@site",
    )  # fmt: skip


def test_l6_an_answer_off_the_scale_does_not_leave():
    pack = read_ours("k6")

    with pytest.raises(CannotScore):
        response(pack, Given("c1", "0", "", "", {"1": 9}), base=BASE)


def test_an_spss_file_is_the_same_bytes_and_holds_every_case():
    pack = read_ours("phq-8")
    rows = [given(pack, code=f"c{n}") for n in range(3)]

    once, again, longer = (
        system_file(pack, some) for some in (rows, rows, [*rows, given(pack)])
    )

    # Four texts of three times eight bytes, eight items, one score.
    assert len(longer) - len(once) == 4 * 24 + 8 * 8 + 8
    assert once == again
    assert once.startswith(b"$FL2")
