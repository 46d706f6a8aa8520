"""Packs are read whole or refused whole, and score as their authors meant."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hearthside.engines import instruments
from hearthside.engines.instruments import (
    CannotScore,
    NotAPack,
    ours,
    read_any,
    read_ours,
    score,
)
from hearthside.engines.instruments.pack import Licence, wording_hash

pytestmark = pytest.mark.engine

FOLDER = Path(instruments.__file__).with_name("packs")
SHIPPED = {
    "phq-8", "phq-9", "phq-4", "gad-7", "k6", "dass-21", "audit-c", "qpr-15", "barc-10",
    "core-10", "ons4", "loneliness-4", "hope-and-say", "session-pulse",
    "facilitator-pulse",
}  # fmt: skip
SLOTS = {
    "swemwbs", "reqol-10", "adult-hope-scale", "herth-hope-index", "who-5",
    "rogers-empowerment", "ismi-29", "gse-10", "wsas", "brief-inspire-o",
}  # fmt: skip


def written(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((FOLDER / f"{name}.json").read_text())
    return found


def read(pack: dict[str, Any]) -> instruments.Pack:
    return read_any(json.dumps(pack).encode())


def total(name: str, *answers: int | None) -> float | None:
    pack = read_ours(name)
    names = [item.id for item in pack.items]
    return score(pack, dict(zip(names, answers, strict=True)))[0].value


def resealed(pack: dict[str, Any]) -> dict[str, Any]:
    for one in pack["languages"].values():
        labels = {name: tuple(words) for name, words in one["labels"].items()}
        one["sha256"] = wording_hash(one["instructions"], one["items"], labels)
    return pack


def test_every_pack_we_promise_is_there_and_holds_together():
    assert set(ours()) == SHIPPED | SLOTS
    assert {n for n in ours() if read_ours(n).licence is Licence.SLOT} == SLOTS
    assert all(read_ours(name).vectors for name in SHIPPED)


@pytest.mark.parametrize(
    ("name", "answers", "wanted"),
    [
        ("k6", (0,) * 6, 0),
        ("barc-10", (1,) * 10, 10),
        ("core-10", (0,) * 10, 8),
        ("core-10", (None,) * 10, None),
        ("core-10", (*(2,) * 8, None, None), None),
        ("core-10", (*(2,) * 9, None), 20),
        ("phq-8", (*(2,) * 6, None, None), 16),
        ("phq-8", (*(2,) * 5, None, None, None), None),
    ],
)
def test_the_known_wrong_ways_of_scoring_are_not_ours(name, answers, wanted):
    assert total(name, *answers) == wanted


def test_what_may_tell_of_danger_is_marked():
    marked = {name for name in SHIPPED if read_ours(name).needs_responder}

    assert marked == {"phq-9", "core-10"}
    assert read_ours("phq-9").wordings["en"].labels["often"][0] == "Not at all"


def test_words_of_our_own_say_that_no_study_tried_them():
    unproven = {name for name in ours() if not read_ours(name).is_validated}

    assert unproven == {"hope-and-say", "session-pulse", "facilitator-pulse"}


def test_l6_an_answer_off_the_scale_is_refused_in_words():
    with pytest.raises(CannotScore, match="Item 1 of Kessler .* 5; .* 0 to 4"):
        score(read_ours("k6"), {"1": 5})


def test_l6_a_skipped_item_is_said_and_never_nought():
    one = score(read_ours("k6"), {"1": 4})[0]

    assert (one.value, one.answered) == (None, 1)
    assert one.why_not == "1 of 6 items were answered; K6 needs 6."


def test_an_empty_slot_scores_nothing():
    with pytest.raises(CannotScore, match="have not been supplied"):
        score(read_ours("who-5"), {"1": 5})


def test_a_slot_is_filled_with_words_under_a_licence_that_is_named():
    pack = written("who-5")
    pack["languages"] = {
        "en": {
            "instructions": "",
            "items": {str(n): f"Words of question {n}" for n in range(1, 6)},
            "labels": {"time": ["a", "b", "c", "d", "e", "f"]},
            "sha256": "",
        }
    }
    with pytest.raises(NotAPack, match="supplied_under"):
        read(resealed(pack))
    pack["licence"]["supplied_under"] = "Our letter of 3 May"

    filled = read(resealed(pack))

    assert score(filled, {str(n): 5 for n in range(1, 6)})[0].value == 100


def test_edited_words_refuse_to_score():
    pack = written("phq-8")
    pack["languages"]["en"]["items"]["1"] = "Little joy"

    with pytest.raises(NotAPack, match="not those that were checked"):
        read(pack)


def test_edited_words_sealed_again_do_not_pass_for_the_questionnaire():
    pack = written("phq-9")
    pack["languages"]["en"]["labels"]["often"][0] = "Never"

    with pytest.raises(NotAPack, match="calls itself phq-9"):
        read(resealed(pack))


@pytest.mark.parametrize(
    ("name", "values"), [("k6", [1, 2, 3, 4, 5]), ("barc-10", [0, 1, 2, 3, 4, 5])]
)
def test_other_values_do_not_pass_for_the_questionnaire(name, values):
    pack = written(name)
    pack["answers"] = dict.fromkeys(pack["answers"], values)
    pack["scores"][0]["lowest"] = values[0] * len(pack["items"])
    pack["scores"][0]["highest"] = values[-1] * len(pack["items"])
    pack["scores"][0].pop("bands", None)
    low, high = ([edge] * len(pack["items"]) for edge in (values[0], values[-1]))
    pack["vectors"] = [
        {"answers": low, "scores": {"total": sum(low)}},
        {"answers": high, "scores": {"total": sum(high)}},
        {"answers": high, "scores": {"total": sum(high)}},
    ]

    with pytest.raises(NotAPack, match="items or their values are others"):
        read(pack)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda p: p["scores"][0].update(highest=27), "its answers make 0 to 24"),
        (lambda p: p["answers"].update(often=[0, 1, 1, 3]), "each higher than the one"),
        (lambda p: p["languages"]["en"]["labels"].update(often=["a", "b"]), "4 values"),
        (lambda p: p["vectors"][2]["scores"].update(total=11), "gives total = 10, not"),
        (lambda p: p["vectors"][3]["scores"].update(total=None), "not none"),
        (lambda p: p["vectors"][1]["bands"].update(total="mild"), 'not "mild"'),
        (lambda p: p.update(vectors=p["vectors"][:2]), "3 or more worked examples"),
        (lambda p: p["scores"][0].update(fewest_answered=9), "is to be 1 to 8"),
        (lambda p: p["scores"][0]["items"].append("9"), "item 9, which is not there"),
        (lambda p: p["items"].append(p["items"][0]), "Two items have the same id"),
        (lambda p: p["licence"].update({"class": "free"}), "licence class is none of"),
        (
            lambda p: p["licence"].update({"class": "verbatim with attribution"}),
            "whose",
        ),
        (lambda p: p.update(languages={}), "no words in any language"),
        (lambda p: p.update(languages={"english": p["languages"]["en"]}), "no code"),
        (lambda p: p.update(version="1"), "three numbers"),
        (lambda p: p.update(id="PHQ 8"), "small letters"),
        (lambda p: p.update(format=2), "format 1"),
        (lambda p: p.update(colour="red"), 'a name we do not know: "colour"'),
        (lambda p: p.pop("source"), 'lacks "source"'),
        (lambda p: p["scores"][0]["bands"].pop(0), "are to begin at 0"),
        (lambda p: p["scores"][0].update(times=True), "times is not a number"),
        (lambda p: p["scores"][0].update(times=1e300), "times is not a number we can"),
        (
            lambda p: p["scores"][0].update(times=9000, convert={"0": 0}),
            "more than a table has lines",
        ),
        (lambda p: p["scores"][0].update(method="median"), "none of: sum, mean"),
    ],
)
def test_a_pack_that_does_not_hold_together_says_why(change, said):
    pack = written("phq-8")
    read(pack)

    change(pack)

    with pytest.raises(NotAPack) as no:
        read(pack)
    assert said in str(no.value)


def test_of_two_things_wrong_both_are_said():
    pack = written("phq-8")
    pack["version"], pack["id"] = "1", "PHQ"

    with pytest.raises(NotAPack) as no:
        read(pack)

    assert len(no.value.findings) == 2


@settings(max_examples=100, deadline=None)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.text(max_size=8), inner, max_size=3)
        ),
        max_leaves=8,
    ),
    st.sampled_from(sorted(written("phq-8"))),
)
def test_whatever_stands_in_a_field_the_answer_is_a_sentence(anything, field):
    pack = written("phq-8") | {field: anything}

    said = ["It may be used."]
    try:
        read(pack)
    except NotAPack as no:
        said = no.findings

    assert said
    assert all(one.endswith(".") for one in said)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_score_stays_in_its_range_and_never_rests_on_too_few(data):
    pack = read_ours(data.draw(st.sampled_from(sorted(SHIPPED))))
    answers = {
        item.id: data.draw(st.none() | st.sampled_from(pack.values_of(item)))
        for item in pack.items
    }

    for rule, one in zip(pack.rules, score(pack, answers), strict=True):
        assert (one.value is None) == (one.answered < rule.fewest_answered)
        assert one.value is None or rule.lowest <= one.value <= rule.highest
