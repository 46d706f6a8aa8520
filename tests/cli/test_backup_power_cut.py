import pytest
from django.db import connection

from hearthside.groups.models import Group
from tests.cli.conftest import living_on, on_file

pytestmark = pytest.mark.sqlite


def test_after_a_power_cut_sqlite_opens_without_its_shared_memory(house, tmp_path):
    Group.objects.update(name="Written just before")
    for ending in ("", "-wal"):
        path = house.database.with_name(house.database.name + ending)
        (tmp_path / ("cut.sqlite3" + ending)).write_bytes(path.read_bytes())

    with living_on(on_file(tmp_path / "cut.sqlite3")):
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA integrity_check")
            said = cursor.fetchone()

        assert said == ("ok",)
        assert Group.objects.get().name == "Written just before"


def test_after_a_power_cut_a_torn_log_loses_only_what_was_not_finished(house, tmp_path):
    Group.objects.update(name="Finished")
    Group.objects.update(name="Torn")
    for ending in ("", "-wal"):
        path = house.database.with_name(house.database.name + ending)
        content = path.read_bytes()
        (tmp_path / ("cut.sqlite3" + ending)).write_bytes(
            content[:-100] if ending else content
        )

    with living_on(on_file(tmp_path / "cut.sqlite3")):
        assert Group.objects.get().name == "Finished"
