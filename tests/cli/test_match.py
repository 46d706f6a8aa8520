from __future__ import annotations

import json
from argparse import Namespace
from pathlib import Path

import pytest

from hearthside.cli import match

DOCS = Path(__file__).resolve().parents[2] / "docs" / "evaluate"
PERSON, GROUPS = DOCS / "person-example.json", DOCS / "groups-example.json"


def run(person: Path = PERSON, groups: Path = GROUPS, *, as_json: bool = True) -> int:
    return match.run(Namespace(person=person, groups=groups, json=as_json))


def test_the_examples_of_the_page_are_matched(capsys):
    assert run() == 0

    said = json.loads(capsys.readouterr().out)
    assert said["fitting"] == 2
    assert [one["id"] for one in said["suggestions"]] == ["tuesday", "thursday"]
    assert said["suggestions"][0]["km"] == pytest.approx(1.293, abs=0.01)
    assert [reason["said"] for reason in said["suggestions"][0]["reasons"]][:4] == [
        "Meets 1.3 km from you, as the crow flies",
        "Says it welcomes people living with a stoma",
        "Is for people with this experience themselves",
        "Step-free",
    ]
    assert said["near_misses"] == []


def test_in_words_each_group_is_one_line(capsys):
    run(as_json=False)

    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("Tuesday circle: Meets 1.3 km from you")
    assert len(lines) == 2


def test_the_answer_on_the_page_is_the_answer_given(capsys):
    run(as_json=False)

    assert capsys.readouterr().out in (DOCS / "matching.md").read_text()


def test_nothing_fits_is_an_answer_and_no_fault(tmp_path, capsys):
    needs = json.loads(PERSON.read_text()) | {"access": ["captions"]}
    person = tmp_path / "person.json"
    person.write_text(json.dumps(needs))

    assert run(person, as_json=False) == 0

    said = capsys.readouterr().out
    assert said.startswith("Nothing fits yet.\nClose to it:\n")
    assert "It does not say that it has this: Captions." in said


def test_reflections_change_the_order_of_equals(tmp_path, capsys):
    row = json.loads(GROUPS.read_text())["groups"][0]
    felt = {"a": (2, 4, 20), "b": (26, 0, 0), "c": (13, 0, 13)}
    rows = [
        row
        | {"id": name, "reflections": {"at_ease": x, "between": y, "not_at_ease": z}}
        for name, (x, y, z) in felt.items()
    ]
    groups = tmp_path / "groups.json"
    groups.write_text(json.dumps(rows))

    run(groups=groups)

    named = json.loads(capsys.readouterr().out)["suggestions"]
    assert [one["id"] for one in named] == ["b", "c", "a"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "The file is not JSON"),
        ('{"reach_km": NaN}', "NaN is not a number."),
        ('{"who": [], "who": []}', '"who" is there twice'),
        ("[" * 100_000, "lists inside lists"),
    ],
)
def test_a_file_that_cannot_be_used_is_answered_with_a_sentence(
    tmp_path, capsys, text, said
):
    person = tmp_path / "person.json"
    person.write_text(text)

    assert run(person) == 1

    spoken = capsys.readouterr()
    assert spoken.out == ""
    assert said in spoken.err
    assert spoken.err.count("\n") == 1


def test_a_file_that_is_not_there_is_said_so(tmp_path, capsys):
    assert run(groups=tmp_path / "none.json") == 1

    assert "No such file" in capsys.readouterr().err
