"""Changing what a newcomer reads, through its form."""

from __future__ import annotations

from datetime import date, time

import pytest

from hearthside.groups.changing import LENGTHS
from hearthside.groups.models import Group, Said
from hearthside.groups.patterns import pattern_of
from hearthside.meetings.models import Meeting, MightCome
from hearthside.organisation.models import KnownPlace
from tests.cast import NOON, make_group, signed_in
from tests.web.desk.desk_scene import at_noon


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    at_noon(monkeypatch)


@pytest.fixture
def typed(olu, scene) -> dict[str, object]:
    """What the form sends when nobody changed anything."""
    page = signed_in(olu).get(_address(scene)).context["page"]
    values = {field.name: field.value() for field in page.form}
    kept = {name: value for name, value in values.items() if value not in (None, False)}
    return {name: "on" if value is True else value for name, value in kept.items()}


def test_a_form_sent_back_as_it_came_changes_nothing_but_the_version(olu, typed, scene):
    before = Group.objects.values().get(id=scene.tuesday.pk)

    answer = _post(olu, scene, typed)

    assert answer.status_code == 302
    assert Group.objects.values().get(id=scene.tuesday.pk) == before | {"version": 2}


def test_what_a_newcomer_reads_is_kept(olu, typed, scene):
    words = typed | {
        "first_time": "Come early.\r\n\r\nNobody has to speak.",
        "topics": ["anxiety", "trauma"],
        "languages": ["en", "cy"],
        "address_withheld": "on",
    }

    page = _post(olu, scene, words, follow=True).content.decode()

    row = _row(scene)
    said = set(Said.objects.filter(group=row).values_list("word", flat=True))
    assert "The details are kept." in page
    assert row.first_time == "Come early.\n\nNobody has to speak."
    assert row.address_withheld is True
    assert said == {"anxiety", "trauma", "step_free", "lang:en", "lang:cy"}


def test_a_sentence_becomes_the_pattern_and_the_dates_follow(olu, typed, scene):
    words = typed | {"sentence": "The second Thursday of the month at 10am"}

    page = _post(olu, scene, words, follow=True).content.decode()

    coming = Meeting.objects.filter(group=scene.tuesday)
    assert "The coming dates follow the new pattern." in page
    assert "The second Thursday of the month at 10am." in page
    assert set(coming.values_list("on", flat=True)) == {
        date(2026, 3, 12),
        date(2026, 4, 9),
        date(2026, 5, 14),
    }
    assert pattern_of(_row(scene)).starts_at == time(10)


def test_a_sentence_we_cannot_read_is_asked_again_with_an_example(olu, typed, scene):
    words = typed | {"sentence": "When the moon is kind", "about": "New words"}

    answer = _post(olu, scene, words)

    page = answer.content.decode()
    assert answer.status_code == 400
    assert "For example: “Every Tuesday at 7.30pm”" in page
    assert "When the moon is kind" in page
    assert "New words" in page
    assert _row(scene).version == 1


def test_a_pause_and_a_single_date_are_left_out(olu, typed, scene):
    words = typed | {
        "pause_1_first": "2026-04-01",
        "pause_1_last": "2026-04-30",
        "without": "5 May 2026\n2026-05-12\n19/05/2026",
    }

    _post(olu, scene, words)

    gone = Meeting.objects.filter(group=scene.tuesday, on__month__in=(4, 5))
    assert list(gone.values_list("on", flat=True)) == [date(2026, 5, 26)]
    assert _row(scene).pauses == [["2026-04-01", "2026-04-30"]]


