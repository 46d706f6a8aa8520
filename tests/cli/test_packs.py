from __future__ import annotations

import json
from argparse import Namespace
from pathlib import Path

import pytest

from hearthside.cli import packs
from hearthside.engines import instruments

pytestmark = pytest.mark.engine

FOLDER = Path(instruments.__file__).with_name("packs")


def lint(*files: Path, as_json: bool = True) -> int:
    return packs.run_lint(Namespace(files=list(files), json=as_json))


def scored(pack: str, answers: Path, *, as_json: bool = True) -> int:
    return packs.run_score(Namespace(pack=pack, answers=answers, json=as_json))


@pytest.fixture
def table(tmp_path):
    def keep(content: str | bytes) -> Path:
        path = tmp_path / "answers.csv"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return keep


def test_every_pack_of_ours_passes_its_own_check(capsys):
    assert lint(*sorted(FOLDER.glob("*.json"))) == 0

    said = json.loads(capsys.readouterr().out)
    assert said["ok"]
    assert len(said["files"]) == 25
    assert all(len(one["sha256"]) == 64 for one in said["files"])


def test_one_bad_file_among_good_ones_is_found(tmp_path, capsys):
    bad = tmp_path / "bad.json"
    bad.write_text((FOLDER / "k6.json").read_text().replace("hopeless?", "sad?"))

    assert lint(FOLDER / "k6.json", bad) == 1

    good, wrong = json.loads(capsys.readouterr().out)["files"]
    assert (good["ok"], wrong["ok"]) == (True, False)
    assert "SHA-256" in wrong["findings"][0]


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff\xfe", b"null", b"{}"])
def test_what_is_no_pack_says_so(tmp_path, capsys, content):
    path = tmp_path / "pack.json"
    path.write_bytes(content)

    assert lint(path, tmp_path / "none.json", as_json=False) == 1

    said = capsys.readouterr().out
    assert said.count("not usable") == 2
    assert "No such file" in said


def test_the_list_says_which_words_are_to_be_supplied(capsys):
    assert packs.run_list(Namespace(json=False)) == 0

    said = capsys.readouterr().out
    assert "who-5: WHO-5 Well-Being Index; 5 items; words to be supplied" in said
    assert "phq-8: Patient Health Questionnaire, eight items; 8 items; public" in said


def test_each_row_is_scored_or_says_why_not(table, capsys):
    rows = (
        "who,1,2,3,4,5,6\na,4,4,4,4,4,4\nb,0,1,2,3,4,\nc,0,1,2,3,4,5\nd,x,1,1,1,1,1\n"
    )

    assert scored("k6", table(rows)) == 0

    a, b, c, d = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert (a["scores"], a["bands"]) == ({"total": 24.0}, {"total": "serious"})
    assert b["scores"] == {"total": None}
    assert b["why_not"] == {"total": "5 of 6 items were answered; K6 needs 6."}
    assert "0 to 4" in c["refused"]
    assert "no whole number" in d["refused"]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("", "empty"),
        ("1,2,3,4,5,6\n", "nothing in this file"),
        ("1,2,3\n0,0,0\n", 'no column "4"'),
        ("1,1\n0,0\n", 'Two columns are called "1"'),
        ("1,\n0,0\n", "no name"),
        ("1,2\n0\n", "Line 2 has 1 cells"),
        ('1,2\n"0,1\n', "is not CSV"),
        (b"1,2\n\xe9,1\n", "Line 2 is not in UTF-8"),
        ("1,2\n\0,1\n", "bytes of zero"),
    ],
)
def test_h1_a_table_that_cannot_be_read_says_why(table, capsys, content, why):
    assert scored("k6", table(content)) == 1

    said = capsys.readouterr()
    assert said.out == ""
    assert why in said.err


def test_a_pack_that_is_not_there_says_so(table, capsys):
    assert scored("none-such", table("1\n0\n")) == 1

    assert "No such file" in capsys.readouterr().err
