"""hearthside report build: two papers of one frozen dataset, let out once or refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pypdf import PdfReader

from hearthside.cli.main import main
from tests.engines.reporting.frozen_files import QUICK, changed_by, frozen, without

pytestmark = pytest.mark.engine

TEXT = changed_by(0)


def build(folder: Path, out: Path, *more: object) -> int:
    return main(
        ["report", "build", "--plan", str(folder / "plan.toml"), "--freeze", str(folder),
         "--out", str(out), *map(str, more)]
    )  # fmt: skip


@pytest.fixture
def study(tmp_path):
    return frozen(TEXT, tmp_path / "frozen")


def test_the_same_files_give_the_same_bytes(study, tmp_path):
    assert build(study, tmp_path / "one") == 0
    assert build(study, tmp_path / "two") == 0

    names = sorted(path.name for path in (tmp_path / "one").iterdir())
    assert names == [
        "appendix.html",
        "appendix.pdf",
        "report.json",
        "summary.html",
        "summary.pdf",
    ]
    for name in names:
        assert (tmp_path / "one" / name).read_bytes() == (
            tmp_path / "two" / name
        ).read_bytes(), name


def test_the_summary_is_one_page_and_both_kinds_say_the_same(study, tmp_path, capsys):
    assert build(study, tmp_path / "out", "--json") == 0

    said = json.loads(capsys.readouterr().out)
    assert said["ok"]
    assert said["answer"] == "No change shown"
    pages = PdfReader(tmp_path / "out" / "summary.pdf").pages
    assert len(pages) == 1
    pdf = " ".join(pages[0].extract_text().split())
    html = (tmp_path / "out" / "summary.html").read_text()
    numbers = json.loads((tmp_path / "out" / "report.json").read_text())["numbers"]
    for words in (
        "No change shown",
        numbers["qpr-15 / change / the start to month 6 / change"],
    ):
        assert words in pdf
        assert words in html
    assert "<script" not in html
    assert "http" not in html.replace("http://www.w3.org/2000/svg", "")


def test_another_plan_is_refused_in_a_sentence(study, tmp_path, capsys):
    (study / "plan.toml").write_text(QUICK.replace('primary = "6"', 'primary = "12"'))

    assert build(study, tmp_path / "out") == 1

    assert "This plan is not the one that was locked" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_a_dataset_changed_after_it_was_frozen_is_refused(study, tmp_path, capsys):
    (study / "dataset.csv").write_text(TEXT.replace("Northtown", "Nowhere"))

    assert build(study, tmp_path / "out") == 1
    assert "something in it was changed" in capsys.readouterr().err


@pytest.mark.parametrize(
    "name", ["freeze.json", "dataset.csv", "items.csv", "plan.toml"]
)
def test_a_file_that_is_not_there_is_named(name, study, tmp_path, capsys):
    (study / name).unlink()

    assert build(study, tmp_path / "out") == 1
    said = capsys.readouterr().err
    assert name in said
    assert "Traceback" not in said


def test_what_is_no_report_is_never_written_over(study, tmp_path, capsys):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "letter.txt").write_text("mine")

    assert build(study, tmp_path / "out") == 1

    assert "was not made by this command" in capsys.readouterr().err
    assert (tmp_path / "out" / "letter.txt").read_text() == "mine"


def test_l8_a_report_that_breaks_half_way_leaves_the_old_one_whole(
    study, tmp_path, monkeypatch
):
    assert build(study, tmp_path / "out") == 0
    before = {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}
    broken = iter([None, None])

    def fsync(_: int) -> None:
        if next(broken, 1):
            raise OSError(28, "No space left on device")

    monkeypatch.setattr("hearthside.cli.report_files.os.fsync", fsync)
    assert build(study, tmp_path / "out") == 1

    assert {
        path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()
    } == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["frozen", "out"]


def test_who_withdrew_is_in_no_number_and_the_ledger_says_which_changed(
    study, tmp_path, capsys
):
    assert build(study, tmp_path / "out") == 0
    capsys.readouterr()
    later = frozen(without(TEXT, "s00003", "s00010"), tmp_path / "later")

    assert build(later, tmp_path / "new", "--before", tmp_path / "out", "--json") == 0

    said = json.loads(capsys.readouterr().out)
    ledger = json.loads((tmp_path / "new" / "ledger.json").read_text())["changed"]
    assert ledger == said["changed"]
    old = json.loads((tmp_path / "out" / "report.json").read_text())["numbers"]
    new = json.loads((tmp_path / "new" / "report.json").read_text())["numbers"]
    assert {one["name"] for one in ledger} == {
        n for n in old | new if old.get(n) != new.get(n)
    }
    assert any(one["name"].startswith("qpr-15 / change") for one in ledger)
    assert "s00003" not in "".join(
        path.read_text() for path in (tmp_path / "new").glob("*.json")
    )


def test_l2_a_report_let_out_is_remembered_and_one_less_a_few_is_refused(
    study, tmp_path, capsys
):
    log = tmp_path / "log.jsonl"
    assert build(study, tmp_path / "june", "--log", log) == 0
    once = log.read_bytes()
    assert build(study, tmp_path / "again", "--log", log) == 0
    assert log.read_bytes() == once
    later = frozen(without(TEXT, "s00001"), tmp_path / "later")
    capsys.readouterr()

    assert build(later, tmp_path / "july", "--log", log) == 1

    assert "may not be let out" in capsys.readouterr().err
    assert not (tmp_path / "july").exists()
    assert log.read_bytes() == once
    assert log.stat().st_mode & 0o077 == 0


def test_a_log_that_was_changed_lets_nothing_out(study, tmp_path, capsys):
    log = tmp_path / "log.jsonl"
    log.write_text("{}\n")

    assert build(study, tmp_path / "out", "--log", log) == 1
    assert "no log of releases" in capsys.readouterr().err