def test_a_pause_taken_out_of_the_form_is_gone(olu, typed, scene):
    first = typed | {"pause_1_first": "2026-04-01", "pause_1_last": "2026-04-30"}
    _post(olu, scene, first)

    _post(olu, scene, typed | {"version": 2})

    assert _row(scene).pauses == []
    assert Meeting.objects.filter(group=scene.tuesday, on="2026-04-07").exists()


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"pause_1_first": "2026-04-30", "pause_1_last": "2026-04-01"}, "A pause has"),
        ({"pause_1_first": "2026-04-30"}, "A pause has a first day"),
        ({"without": "soon"}, "Write one date on a line"),
        ({"without": "2026-04-07\n" * 61}, "Write one date on a line"),
        ({"minutes": "0"}, "greater than or equal to 5"),
        ({"seats": "100000"}, "less than or equal to 200"),
        ({"latitude": "nan"}, "Enter a number."),
        ({"latitude": "53.9", "longitude": ""}, "Give both numbers, or neither."),
        ({"area": "Nowhere-on-Sea"}, "We do not know that place."),
        ({"attendance": "by owl"}, "Select a valid choice."),
        ({"state": "asleep"}, "Select a valid choice."),
        ({"name": " \u202e "}, "Give the group a name."),
        ({"seats": ""}, "Say how many chairs there are."),
        ({"topics": ["witches"]}, "Select a valid choice."),
        ({"one_line": "a\x00b"}, "Null characters are not allowed."),
        ({"version": ""}, "The form came without its version."),
    ],
)
def test_an_answer_we_cannot_keep_is_asked_again(wrong, sentence, olu, typed, scene):
    answer = _post(olu, scene, typed | {"about": "Typed before"} | wrong)

    page = answer.content.decode()
    assert answer.status_code == 400
    assert sentence in page
    assert "Typed before" in page
    assert _row(scene).version == 1


@pytest.mark.parametrize("name", sorted(LENGTHS))
def test_every_text_is_bound_by_its_column(name, olu, typed, scene):
    answer = _post(olu, scene, typed | {name: "x" * (LENGTHS[name] + 1)})

    assert answer.status_code == 400
    assert f"at most {LENGTHS[name]} characters" in answer.content.decode()
    assert _row(scene).version == 1


def test_a_link_that_is_not_safe_is_refused(olu, typed, scene):
    answer = _post(olu, scene, typed | {"online_link": "javascript:alert(1)"})

    assert answer.status_code == 409
    assert "A link begins with https://" in answer.content.decode()


def test_a_postcode_puts_the_group_on_the_map(olu, typed, scene):
    _post(olu, scene, typed | {"area": "LS6 3AA"})

    row = _row(scene)
    assert (row.latitude, row.longitude, row.is_approximate) == (53.82, -1.57, True)


def test_a_new_address_moves_the_group_on_the_map_by_itself(olu, typed, scene):
    KnownPlace.objects.create(
        kind="postcode", folded="ls2", name="LS2, University", country="GB",
        latitude=53.806, longitude=-1.553,
    )  # fmt: skip

    _post(olu, scene, typed | {"address": "Woodhouse Lane, Leeds LS2 9JT"})

    assert (_row(scene).latitude, _row(scene).longitude) == (53.806, -1.553)


def test_numbers_typed_by_hand_are_exact(olu, typed, scene):
    _post(olu, scene, typed | {"latitude": "53.9", "longitude": "-1.6"})

    row = _row(scene)
    assert (row.latitude, row.longitude, row.is_approximate) == (53.9, -1.6, False)


def test_the_slower_of_two_sees_both_and_keeps_what_they_wrote(olu, typed, scene):
    _post(olu, scene, typed | {"about": "Written by somebody else"})

    late = _post(olu, scene, typed | {"about": "Written here", "topics": ["trauma"]})

    page = late.content.decode()
    assert late.status_code == 409
    assert "Somebody else changed this group while you had it open." in page
    assert "<bdi>Written by somebody else</bdi>" in page
    assert "<bdi>Written here</bdi>" in page
    assert "<bdi>Trauma</bdi>" in page
    assert 'name="version" value="2"' in page
    assert _row(scene).about == "Written by somebody else"


def test_saving_again_after_that_holds(olu, typed, scene):
    _post(olu, scene, typed | {"about": "Written by somebody else"})

    _post(olu, scene, typed | {"about": "Written here", "version": 2})

    assert _row(scene).about == "Written here"


def test_a_question_answered_twice_is_refused(olu, typed, scene):
    assert _post(olu, scene, typed | {"seats": ["5", "6"]}).status_code == 400


def test_a_field_nobody_asked_for_is_not_kept(olu, typed, scene):
    forged = typed | {
        "public_id": "2" * 12,
        "locality": scene.hull.pk,
        "confirmed_at": "2030-01-01",
    }

    _post(olu, scene, forged)

    row = _row(scene)
    assert (row.public_id, row.locality_id) == (
        scene.tuesday.public_id,
        scene.leeds.pk,
    )
    assert row.confirmed_at == NOON


