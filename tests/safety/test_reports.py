"""A report says what is wrong and with what; who said it leads back to nobody."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection

from hearthside.core.actor import Role, Visitor
from hearthside.core.models import Letter
from hearthside.core.refusals import NotFound
from hearthside.groups.models import Group
from hearthside.people.models import Person
from hearthside.safety import evidence, reading, reports
from hearthside.safety.models import Report, Step
from hearthside.safety.readers import OPEN_FOR
from hearthside.safety.reports import MOST_A_DAY, CannotReport
from hearthside.workflows.answer_a_report import own_places
from tests.cast import NOON, _role, make_person
from tests.safety.report_scene import WORDS, more, row_of, say, say_name


def opened(actor, made, now=NOON):
    public_id = row_of(made).public_id
    reading.open_report(actor, own_places(actor), public_id=public_id, now=now)
    return reading.sheet(actor, own_places(actor), public_id=public_id, now=now)


def test_two_taps_are_enough_and_words_can_follow(scene, amira, olu):
    made = say(amira, scene, "evening")
    more(amira, made, wish="word")

    found = opened(olu, made)

    assert made.is_new
    assert found.wish == "word"
    assert [one.words for one in found.lines if one.kind == "said"] == [WORDS]


def test_nobody_at_a_desk_sees_who_said_it(scene, amira, olu):
    made = say(amira, scene, "evening")
    found = opened(olu, made)

    assert "Amira" not in repr(found)
    assert Person not in {field.related_model for field in Report._meta.fields}


def test_a_visitor_may_say_it_and_nothing_of_them_is_kept(scene):
    made = say(Visitor(), scene, "group")

    assert row_of(made).reporter_mark == ""
    assert row_of(made).weight == 0
    assert reports.followed(made.token).state == "waits"


def test_the_same_person_about_the_same_thing_is_one_report(scene, amira):
    first = say(amira, scene, "evening")
    again = say(amira, scene, "evening")

    assert (again.id, again.is_new) == (first.id, False)
    assert Report.objects.count() == 1


@pytest.mark.slow
def test_k6_two_hundred_reports_of_one_person_are_not_two_hundred(scene, amira):
    for _ in range(200):
        say(amira, scene, "name")

    assert Report.objects.count() == 1
    assert Letter.objects.count() <= 1


def test_k6_who_tells_a_lot_in_one_day_is_asked_to_wait(scene, amira):
    for number in range(MOST_A_DAY):
        row = row_of(say(amira, scene, "evening"))
        Report.objects.filter(pk=row.pk).update(thing=f"other{number}")

    with pytest.raises(CannotReport, match="tomorrow"):
        say(amira, scene, "evening")
    assert say(amira, scene, "evening", now=NOON + timedelta(days=2)).is_new


def test_k11_what_was_there_is_kept_as_it_was(scene, amira, olu):
    made = say(amira, scene, "group")
    Group.objects.filter(pk=scene.tuesday.pk).update(name="Other", one_line="Changed")

    assert "A small circle that listens." in opened(olu, made).snapshot


def test_k11_each_opening_is_on_record_and_its_words_close_again(scene, amira, olu):
    made = say(amira, scene, "evening")
    more(amira, made)
    found = opened(olu, made)
    later = NOON + OPEN_FOR
    closed = reading.sheet(
        olu, own_places(olu), public_id=found.there.public_id, now=later
    )

    assert (found.lines[0].kind, found.lines[0].who) == ("opened", "Olu")
    assert not closed.is_open
    assert WORDS not in repr(closed)


def test_k11_it_goes_two_years_after_it_was_settled(scene, amira):
    made = say(amira, scene, "evening")
    Report.objects.update(settled_at=NOON)

    assert evidence.forget(now=NOON + timedelta(days=729)) == 0
    assert evidence.forget(now=NOON + timedelta(days=731)) > 0
    assert not Report.objects.filter(pk=made.id).exists()


def test_a_thief_of_the_tables_reads_neither_words_nor_names(scene, amira):
    say_name(amira, scene, "Amira")
    made = say(amira, scene, "group")
    more(amira, made)
    with connection.cursor() as cursor:
        cursor.execute("SELECT words FROM safety_step WHERE kind = 'said'")
        kept = repr(cursor.fetchall())
        cursor.execute("SELECT snapshot, reporter_mark FROM safety_report")
        kept += repr(cursor.fetchall())

    assert "shouted" not in kept
    assert "circle" not in kept
    assert "Amira" not in kept


def test_a_step_is_written_once(scene, amira):
    more(amira, say(amira, scene, "evening"))
    step = Step.objects.latest("id")

    with pytest.raises(ValueError, match="written once"):
        step.save()


def test_only_its_address_or_its_person_follows_it(scene, amira, bo):
    made = say(amira, scene, "evening")

    assert [one.id for one in reports.mine(amira)] == [made.id]
    assert reports.mine(bo) == []
    with pytest.raises(NotFound):
        reports.followed(made.token[:-1] + ("a" if made.token[-1] != "a" else "b"))


def test_the_readers_are_told_that_something_waits_and_no_more(scene, amira, olu, sol):
    Person.objects.filter(id=sol.person_id).update(email="sol@example.org")
    say(amira, scene, "evening")

    assert {letter.person_id for letter in Letter.objects.all()} == {
        olu.person_id,
        sol.person_id,
    }
    assert {letter.subject for letter in Letter.objects.all()} == {
        "Something at your desk waits for you"
    }


def test_a_name_nobody_has_is_kept_as_words_and_not_told(scene, amira, olu):
    made = say_name(amira, scene, "Somebody Unheard")
    found = opened(olu, made)

    assert found.subject_places == ()
    assert any("Somebody Unheard" in one.words for one in found.lines)


def test_a_stranger_cannot_ask_which_names_there_are(scene, bo, newcomer, olu):
    made = say_name(newcomer, scene, "Bo")

    assert opened(olu, made).subject_places == ()


def test_who_leaves_takes_the_mark_along(scene, amira):
    made = say(amira, scene, "evening")

    assert evidence.forget_reporter(person_id=amira.person_id) == 1
    assert row_of(made).reporter_mark == ""


def test_a_report_of_elsewhere_is_not_there(scene, amira, una):
    made = say(amira, scene, "evening")

    assert reading.waiting(una, []) == []
    with pytest.raises(NotFound):
        opened(una, made)


@pytest.mark.parametrize("who", ["amira", "bo", "fern", "otto", "eve", "hal"])
def test_a5_a9_who_has_no_desk_for_it_opens_nothing(who, scene, bo, sol, request):
    made = say(bo, scene, "group")

    with pytest.raises(NotFound):
        opened(request.getfixturevalue(who), made)


def test_of_two_leads_the_list_puts_first_what_nobody_has_read(scene, amira, bo, sol):
    read = say(amira, scene, "evening")
    unread = say(bo, scene, "evening", now=NOON + timedelta(hours=1))
    opened(sol, read)

    found = reading.waiting(_role(make_person("Sky"), Role.LEAD), [])

    assert [one.public_id for one in found] == [
        row_of(unread).public_id,
        row_of(read).public_id,
    ]
