"""A report built by a process of its own: the same bytes, stopped at will, and no key in it."""

from __future__ import annotations

import os

import pytest

from hearthside.engines.reporting import apart
from hearthside.engines.reporting.building import build
from hearthside.engines.reporting.populations import populations
from tests.engines.reporting.frozen_files import QUICK, about, changed_by, study_of

pytestmark = pytest.mark.slow
TEXT = changed_by(0)
ITEMS = "study_code,wave,pack,item,value\n"
FILES = {"dataset.csv": TEXT.encode(), "items.csv": ITEMS.encode(), "freeze.json": about(TEXT)}  # fmt: skip


def test_what_is_built_apart_is_what_is_built_here():
    told: list[str] = []

    made = apart.build_apart(QUICK.encode(), FILES, before=None, tell=lambda what: not told.append(what))  # fmt: skip

    plan, study, freeze = study_of(TEXT)
    here = build(plan, study, freeze)
    assert {name: made.files[name] for name in here} == here
    assert set(made.files) - set(here) == {"summary.json"}
    assert made.kinds == populations(plan, study, name=freeze.study)
    assert 0 < len(told) <= apart.how_many_parts(len(plan.outcomes))


def test_it_ends_when_it_is_told_to_stop():
    told: list[str] = []

    made = apart.build_apart(QUICK.encode(), FILES, before=None, tell=told.append)

    assert made is None
    assert len(told) == 1


def test_what_cannot_be_built_is_said_in_a_sentence():
    other = {**FILES, "dataset.csv": TEXT.replace("Northtown", "Nowhere").encode()}

    with pytest.raises(apart.CannotBuild, match="something in it was changed"):
        apart.build_apart(QUICK.encode(), other, before=None, tell=lambda _: True)


def test_a_builder_that_is_not_there_is_a_fault():
    with pytest.raises(apart.BuilderBroke):
        apart.build_apart(
            QUICK.encode(), FILES, before=None, tell=lambda _: True, child="no.such"
        )


def test_one_that_takes_too_long_is_ended():
    with pytest.raises(apart.BuilderBroke):
        apart.build_apart(
            QUICK.encode(), FILES, before=None, tell=lambda _: True, seconds=0
        )


def test_it_finds_no_variable_of_ours(tmp_path, monkeypatch):
    monkeypatch.setenv("HEARTHSIDE_CANARY", "a secret of the house")
    spy = tmp_path / "spying.py"
    spy.write_text(
        "import json, os, sys\nsys.stdin.read()\n"
        "print(json.dumps({'cannot': ' '.join(sorted(os.environ))}))\n"
    )
    monkeypatch.setattr(apart, "SOURCES", tmp_path)

    with pytest.raises(apart.CannotBuild) as said:
        apart.build_apart(
            QUICK.encode(), FILES, before=None, tell=lambda _: True, child="spying"
        )

    assert "HEARTHSIDE_CANARY" in os.environ
    assert "HEARTHSIDE" not in said.value.why
    assert "PATH" not in said.value.why.split()
