"""A sentence for a report: for the uses its writer ticked, read first, joined to no score."""

from __future__ import annotations

import pytest
from django.db import models

from hearthside.core.refusals import NotFound
from hearthside.outcomes import codes, freezing, quotes, taking, withdrawing
from hearthside.outcomes.models import Participant, Quote
from hearthside.outcomes.quotes import APPENDIX, FUNDERS, LONGEST, PUBLIC, CannotLeave
from tests.cast import NOON
from tests.study_scene import *
from tests.study_scene import TODAY, answered, begun

WORDS = "It is the one evening on which I say how it is."


@pytest.fixture
def taking_words(olu, study):
    quotes.want(olu, public_id=study.public_id, wanted=True)
    return study


def left(study, words=WORDS, uses=(APPENDIX,)) -> str:
    code = answered(study).code
    quotes.leave(code, words=words, uses=uses)
    return code


def only(actor, study):
    (one,) = quotes.waiting(actor, public_id=study.public_id)
    return one


def clear(actor, study, checked=WORDS):
    one = only(actor, study)
    quotes.clear(actor, public_id=study.public_id, quote_id=one.public_id, checked=checked)  # fmt: skip


def test_no_study_takes_sentences_by_itself(study):
    code = answered(study).code

    with pytest.raises(CannotLeave, match="takes no sentences"):
        quotes.leave(code, words=WORDS, uses=[APPENDIX])

    assert not Quote.objects.exists()


def test_each_use_is_a_yes_of_its_own_and_no_use_is_no(taking_words):
    code = left(taking_words, uses=(FUNDERS, PUBLIC))
    assert quotes.mine(codes.holder_of(code)).uses == {FUNDERS, PUBLIC}

    for uses in ((), ("everything",), (APPENDIX, "x")):
        with pytest.raises(CannotLeave, match="Tick"):
            quotes.leave(code, words="Another.", uses=uses)

    assert quotes.mine(codes.holder_of(code)).words == WORDS


@pytest.mark.parametrize("words", ["", "   ", "x" * (LONGEST + 1), "a\u202eb", "\x00"])
def test_words_that_cannot_stand_on_paper_are_refused(taking_words, words):
    code = answered(taking_words).code

    with pytest.raises(CannotLeave, match="sentence or two"):
        quotes.leave(code, words=words, uses=[APPENDIX])


def test_nothing_is_used_before_somebody_read_it(taking_words, olu):
    left(taking_words)
    assert quotes.cleared(taking_words.id) == []

    clear(olu, taking_words, "It is the one evening  on which I\nsay how it is.")

    (one,) = quotes.cleared(taking_words.id)
    assert one.words == WORDS
    assert quotes.waiting(olu, public_id=taking_words.public_id) == []


def test_what_was_changed_is_read_again(taking_words, olu):
    code = left(taking_words)
    clear(olu, taking_words)

    quotes.leave(code, words="I come when I can.", uses=[PUBLIC])

    assert quotes.cleared(taking_words.id) == []
    assert only(olu, taking_words).words == "I come when I can."
    assert Quote.objects.count() == 1


def test_one_that_is_turned_down_is_not_used_and_its_writer_sees_it(taking_words, olu):
    code = left(taking_words)

    quotes.turn_down(olu, public_id=taking_words.public_id, quote_id=only(olu, taking_words).public_id)  # fmt: skip

    assert quotes.cleared(taking_words.id) == []
    assert quotes.mine(codes.holder_of(code)).state == "no"


def test_two_who_read_one_settle_it_once(taking_words, olu):
    left(taking_words)
    one = only(olu, taking_words)
    clear(olu, taking_words)

    with pytest.raises(NotFound):
        quotes.turn_down(olu, public_id=taking_words.public_id, quote_id=one.public_id)

    assert quotes.cleared(taking_words.id)


def test_nobody_else_reads_them(taking_words, eve, amira, hal):
    left(taking_words)

    for actor in (eve, amira, hal):
        with pytest.raises(NotFound):
            quotes.waiting(actor, public_id=taking_words.public_id)
        with pytest.raises(NotFound):
            quotes.want(actor, public_id=taking_words.public_id, wanted=False)


def test_no_column_joins_a_sentence_to_a_code(taking_words):
    code = left(taking_words)

    points = {f.name for f in Quote._meta.fields if isinstance(f, models.ForeignKey)}
    assert points == {"study"}
    row = Quote.objects.values().get()
    who = Participant.objects.values().get(code=code)
    assert not {str(v) for k, v in row.items() if k not in ("id", "study_id")} & {str(v) for v in who.values()}  # fmt: skip
    assert WORDS not in str(Quote.objects.extra(select={"raw": "words"}).values("raw").get())  # fmt: skip


def test_taking_it_back_lets_it_go(taking_words, olu):
    code = left(taking_words)
    clear(olu, taking_words)

    quotes.take_back(code)

    assert not Quote.objects.exists()
    assert quotes.mine(codes.holder_of(code)) is None


def test_l4_it_goes_with_whoever_leaves_and_nobody_elses(taking_words):
    code = left(taking_words)
    other = left(taking_words, "Mine stays.")

    withdrawing.withdraw(code, today=TODAY)

    assert [row.words for row in Quote.objects.all()] == ["Mine stays."]
    assert quotes.mine(codes.holder_of(other))


def test_a_new_secret_still_finds_whose_it_is(taking_words, settings):
    code = left(taking_words)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another secret of the house, longer than forty letters"

    assert quotes.seal_anew() == 1
    settings.SECRET_KEY_FALLBACKS = settings.SECRET_KEY_FALLBACKS[:1]

    assert quotes.mine(codes.holder_of(code)).words == WORDS
    assert quotes.seal_anew() == 0


def test_it_is_in_the_copy_of_whoever_wrote_it(taking_words):
    code = left(taking_words, uses=(APPENDIX, PUBLIC))

    assert taking.sentence_of(code) == [{"sentence": WORDS, "uses": "appendix, public", "as_it_is_used": ""}]  # fmt: skip
    assert taking.sentence_of(begun(taking_words).code) == []
    assert taking.sentence_of("zzzzzzzzzzzz") == []


def test_a_frozen_dataset_has_the_words_and_not_whose(taking_words, olu):
    code = left(taking_words)
    clear(olu, taking_words)

    made = freezing.freeze(taking_words.public_id, code_version="x", plan_sha256="0" * 64, now=NOON)  # fmt: skip

    assert WORDS.encode() in made.files["quotes.json"]
    assert code.encode() not in made.files["quotes.json"]
    assert b"wave" not in made.files["quotes.json"]
    assert WORDS.encode() not in made.files["dataset.csv"] + made.files["items.csv"]


def test_without_a_sentence_a_frozen_dataset_is_what_it_was(study):
    answered(study)

    made = freezing.freeze(study.public_id, code_version="x", plan_sha256="0" * 64, now=NOON)  # fmt: skip

    assert set(made.files) == {"dataset.csv", "items.csv", "freeze.json"}
