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
     "Admin", "Crisis-Team", "N.H.S", "Ηost", "Fac1l1tat0r", "F4cilitator",
     "Sarnaritans", "Admin1", "facilitator2", "𝐀𝐝𝐦𝐢𝐧", "Ⓐdmin", "ｍoderator", "TheModerator",
     "M-o-d-e-r-a-t-o-r", "S a m a r i t a n s", "Safegu\u00e4rding", "Childline",
     # in the languages people here speak
     "hwylusydd", "Samariaid", "koordynatorka", "Mod\u00e9rateur", "Telefonseelsorge",
     "facilitadora", "مشرف", "ميسر", "سہولت کار"],
)  # fmt: skip
def test_nobody_speaks_for_the_house(db, name):
    assert why_not(name) is not None


@pytest.mark.parametrize(
    "name",
    ["Harbour", "The Harbour", "harb0ur", "H\u00e4rbour", "Harbour Anna", "Harbourmaster",
     "Leeds", "l e e d s", "Hull."],
)  # fmt: skip
def test_nobody_is_called_as_the_house_or_its_places(scene, name):
    assert "what we or our places are called" in why_not(name)


@pytest.mark.parametrize(
    "name",
    ["Leeds Anna", "Bernard", "Harper", "Helpa", "Mindy", "Leah", "Charity", "Grace",
     "Modesty", "Rooth", "Carey"],
)  # fmt: skip
def test_a_name_that_only_begins_like_an_office_is_fine(scene, name):
    assert why_not(name) is None


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("A\u0430ron", "That name mixes two alphabets. Write it in one."),
        ("Πaul", "That name mixes two alphabets. Write it in one."),
        ("An\u200dna", "nobody can see"),
        ("An\u00adna", "nobody can see"),
        ("Anna\u202e", "nobody can see"),
        ("\ufeffAnna", "nobody can see"),
        ("Anna\u2066", "nobody can see"),
        ("An\ue000na", "nobody can see"),
        ("👩\u200d👩\u200d👧", "nobody can see"),
        ("Anna ★", "A name can have letters, numbers, spaces, dots and dashes."),
        ("A" + "\u0308" * 5 + "nna", "That name has too many marks over one letter."),
    ],
)
def test_d17_each_trick_has_a_sentence_of_its_own(db, name, sentence):
    assert sentence in why_not(name)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Straße", "Strasse"),
        ("Siân", "Sia\u0302n"),
        ("Işık", "Isik"),
        ("Ιrina".replace("Ι", "I"), "lrina"),
        ("Ｗｒｅｎ", "Wren"),
        ("ﬁona", "Fiona"),
    ],
)
def test_h3_two_spellings_are_one_name(one, other):
    assert skeleton(one) == skeleton(other)


@pytest.mark.parametrize("words", ["' OR 1=1--", "{{7*7}}", "${jndi:x}", "*)(uid=*"])
def test_h6_code_is_no_name(db, words):
    assert "A name can have letters" in why_not(words)


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
