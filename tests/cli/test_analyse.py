from __future__ import annotations

import json
from argparse import Namespace
from pathlib import Path

import pytest

from hearthside.cli import analyse

pytestmark = pytest.mark.engine

DOCS = Path(__file__).resolve().parents[2] / "docs" / "evaluate"
PLAN, DATA = DOCS / "plan-example.toml", DOCS / "scores-example.csv"


def run(plan: Path = PLAN, data: Path = DATA, *, as_json: bool = True) -> int:
    return analyse.run(Namespace(plan=plan, data=data, json=as_json, starts=False))


def test_the_example_on_the_page_is_analysed_the_same_each_time(capsys):
    assert run() == 0
    once = capsys.readouterr().out
    assert run() == 0

    assert capsys.readouterr().out == once
    found = json.loads(once)
    assert len(found["data_sha256"]) == len(found["plan_sha256"]) == 64
    assert set(found["computed_with"]) == {"numpy", "scipy"}
    assert [one["name"] for one in found["outcomes"]] == ["PHQ-8", "Hope"]


def test_in_words_it_is_what_stands_on_the_page(capsys):
    assert run(as_json=False) == 0

    assert capsys.readouterr().out in (DOCS / "analysing.md").read_text()


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "empty"),
        (b"person,wave\np1,0\n", "no column"),
        (b"\xff\xfea\x00", "in UTF-16"),
    ],
)
def test_h1_a_table_that_cannot_be_used_says_why_in_a_sentence(
    tmp_path, capsys, content, why
):
    data = tmp_path / "scores.csv"
    data.write_bytes(content)

    assert run(data=data) == 1

    said = capsys.readouterr()
    assert said.out == ""
    assert why in said.err


def test_a_plan_that_cannot_be_followed_says_so(tmp_path, capsys):
    plan = tmp_path / "plan.toml"
    plan.write_text("format = 1\n")

    assert run(plan=plan) == 1
    assert 'lacks "title"' in capsys.readouterr().err


def test_a_file_that_is_not_there_says_so(tmp_path, capsys):
    assert run(plan=tmp_path / "none.toml") == 1
    assert "No such file" in capsys.readouterr().err
