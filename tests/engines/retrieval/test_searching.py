from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearthside.engines.retrieval.searching import By, Collection, Text

pytestmark = pytest.mark.engine

TEXTS = [
    Text("drains", "Drains after an operation", "I pinned both drains to a soft belt."),
    Text("meals", "", "Sit down when you feel faint at mealtimes."),
    Text("sueno", "Dormir", "No puedo dormir por la noche y estoy cansada de todo."),
    Text("cwsg", "Cysgu", "Mae yn anodd cysgu yn y nos pan mae plant yn y cartref."),
    Text("layl", "", "لا أستطيع النوم في الليل مع الأطفال"),
]


@pytest.fixture(scope="module")
def shelf():
    return Collection(TEXTS)


def ids(found):
    return [one.id for one in found]


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("draining belts", "drains"),
        ("drians after the opertion", "drains"),
        ("dormír", "sueno"),
        ("plant yn fy nghartref", "cwsg"),
        ("النوم", "layl"),
    ],
)
def test_words_find_their_text_in_every_language_with_slips(shelf, question, first):
    assert ids(shelf.search(question))[:1] == [first]


def test_without_a_model_it_says_so_and_goes_by_words(shelf):
    assert not shelf.knows_meaning
    assert shelf.search("drains", by=By.MEANING)[0].nearness is None


@pytest.mark.parametrize("question", ["", "  ", "???", "\u200b", "\x00", "the and of"])
def test_h5_an_empty_question_finds_nothing(shelf, question):
    assert shelf.search(question) == []


def test_nothing_is_found_in_nothing():
    assert Collection([]).search("drains") == []


def test_what_may_not_be_seen_is_not_found_and_changes_no_score(shelf):
    may_see = np.array([True, True, False, False, False])

    hidden = shelf.search("drains dormir cansada", may_see=may_see)

    assert ids(hidden) == ["drains"]
    assert hidden[0].score == shelf.search("drains dormir cansada")[-1].score
    assert shelf.search("drains", may_see=np.zeros(5, bool)) == []


def test_the_share_of_words_is_of_what_was_asked(shelf):
    (found,) = shelf.search("drains xylophones")

    assert 0 < found.worded < 0.6
    assert shelf.search("pinned drains")[0].worded == 1


@given(st.lists(st.sampled_from(["tea", "rain", "song", "lamp"]), max_size=6))
def test_texts_alike_are_found_in_their_own_order(words):
    twins = Collection([Text(str(n), "", "tea rain song lamp") for n in range(30)])

    found = twins.search(" ".join(words), most=5)

    assert ids(found) == (["0", "1", "2", "3", "4"] if words else [])


@given(st.text(max_size=300))
def test_h6_whatever_is_typed_is_only_looked_for(text):
    assert len(Collection(TEXTS).search(text)) <= len(TEXTS)
