"""No subject or text of a letter names a group, a person, a locality or a condition."""

import pytest

from hearthside.core.models import Letter
from hearthside.engines import words
from hearthside.groups import directory
from hearthside.meetings import following
from hearthside.meetings.models import Meeting
from hearthside.workflows import change_a_date
from hearthside.workflows.say_nobody_was_there import say_nobody_was_there


@pytest.fixture
def letters(scene, amira, fern, olu, noon):
    following.ask_to_be_told(amira, group_id=scene.tuesday.pk)
    date = Meeting.objects.filter(group=scene.tuesday).earliest("starts_at")
    group = directory.handle(olu, public_id=scene.tuesday.public_id, now=noon)
    change_a_date.call_off(
        fern,
        public_id=date.public_id,
        group=group,
        reason="The heating is broken.",
        version=1,
        base_address="https://notices.example.org",
        now=noon,
    )
    say_nobody_was_there(
        group, on=date.on, base_address="https://notices.example.org", now=noon
    )
    return list(Letter.objects.all())


def test_letters_are_written(letters):
    assert {letter.subject for letter in letters} == {
        "A date has changed",
        "Something at your desk needs an answer",
    }


def test_no_letter_names_anything(letters, scene):
    names = ["Tuesday", "Headingley", "Leeds", "Harbour", "Amira", "Fern", "heating"]
    names += list(words.TOPICS.values())
    said = [
        name
        for letter in letters
        for name in names
        if name.casefold() in f"{letter.subject} {letter.text} {letter.html}".casefold()
    ]

    assert said == []


def test_a_letter_is_sealed_at_rest(letters, django_db_blocker):
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT address, text FROM core_letter")
        rows = cursor.fetchall()

    assert all(value.startswith("s1.") for row in rows for value in row)
