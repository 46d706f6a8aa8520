"""An old backup does not bring back somebody who was forgotten since."""

from __future__ import annotations

import shutil
from datetime import timedelta

import pytest

from hearthside.cli.keeping import backing_up, locks
from hearthside.core import trail
from hearthside.groups.models import Membership
from hearthside.people.models import Person
from hearthside.workflows import forget_me
from hearthside.workflows.forget_me import LIST
from tests.cast import NOON, make_person
from tests.cli.conftest import restore

pytestmark = [pytest.mark.sqlite, pytest.mark.slow]
LATER = NOON + timedelta(days=22)


def ask(called):
    from hearthside.core.actor import Actor

    one = Person.objects.get(called=called).pk
    forget_me.leave_for_good(Actor(one), now=NOON + timedelta(minutes=1))


def forgotten(house):
    ask("Amira")
    forget_me.forget_who_left(now=LATER)
    forget_me.write_list(house.folder)


def test_restored_over_the_house_the_forgotten_stay_forgotten(house, kept, capsys):
    make_person("Bo")
    forgotten(house)

    code = restore(kept, house, "--over", "--yes-lose-what-is-newer")

    assert code == 0
    assert "forgotten again (1)" in capsys.readouterr().out
    assert not Person.objects.filter(called="Amira").exists()
    assert not Membership.objects.exists()
    assert trail.first_break() is None
    assert b"Amira" not in house.database.read_bytes()


def test_on_another_machine_the_list_goes_along(house, kept, move_out):
    forgotten(house)
    empty = move_out()
    empty.folder.mkdir(exist_ok=True)
    shutil.copy(house.folder / LIST, empty.folder / LIST)

    restore(kept, empty)

    assert not Person.objects.filter(called="Amira").exists()


def test_a_later_backup_brings_the_list_along_itself(house, kept, move_out):
    forgotten(house)
    later = house.folder.parent / "later.age"
    lock = locks.lock_to(str(house.key.to_public()))
    backing_up.back_up(later, lock=lock, now=LATER, told=lambda _: None)
    empty = move_out()
    restore(later, empty)

    restore(kept, empty, "--over", "--yes-lose-what-is-newer")

    assert not Person.objects.filter(called="Amira").exists()


def test_somebody_who_was_leaving_is_leaving_again(house, kept):
    ask("Amira")
    forget_me.write_list(house.folder)

    restore(kept, house, "--over", "--yes-lose-what-is-newer")

    assert Person.objects.get(called="Amira").leaving_since == NOON + timedelta(
        minutes=1
    )
    assert forget_me.forget_who_left(now=LATER) == 1


def test_without_a_list_the_backup_comes_back_whole(house, kept):
    restore(kept, house, "--over", "--yes-lose-what-is-newer")

    assert Person.objects.filter(called="Amira").exists()


def test_a_list_that_cannot_be_read_stops_the_restore(house, kept, capsys):
    (house.folder / LIST).write_text("half a li")

    code = restore(kept, house, "--over", "--yes-lose-what-is-newer")

    assert code == 1
    assert "asked to be forgotten" in capsys.readouterr().err
    assert Person.objects.filter(called="Amira").exists()


def test_a_number_given_again_is_not_taken_for_somebody_forgotten(house, kept):
    make_person("Bo")
    ask("Bo")
    forget_me.forget_who_left(now=LATER)
    forget_me.write_list(house.folder)
    restore(kept, house, "--over", "--yes-lose-what-is-newer")
    again = make_person("Wren")

    forget_me.forget_again(forget_me.read_list(house.folder), now=LATER)

    assert Person.objects.filter(pk=again.pk).exists()


def test_a_house_with_another_secret_forgets_their_place_too(
    house, kept, move_out, settings
):
    forgotten(house)
    empty = move_out()
    empty.folder.mkdir(exist_ok=True)
    shutil.copy(house.folder / LIST, empty.folder / LIST)
    settings.SECRET_KEY = "another secret of a house that was set up anew"

    restore(kept, empty)

    assert not Membership.objects.exists()
