from __future__ import annotations

import json
from argparse import Namespace
from pathlib import Path

import pytest

from hearthside.cli import evaluate
from hearthside.engines.crisis import published

ROOT = Path(__file__).resolve().parents[2]
BENCH = ROOT / "bench" / "crisis"
GOOD = "text,label\nI want to die,1\nSee you on Tuesday,0\n"


def run(path: Path, *, as_json: bool = True) -> int:
    return evaluate.run_crisis(Namespace(items=path, json=as_json))


@pytest.fixture
def items(tmp_path):
    def keep(content: str | bytes) -> Path:
        path = tmp_path / "items.csv"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return keep


@pytest.mark.parametrize("name", [published.PHRASES, published.REPLIES])
def test_the_figures_on_the_page_are_what_the_command_answers(name, capsys):
    run(BENCH / name)

    kept = json.loads(Path(published.__file__).with_name("measured.json").read_text())
    assert json.loads(capsys.readouterr().out) == kept[name]


def test_the_targets_are_met_on_what_was_kept_apart(capsys):
    run(BENCH / published.PHRASES)
    phrases = json.loads(capsys.readouterr().out)
    run(BENCH / published.REPLIES)
    replies = json.loads(capsys.readouterr().out)

    assert phrases["precision"] >= 0.8
    assert phrases["f1"] >= 0.6
    assert replies["alerts_per_1000"] <= 15


def test_a_file_with_both_kinds_answers_everything(items, capsys):
    assert run(items(GOOD)) == 0

    said = json.loads(capsys.readouterr().out)
    assert (said["n"], said["precision"], said["recall"], said["f1"]) == (2, 1, 1, 1)
    assert said["alerts_per_1000"] == 0
    assert said["precision_limits"] == [0.206549, 1.0]


def test_what_nothing_can_be_said_of_is_null_and_not_a_number(items, capsys):
    run(items("text,label\nSee you on Tuesday,0\n"))

    said = json.loads(capsys.readouterr().out)
    assert said["recall"] is None
    assert said["precision"] is None
    assert said["f1"] is None


def test_in_words_it_says_the_limits(items, capsys):
    run(items(GOOD), as_json=False)

    assert "95 % limits" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("", "empty"),
        (" \n\n", "empty"),
        ("text,label\n", "no texts"),
        ("words,label\nhello,1\n", "Look at: text."),
        ("text,text,label\na,b,1\n", "Look at: text."),
        ("hello\n", "text and label"),
        ("text,label\nhello,maybe\n", 'Line 2 has the label "maybe"'),
        ("text,label\nhello,\x1b[31m\n", 'the label "?[31m"'),
        ("text,label\nhello\n", "Line 2 has 1 columns"),
        ("text,label\n ,1\n", "Line 2 has no text"),
        ('text,label\n"hello,1\n', "is not CSV"),
        ("text,label\nhe\0llo,1\n", "bytes of zero"),
        ("text,label\nhello,1\n".encode("utf-16"), "UTF-16"),
        ("text,label\ncafé,1\n".encode("latin-1"), "Line 2 is not in UTF-8"),
        ("text,label\n" + "x" * 300_000 + ",1\n", "is not CSV"),
    ],
)
def test_h1_a_file_that_cannot_be_used_says_why_in_a_sentence(
    items, capsys, content, why
):
    assert run(items(content)) == 1

    said = capsys.readouterr()
    assert said.out == ""
    assert why in said.err
    assert "Traceback" not in said.err


def test_a_file_that_is_not_there_says_so(tmp_path, capsys):
    assert run(tmp_path / "none.csv") == 1

    assert "No such file" in capsys.readouterr().err


def test_columns_in_any_order_and_a_mark_at_the_beginning_are_read(items, capsys):
    content = "\ufefflabel,note,text\r\nyes,x,I want to die\r\nno,y,Good evening\r\n"

    assert run(items(content)) == 0

    assert json.loads(capsys.readouterr().out)["f1"] == 1
