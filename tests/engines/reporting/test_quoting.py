"""Sentences in a report: each where its writer said, and in the ledger without its words."""

from __future__ import annotations

import io
import json

import pytest
from pypdf import PdfReader

from hearthside.engines.reporting.building import build
from hearthside.engines.reporting.frozen import NotFrozen
from hearthside.engines.reporting.ledger import ledger
from hearthside.engines.reporting.quoting import read_quotes
from tests.engines.reporting.frozen_files import changed_by, study_of

pytestmark = pytest.mark.slow
LONG = "I came for the tea and stayed for the people, and on bad days I come all the same. "


def said(*lines: tuple[str, str, list[str]]) -> bytes:
    return json.dumps(
        [{"id": name, "words": words, "uses": uses} for name, words, uses in lines]
    ).encode()


@pytest.fixture(scope="module")
def study():
    return study_of(changed_by(0))


def made(study, raw: bytes) -> dict[str, bytes]:
    plan, people, freeze = study
    return build(plan, people, freeze, quotes=read_quotes(raw))


def test_each_sentence_stands_where_its_writer_said_and_nowhere_else(study):
    files = made(
        study,
        said(
            ("q1", "For the appendix <b>alone</b>.", ["appendix"]),
            ("q2", "For funders.", ["funders"]),
            ("q3", "For anybody.", ["public"]),
        ),
    )

    summary, appendix = (files[f"{name}.html"].decode() for name in ("summary", "appendix"))  # fmt: skip
    assert "For the appendix &lt;b&gt;alone&lt;/b&gt;." in appendix
    assert "For the appendix" not in summary
    assert "For funders." in summary
    assert "For funders." not in appendix
    assert "For anybody." not in summary + appendix
    assert files["words-for-anybody.txt"].decode() == "“For anybody.”\n"
    assert "measure nothing" in summary


def test_the_one_page_stays_one_page_with_two_long_sentences(study):
    files = made(study, said(*((f"q{at}", (LONG * 4)[:300], ["funders"]) for at in range(5))))  # fmt: skip

    assert files["summary.html"].decode().count(LONG) >= 2
    assert len(PdfReader(io.BytesIO(files["summary.pdf"])).pages) == 1


def test_l4_one_that_was_taken_back_is_named_in_the_ledger_without_its_words(study):
    before = json.loads(made(study, said(("q1", "Gone words.", ["appendix"])))["report.json"])  # fmt: skip
    after = json.loads(made(study, said(("q2", "Others.", ["appendix"])))["report.json"])  # fmt: skip

    found = {one.name: (one.before, one.now) for one in ledger(before["numbers"], after["numbers"])}  # fmt: skip

    assert found == {
        "words / q1 / appendix": ("is in it", ""),
        "words / q2 / appendix": ("", "is in it"),
    }
    assert "Gone words" not in json.dumps(before)


def test_without_sentences_no_paper_speaks_of_them(study):
    plan, people, freeze = study

    files = build(plan, people, freeze)

    assert "In their own words" not in files["appendix.html"].decode()
    assert "words-for-anybody.txt" not in files


@pytest.mark.parametrize(
    "raw",
    [
        b"", b"{}", b"[1]", b'[{"id": "q", "words": "x"}]',
        said(("q", "", ["public"])), said(("q", "x" * 301, ["public"])),
        said(("q", "x", [])), said(("q", "x", ["everything"])), said(("q", "a\u202eb", ["public"])),
    ],
)  # fmt: skip
def test_l6_sentences_that_cannot_be_are_refused_in_words(raw):
    with pytest.raises(NotFrozen) as no:
        read_quotes(raw)

    assert no.value.why.startswith(("quotes.json", "A sentence of quotes.json"))
