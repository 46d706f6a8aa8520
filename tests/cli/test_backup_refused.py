import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.utils.timezone import now as the_time

from hearthside.cli.keeping import locks, packing, states
from hearthside.cli.main import main
from hearthside.core import heartbeats, trail
from hearthside.core.actor import Machine
from hearthside.core.policy import Verb
from tests.cast import NOON
from tests.cli.conftest import everything_in, restore

pytestmark = pytest.mark.sqlite
ROOT = Path(__file__).resolve().parents[2]


def test_a_house_somebody_lives_in_is_not_replaced_unasked(house, kept, capsys):
    before = everything_in(house.database)

    code = restore(kept, house)

    assert code == 1
    assert "Somebody lives here" in capsys.readouterr().err
    assert everything_in(house.database) == before


def test_an_old_backup_does_not_replace_newer_acts(house, kept, capsys):
    later = NOON + timedelta(hours=1)
    trail.note(Machine("test"), verb=Verb.GIVE_A_ROLE, what="person:2", now=later)

    code = restore(kept, house, "--over")

    assert code == 1
    assert "newer than the backup" in capsys.readouterr().err
    assert len(trail.latest()) == 2


def test_tables_that_changed_since_count_as_newer(house, kept, capsys):
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO django_migrations (app, name, applied)"
            " VALUES ('groups', '0099_later', '2026-01-01')"
        )

    code = restore(kept, house, "--over")

    assert code == 1
    assert "newer version" in capsys.readouterr().err


def test_an_open_house_is_not_replaced(house, kept, capsys):
    heartbeats.beat("post", now=the_time())

    code = restore(kept, house, "--over")

    assert code == 1
    assert "The house is open" in capsys.readouterr().err


@pytest.mark.parametrize("cut", [200, 40_000])
def test_a_damaged_backup_changes_nothing(house, kept, move_out, cut, capsys):
    content = kept.read_bytes()
    kept.write_bytes(content[: len(content) - cut] if cut < len(content) else b"")
    empty = move_out()

    code = restore(kept, empty)

    assert code == 1
    assert "ackup" in capsys.readouterr().err
    assert not empty.folder.exists()


def test_a_key_that_does_not_fit_changes_nothing(house, kept, move_out, capsys):
    empty = move_out()
    empty.key_file.write_text("AGE-SECRET-KEY-1NOT")

    code = main(
        ["restore", str(kept), "--key-file", str(empty.folder.parent / "key.txt")]
    )

    assert code == 1
    assert "key" in capsys.readouterr().err
    assert not empty.folder.exists()


def test_a_file_name_that_leads_elsewhere_is_refused(house, tmp_path, move_out, capsys):
    file, lock = tmp_path / "evil.age", locks.lock_to(str(house.key.to_public()))
    members = [packing.whole("files/../../../escaped", b"x")]
    with file.open("wb") as out:
        locks.seal_into(out, packing.squeezed(packing.packed(members)), lock)

    code = restore(file, move_out())

    assert code == 1
    assert "leads elsewhere" in capsys.readouterr().err


def test_a_backup_of_a_newer_house_is_refused():
    with pytest.raises(states.FromANewerHouse, match="newer Hearthside"):
        states.steps({"groups": ["0001_initial", "0099_later"]}, of="backup")


def test_nothing_is_promised_without_a_terminal(house, tmp_path, monkeypatch, capsys):
    file = tmp_path / "kept.age"
    file.write_bytes(locks.HEAD + b"x\n")
    monkeypatch.setattr(sys.stdin, "isatty", lambda: False, raising=False)

    code = main(["restore", str(file)])

    assert code == 1
    assert "--passphrase-file" in capsys.readouterr().err
