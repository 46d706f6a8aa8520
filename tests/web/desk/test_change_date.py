"""Changing one date through its page."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from hearthside.core.models import Letter, TrailEntry
from hearthside.groups.models import Group, RoleHeld
from hearthside.meetings import following
from hearthside.meetings.models import Meeting
from tests.cast import NOON, signed_in
from tests.web.desk.desk_scene import at_noon, first_date

MOVE = {"version": 1, "day": "2026-03-04", "at": "19:00", "place_note": "Upstairs"}


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    at_noon(monkeypatch)


@pytest.fixture
def date(scene) -> Meeting:
    return first_date(scene.tuesday)


def test_moving_a_date_says_what_happened_and_who_is_told(fern, amira, date, scene):
    following.ask_to_be_told(amira, group_id=scene.tuesday.pk)

    page = _post(fern, date, "move", MOVE, follow=True)

    assert page.redirect_chain == [
        (f"/desk/groups/{scene.tuesday.public_id}/dates/", 302)
    ]
    assert (
        "Moved to Wednesday 4 March, 7pm. 1 person who asked or is on the rota is told "
        "by e-mail."
    ) in page.content.decode()


def test_a_move_changes_exactly_that_date_everywhere(fern, date, scene):
    others = _as_kept(Meeting.objects.exclude(id=date.pk))

    _post(fern, date, "move", MOVE)

    date.refresh_from_db()
    assert date.starts_at == datetime(2026, 3, 4, 19, 0, tzinfo=UTC)
    assert date.ends_at - date.starts_at == timedelta(minutes=90)
    assert _as_kept(Meeting.objects.exclude(id=date.pk)) == others
    assert Group.objects.get(id=scene.tuesday.pk).next_at == date.starts_at


def test_a_date_called_off_leaves_the_directory(fern, date, scene):
    second = Meeting.objects.filter(group=scene.tuesday).order_by("on")[1]

    _post(fern, date, "call-off", {"version": 1, "reason": "The weather"})

    date.refresh_from_db()
    assert (date.state, date.reason) == ("called_off", "The weather")
    assert Group.objects.get(id=scene.tuesday.pk).next_at == second.starts_at


def test_own_words_go_before_the_list(fern, date):
    own = {"version": 1, "reason": "The weather", "own_words": "The boiler is cold"}

    _post(fern, date, "call-off", own)

    date.refresh_from_db()
    assert date.reason == "The boiler is cold"


def test_a_date_is_put_back_as_it_usually_is(fern, date, scene):
    usual = date.starts_at
    _post(fern, date, "move", MOVE)

    page = _post(fern, date, "put-back", {"version": 2}, follow=True).content.decode()

    date.refresh_from_db()
    assert (date.starts_at, date.state, date.place_note) == (usual, "on", "")
    assert "Back to the usual time, Tuesday 3 March, 7.30pm." in page


def test_the_slower_of_two_keeps_their_words_and_sees_how_it_is_now(fern, olu, date):
    _post(olu, date, "call-off", {"version": 1, "reason": "A holiday"})

    late = _post(fern, date, "move", MOVE)

    page = late.content.decode()
    assert late.status_code == 409
    assert "Somebody else changed this date while you had it open." in page
    assert "Called off" in page
    assert "A holiday" in page
    assert 'value="2026-03-04"' in page
    assert 'value="19:00"' in page
    assert 'value="Upstairs"' in page
    assert 'name="version" value="2"' in page
    assert Meeting.objects.get(id=date.pk).state == "called_off"


def test_saving_again_after_that_holds(fern, olu, date):
    _post(olu, date, "call-off", {"version": 1})
    _post(fern, date, "move", MOVE)

    again = _post(fern, date, "move", MOVE | {"version": 2})

    assert again.status_code == 302
    assert Meeting.objects.get(id=date.pk).state == "on"


def test_words_typed_too_late_for_a_date_already_off_stay_on_the_page(fern, olu, date):
    _post(olu, date, "call-off", {"version": 1})

    late = _post(fern, date, "call-off", {"version": 1, "own_words": "The boiler"})

    assert late.status_code == 409
    assert 'value="The boiler"' in late.content.decode()


def test_an_hour_the_clocks_leave_out_is_refused_with_a_sentence(fern, date, scene):
    tuesday = Meeting.objects.get(group=scene.tuesday, on="2026-03-31")

    answer = _post(fern, tuesday, "move", MOVE | {"day": "2026-03-29", "at": "01:30"})

    assert answer.status_code == 400
    assert "The clocks go forward that night" in answer.content.decode()
    assert Meeting.objects.get(id=tuesday.pk).version == 1


def test_an_hour_after_the_clocks_changed_is_on_the_clock_of_the_place(
    fern, date, scene
):
    tuesday = Meeting.objects.get(group=scene.tuesday, on="2026-03-31")

    _post(fern, tuesday, "move", MOVE | {"day": "2026-03-29", "at": "02:30"})

    tuesday.refresh_from_db()
    assert tuesday.starts_at == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("day", ""),
        ("day", "2026-02-30"),
        ("day", "0001-01-01"),
        ("day", "9999-12-31"),
        ("day", "next week"),
        ("at", "25:00"),
        ("at", ""),
        ("place_note", "x" * 201),
        ("place_note", "a\x00b"),
        ("place_note", "a" + "\u0301" * 1000),
        ("version", ""),
        ("version", "1e9"),
    ],
)
def test_an_answer_we_cannot_keep_is_asked_again(field, typed, fern, date):
    answer = _post(fern, date, "move", MOVE | {field: typed})

    assert answer.status_code == 400
    assert "Upstairs" in answer.content.decode() or field == "place_note"
    assert Meeting.objects.get(id=date.pk).version == 1


def test_a_note_at_its_limit_is_kept(fern, date):
    _post(fern, date, "move", MOVE | {"place_note": "x" * 200})

    assert Meeting.objects.get(id=date.pk).place_note == "x" * 200


def test_a_reason_beyond_its_limit_is_refused(fern, date):
    answer = _post(fern, date, "call-off", {"version": 1, "own_words": "x" * 141})

    assert answer.status_code == 400
    assert Meeting.objects.get(id=date.pk).state == "on"


def test_a_reason_that_is_not_on_the_list_is_refused(fern, date):
    answer = _post(fern, date, "call-off", {"version": 1, "reason": "Her fault"})

    assert answer.status_code == 400


def test_a_question_answered_twice_is_refused(fern, date):
    answer = _post(fern, date, "move", MOVE | {"version": ["2", "1"]})

    assert answer.status_code == 400
    assert Meeting.objects.get(id=date.pk).version == 1


def test_words_that_turn_letters_round_or_show_nothing_are_left_out(fern, date):
    _post(fern, date, "move", MOVE | {"place_note": "\u202eup\u200b"})
    date.refresh_from_db()
    first = date.place_note
    _post(fern, date, "move", MOVE | {"version": 2, "place_note": "\u200b \u200d"})

    date.refresh_from_db()
    assert first == "up\u200b"
    assert date.place_note == ""


def test_markup_in_a_note_is_only_words(fern, date):
    note = "<script>alert(1)</script>{{ 7|add:7 }}' OR 1=1--"
    _post(fern, date, "move", MOVE | {"place_note": note})

    page = signed_in(fern).get(f"/desk/dates/{date.public_id}/").content.decode()

    assert "&lt;script&gt;alert(1)&lt;/script&gt;{{ 7|add:7 }}&#x27; OR 1=1--" in page
    assert "<script>alert" not in page


def test_a_date_that_is_over_stays_as_it_was(fern, date):
    Meeting.objects.filter(id=date.pk).update(
        starts_at=NOON - timedelta(hours=3), ends_at=NOON - timedelta(hours=1)
    )

    answer = _post(fern, date, "call-off", {"version": 1})

    assert answer.status_code == 409
    assert "That evening is over" in answer.content.decode()


def test_a_facilitator_whose_role_ended_meanwhile_changes_nothing(fern, date):
    browser = signed_in(fern)
    assert browser.get(f"/desk/dates/{date.public_id}/").status_code == 200
    RoleHeld.objects.filter(person_id=fern.person_id).update(ended_at=NOON)

    answer = browser.post(f"/desk/dates/{date.public_id}/move/", MOVE)

    assert answer.status_code == 404
    assert Meeting.objects.get(id=date.pk).version == 1


def test_a_group_named_in_the_form_is_not_looked_at(otto, date, scene):
    forged = MOVE | {"group_id": scene.elsewhere.pk, "date_id": date.public_id}

    answer = _post(otto, date, "move", forged)

    assert answer.status_code == 404
    assert Letter.objects.count() == 0


def test_looking_leaves_no_trace(fern, date, django_assert_max_num_queries):
    browser = signed_in(fern)

    with django_assert_max_num_queries(12) as asked:
        browser.get(f"/desk/dates/{date.public_id}/")

    assert all(query["sql"].lstrip(" (").startswith("SELECT") for query in asked)
    assert TrailEntry.objects.count() == 0


def _post(actor, date, act, typed, **options):
    address = f"/desk/dates/{date.public_id}/{act}/"
    return signed_in(actor).post(address, typed, **options)


def _as_kept(rows) -> list[tuple[object, ...]]:
    return list(rows.order_by("id").values_list())
