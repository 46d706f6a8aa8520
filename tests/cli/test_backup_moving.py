import os

import psycopg
import pytest
from django.db import connection

from hearthside.cli.keeping import backing_up, locks
from hearthside.core.models import Letter
from hearthside.groups.models import Group
from hearthside.settings import django as house_settings
from tests.cast import NOON
from tests.cli.conftest import CANARY, ODD, House, living_on, restore, stand_in

pytestmark = [pytest.mark.services, pytest.mark.slow]
SERVER = "postgresql://postgres@127.0.0.1:5432"
NAME = f"hearthside_moving_{os.getpid()}"


@pytest.fixture
def server():
    try:
        with psycopg.connect(f"{SERVER}/postgres", autocommit=True) as asked:
            asked.execute(f"DROP DATABASE IF EXISTS {NAME}")
            asked.execute(f"CREATE DATABASE {NAME}")
    except psycopg.OperationalError:
        pytest.skip("NO POSTGRESQL: no server answers on 127.0.0.1:5432")
    yield f"{SERVER}/{NAME}"
    with psycopg.connect(f"{SERVER}/postgres", autocommit=True) as asked:
        asked.execute(f"DROP DATABASE {NAME} WITH (FORCE)")


@pytest.fixture
def on_postgresql(house, server, tmp_path, settings):
    stand_in(settings, tmp_path / "moved", house.key)
    with living_on(house_settings._database(server)):
        yield House(tmp_path / "moved", house.key)


def back_up(house, file):
    lock = locks.lock_to(str(house.key.to_public()))
    return backing_up.back_up(file, lock=lock, now=NOON, told=lambda _: None)


@pytest.fixture
def kept(house):
    # Made while the old house is still the one lived in.
    file = house.folder.parent / "kept.age"
    return file, back_up(house, file)


def test_a_house_moves_to_postgresql_and_back_byte_for_byte(
    kept, on_postgresql, house, move_out, tmp_path, settings
):
    file, before = kept

    there = restore(file, on_postgresql)
    group, engine = Group.objects.get(), connection.vendor
    held = Letter.objects.filter(dropped_at=None).exists()
    Letter.objects.all().delete()
    moved = back_up(on_postgresql, tmp_path / "moved.age")
    move_out()
    back = restore(tmp_path / "moved.age", house)
    again = back_up(house, tmp_path / "again.age")

    assert (there, back, engine, held) == (0, 0, "postgresql", False)
    assert (group.about, group.online_link) == (ODD, CANARY)
    assert group.without[0]["big"] == 2**70
    letters = {"core.letter"}
    assert {k: v for k, v in moved.tables.items() if k not in letters} == {
        k: v for k, v in before.tables.items() if k not in letters
    }
    assert again.tables == moved.tables
    assert again.files == before.files


def test_the_next_row_on_postgresql_gets_a_number_nobody_has(kept, on_postgresql):
    restore(kept[0], on_postgresql)

    Group.objects.get().said.create(word="new")

    assert Group.objects.get().said.count() == 4


def test_a_character_postgresql_cannot_keep_is_named(
    house, tmp_path, server, settings, capsys
):
    Group.objects.update(about="before\x00after")
    back_up(house, tmp_path / "nul.age")
    stand_in(settings, tmp_path / "moved", house.key)

    with living_on(house_settings._database(server)):
        code = restore(tmp_path / "nul.age", House(tmp_path / "moved", house.key))
        left = connection.introspection.table_names()

    assert code == 1
    assert "NUL. It stands in about of groups.group 1" in capsys.readouterr().err
    assert left == []


def test_a_restore_over_postgresql_that_fails_leaves_what_was_there(
    kept, on_postgresql, monkeypatch
):
    from hearthside.cli.keeping import restoring

    restore(kept[0], on_postgresql)
    Group.objects.update(name="Renamed since")

    def no_room(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(restoring, "_lay_out", no_room)

    code = restore(kept[0], on_postgresql, "--over", "--yes-lose-what-is-newer")

    assert code == 1
    assert Group.objects.get().name == "Renamed since"
    assert (on_postgresql.folder / "files" / "readings" / "list.json").exists()


def test_over_replaces_what_is_in_postgresql(kept, on_postgresql):
    restore(kept[0], on_postgresql)
    Group.objects.update(name="Renamed since")

    code = restore(kept[0], on_postgresql, "--over", "--yes-lose-what-is-newer")

    assert code == 0
    assert Group.objects.get().name == "Tuesday circle"
