import os
import signal
import sqlite3
import stat
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import connection

from hearthside.cli.keeping import backing_up, locks, restoring, states
from hearthside.core import outbox, trail
from hearthside.core.actor import Machine
from hearthside.core.models import Letter
from hearthside.core.policy import Verb
from hearthside.groups.models import Group
from tests.cast import NOON
from tests.cli.conftest import (
    CANARY,
    ODD,
    everything_in,
    living_on,
    on_file,
    restore,
)

pytestmark = [pytest.mark.sqlite, pytest.mark.slow]
ROOT = Path(__file__).resolve().parents[2]


def test_everything_comes_back_as_it_was(house, kept, move_out, capsys):
    before = everything_in(house.database)
    empty = move_out()

    code = restore(kept, empty)

    assert code == 0
    assert "each as it was" in capsys.readouterr().out
    assert everything_in(empty.database) == before
    assert Group.objects.get().online_link == CANARY
    assert Group.objects.get().about == ODD
    assert trail.first_break() is None
    files = [path.relative_to(house.folder) for path in house.folder.rglob("*.json")]
    for path in set(files) - {Path(backing_up.NOTE)}:
        assert (empty.folder / path).read_bytes() == (house.folder / path).read_bytes()
    assert stat.S_IMODE(empty.database.stat().st_mode) == 0o600
    assert not list(empty.folder.glob("*.restoring*"))


def test_the_next_row_gets_a_number_nobody_has(house, kept, move_out):
    restore(kept, move_out())
    old = Letter.objects.get().pk

    outbox.put(outbox.Words("A", "b"), key="next", address="a@example.org", now=NOON)

    assert Letter.objects.get(key="next").pk > old


def test_letters_that_waited_are_not_sent_twice(house, kept, move_out, capsys):
    restore(kept, move_out())

    assert outbox.take_next(now=NOON + timedelta(days=1)) is None
    assert "will not be sent (1)" in capsys.readouterr().out


def test_nobody_is_signed_in_after_a_restore(house, kept, move_out):
    Session.objects.create(session_key="k" * 32, session_data="", expire_date=NOON)

    restore(kept, move_out())

    assert not Session.objects.exists()


def test_over_replaces_the_house_and_keeps_the_old_one_aside(house, kept, capsys):
    Group.objects.update(name="Renamed since")
    (house.folder / "files" / "since").write_text("new")

    code = restore(kept, house, "--over")

    (aside,) = house.folder.glob("before-restore-*")
    assert code == 0
    assert Group.objects.get().name == "Tuesday circle"
    assert not (house.folder / "files" / "since").exists()
    assert (aside / "files" / "since").read_text() == "new"
    assert b"Renamed since" in (aside / "hearthside.sqlite3").read_bytes()
    assert str(aside) in capsys.readouterr().out


def test_newer_acts_are_lost_only_when_somebody_says_so(house, kept):
    later = NOON + timedelta(hours=1)
    trail.note(Machine("test"), verb=Verb.GIVE_A_ROLE, what="person:2", now=later)

    code = restore(kept, house, "--over", "--yes-lose-what-is-newer")

    assert code == 0
    assert len(trail.latest()) == 1


def test_a_database_somebody_has_in_hand_is_not_replaced(house, kept, capsys):
    other = sqlite3.connect(house.database)
    other.execute("SELECT COUNT(*) FROM groups_group").fetchone()

    code = restore(kept, house, "--over")

    other.close()
    assert code == 1
    assert "in hand" in capsys.readouterr().err
    assert not list(house.folder.glob("*restor*"))
    assert (house.folder / "files" / "readings" / "list.json").exists()


