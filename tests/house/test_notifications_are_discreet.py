"""No subject or text of a letter names a group, a person, a locality or a condition."""

from datetime import timedelta

import pytest
from django.core import mail

from hearthside.core import notes
from hearthside.core.actor import Role
from hearthside.core.models import Letter, Note
from hearthside.core.policy import Place
from hearthside.engines import words
from hearthside.groups import directory, giving_roles
from hearthside.meetings import following, lone_working
from hearthside.meetings.models import CheckIn, Meeting, RotaPlace
from hearthside.people.models import Person
from hearthside.safety import gathering, worries
from hearthside.safety.models import Worry
from hearthside.workflows import (
    change_a_date,
    change_the_rota,
    digests,
    end_a_role,
    keep_a_record,
    role_letters,
)
from hearthside.workflows.keep_the_rota import keep_the_rota
from hearthside.workflows.raise_a_worry import raise_a_worry
from hearthside.workflows.say_nobody_was_there import say_nobody_was_there
from hearthside.workflows.watch_check_outs import watch_check_outs
from hearthside.workflows.watch_worries import watch_worries
from tests.post import the_post_leaves
from tests.rota_scene import down, fellow

BASE = "https://notices.example.org"
NAMES = ["Tuesday", "Headingley", "Leeds", "Harbour", "Amira", "Fern", "heating"]
NAMES += [
    "Ivo",
    "Wil",
    "worry",
    "worried",
    "safeguarding",
    "Gil",
    "Ida",
    "facilitator of",
    "host",
]
NAMES += list(words.TOPICS.values())


@pytest.fixture
def letters(scene, amira, fern, olu, sol, tonight, noon):
    Person.objects.filter(id=sol.person_id).update(email="sol@example.org")
    record_and_care(hold_and_worry(tonight, noon), sol, noon)
    following.ask_to_be_told(amira, group_id=scene.tuesday.pk)
    date = Meeting.objects.filter(group=scene.tuesday).earliest("starts_at")
    group = directory.handle(olu, public_id=scene.tuesday.public_id, now=noon)
    change_a_date.call_off(
        fern,
        public_id=date.public_id,
        group=group,
        reason="The heating is broken.",
        version=1,
        base_address=BASE,
        now=noon,
    )
    say_nobody_was_there(group, on=date.on, base_address=BASE, now=noon)
    _about_the_rota(scene, date, noon)
    _about_roles(scene, olu, noon)
    return list(Letter.objects.all())


def hold_and_worry(tonight, noon):
    for who, at in ((tonight.fern, tonight.before), (tonight.ivo, tonight.before)):
        lone_working.check_in(who, meeting_id=tonight.id, at=at)
    late = tonight.dated.ends_at + lone_working.GRACE
    watch_check_outs(base_address=BASE, now=late)
    RotaPlace.objects.filter(part="waits").delete()
    CheckIn.objects.filter(person_id=tonight.ivo.person_id).update(told_at=None)
    watch_check_outs(base_address=BASE, now=late)
    return raise_a_worry(
        tonight.fern,
        place=Place(meeting_id=tonight.id),
        kind="adult",
        own_words="Amira said the depression is back.",
        base_address=BASE,
        now=noon,
    )


def record_and_care(worry_pk, lead, noon):
    """Let a worry wait too long, become a record, and ask for a talk."""
    watch_worries(base_address=BASE, now=noon + timedelta(days=1))
    worry = Worry.objects.get(id=worry_pk)
    worries.open_worry(lead, public_id=worry.public_id, now=noon)
    record = gathering.make_record(lead, worry_id=worry.public_id, now=noon)
    keep_a_record.offer_care(lead, record_id=record, base_address=BASE, now=noon)


def _about_the_rota(scene, date, noon):
    """Let the rota write each of its letters: asked, answered, offered, at risk."""
    gil, ida = fellow(scene.tuesday, "Gil"), fellow(scene.tuesday, "Ida")
    second = Meeting.objects.filter(group=scene.tuesday).order_by("on")[1]
    down(second, gil)
    about = {"public_id": second.public_id, "base_address": BASE, "now": noon}
    change_the_rota.offer_to(gil, person_id=ida.person_id, **about)
    change_the_rota.decline(ida, **about)
    for hours in (24 * 7, 40):
        keep_the_rota(base_address=BASE, now=second.starts_at - timedelta(hours=hours))


def _about_roles(scene, olu, noon):
    """Let a role be given, and given up again by whoever got it."""
    jon = fellow(scene.elsewhere, "Jon")
    about = {"base_address": BASE, "now": noon}
    where = {"role": Role.FACILITATOR, "group_id": scene.tuesday.pk}
    role_letters.tell_that_roles_changed(jon.person_id, **about)
    giving_roles.give(olu, person_id=jon.person_id, now=noon, **where)
    end_a_role.step_back(jon, **where, **about)


def test_letters_are_written(letters):
    assert {letter.subject for letter in letters} == {
        "A date has changed",
        "Something at your desk needs an answer",
        "Something at your desk waits for you",
        "Please look now: somebody has not checked out",
        "Could you take an evening?",
        "Your dates have changed",
        "Some evenings want a facilitator",
        "An evening may be called off",
        "Something of yours has changed",
        "Something at your desk wants a look",
        "Something at your desk has waited for you",
        "How are you?",
    }


def test_no_letter_names_anything(letters):
    said = [
        name
        for letter in letters
        for name in NAMES
        if name.casefold() in f"{letter.subject} {letter.text} {letter.html}".casefold()
    ]

    assert said == []


def test_no_line_in_the_house_names_anything(letters):
    said = [
        name
        for note in Note.objects.all()
        for name in NAMES
        if name.casefold() in f"{note.words} {note.address}".casefold()
    ]

    # Every letter to a person has its line, and no line says more than its subject.
    assert {letter.key for letter in letters} <= {
        note.key for note in Note.objects.all()
    }
    assert {note.words for note in Note.objects.all()} <= {
        letter.subject for letter in letters
    } | {"Could you take an evening?"}
    assert said == []


def test_no_digest_names_anything(letters, noon):
    Note.objects.update(digest_at=noon, still="")
    told = [
        digests.words_for(person_id, base_address=BASE, now=noon)
        for person_id in notes.whose_digest_is_due(now=noon)
    ]

    assert told
    for digest in told:
        assert digest is not None
        assert digest.subject == "What happened lately"
        words_of = f"{digest.subject} {digest.text} {digest.html}".casefold()
        assert [name for name in NAMES if name.casefold() in words_of] == []
        # What mail programs show beside the subject is the first line.
        assert digest.text.startswith("Since we last wrote:")


def test_no_letter_brings_a_file_or_says_who_sends_it(letters, settings, amira, noon):
    Letter.objects.update(not_before=noon, still="", kind="")
    the_post_leaves(now=noon + timedelta(days=10))

    assert mail.outbox
    for letter in mail.outbox:
        assert letter.attachments == []
        assert letter.from_email == settings.CONFIG.mail_from
        assert letter.reply_to == []
        assert not set(letter.extra_headers) - {
            "Auto-Submitted", "List-Unsubscribe", "List-Unsubscribe-Post", "From",
        }  # fmt: skip


def test_a_letter_is_sealed_at_rest(letters, django_db_blocker):
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT address, text FROM core_letter")
        rows = cursor.fetchall()

    assert all(value.startswith("s1.") for row in rows for value in row)
