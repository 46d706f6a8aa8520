from __future__ import annotations

import pytest

from hearthside.engines.plain_language import reading_age

pytestmark = pytest.mark.engine


def test_plain_words_are_for_the_young_and_officialese_is_not():
    plain = "You can come in. We have tea. You do not have to speak."
    official = (
        "Participants necessitating individualised accommodation arrangements should "
        "communicate their requirements to the coordinating organisation beforehand."
    )

    assert reading_age(plain) <= 6
    assert reading_age(official) >= 18


def test_it_is_the_published_formula():
    # 13 words, 2 sentences, 17 syllables: 0.39 * 6.5 + 11.8 * 17 / 13 - 15.59 = 2.38
    text = "Many people like to walk by the sea. It is never far away."

    assert reading_age(text) == 7


@pytest.mark.parametrize("text", ["", "...", "1 2 3", "\n\n", "سلام"])
def test_nothing_to_read_is_for_everybody(text):
    assert reading_age(text) == 5
