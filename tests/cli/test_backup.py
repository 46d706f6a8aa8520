import gzip
import re
import resource
import secrets
import sqlite3
import stat
import threading
from dataclasses import replace

import pyrage
import pytest
from django.contrib.auth.models import Group as Named
from django.contrib.sessions.models import Session
from django.db import connection

from hearthside.cli.keeping import backing_up, locks, manifest, reading, states
from hearthside.cli.main import main
from hearthside.core.models import Heartbeat
from hearthside.groups.models import Group
from tests.cast import NOON
from tests.cli.conftest import CANARY

pytestmark = pytest.mark.sqlite


def test_a_backup_is_whole_and_only_its_owner_may_read_it(house, tmp_path, capsys):
    code = main(["backup", str(tmp_path)])

    (file,) = tmp_path.glob("backup-*.age")
    said, keys = reading.look_through(file, house.key)
    assert code == 0
    assert said.tables["groups.group"].size == 1
    assert said.files["readings/list.json"].size == 100_000
    assert keys.secret
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert "files: 1)" in capsys.readouterr().out


def test_a_thief_of_the_file_finds_no_word_in_it(house, kept):
    assert CANARY.encode() not in kept.read_bytes()


def test_sealed_fields_stay_sealed_inside_the_backup(house, kept):
    with locks.unsealed(kept, house.key) as opened:
        inside = opened.read()

    rows = gzip.decompress(inside)
    assert b"Tuesday circle" in rows
    assert CANARY.encode() not in rows


def test_a_backup_holds_no_session_and_no_finished_work(house, tmp_path):
    from django.utils.timezone import now

    Session.objects.create(session_key="k" * 32, session_data=CANARY, expire_date=now())

    main(["backup", str(tmp_path / "kept.age")])

    said, _ = reading.look_through(tmp_path / "kept.age", house.key)
    assert "sessions.session" not in said.tables
    assert "django_tasks_database.dbtaskresult" not in said.tables


def test_a_backup_does_not_write_over_another(house, kept, capsys):
    before = kept.read_bytes()

    code = main(["backup", str(kept)])

    assert code == 1
    assert "already there" in capsys.readouterr().err
    assert kept.read_bytes() == before


def test_a_full_disk_ends_in_a_sentence_and_no_half_a_file(house, tmp_path, capsys):
    file = tmp_path / "kept.age"
    (house.folder / "files" / "noise").write_bytes(secrets.token_bytes(300_000))
    least, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (150_000, most))

    try:
        code = main(["backup", str(file)])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (least, most))

    assert code == 1
    assert "could not be written" in capsys.readouterr().err
    assert list(tmp_path.glob("kept*")) == []


def test_a_folder_that_is_not_there_ends_in_a_sentence(house, tmp_path, capsys):
    code = main(["backup", str(tmp_path / "gone" / "kept.age")])

    assert code == 1
    assert "could not be written" in capsys.readouterr().err


def test_a_link_out_of_the_house_is_not_followed(house, tmp_path):
    (tmp_path / "elsewhere").write_text(CANARY)
    (house.folder / "files" / "link").symlink_to(tmp_path / "elsewhere")

    assert [name for name, _ in backing_up.files_kept()] == ["readings/list.json"]


def test_a_database_of_a_newer_house_is_not_backed_up_by_halves(
    house, tmp_path, capsys
):
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO django_migrations (app, name, applied) "
            "VALUES ('groups', '0099_later', '2026-01-01')"
        )

    code = main(["backup", str(tmp_path / "kept.age")])

    assert code == 1
    assert "newer Hearthside" in capsys.readouterr().err


def test_a_word_that_is_no_public_key_is_refused(house, tmp_path, settings, capsys):
    settings.CONFIG = replace(settings.CONFIG, backup_key="age1not-a-key")

    code = main(["backup", str(tmp_path / "kept.age")])

    assert code == 1
    assert "HEARTHSIDE_BACKUP_KEY" in capsys.readouterr().err


