"""What is said of the numbers: harm first, nothing bare, and a cause only where chance decided."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hearthside.engines.analysing.running import analyse
from tests.engines.analysing.made_up import (
    HEAD,
    PLAN,
    answer,
    compared,
    plan_of,
    said,
    study_of,
    table,
)

pytestmark = pytest.mark.engine

CAUSE = re.compile(
    r"because of|due to|thanks to|caused|leads? to|led to|result of|effect of|impact|"
    r"made the|helped people|works|effective|proves?|proven|success",
    re.IGNORECASE,
)


def test_harm_stands_before_everything_else():
    words = said(table(-3))

    assert "got worse by more than chance" in words[0]
    assert words[1].startswith("Safety events written down: ")
    assert list(answer(table(-3))["outcomes"][0])[3] == "harm"


@settings(max_examples=6, deadline=None)
@given(st.floats(-6, 6), st.integers(0, 10**6))
def test_without_anybody_to_compare_with_no_cause_is_ever_said(change, seed):
    for line in said(table(change, seed=seed)):
        assert not CAUSE.search(line), line


@pytest.mark.parametrize("change", [-4, 0, 4])
def test_a_change_nobody_is_compared_with_never_stands_alone(change):
    found = answer(table(change))["outcomes"][0]

    moved = [line for line in found["said"] if "moved by" in line]
    assert len(moved) == 3
    assert all(
        "People without any group get better too, here by" in one for one in moved
    )
    assert len(found["natural_change"]) == 4
    assert any("does not say what the groups did" in line for line in found["said"])


def test_better_worse_and_not_shown_are_said_in_the_same_shape():
    better, none, worse = (
        next(line for line in said(table(change)) if "mixed model" in line)
        for change in (-4, 0, 4)
    )

    assert "This is a change for the better." in better
    assert "No change is shown." in none
    assert "This is a change for the worse." in worse
    shape = re.compile(r"[-+]\d+\.\d\d")
    assert (
        len({shape.sub("#", line).split("(mixed")[0] for line in (better, none, worse)})
        == 1
    )


def test_only_where_chance_decided_a_cause_is_said():
    rows = table(-1, extra=-4)

    random = " ".join(said(rows, compared("random")))
    other = " ".join(said(rows, compared("other")))

    assert 'being offered "group" made the outcome better' in random
    assert not CAUSE.search(other)
    assert "chance did not decide who was in it" in other


def test_no_difference_between_arms_is_said_as_plainly():
    words = " ".join(said(table(-3), compared()))

    assert "No difference is shown." in words
    assert not CAUSE.search(words)


def test_who_got_worse_is_said_for_each_arm():
    words = said(table(-1, extra=-4), compared())

    assert 'got worse in the arm "group" by more than chance' in words[1]
    assert 'got worse in the arm "waiting" by more than chance' in words[2]


def test_the_same_files_give_the_same_bytes():
    once, again = (json.dumps(answer(table(-2))) for _ in range(2))

    assert once == again


def test_the_numbers_come_out_as_they_went_in():
    found = answer(table(-3, people=400))["outcomes"][0]

    assert found["main"]["changes"]["6"]["value"] == pytest.approx(-3, abs=0.5)
    assert found["simple"]["groups"] == 12
    assert found["flow"]["started"] == 400
    assert found["flow"]["paired"] < 400
    assert found["missing"]["missing"] == 400 - found["flow"]["paired"]
    assert found["sites"]["together"]["reml"]["sites"] == 2
    assert found["dose"]["label"].startswith("an association")


def test_of_arms_the_difference_comes_out():
    found = answer(table(-1, extra=-3, people=400), compared())["outcomes"][0]

    assert found["main"]["changes"]["6"]["value"] == pytest.approx(-3, abs=0.8)
    assert found["simple"]["change"]["value"] == pytest.approx(-3, abs=0.8)
    assert set(found["size"]["arms"]) == {"group", "waiting"}
    assert "natural_change" not in found


@pytest.mark.parametrize(
    "rows",
    [
        HEAD + "\np1,g1,A,group,0,3,0,12\n",
        HEAD + "\np1,g1,A,group,0,3,0,\n",
        HEAD + "\np1,g1,A,group,6,3,0,12\n",
        HEAD + "\np1,g1,A,group,0,3,0,12\np1,g1,A,group,6,3,0,12\n",
        HEAD
        + "".join(f"\np{n},g{n},A,group,{w},3,0,12" for n in range(9) for w in (0, 6))
        + "\n",
        table(0, people=3),
        table(0, people=12),
    ],
)
@pytest.mark.parametrize("plan", [PLAN, compared()], ids=["alone", "compared"])
def test_a_table_too_small_is_answered_in_words_and_never_nan(rows, plan):
    found = analyse(plan_of(plan), study_of(rows, plan))

    text = json.dumps(found, allow_nan=False)
    assert "nan" not in text
    for part in found["outcomes"][0].values():
        if isinstance(part, dict) and "why_not" in part:
            assert part["why_not"].endswith(".")


def test_without_a_reliable_change_harm_says_what_it_lacks():
    words = said(table(-3), PLAN.replace("reliable_change = 5", ""))

    assert words[0].startswith("Harm could not be judged.")


def any_table(data, *, most: int) -> str:
    """Draw a table of few people with few different scores, as small groups have them."""
    people = data.draw(st.integers(1, most))
    scores = data.draw(st.lists(st.integers(0, 24), min_size=1, max_size=3))
    lines = [HEAD]
    for number in range(people):
        group = data.draw(st.sampled_from("abc"))
        arm = data.draw(st.sampled_from(["group", "waiting"]))
        for wave in "036":
            score = data.draw(st.sampled_from(["", *map(str, scores)]))
            lines.append(
                f"p{number},{group},{group},{arm},{wave},{number % 3},0,{score}"
            )
    return "\n".join(lines) + "\n"


@settings(max_examples=25, deadline=None)
@given(st.data(), st.sampled_from([PLAN, compared()]))
def test_whatever_few_people_scored_the_answer_is_numbers_or_sentences(data, plan):
    found = answer(any_table(data, most=14), plan)

    assert "nan" not in json.dumps(found, allow_nan=False).lower()
    for part in found["outcomes"][0].values():
        assert not isinstance(part, dict) or part.get("why_not", ".").endswith(".")
