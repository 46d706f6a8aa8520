from __future__ import annotations

import json
import os
import subprocess
import sys
from argparse import Namespace
from pathlib import Path

import pytest

from hearthside.cli.measuring import retrieval, sentence_model
from tests.sentence_model import HERE, the_model

BENCH = Path(__file__).resolve().parents[2] / "bench" / "retrieval"
DOCS = (
    '{"id": "a", "title": "Tea", "text": "A warm drink."}\n{"_id": 2, "text": "Rain"}\n'
)
QUERIES = '{"id": "q1", "text": "tea to drink"}\n{"id": "q2", "query": "rain"}\n'
QRELS = "q1\t0\ta\t2\nq2\t0\t2\t1\nq3\t0\ta\t1\n"


@pytest.fixture
def no_model(monkeypatch, tmp_path):
    monkeypatch.setattr(sentence_model, "folder", lambda: tmp_path / "none")
    monkeypatch.setattr(sentence_model, "weights", lambda: None)


@pytest.fixture
def ask(tmp_path, capsys):
    def asking(docs: str, queries: str, qrels: str, *, as_json: bool = True):
        paths = {}
        for name, words in (("docs", docs), ("queries", queries), ("qrels", qrels)):
            paths[name] = tmp_path / name
            paths[name].write_bytes(
                words if isinstance(words, bytes) else words.encode()
            )
        code = retrieval.run(Namespace(**paths, json=as_json))
        return code, *capsys.readouterr()

    return asking


def test_without_the_model_words_answer_and_it_says_so(no_model, ask):
    code, said, told = ask(DOCS, QUERIES, QRELS)

    found = json.loads(said)
    assert code == 0
    assert (found["docs"], found["queries"]) == (2, 2)
    assert found["ndcg_at_10"] == found["mrr_at_10"] == found["recall_at_10"] == 1
    assert found["words_alone"]["ndcg_at_10"] == 1
    assert found["meaning_alone"] is None
    assert found["by"] == "words alone"
    assert min(found["p50_ms"], found["p95_ms"], found["memory_mb"]) > 0
    assert "not installed. Only words" in told


def test_in_words_it_says_the_limits(no_model, ask):
    _, said, _ = ask(DOCS, QUERIES, QRELS, as_json=False)

    assert "2 texts, 2 questions, by words alone." in said
    assert "95 % limits" in said


def test_names_of_columns_and_three_columns_are_read(no_model, ask):
    qrels = "query-id\tcorpus-id\tscore\nq1\ta\t1\n"

    assert json.loads(ask(DOCS, QUERIES, qrels)[1])["queries"] == 1


@pytest.mark.parametrize(
    ("docs", "queries", "qrels", "why"),
    [
        ("", QUERIES, QRELS, "no texts"),
        (DOCS + "{", QUERIES, QRELS, "Line 3: The file is not JSON"),
        (DOCS + "[]", QUERIES, QRELS, "Line 3 is not an object"),
        (DOCS + '{"id": "a", "text": "x"}', QUERIES, QRELS, "id that was there before"),
        ('{"id": "a", "text": " "}', QUERIES, QRELS, "neither a title nor a text"),
        ('{"id": "a b", "text": "x"}', QUERIES, QRELS, "id with gaps"),
        ('{"id": true, "text": "x"}', QUERIES, QRELS, "no id"),
        ('{"id": "a", "text": 5}', QUERIES, QRELS, '"text" is not text'),
        ('{"id": "a", "text": NaN}', QUERIES, QRELS, "NaN is not a number"),
        (b'{"id": "\xff"}', QUERIES, QRELS, "not UTF-8"),
        (DOCS, "", QRELS, "no questions"),
        (DOCS, '{"id": "q1"}', QRELS, "Line 1 has no text"),
        (DOCS, QUERIES, "", "Nothing is judged"),
        (DOCS, QUERIES, "q1 0 a 1\nq2 0 a x\n", "Line 2 does not end with a number"),
        (DOCS, QUERIES, "q1 a\n", "2 columns"),
        (DOCS, QUERIES, "q9 0 a 1\n", "none of the questions"),
        (DOCS, QUERIES, "q1 0 a 0\n", "none of the questions"),
        (DOCS, QUERIES, "q1 0 a 1e400\n" * 2, "Line 2 does not end with a number"),
    ],
)
def test_h1_g7_a_file_that_cannot_be_used_says_why_in_a_sentence(
    no_model, ask, docs, queries, qrels, why
):
    code, said, told = ask(docs, queries, qrels)

    assert (code, said) == (1, "")
    assert why in told
    assert "Traceback" not in told


def test_a_file_that_is_not_there_says_so(tmp_path, capsys):
    none = tmp_path / "none"
    code = retrieval.run(Namespace(docs=none, queries=none, qrels=none, json=True))

    assert code == 1
    assert "No such file" in capsys.readouterr().err


@pytest.mark.slow
def test_on_what_was_kept_apart_both_together_beat_words_alone(monkeypatch, capsys):
    the_model()
    monkeypatch.setattr(sentence_model, "folder", lambda: HERE)
    code = retrieval.run(
        Namespace(
            docs=BENCH / "cards.jsonl",
            queries=BENCH / "held_out.jsonl",
            qrels=BENCH / "held_out.tsv",
            json=True,
        )
    )

    found = json.loads(capsys.readouterr().out)
    assert code == 0
    assert (found["docs"], found["queries"]) == (74, 74)
    assert found["by"] == "words and meaning"
    assert found["ndcg_at_10"] > found["words_alone"]["ndcg_at_10"] + 0.2
    assert found["ndcg_at_10"] >= 0.7


@pytest.mark.slow
def test_other_commands_carry_no_model():
    code = (
        "import sys, hearthside.cli.main, django; django.setup()\n"
        "import hearthside.cli.commands\n"
        "heavy = {'numpy', 'onnxruntime', 'onnx'} & set(sys.modules)\n"
        "print(*sorted(heavy))\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    )

    assert (ran.returncode, ran.stdout.strip()) == (0, "")
