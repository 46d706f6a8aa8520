import pytest

from hearthside.core.seal import CannotOpen, seal, unseal


def test_what_is_sealed_opens_again():
    assert unseal(seal("Grüße, 🌙", purpose="a.b"), purpose="a.b") == "Grüße, 🌙"


def test_two_seals_of_the_same_words_differ():
    assert seal("same", purpose="a.b") != seal("same", purpose="a.b")


def test_sealed_for_one_purpose_it_does_not_open_for_another():
    with pytest.raises(CannotOpen):
        unseal(seal("words", purpose="a.b"), purpose="a.c")


def test_altered_it_does_not_open():
    sealed = seal("words", purpose="a.b")
    altered = sealed[:-3] + ("A" if sealed[-3] != "A" else "B") + sealed[-2:]

    with pytest.raises(CannotOpen):
        unseal(altered, purpose="a.b")


def test_it_opens_after_the_secret_changed(settings):
    sealed = seal("words", purpose="a.b")
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another secret, long enough to be one"

    assert unseal(sealed, purpose="a.b") == "words"


def test_it_stays_shut_without_the_secret(settings):
    sealed = seal("words", purpose="a.b")
    settings.SECRET_KEY = "another secret, long enough to be one"

    with pytest.raises(CannotOpen):
        unseal(sealed, purpose="a.b")