def test_a_group_is_called_something_else(olu, typed, scene):
    page = _post(olu, scene, typed | {"name": "Monday circle"}, follow=True)

    assert _row(scene).name == "Monday circle"
    assert "The details are kept." in page.content.decode()


def test_two_groups_of_one_locality_do_not_have_one_name(olu, typed, scene):
    make_group(scene.leeds, "Evening circle")

    answer = _post(olu, scene, typed | {"name": "EVENING circle", "about": "New"})

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Another group here has that name." in page
    assert ">New</textarea>" in page.replace("\n", "")
    assert _row(scene).name == scene.tuesday.name


def test_a_pause_takes_every_date_off_the_pages_and_keeps_them_for_later(
    olu, typed, scene, visitor
):
    dates = Meeting.objects.filter(group=scene.tuesday).count()

    said = _post(olu, scene, typed | {"state": "paused"}, follow=True)

    public = visitor.get(f"/groups/{scene.tuesday.public_id}/").content.decode()
    come = visitor.get(f"/groups/{scene.tuesday.public_id}/come/").content.decode()
    desk = signed_in(olu).get("/desk/").content.decode()
    assert "taking a pause, and no date is shown" in said.content.decode()
    assert "This group is taking a pause." in public
    assert "This group is taking a pause." in come
    assert "3 March" not in public
    assert "Tuesday 3 March" not in desk
    assert Meeting.objects.filter(group=scene.tuesday).count() == dates


def test_no_note_is_left_for_a_group_that_takes_a_pause(olu, typed, scene, visitor):
    first = Meeting.objects.filter(group=scene.tuesday).earliest("on")
    _post(olu, scene, typed | {"state": "paused"})

    visitor.post(f"/groups/{scene.tuesday.public_id}/come/", {"date": first.public_id})

    assert not MightCome.objects.exists()


def test_back_from_a_pause_the_dates_stand_there_again(olu, typed, scene, visitor):
    _post(olu, scene, typed | {"state": "paused"})

    _post(olu, scene, typed | {"state": "listed", "version": 2})

    public = visitor.get(f"/groups/{scene.tuesday.public_id}/").content.decode()
    assert "Tuesday 3 March" in public
    assert "I might come" in public


def test_only_its_own_people_see_a_group_that_is_not_listed(
    olu, typed, scene, visitor, request
):
    _post(olu, scene, typed | {"state": "unlisted"})

    seen = {
        who: signed_in(request.getfixturevalue(who))
        .get(f"/groups/{scene.tuesday.public_id}/")
        .status_code
        for who in ("amira", "fern", "olu", "outsider", "newcomer", "una")
    }
    assert visitor.get(f"/groups/{scene.tuesday.public_id}/").status_code == 404
    assert [who for who, status in seen.items() if status == 200] == [
        "amira", "fern", "olu",
    ]  # fmt: skip


def test_the_form_says_what_each_state_means(olu, scene):
    page = signed_in(olu).get(_address(scene)).content.decode()

    assert "Listed: people find it, with its dates" in page
    assert "Taking a pause: the page says so, and shows no dates" in page
    assert "Not listed: only its own people see the page, without dates" in page


def test_markup_is_only_words(olu, typed, scene):
    _post(olu, scene, typed | {"about": "</textarea><script>alert(1)</script>"})

    page = signed_in(olu).get(_address(scene)).content.decode()

    assert "&lt;/textarea&gt;&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script>alert" not in page


def test_looking_asks_the_database_little_and_writes_nothing(
    olu, scene, django_assert_max_num_queries
):
    browser = signed_in(olu)

    with django_assert_max_num_queries(10) as asked:
        browser.get(_address(scene))

    assert all(query["sql"].lstrip(" (").startswith("SELECT") for query in asked)


def _address(scene) -> str:
    return f"/desk/groups/{scene.tuesday.public_id}/details/"


def _post(actor, scene, typed, **options):
    return signed_in(actor).post(_address(scene), typed, **options)


def _row(scene) -> Group:
    return Group.objects.get(id=scene.tuesday.pk)
