from __future__ import annotations

import numpy as np
import pytest

from hearthside.engines.guiding.answering import Card, Guide
from hearthside.engines.guiding.files import read_asked, read_cards
from hearthside.engines.guiding.handing_over import Because
from hearthside.engines.guiding.subjects import about, asked_by_name
from hearthside.engines.guiding.trusting import Trust, signs_of, trust
from hearthside.engines.retrieval.searching import By, Collection, Found, Text
from hearthside.engines.strict_json import NotReadable
from tests.sentence_model import the_model

pytestmark = pytest.mark.engine

CARDS = [
    Card("meals", "strategy", "eating", "Feeling faint at mealtimes. I sit for ten minutes "
         "before food. I eat smaller plates more often. My aunt lives in Hull."),
    Card("bus", "strategy", "anxiety", "A panic attack on the bus. I breathe out longer "
         "than in. It peaks and passes in minutes."),
    Card("danger", "strategy", "crisis", "I want to kill myself. That is what I said."),
]  # fmt: skip


@pytest.fixture(scope="module")
def guide():
    return Guide.over(CARDS, the_model())


def test_it_answers_in_the_words_of_the_card(guide):
    answer = guide.answer("dizzy when eating")

    assert answer.because is None
    first = answer.quotes[0]
    assert (first.id, first.kind) == ("meals", "strategy")
    assert first.words[0] == "Feeling faint at mealtimes."
    for quote in answer.quotes:
        text = next(card.text for card in CARDS if card.id == quote.id)
        assert all(words in text for words in quote.words)


def test_it_says_when_it_does_not_know(guide):
    answer = guide.answer("how do I change a bicycle tyre")

    assert (answer.because, answer.quotes) == (Because.UNKNOWN, ())
    assert answer.sureness < trust(By.BOTH).enough


def test_danger_is_never_looked_up_however_well_a_card_would_match(guide):
    answer = guide.answer("I want to kill myself")

    assert (answer.because, answer.quotes) == (Because.DANGER, ())
    assert answer.sureness is None


def test_what_may_not_be_seen_is_not_quoted(guide):
    hidden = np.array([False, True, True])

    quoted = guide.answer("dizzy when eating", may_see=hidden).quotes

    assert "meals" not in {one.id for one in quoted}


@pytest.mark.parametrize("question", ["", "   ", "???", "\u200b\u200b", "\x00"])
def test_h5_nothing_asked_is_nothing_known(guide, question):
    assert guide.answer(question).because is Because.UNKNOWN


def test_without_a_model_or_cards_it_leads_to_people():
    assert Guide.over([], None).answer("dizzy when eating").because is Because.UNKNOWN
    assert Guide.over(CARDS, None).answer("bicycle").because is Because.UNKNOWN


def test_without_a_model_the_same_words_are_quoted():
    guide = Guide.over(CARDS, None)
    answer = guide.answer("panic attack bus")

    assert answer.quotes[0].words[0] == "A panic attack on the bus."


def test_sureness_grows_with_what_speaks_for_the_best_and_with_how_it_stands_out():
    rule = Trust(-1.0, (2.0, 1.0, 0.5, -1.0), (0.0, 1.0, 0.5), 0.5)

    assert rule.points((0.5, 0.5, 1, 2)) == pytest.approx(-1 + 1 + 0.5 + 0.5 - 2)
    assert rule.sureness([]) == 0.0
    assert rule.sureness([0.0, 0.0]) == pytest.approx(0.5)
    assert rule.sureness([1.0, 0.0]) > rule.sureness([1.0, 0.9])
    assert rule.sureness([1.0]) == rule.sureness([1.0, 1.0])
    assert rule.sureness([1e9, 0.0]) < 1.0001


@pytest.mark.parametrize("by", By)
def test_what_a_card_has_of_the_named_subjects_is_a_sign(by):
    asked = asked_by_name("my dog and the bailiffs")
    card = about("Owing money", "I owed a lot.")
    found = Found("a", 0, 9.0, 0.4, 0.25)

    near = 0.25 if by is By.WORDS else 0.4
    assert signs_of(found, asked, card, by) == (near, 0.5, 1.0, 1.0)
    assert len(trust(by).weights) == 4


def test_what_a_card_does_not_name_speaks_against_it(guide):
    ill = guide.answer("a panic attack on the bus with Parkinson's and my dog")

    assert ill.sureness < guide.answer("a panic attack on the bus").sureness


def test_a_card_that_went_meanwhile_is_passed_over():
    texts = [Text("a", "", "Warm tea helps at night."), Text("b", "", "Tea at night.")]
    there = {"b": Card("b", "article", "", "Tea at night.")}
    guide = Guide(Collection(texts), there.get, None)

    assert [one.card.id for one in guide.looked("warm tea at night")] == ["b"]


def test_files_are_read_in_the_forms_they_come_in():
    cards = read_cards(b'{"corpus": [{"id": 1, "text": "Tea"}]}')

    assert cards == [Card("1", "", "", "Tea")]
    assert read_asked(b'{"q1": "tea?", "q2": ""}') == {"q1": "tea?", "q2": ""}
    assert read_asked(b'[{"id": "q1", "query": "tea?"}]') == {"q1": "tea?"}
    assert read_asked(b'{"queries": [{"id": 7, "text": "x"}]}') == {"7": "x"}


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"", "not JSON"),
        (b"[]", "0 items"),
        (b"{}", "not a list"),
        (b"[1]", "not a list"),
        (b'[{"text": "x"}]', "no id"),
        (b'[{"id": "a"}]', "no text"),
        (b'[{"id": "a", "text": 1}]', "not text"),
        (b'[{"id": "a", "text": "x"}, {"id": "a", "text": "x"}]', "there before"),
        (b"[" * 100, "lists inside lists"),
    ],
)
def test_h1_g7_a_file_that_cannot_be_used_says_why(raw, why):
    for reader in (read_cards, read_asked):
        with pytest.raises(NotReadable) as no:
            reader(raw)
        assert why in no.value.why


def test_of_parts_of_one_thing_the_nearest_speaks_for_it():
    texts = [Text(str(n), "", f"Warm tea helps at night {n}.") for n in range(3)]
    texts.append(Text("walk", "", "A slow walk at night."))
    cards = {one.id: Card(one.id, "article", "", one.text) for one in texts}
    guide = Guide(Collection(texts), cards.get, None, thing_of=lambda place: place // 3)

    looked = guide.looked("warm tea at night")
    assert [one.card.id for one in looked] == ["0", "walk"]
