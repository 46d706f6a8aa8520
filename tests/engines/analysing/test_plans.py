"""A plan or a table that cannot be followed says why."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hearthside.engines.analysing.plan import NotAPlan, read_plan
from hearthside.engines.plain_table import NotATable
from tests.engines.analysing.made_up import HEAD, PLAN, compared, plan_of, study_of

pytestmark = pytest.mark.engine

ROW = "p1,g1,A,group,0,3,0,12"


def rows(*lines: str) -> str:
    return "\n".join([HEAD, *lines]) + "\n"


def test_a_plan_is_read_as_it_is_written():
    plan = plan_of(compared())

    assert (plan.first_wave, plan.primary_wave) == ("0", "6")
    assert plan.outcomes[0].reliable_change == 5
    assert not plan.outcomes[0].higher_is_better
    assert plan.comparison is not None
    assert plan.comparison.is_random
    assert len(plan.sha256) == 64


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("format = 1", "format = 2", "plans of format 1"),
        ("format = 1", "format = ", "not TOML"),
        ('title = "Evenings in the north"', "", 'lacks "title"'),
        ('person = "code"', 'person = "wave"', "one column for two things"),
        ('person = "code"', 'persom = "code"', '"persom"'),
        ('primary = "6"', 'primary = "0"', "after the first"),
        ('["0", "3", "6"]', '["0", "6", "6"]', "names a wave twice"),
        ('["0", "3", "6"]', '"0"', "a list of 2 to 20"),
        ("primary = true", "primary = false", "Exactly one"),
        ("primary = true", "primary = 1", "true or false"),
        ('better = "lower"', 'better = "less"', '"higher" or "lower"'),
        ("lowest = 0", "lowest = 24", "below its highest"),
        ("lowest = 0", 'lowest = "0"', "a number"),
        ("highest = 24", "highest = nan", "a number"),
        ("reliable_change = 5", "reliable_change = 25", "within the range"),
        ("reliable_change = 5", "reliability = 1.0", "above 0 and below 1"),
        ("reliable_change = 5", "natural_change = {points = 1}", 'lacks "source"'),
        ("reliable_change = 5", 'natural_change = {source = "x"}', "say points"),
        ("Evenings in", "\\u001b[31m in", "cannot be printed"),
        ("[waves]", "[missing]\nimputations = 1\n[waves]", "from 2 to 200"),
    ],
)
def test_a_plan_that_cannot_be_followed_says_why(old, new, why):
    assert old in PLAN

    with pytest.raises(NotAPlan, match=why):
        plan_of(PLAN.replace(old, new))


BY_HAND = """name = "PHQ-8"
column = "phq8"
lowest = 0
highest = 24
better = "lower"
"""


def by_pack(lines: str) -> str:
    assert BY_HAND in PLAN
    return PLAN.replace(BY_HAND, f'column = "phq8"\n{lines}\n')


def test_a_pack_says_of_its_score_what_the_plan_does_not():
    asked = by_pack('pack = "core-10"').replace("reliable_change = 5\n", "")

    outcome = plan_of(asked).outcomes[0]

    assert (outcome.name, outcome.lowest, outcome.highest) == ("CORE-10", 0, 40)
    assert outcome.reliable_change == 6
    assert not outcome.higher_is_better


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        ('pack = "phq-10"', 'no pack "phq-10"'),
        ("pack = 8", 'no pack "8"'),
        ('score = "total"', "no pack it is of"),
        ('pack = "dass-21"\nscore = "total"', "depression, anxiety, stress"),
        ('pack = "rogers-empowerment"', "these scores: none"),
        ('pack = "phq-8"\nhighest = 27', "highest of total is 24"),
        ('pack = "phq-8"\nbetter = "higher"', "better of total is lower"),
    ],
)
def test_a_plan_that_says_other_than_its_pack_is_refused(lines, why):
    with pytest.raises(NotAPlan, match=why):
        plan_of(by_pack(lines))


def test_a_comparison_needs_arms_and_who_decided():
    with pytest.raises(NotAPlan, match=r"needs data\.arm"):
        plan_of(compared().replace('arm = "arm"\n', ""))
    with pytest.raises(NotAPlan, match='"random" or "other"'):
        plan_of(compared("by hand"))


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300))
def test_whatever_bytes_come_the_answer_is_a_plan_or_a_sentence(raw):
    with pytest.raises(NotAPlan, match=r"\.$"):
        read_plan(raw)


@pytest.mark.parametrize(
    ("table", "why"),
    [
        (HEAD.replace("phq8", "phq9") + "\n" + ROW + "\n", 'no column "phq8"'),
        (rows(ROW, ROW), "twice"),
        (rows(ROW.replace(",0,3,", ",9,3,")), "plan does not name"),
        (rows(ROW.replace("p1", "")), "does not say whose"),
        (rows(ROW.replace("g1", "")), 'nothing under "group"'),
        (rows(ROW[:-2] + "25"), "runs from 0 to 24"),
        (rows(ROW[:-2] + "-1"), "runs from 0 to 24"),
        (rows(ROW[:-2] + "nan"), "no number"),
        (rows(ROW[:-2] + "1_2"), "no number"),
        (rows(ROW[:-2] + "twelve"), "Leave the cell empty"),
        (rows(ROW.replace(",3,0,12", ",-3,0,12")), "less than nought"),
    ],
)
def test_l6_a_table_that_cannot_be_counted_on_says_where(table, why):
    with pytest.raises(NotATable, match=why):
        study_of(table)


def test_l6_a_skipped_score_is_no_nought():
    study = study_of(rows("p1,g1,A,group,0,3,0,", "p2,g1,A,group,0,3,0,0"))

    one, two = study.people
    assert one.score(plan_of().outcomes[0], "0") is None
    assert two.score(plan_of().outcomes[0], "0") == 0


def test_who_moves_counts_where_they_began_and_is_counted_as_moved():
    study = study_of(rows("p1,g2,B,group,6,3,0,9", ROW))

    assert (study.people[0].group, study.people[0].site) == ("g1", "A")
    assert study.moved == 1


def test_an_arm_the_plan_does_not_compare_is_refused():
    with pytest.raises(NotATable, match="does not compare"):
        study_of(rows(ROW.replace("A,group", "A,other")), compared())
