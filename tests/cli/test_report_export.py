"""hearthside report export: every form, under codes of its own, and never of a few."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from hearthside.cli.main import main
from hearthside.engines.exporting.packing import FORMS
from hearthside.engines.plain_table import read_plain_table
from tests.engines.reporting.frozen_files import frozen
from tests.engines.reporting.items_made_up import answers

pytestmark = pytest.mark.engine

DATASET, ITEMS = answers()


@pytest.fixture
def study(tmp_path):
    return frozen(DATASET, tmp_path / "frozen", items=ITEMS)


def export(study: Path, out: Path, form: str = "csv-long", *more: object) -> int:
    return main(
        ["report", "export", "--freeze", str(study), "--as", form, "--agreement", "Evaluator A",
         "--key", str(study.parent / "key"), *map(str, more), str(out)]
    )  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
def test_l5_each_form_is_written_under_codes_of_its_own(form, study, tmp_path):
    assert export(study, tmp_path / "out", form) == 0

    whole = b"".join(path.read_bytes() for path in (tmp_path / "out").iterdir())
    assert b"s001" not in whole
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text())
    assert (manifest["people"], manifest["agreement"], manifest["form"]) == (
        40,
        "Evaluator A",
        form,
    )
    assert set(manifest["files"]) | {"manifest.json"} == {
        p.name for p in (tmp_path / "out").iterdir()
    }
    assert (tmp_path / "key").stat().st_mode & 0o077 == 0


def test_the_same_key_gives_the_same_bytes_and_another_other_codes(study, tmp_path):
    assert export(study, tmp_path / "one") == 0
    assert export(study, tmp_path / "two") == 0
    (tmp_path / "key").unlink()
    assert export(study, tmp_path / "three") == 0

    one, two, three = (
        (tmp_path / name / "phq-8.csv").read_bytes() for name in ("one", "two", "three")
    )
    assert one == two
    assert not {line.split(b",")[0] for line in one.splitlines()[1:]} & {
        line.split(b",")[0] for line in three.splitlines()[1:]
    }


def test_l4_who_withdrew_is_in_no_file_and_named_by_code_in_the_manifest(
    study, tmp_path
):
    assert export(study, tmp_path / "one") == 0
    keep = [line for line in DATASET.splitlines() if not line.startswith("s004,")]
    rest = [line for line in ITEMS.splitlines() if not line.startswith("s004,")]
    later = frozen(
        "\n".join(keep) + "\n", tmp_path / "later", items="\n".join(rest) + "\n"
    )

    assert (
        export(later, tmp_path / "two", "csv-long", "--before", tmp_path / "one") == 0
    )

    gone = json.loads((tmp_path / "two" / "manifest.json").read_text())[
        "gone_since_before"
    ]
    assert len(gone) == 1
    assert gone[0] in (tmp_path / "one" / "phq-8.csv").read_text()
    assert gone[0] not in (tmp_path / "two" / "phq-8.csv").read_text()


def test_l1_rows_of_a_few_people_of_a_group_do_not_leave(tmp_path, capsys):
    dataset, items = answers(40, towns=8)
    study = frozen(dataset, tmp_path / "frozen", items=items)

    assert export(study, tmp_path / "out") == 1
    assert "fewer than 10 people" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("s001,0,phq-8,1,9", "none of the answers"),
        ("s001,0,phq-8,77,1", 'no item "77"'),
        ("s001,0,no-such-pack,1,1", "is not here"),
        ("nobody,0,phq-8,1,1", "nobody of this code"),
        ("s001,0,phq-8,1,1", "there twice"),
    ],
)
def test_l6_an_answer_that_cannot_be_is_refused_with_its_line(
    line, why, tmp_path, capsys
):
    study = frozen(DATASET, tmp_path / "frozen", items=f"{ITEMS}{line}\n")

    assert export(study, tmp_path / "out") == 1
    assert why in capsys.readouterr().err


def test_a_table_a_spreadsheet_saved_again_is_read_as_it_was(study, tmp_path):
    assert export(study, tmp_path / "out") == 0
    ours = (tmp_path / "out" / "phq-8.csv").read_bytes()

    rows = list(csv.reader(io.StringIO(ours.decode())))
    again = io.StringIO()
    csv.writer(again, quoting=csv.QUOTE_ALL).writerows(rows)
    saved = "\ufeff".encode() + again.getvalue().encode()

    assert read_plain_table(saved).rows == read_plain_table(ours).rows


def test_nothing_in_a_table_begins_as_a_formula(tmp_path):
    dataset = (
        DATASET.replace("s001,", "=cmd|x,")
        .replace(",T0,", ",@T0,")
        .replace(",g0,", ",+g0,")
    )
    items = ITEMS.replace("s001,", "=cmd|x,")
    study = frozen(dataset, tmp_path / "frozen", items=items)

    for form in ("csv-long", "csv-wide", "redcap"):
        assert export(study, tmp_path / form, form) == 0
        for path in (tmp_path / form).glob("*.csv"):
            for row in csv.reader(io.StringIO(path.read_text())):
                assert not any(
                    cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row
                ), row


def test_a_key_that_is_too_short_makes_no_codes(study, tmp_path, capsys):
    (tmp_path / "key").write_bytes(b"short")

    assert export(study, tmp_path / "out") == 1
    assert "too short for a key" in capsys.readouterr().err


def test_every_link_that_is_answered_was_asked(study, tmp_path):
    assert export(study, tmp_path / "out", "fhir") == 0

    for name in ("phq-8", "hope-and-say"):
        asked = json.loads(
            (tmp_path / "out" / f"{name}-questionnaire.json").read_text()
        )
        links = {one["linkId"] for one in asked["item"]}
        lines = (tmp_path / "out" / f"{name}-responses.ndjson").read_text().splitlines()
        assert len(lines) == 80
        for line in lines:
            said = json.loads(line)
            assert {one["linkId"] for one in said["item"]} <= links
            assert said["questionnaire"].split("|")[0] == asked["url"]
