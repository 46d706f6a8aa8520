from __future__ import annotations

import pytest

from hearthside.engines.retrieval.languages import Language, guess, stem, words_of

pytestmark = pytest.mark.engine


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [
        ("drains", "drain", Language.ENGLISH),
        ("worries", "worry", Language.ENGLISH),
        ("plant", "phlant", Language.WELSH),
        ("tadau", "nhad", Language.WELSH),
        ("cartref", "nghartref", Language.WELSH),
        ("meddyg", "feddyg", Language.WELSH),
        ("grupos", "grupo", Language.SPANISH),
        ("emociones", "emoción", Language.SPANISH),
        ("المجموعات", "مجموعة", Language.ARABIC),
    ],
)
def test_forms_of_one_word_come_together(one, other, language):
    (first,), (second,) = words_of(one), words_of(other)

    assert stem(first, language) == stem(second, language)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("I cannot sleep and my mind will not rest", Language.ENGLISH),
        ("Dw i yn methu cysgu yn y nos", Language.WELSH),
        ("No puedo dormir por la noche y estoy cansada", Language.SPANISH),
        ("لا أستطيع النوم في الليل", Language.ARABIC),
        ("", Language.ENGLISH),
        ("12 34", Language.ENGLISH),
    ],
)
def test_the_small_words_say_the_language(text, language):
    assert guess(words_of(text)) is language


def test_marks_and_capitals_do_not_part_words():
    assert words_of("Adicción, DON'T don\u2019t") == ["adiccion", "dont", "dont"]


def test_h1_what_is_no_word_is_passed_over():
    assert words_of("\u200b\u202e!!! \ufffd " + "x" * 50_000) == []
