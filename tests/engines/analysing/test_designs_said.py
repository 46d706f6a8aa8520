"""What is said of designs of their own: a cause only where chance decided, and never nan."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engines.analysing.made_up_designs import (
    EFFECTS,
    SERIES,
    TURNS,
    answer,
    calls,
    said,
    towns,
    turns,
    written,
)
from tests.engines.analysing.test_what_is_said import CAUSE

pytestmark = pytest.mark.engine


def test_where_chance_decided_the_order_what_beginning_did_is_said():
    words = said(turns(-4), TURNS)

    assert "got worse by more than chance" in words[0]
    assert any("having begun made the outcome better" in one for one in words)
    assert any("drawn from the seed 4711" in one for one in words)


def test_where_it_did_not_no_cause_is_said():
    words = said(turns(-4, plan=written()), written())

    assert any(
        "Groups that had begun did better; chance did not" in one for one in words
    )
    assert not any(CAUSE.search(one) for one in words)


def test_worse_is_said_as_plainly_and_nothing_shown_too():
    worse, none = (" ".join(said(turns(effect), TURNS)) for effect in (4, 0))

    assert "having begun made the outcome worse" in worse
    assert "No difference is shown." in none
    assert not CAUSE.search(none)


def test_the_truth_of_turns_comes_out_and_time_is_not_taken_for_it():
    found = answer(turns(-3, each=20), TURNS)

    wedge = found["outcomes"][0]["stepped_wedge"]
    assert wedge["effect"]["value"] == pytest.approx(-3, abs=0.6)
    assert wedge["periods"]["12"]["value"] == pytest.approx(-0.8, abs=0.6)
    assert wedge["model"]["groups"] == 8
    assert (found["is_compared"], found["chance_decided"], found["seed"]) == (
        True,
        True,
        4711,
    )
    assert found["groups_without_answers"] == []


def test_a_group_that_has_not_answered_is_named():
    rows = "\n".join(one for one in turns(0).splitlines() if ",h," not in one) + "\n"

    assert answer(rows, TURNS)["groups_without_answers"] == ["h"]
    assert any("from these groups: h." in one for one in said(rows, TURNS))


@pytest.mark.parametrize(("level", "verdict"), [(-25, "better"), (25, "worse")])
def test_a_step_in_a_series_is_said_without_a_cause(level, verdict):
    words = said(calls(level), SERIES)

    assert f"This is a change for the {verdict}." in words[0]
    assert any("Nobody was compared with" in one for one in words)
    assert not any(CAUSE.search(one) for one in words)


def test_a_series_that_goes_on_is_said_not_to_have_changed():
    words = said(calls(0), SERIES)

    assert sum("No change is shown." in one for one in words) == 3
    assert any("too narrow" in one for one in words)


def test_the_lag_is_the_plans_or_the_usual_one_and_is_said():
    asked = answer(calls(0), SERIES)["outcomes"][0]["series"]
    usual = answer(calls(0), SERIES.replace("lag = 2\n", ""))["outcomes"][0]["series"]

    assert (asked["lag"], usual["lag"]) == (2, 3)
    assert "lag 2" in said(calls(0), SERIES)[0]


@settings(max_examples=5, deadline=None)
@given(st.floats(-1, 1), st.integers(0, 10**6))
def test_without_chance_no_cause_is_ever_said_of_effects(mean, seed):
    for allocation in ("none", "other"):
        plan = EFFECTS.replace('"none"', f'"{allocation}"')
        for line in said(towns(mean, seed=seed), plan):
            assert not CAUSE.search(line), line


def test_effects_say_how_people_do_without_a_group_or_whom_chance_chose():
    alone = " ".join(said(towns(0.6), EFFECTS))
    drawn = " ".join(said(towns(0.6), EFFECTS.replace('"none"', '"random"')))

    assert "People without any group get better too, by 0.27 to 0.34" in alone
    assert "Nobody was compared with" in alone
    assert "being offered a group made the outcome better" in drawn
    assert "Nobody was compared with" not in drawn


def test_groups_in_sites_come_out():
    found = answer(towns(0.6) + "A,9,,\n", EFFECTS)

    pooled = found["outcomes"][0]["groups_in_sites"]
    assert pooled["mean"]["value"] == pytest.approx(0.6, abs=0.2)
    assert (pooled["sites"], pooled["groups"], pooled["mean"]["df"]) == (5, 20, 4)
    assert found["rows_without_effect"] == 1


@pytest.mark.parametrize(
    ("plan", "rows"),
    [
        (TURNS, "code,group,wave,phq8\na1,a,0,12\n"),
        (TURNS, "code,group,wave,phq8\na1,a,0,\n"),
        (TURNS, turns(0, each=1)),
        (TURNS, "".join(one + "\n" for one in turns(0).splitlines() if ",0," not in one)),
        (
            TURNS,
            "code,group,wave,phq8\n"
            + "".join(f"{g}1,{g},{w},12\n" for g in "abcdefgh" for w in (0, 3, 6, 9, 12)),
        ),
        (SERIES, calls(0, months=10)),
        (SERIES, "month,calls\n" + "".join(line.split(",")[0] + ",\n" for line in calls(0).splitlines()[1:])),
        (SERIES, "month,calls\n" + "".join(line.split(",")[0] + ",5\n" for line in calls(0).splitlines()[1:])),
        (SERIES.replace("lag = 2", "lag = 40"), calls(0)),
        (EFFECTS, "town,group,g,v\nA,1,0.1,0.1\n"),
        (EFFECTS, "town,group,g,v\nA,1,,\n"),
        (EFFECTS, "town,group,g,v\nA,1,0.1,0.1\nA,2,0.3,0.1\nA,3,0.2,0.1\n"),
        (EFFECTS, "town,group,g,v\nA,1,0.1,0.1\nB,2,0.3,0.1\nC,3,0.2,0.1\n"),
    ],
)  # fmt: skip
def test_a_table_too_small_is_answered_in_words_and_never_nan(plan, rows):
    found = answer(rows, plan)

    assert "nan" not in json.dumps(found, allow_nan=False)
    outcome = found["outcomes"][0]
    why = [
        p["why_not"] for p in outcome.values() if isinstance(p, dict) and "why_not" in p
    ]
    assert all(one.endswith(".") for one in why)
    assert outcome["said"]


def test_a_gap_in_a_series_names_the_period():
    rows = "".join(
        ("2024-05," if line.startswith("2024-05") else line) + "\n"
        for line in calls(0).splitlines()
    )

    assert 'in "2024-05"' in said(rows, SERIES)[0]


def test_a_series_that_begins_empty_begins_where_somebody_counted():
    lines = calls(0).splitlines()
    rows = "\n".join(
        [lines[0], *(one.split(",")[0] + "," for one in lines[1:5]), *lines[5:]]
    )

    found = answer(rows + "\n", SERIES)["outcomes"][0]["series"]

    assert (found["before"], found["after"]) == (20, 24)


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_whatever_few_people_scored_in_turn_the_answer_is_numbers_or_sentences(data):
    lines = ["code,group,wave,phq8"]
    for number in range(data.draw(st.integers(1, 14))):
        group = data.draw(st.sampled_from("abcdefgh"))
        for wave in ("0", "3", "6", "9", "12"):
            score = data.draw(st.sampled_from(["", "3", "9", "24"]))
            lines.append(f"p{number},{group},{wave},{score}")

    found = answer("\n".join(lines) + "\n", TURNS)

    assert "nan" not in json.dumps(found, allow_nan=False).lower()


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_whatever_is_counted_a_month_the_answer_is_numbers_or_sentences(data):
    size = data.draw(st.sampled_from([1.0, 1e-6, 1e9]))
    lines = ["month,calls"]
    for at in range(data.draw(st.integers(13, 40))):
        count = data.draw(st.sampled_from(["", "0", "1", "0.3333333333"]))
        cell = f"{float(count) * size!r}" if count else ""
        lines.append(f"{2024 + at // 12}-{at % 12 + 1:02},{cell}")
    found = answer("\n".join(lines) + "\n", SERIES)

    assert "nan" not in json.dumps(found, allow_nan=False).lower()
    assert found["outcomes"][0]["said"]
