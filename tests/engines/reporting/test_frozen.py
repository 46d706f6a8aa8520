"""A frozen dataset is whole and goes with its plan, or a sentence says why not."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hearthside.engines.analysing.plan import read_plan
from hearthside.engines.reporting.frozen import NotFrozen, check, read_freeze
from hearthside.engines.reporting.ledger import ledger
from tests.engines.reporting.frozen_files import QUICK, about, changed_by

pytestmark = pytest.mark.engine

TEXT = changed_by(0)


def changed(**fields: object) -> bytes:
    return json.dumps(json.loads(about(TEXT)) | fields).encode()


def test_the_plan_that_was_locked_goes_through():
    freeze = read_freeze(about(TEXT))

    check(freeze, plan=read_plan(QUICK.encode()), files={"dataset.csv": TEXT.encode()})
    assert freeze.flow[0] == ("registered", 150)


def test_another_plan_is_refused_in_a_sentence():
    freeze = read_freeze(about(TEXT))
    other = read_plan(QUICK.replace('primary = "6"', 'primary = "12"').encode())

    with pytest.raises(NotFrozen, match="not the one that was locked"):
        check(freeze, plan=other, files={})


def test_a_dataset_that_was_changed_is_refused():
    with pytest.raises(NotFrozen, match="something in it was changed"):
        check(
            read_freeze(about(TEXT)),
            plan=None,
            files={"dataset.csv": TEXT.encode() + b" "},
        )


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"[]", "names and values"),
        (b"{", "not JSON"),
        (changed(format=2), "of format 1"),
        (changed(study=""), '"study"'),
        (changed(sha256={}), "dataset.csv"),
        (changed(plan_sha256="abc"), "plan_sha256"),
        (changed(flow={}), '"flow"'),
        (changed(flow={"registered": -1}), "number of people"),
        (changed(flow={"registered": True}), "number of people"),
        (changed(flow={"a\nb": 1}), "no name"),
    ],
)
def test_what_is_no_freeze_says_what_is_wrong(raw, why):
    with pytest.raises(NotFrozen, match=why):
        read_freeze(raw)


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=120))
def test_whatever_the_bytes_it_is_a_freeze_or_a_sentence(raw):
    why = "read"
    try:
        read_freeze(raw)
    except NotFrozen as no:
        why = no.why

    assert why


def test_the_ledger_holds_what_is_another_number_and_nothing_else():
    found = ledger({"a": "1", "b": "2", "gone": "3"}, {"a": "1", "b": "4", "new": "5"})

    assert [(one.name, one.before, one.now) for one in found] == [
        ("b", "2", "4"),
        ("new", "", "5"),
        ("gone", "3", ""),
    ]
