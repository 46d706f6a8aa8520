"""A poster of one group, which anybody may print; and what is true of every paper."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from hearthside.engines import paper as press
from hearthside.organisation import crisis_lines
from hearthside.organisation.crisis_lines import Line
from hearthside.web.public.paper_words import LONGEST, two_sentences
from tests.cast import signed_in
from tests.web.public.on_paper import (
    MOST_QUERIES,
    change,
    has_address_of,
    leaflet,
    poster,
    reader_of,
    words_of,
)
from tests.web.public.test_group import listing

STORY = "Come early. There is tea! Nobody has to speak. Leave when you like."


pytestmark = pytest.mark.usefixtures("db", "at_noon")


@pytest.fixture
def no_press(monkeypatch):
    def broken(*_given: Any, **_more: Any) -> bytes:
        raise press.CannotPrint("the press ended with 1")

    monkeypatch.setattr(press, "pdf", broken)


def test_a_poster_says_what_a_newcomer_needs(visitor, scene):
    crisis_lines.add_line(
        Line("Samaritans", "Anybody", "116 123", "tel:116123", "Any time.", "", "", date(2026, 3, 1))
    )  # fmt: skip
    change(scene.tuesday, first_time=STORY, door="The blue one.")

    answer = poster(visitor, scene.tuesday)

    said = words_of(answer)
    for words in (
        "Tuesday circle, Headingley",
        "A small circle that listens.",
        "Every Tuesday at 7.30pm",
        "St Wilfrid's Hall",
        "Cardigan Road, Leeds LS6",
        "The blue one.",
        "Come early. There is tea!",
        "Step-free",
        "You can just come.",
        "Check before you set out.",
        "116 123 (Samaritans)",
    ):
        assert words in said
    assert has_address_of(scene.tuesday, said)
    assert "Nobody has to speak." not in said
    assert len(reader_of(answer).pages) == 1


def test_a_poster_is_named_like_anything_and_kept_nowhere(visitor, scene):
    answer = poster(visitor, scene.tuesday)

    assert reader_of(answer).metadata.title == "Notices"
    assert answer["Content-Disposition"] == 'inline; filename="poster.pdf"'
    assert answer["Cache-Control"] == "no-store"
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert not answer.cookies


def test_a_poster_names_nobody_at_the_door(visitor, scene):
    change(scene.tuesday, who_meets_you="Fern, green scarf.")

    assert "Fern" not in words_of(poster(visitor, scene.tuesday))


@pytest.mark.parametrize("who", ["amira", "fern", "olu"])
def test_a_withheld_address_is_on_no_paper_whoever_prints_it(request, who, scene):
    browser = signed_in(request.getfixturevalue(who))
    change(scene.tuesday, address_withheld=True, door="The blue one.", first_time=STORY)

    on_poster, on_list = (
        words_of(poster(browser, scene.tuesday)),
        words_of(leaflet(browser)),
    )

    for said in (on_poster, on_list):
        assert "The address is not printed" in said
        for kept in ("Cardigan Road", "St Wilfrid", "The blue one", "LS6"):
            assert kept not in said
    assert "You can just come." not in on_poster


def test_an_online_group_says_its_page_says_how(visitor, scene):
    change(scene.tuesday, attendance="online", online_link="https://x.example/secret")

    said = words_of(poster(visitor, scene.tuesday))

    assert "Online: its page says how to join." in said
    assert "secret" not in said
    assert "Cardigan Road" not in said


def test_a_group_that_takes_a_pause_says_why_there_is_no_poster(visitor, scene):
    change(scene.tuesday, state="paused")

    answer = poster(visitor, scene.tuesday)

    assert answer.status_code == 409
    assert "Its poster can be printed when it is back." in answer.content.decode()


@pytest.mark.parametrize("who", ["amira", "fern", "olu"])
def test_a_group_off_the_list_has_no_poster_even_for_its_own(request, who, scene):
    change(scene.tuesday, state="unlisted")

    browser = signed_in(request.getfixturevalue(who))
    assert poster(browser, scene.tuesday).status_code == 404


def test_somebody_elses_listing_has_no_poster_of_ours(visitor, scene):
    group = listing()

    assert poster(visitor, group).status_code == 404
    assert (
        "poster.pdf" not in visitor.get(f"/groups/{group.public_id}/").content.decode()
    )


def test_the_page_of_a_group_leads_to_both_papers(visitor, scene):
    page = visitor.get(f"/groups/{scene.tuesday.public_id}/").content.decode()

    assert f"/groups/{scene.tuesday.public_id}/poster.pdf" in page
    assert "/groups/list/leeds.pdf" in page


@pytest.mark.parametrize(
    ("name", "font"),
    [
        ("Croeso i’r tŷ, dŵr i bawb", "AtkinsonHyperlegibleNext"),
        ("مرحبا بكم في دائرة الثلاثاء", "NotoSansArabic"),
        ("Вівторок увечері", "LibertinusSerif"),
    ],
)
def test_a_name_in_another_script_is_set_in_letters_that_know_it(
    visitor, scene, name, font
):
    change(scene.tuesday, name=name)

    fonts = {
        str(one.get_object()["/BaseFont"]).partition("+")[2]
        for one in reader_of(poster(visitor, scene.tuesday))
        .pages[0]["/Resources"]["/Font"]
        .values()
    }

    assert any(font in one for one in fonts)


@pytest.mark.parametrize("name", ["মঙ্গলবারের বৃত্ত", "星期二的圈子", "Tuesday 🏳️‍🌈"])
def test_letters_we_do_not_have_become_a_page_and_never_a_box(visitor, scene, name):
    change(scene.tuesday, name=name)

    for answer in (poster(visitor, scene.tuesday), leaflet(visitor)):
        page = answer.content.decode()
        assert "Our paper has no letters for some of these words." in page
        assert name in page
        assert "Cardigan Road" in page


def test_much_to_say_stays_on_one_side(visitor, scene):
    change(
        scene.tuesday,
        name="A very long name of a group " * 4,
        one_line="word " * 28,
        first_time=f"{'endless ' * 400}. {'more ' * 90}.",
        place_name="A hall with a long name " * 6,
        address="Some road, " * 20,
        door="Round the back, " * 18,
    )

    answer = poster(visitor, scene.tuesday)

    assert len(reader_of(answer).pages) == 1
    assert has_address_of(scene.tuesday, words_of(answer))


def test_a_group_that_says_little_has_a_poster_too(visitor, scene):
    change(scene.tuesday, one_line="", place_name="", address="", first_time="")

    assert "Every Tuesday at 7.30pm" in words_of(poster(visitor, scene.tuesday))


@pytest.mark.parametrize(
    ("story", "said"),
    [
        ("", ""),
        ("One", "One"),
        ("One. Two. Three.", "One. Two."),
        ("One? Two!\n\nThree.", "One? Two!"),
        ("At 7.30 we begin. Tea. More.", "At 7.30 we begin. Tea."),
        ("واحد؟ اثنان. ثلاثة.", "واحد؟ اثنان."),
    ],
)
def test_the_first_two_sentences_are_found(story, said):
    assert two_sentences(story) == said


def test_a_sentence_without_end_is_cut_at_a_word():
    said = two_sentences("endless " * 200)

    assert said.endswith("endless…")
    assert len(said) <= LONGEST + 1


@pytest.mark.parametrize(
    "ask", [lambda b, s: poster(b, s.tuesday), lambda b, _: leaflet(b)]
)
def test_when_no_paper_comes_out_the_words_are_a_page(
    visitor, scene, no_press, ask, caplog
):
    answer = ask(visitor, scene)

    page = answer.content.decode()
    assert "The paper could not be made just now." in page
    for words in (
        "Tuesday circle, Headingley",
        "Every Tuesday at 7.30pm",
        "Cardigan Road",
    ):
        assert words in page
    assert [record.message for record in caplog.records] == ["no paper came out"]


def test_paper_after_paper_becomes_a_page(visitor, scene, monkeypatch):
    monkeypatch.setattr("hearthside.web.printed.AN_HOUR", 1)
    poster(visitor, scene.tuesday)

    assert "Many papers were made" in poster(visitor, scene.tuesday).content.decode()


def test_looking_whether_it_is_there_prints_nothing(visitor, scene, no_press):
    answer = visitor.head(f"/groups/{scene.tuesday.public_id}/poster.pdf")

    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")


def test_a_poster_takes_few_queries(visitor, scene, django_assert_max_num_queries):
    with django_assert_max_num_queries(MOST_QUERIES):
        poster(visitor, scene.tuesday)
