import pytest
from django.db import IntegrityError

from hearthside.people.chosen_names import skeleton, tidy, why_not
from tests.cast import make_person


@pytest.mark.parametrize(
    "name",
    ["Anna", "Quiet Tom", "J.", "José", "Siân", "Łucja", "Zoë-May", "O'Neil", "Мария",
     "محمد", "李雷", "राधा", "Wren 2", "Mrs P"],
)  # fmt: skip
def test_a_name_people_have_is_fine(db, name):
    assert why_not(name) is None


@pytest.mark.parametrize(
    "name",
    ["Facilitator", "FACILITATOR", "The Facilitator", "Samaritans", "Samar1tans",
     "Admin", "Crisis-Team", "N.H.S", "Ηost"],
)  # fmt: skip
def test_nobody_speaks_for_the_house(db, name):
    assert why_not(name) is not None


@pytest.mark.parametrize(
    "name",
    ["", " ", "A", "x" * 41, "\u200b\u200b", "a\u202eb", "a\x00b", "a\ud800b", "1234",
     "me@example.org", "😀😀", "<b>Bo</b>", "{{7*7}}", "Bo\r\nBcc: x", "a" + "\u0301" * 9],
)  # fmt: skip
def test_what_is_not_a_name_is_refused_with_a_sentence(db, name):
    assert why_not(name).endswith(".")


@pytest.mark.parametrize(
    "look_alike",
    [
        "Anna",
        "anna",
        "ANNA",
        "Аnna",
        "Ann a",
        "Anna.",
        "Ａnna",
        "Annа",
        "A-nna",
        "Ànna",
    ],
)
def test_a_name_that_looks_taken_is_taken(db, look_alike):
    make_person("Anna")

    assert why_not(look_alike) is not None


def test_composed_and_decomposed_are_one_name(db):
    make_person("Siân")

    assert why_not("Sia\u0302n") is not None


def test_the_database_holds_it_too(db):
    make_person("Anna")

    with pytest.raises(IntegrityError):
        make_person("Аnna")


def test_a_name_is_kept_without_odd_spaces():
    assert tidy("  Quiet \u00a0 Tom ") == "Quiet Tom"


def test_two_different_names_look_different():
    assert skeleton("Anna") != skeleton("Hanna")
