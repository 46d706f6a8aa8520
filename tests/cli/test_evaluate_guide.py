from __future__ import annotations

import json
from argparse import Namespace
from pathlib import Path

import pytest

from hearthside.cli.measuring import guide, sentence_model
from tests.sentence_model import HERE, the_model

BENCH = Path(__file__).resolve().parents[2] / "bench" / "guide"


@pytest.fixture
def ask(monkeypatch, tmp_path, capsys):
    the_model()
    monkeypatch.setattr(sentence_model, "folder", lambda: HERE)

    def asking(corpus: Path, queries: Path, *, to: Path | None = None):
        written = to or tmp_path / "run.json"
        code = guide.run(
            Namespace(corpus=corpus, queries=queries, to=written, json=True)
        )
        said = capsys.readouterr()
        return code, written, said.out, said.err

    return asking


@pytest.mark.slow
def test_on_what_was_kept_apart_it_does_as_is_written(ask):
    code, written, said, _ = ask(BENCH / "cards.json", BENCH / "held_out.json")

    asked = json.loads((BENCH / "held_out.json").read_text(encoding="utf-8"))
    run = json.loads(written.read_text(encoding="utf-8"))
    kept = json.loads((BENCH / "measured.json").read_text(encoding="utf-8"))["both"]
    assert code == 0
    assert json.loads(said)["queries"] == len(asked) == kept["questions"] >= 90
    right = sum(
        bool(set(run[one["id"]]["cards"]) & set(one["cards"]))
        for one in asked
        if one["wants"] == "cards"
    )
    # Another processor rounds otherwise: a question may tip over.
    assert abs(right - kept["answered_rightly"]["of"]) <= 2
    for one in asked:
        answer = run[one["id"]]
        assert answer["handoff"] == (answer["cards"] == [])
        if one.get("because") == "crisis":
            assert answer["handoff"]


def test_files_that_cannot_be_used_say_so(ask, tmp_path):
    bad = tmp_path / "bad.json"
    bad.write_text("[]")
    card = tmp_path / "card.json"
    card.write_text('[{"id": "a", "text": "Tea"}]')

    assert "0 items" in ask(bad, bad)[3]
    assert "No such file" in ask(tmp_path / "none", bad)[3]
    code, _, said, told = ask(card, card, to=tmp_path / "no" / "run.json")
    assert (code, said) == (1, "")
    assert "could not be written" in told
