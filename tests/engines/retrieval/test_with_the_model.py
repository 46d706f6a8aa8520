from __future__ import annotations

import numpy as np
import pytest

from hearthside.cli.measuring import sentence_model
from hearthside.engines.retrieval.model_making import make
from hearthside.engines.retrieval.passages import MOST, SHORTEST, WORDS, passages_of
from hearthside.engines.retrieval.pieces import Pieces
from hearthside.engines.retrieval.searching import By, Collection, Text
from hearthside.engines.retrieval.sentences import NoModel, Sentences
from tests.sentence_model import HERE, the_model

pytestmark = pytest.mark.engine


@pytest.fixture(scope="module")
def model():
    return the_model()


def test_what_means_the_same_lies_near(model):
    drains, belt, weather = model.vectors(
        [
            "How do I handle the drains after surgery?",
            "Looking after a surgical drain at home",
            "What is the weather like today?",
        ]
    )

    assert float(drains @ belt) > 0.6
    assert float(drains @ weather) < 0.2


def test_a_text_lies_where_it_lay_whatever_stands_beside_it(model):
    alone = model.vectors(["a cup of tea"])[0]
    beside = model.vectors(["a cup of tea", "word " * 400, ""])[0]

    assert np.linalg.norm(alone) == pytest.approx(1, abs=1e-5)
    # What is made small is rounded over the whole batch, so not to the last digit.
    assert float(alone @ beside) > 0.99


@pytest.mark.parametrize(
    "text", ["", "\x00", "\ud800", "\U0001f9d1\u200d\U0001f91d", "漢字"]
)
def test_h1_strange_letters_have_a_place_too(model, text):
    assert np.isfinite(model.vectors([text])).all()


def test_pieces_are_those_the_model_was_taught_with(model):
    pieces = Pieces.read(HERE / "vocabulary.txt")

    # As its own tokenizer cuts them: [CLS] cafes un ##for ##get ##table ! [SEP]
    assert pieces.cut("Cafés UNFORGETTABLE!", most=256) == [
        101, 23812, 4895, 29278, 18150, 10880, 999, 102,
    ]  # fmt: skip
    assert len(pieces.cut("word " * 1000, most=256)) == 256
    assert pieces.cut("x" * 101, most=9) == [101, pieces.unknown, 102]


def test_meaning_finds_what_no_word_says(model):
    texts = [
        Text("meals", "", "Sit down for a while when you feel faint at mealtimes."),
        Text("tea", "", "The kettle is in the kitchen by the window."),
    ]

    found = Collection(texts, model).search("dizzy when eating")

    assert found[0].id == "meals"
    assert found[0].worded == 0


def test_the_end_of_a_long_text_is_found_too(model):
    long = "We talked about the garden. " * 60 + "My scar itched at night in summer."
    texts = [Text("tea", "", "A cup of tea."), Text("long", "Notes", long)]

    found = Collection(texts, model).search("itchy scars", by=By.MEANING)

    assert found[0].id == "long"


def test_passages_are_whole_sentences_and_not_too_many():
    text = "One two three four five six seven eight nine ten. " * 100

    passages = passages_of(text)

    assert len(passages) == MOST
    assert all(
        len(one.split()) <= WORDS + SHORTEST and one.endswith("ten.")
        for one in passages
    )
    assert passages_of("") == [""]
    assert len(passages_of("word " * 10_000)[0].split()) == WORDS


def test_a_model_that_is_not_there_says_so(tmp_path):
    with pytest.raises(NoModel):
        Sentences(tmp_path)


def test_other_weights_are_refused(tmp_path):
    (tmp_path / "model.safetensors").write_bytes(b"not the weights")
    (tmp_path / "vocab.txt").write_text("[CLS]\n")

    with pytest.raises(NoModel, match="not the file"):
        make(tmp_path, into=tmp_path / "made")

    assert not (tmp_path / "made").exists()


def test_the_weights_are_found_without_running_their_package(monkeypatch):
    monkeypatch.setattr(sentence_model, "PACKAGE", "no_such_package")

    assert sentence_model.weights() is None