def test_reading_for_a_backup_makes_no_writer_wait(house):
    with states.snapshot() as still:
        before = len(list(backing_up.tables.lines(Group, still)))
        with sqlite3.connect(house.database, timeout=0) as other:
            other.execute("DELETE FROM groups_said")
            other.execute("DELETE FROM groups_membership")
            other.execute("DELETE FROM groups_group")

        after = len(list(backing_up.tables.lines(Group, still)))

    assert (before, after) == (1, 1)
    assert not Group.objects.exists()


@pytest.mark.slow
def test_a_backup_under_write_load_has_every_act_whole(house, tmp_path, move_out):
    stop, acts = threading.Event(), []
    writer = threading.Thread(target=_write_pairs, args=(house.database, stop, acts))
    writer.start()
    while len(acts) < 20 and writer.is_alive():
        stop.wait(0.01)
    began = len(acts)

    done = backing_up.back_up(
        tmp_path / "kept.age",
        lock=locks.lock_to(str(house.key.to_public())),
        now=NOON,
        told=lambda _: None,
    )

    went_on = len(acts) - began
    stop.set()
    writer.join()
    one, other = done.tables["auth.group"], done.tables["core.heartbeat"]
    empty = move_out()
    words = [str(tmp_path / "kept.age"), "--key-file", str(empty.key_file)]
    code = main(["restore", *words])
    assert one.size == other.size >= began
    assert went_on > 0
    assert code == 0
    assert Named.objects.count() == Heartbeat.objects.count() == one.size


def _write_pairs(path, stop, acts):
    # Through its own connection, one act in two tables at a time.
    other = sqlite3.connect(path, timeout=10)
    while not stop.is_set():
        with other:
            named = (f"act {len(acts)}",)
            other.execute("INSERT INTO auth_group (name) VALUES (?)", named)
            other.execute(
                "INSERT INTO core_heartbeat (round, ended_at, fault)"
                " VALUES (?, '2026-01-01', '')",
                named,
            )
        acts.append(1)
    other.close()


@pytest.mark.slow
def test_without_a_key_a_passphrase_is_shown_once_and_opens_it(
    house, tmp_path, settings, capsys
):
    settings.CONFIG = replace(settings.CONFIG, backup_key="")
    file = tmp_path / "kept.age"

    main(["backup", str(file)])

    out = capsys.readouterr().out
    (passphrase,) = re.findall(
        r"^\s*([a-z0-9]+(?:-[a-z0-9]+){4})\s*$", out, re.MULTILINE
    )
    said, _ = reading.look_through(file, locks.unlock(file, passphrase))
    assert out.count(passphrase) == 1
    assert passphrase.encode() not in file.read_bytes()
    assert said.tables["groups.group"].size == 1


@pytest.mark.slow
def test_a_wrong_passphrase_is_told_so(house, tmp_path):
    file = tmp_path / "kept.age"
    lock = locks.lock_with("a lamp in the window")
    backing_up.back_up(file, lock=lock, now=NOON, told=lambda _: None)

    with pytest.raises(locks.CannotUnlock, match="passphrase does not open"):
        locks.unlock(file, "a lamp in the kitchen")


def test_another_key_does_not_open_it(house, kept):
    with pytest.raises(locks.CannotUnlock):
        reading.look_through(kept, pyrage.x25519.Identity.generate())


def test_a_file_cut_short_is_said_to_be_damaged(house, kept):
    kept.write_bytes(kept.read_bytes()[:-100])

    with pytest.raises(locks.Damaged):
        reading.look_through(kept, house.key)


@pytest.mark.parametrize("place", [500, -3000, -5])
def test_one_bit_changed_is_said_to_be_damage(house, kept, place):
    content = bytearray(kept.read_bytes())
    content[place] ^= 1
    kept.write_bytes(content)

    with pytest.raises(locks.Damaged):
        reading.look_through(kept, house.key)


def test_a_file_that_is_no_backup_is_said_to_be_none(house, tmp_path):
    (tmp_path / "letter.txt").write_text("Dear Bo")

    with pytest.raises(manifest.NotABackup):
        reading.look_through(tmp_path / "letter.txt", house.key)


def test_a_note_for_doctor_is_left(house, kept):
    note = (house.folder / backing_up.NOTE).read_text()

    assert NOON.isoformat() in note
    assert str(kept) not in note
