from __future__ import annotations

import json
from argparse import Namespace
from pathlib import Path

import pytest

from hearthside.cli import analyse

pytestmark = pytest.mark.engine

DOCS = Path(__file__).resolve().parents[2] / "docs" / "evaluate"
PAGE = DOCS / "designs.md"
NAMES = ["turns", "series", "effects"]


def run(
    plan: Path, data: Path | None, *, as_json: bool = True, starts: bool = False
) -> int:
    return analyse.run(Namespace(plan=plan, data=data, json=as_json, starts=starts))


def example(name: str) -> tuple[Path, Path]:
    return DOCS / f"{name}-example.toml", DOCS / f"{name}-example.csv"


@pytest.mark.parametrize("name", NAMES)
def test_the_examples_on_the_page_are_analysed_the_same_each_time(name, capsys):
    assert run(*example(name)) == 0
    once = capsys.readouterr().out
    assert run(*example(name)) == 0

    assert capsys.readouterr().out == once
    found = json.loads(once)
    assert len(found["data_sha256"]) == len(found["plan_sha256"]) == 64
    assert "why_not" not in once


@pytest.mark.parametrize("name", NAMES)
def test_in_words_they_are_what_stands_on_the_page(name, capsys):
    assert run(*example(name), as_json=False) == 0

    assert capsys.readouterr().out in PAGE.read_text()


def test_the_order_is_drawn_before_there_are_data(capsys):
    plan, _ = example("turns")

    assert run(plan, None, starts=True, as_json=False) == 0
    words = capsys.readouterr().out
    assert run(plan, None, starts=True) == 0

    found = json.loads(capsys.readouterr().out)
    assert words in PAGE.read_text()
    assert list(found["starts"].items()) == [
        tuple(line.split(": ")) for line in words.splitlines()[:-1]
    ]


def test_only_a_stepped_wedge_draws_an_order(capsys):
    plan, _ = example("series")

    assert run(plan, None, starts=True) == 1
    assert "no stepped wedge" in capsys.readouterr().err


def test_without_a_table_it_says_what_is_missing(capsys):
    plan, _ = example("turns")

    assert run(plan, None) == 1
    assert "DATA.csv is missing" in capsys.readouterr().err


def test_a_plan_locked_when_answers_could_be_read_is_refused(tmp_path, capsys):
    plan, data = example("turns")
    late = tmp_path / "late.toml"
    text = plan.read_text()
    assert "locked_on = 2026-01-10" in text
    late.write_text(text.replace("locked_on = 2026-01-10", "locked_on = 2027-01-10"))

    assert run(late, data) == 1

    told = capsys.readouterr()
    assert told.out == ""
    assert "could be read from 2026-02-01 on" in told.err


def test_a_table_the_plan_does_not_fit_says_why_in_a_sentence(tmp_path, capsys):
    plan, _ = example("turns")
    _, other = example("effects")

    assert run(plan, other) == 1
    assert "There is no column" in capsys.readouterr().err
