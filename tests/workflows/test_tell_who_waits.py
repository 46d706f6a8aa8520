from __future__ import annotations

from datetime import timedelta

import pytest

from hearthside.core.actor import Actor
from hearthside.core.models import Letter
from hearthside.engines.matching import Wanted
from hearthside.groups import waiting
from hearthside.groups.choosing import Setting
from hearthside.people.models import NoLetters, Person
from hearthside.workflows.deliver_the_post import deliver_the_post
from hearthside.workflows.tell_who_waits import tell_who_waits
from tests.cast import NOON, make_group

HERE = Setting("Europe/London", "en")
LATER = NOON + timedelta(days=2)


@pytest.fixture
def waits(amira) -> Actor:
    stoma = Wanted(experience=frozenset({"stoma"}))
    waiting.wait(amira, wanted=stoma, setting=HERE, now=NOON)
    return amira


def tell() -> int:
    return tell_who_waits(
        setting=HERE, base_address="https://notices.example.org", now=LATER
    )


def deliver() -> list[str]:
    posted: list[str] = []
    deliver_the_post(lambda letter: posted.append(letter.address), now=LATER)
    return posted


def test_while_nothing_fits_nobody_is_written_to(waits):
    assert tell() == 0
    assert not Letter.objects.exists()


def test_when_something_fits_there_is_one_letter_and_no_more(waits, scene):
    make_group(scene.leeds, "New circle", said=("stoma",))

    assert [tell(), tell(), tell()] == [1, 0, 0]
    assert deliver() == ["amira@example.org"]


def test_the_letter_names_nothing(waits, scene):
    make_group(scene.leeds, "New circle", said=("stoma",))
    tell()

    letter = Letter.objects.get()
    said = f"{letter.subject} {letter.text} {letter.html}".casefold()
    assert "https://notices.example.org/groups/choose/wait/" in letter.text
    for name in ("stoma", "new circle", "leeds", "amira", "group fits", "support"):
        assert name not in said


def test_who_stopped_waiting_before_the_post_left_gets_none(waits, scene):
    make_group(scene.leeds, "New circle", said=("stoma",))
    tell()

    waiting.stop_waiting(waits)

    assert deliver() == []


def test_who_has_no_address_or_wants_no_such_letter_is_not_noted_as_told(waits, scene):
    make_group(scene.leeds, "New circle", said=("stoma",))
    NoLetters.objects.create(person_id=waits.person_id, kind="waiting")

    assert tell() == 0
    NoLetters.objects.all().delete()
    Person.objects.filter(id=waits.person_id).update(email="")
    assert tell() == 0

    assert len(waiting.not_yet_told()) == 1