def test_a_full_disk_leaves_no_half_a_house(house, kept, move_out, capsys, monkeypatch):
    empty = move_out()

    def no_room(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(restoring, "_lay_out", no_room)

    code = restore(kept, empty)

    assert code == 1
    assert "No space left" in capsys.readouterr().err
    assert list(empty.folder.iterdir()) == []


def test_a_row_that_comes_back_otherwise_is_noticed(
    house, kept, move_out, capsys, monkeypatch
):
    empty = move_out()
    put_back = restoring.tables.put_back

    def one_letter_off(table, lines, database):
        put_back(
            table, [line.replace(b"Tuesday", b"Thursday") for line in lines], database
        )

    monkeypatch.setattr(restoring.tables, "put_back", one_letter_off)

    code = restore(kept, empty)

    assert code == 1
    assert "did not come back" in capsys.readouterr().err
    assert list(empty.folder.iterdir()) == []


def test_another_secret_is_said_and_can_be_had(house, kept, move_out, settings, capsys):
    old = settings.SECRET_KEY
    settings.SECRET_KEY = "another secret, long enough for a house"
    empty = move_out()

    code = restore(kept, empty)
    said = capsys.readouterr().out
    restore(kept, empty, "--keys-to", str(empty.folder / "old.env"))

    assert code == 0
    assert "another secret than the one in the backup" in said
    assert old not in said
    assert (
        (empty.folder / "old.env").read_text().startswith(f"HEARTHSIDE_SECRET={old}\n")
    )
    assert stat.S_IMODE((empty.folder / "old.env").stat().st_mode) == 0o600


def test_a_backup_from_before_an_upgrade_comes_back_upgraded(house, tmp_path, move_out):
    with living_on(on_file(house.folder / "old.sqlite3")):
        call_command("migrate", verbosity=0, interactive=False)
        call_command("migrate", "mfa", "0002", verbosity=0, interactive=False)
        made = backing_up.back_up(
            tmp_path / "old.age",
            lock=locks.lock_to(str(house.key.to_public())),
            now=NOON,
            told=lambda _: None,
        )
    empty = move_out()

    code = restore(tmp_path / "old.age", empty)

    assert "0003_authenticator_type_uniq" not in made.start.migrations["mfa"]
    assert code == 0
    assert "0003_authenticator_type_uniq" in states.applied(connection)["mfa"]


def test_killed_at_any_moment_a_restore_leaves_no_half_a_house(house, kept, tmp_path):
    moments = [("tables", 0.1), ("Putting", 0), ("Putting", 0.05), ("Comparing", 0)]
    moments += [("up to date", wait) for wait in (0, 0.02, 0.05, 0.1, 0.2)]

    ends = {
        moment: _killed_after(*moment, tmp_path / f"killed-{number}", house, kept)
        for number, moment in enumerate(moments)
    }

    assert set(ends.values()) <= {"nothing", "all"}
    assert ends["Putting", 0] == "nothing"


def test_after_a_kill_the_next_restore_brings_everything_back(house, kept, tmp_path):
    _killed_after("Comparing", 0, tmp_path / "again", house, kept)

    end = _killed_after("is back", 5, tmp_path / "again", house, kept)

    assert end == "all"
    assert not list((tmp_path / "again").glob("*.restoring*"))


def _killed_after(words, wait, folder, house, kept):
    """Restore as a host does, kill it a while after it says these words; what is left?"""
    told = {"HEARTHSIDE_DATA_DIR": str(folder), "HEARTHSIDE_DATABASE_URL": ""}
    process = subprocess.Popen(
        [
            *(sys.executable, "-m", "hearthside", "restore", str(kept)),
            *("--key-file", str(house.key_file)),
        ],
        env={**os.environ, **told, "PYTHONPATH": str(ROOT / "src")},
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        while words not in (line := process.stdout.readline()):
            assert line, "the restore ended before it said so"
        time.sleep(wait)
        process.send_signal(signal.SIGKILL)
    return _what_is_there(folder)


def _what_is_there(folder):
    database = folder / "hearthside.sqlite3"
    if not database.exists():
        return "nothing"
    with sqlite3.connect(database) as raw:
        whole = raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        (groups,) = raw.execute("SELECT COUNT(*) FROM groups_group").fetchone()
    has_files = (folder / "files" / "readings" / "list.json").stat().st_size == 100_000
    return "all" if whole and groups == 1 and has_files else "half"
