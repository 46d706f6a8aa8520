import json
import os
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.db import connection

from hearthside.cli import doctor
from hearthside.cli.health import advisories, disk
from hearthside.cli.health.examining import examine
from hearthside.cli.keeping.backing_up import NOTE
from hearthside.cli.main import main
from hearthside.core import heartbeats, outbox
from hearthside.core.models import TrailEntry
from hearthside.jobs.rounds import ROUNDS
from hearthside.organisation.crisis_lines import Line, add_line
from hearthside.organisation.models import CrisisLine, KnownPlace

pytestmark = pytest.mark.sqlite
NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
LINE = Line(
    "A line", "everybody", "000 000", "tel:000", "always", "", "-", date(2026, 3, 1)
)


@pytest.fixture
def well(house, settings, monkeypatch):
    """A house with nothing wrong; each test breaks one thing."""
    add_line(LINE)
    KnownPlace.objects.create(
        kind="town", folded="leeds", name="Leeds", country="GB", latitude=1, longitude=1
    )
    for one in ROUNDS:
        heartbeats.beat(one.name, now=NOW)
    for name, text in {
        "help/index.html": "<p>000 000</p>",
        "static/staticfiles.json": "{}",
        NOTE: json.dumps({"made_at": NOW.isoformat()}),
    }.items():
        path = house.folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    outbox.hold_all(now=NOW)
    monkeypatch.setattr(disk, "MOUNTS", house.folder / "mounts")
    (house.folder / "mounts").write_text("/dev/sda1 / ext4 rw 0 0\n")
    settings.CONFIG = replace(
        settings.CONFIG,
        production=True,
        host="0.0.0.0",
        address="https://groups.example.org",
        smtp_url="smtps://mail.example.org",
        mail_from="notices@example.org",
    )
    return house


def wrong(now=NOW):
    return {one.name: one.sentence for one in examine(now) if not one.is_well}


def test_a_well_house_is_said_to_be_well(well):
    assert wrong() == {}


def test_every_wrong_thing_says_what_to_do(house):
    found = [one for one in examine(NOW) if not one.is_well]

    assert len(found) > 3
    assert all(one.next_step for one in found)


def test_a_laptop_open_to_the_network_is_wrong(well, settings):
    settings.CONFIG = replace(settings.CONFIG, production=False)

    assert "listens to the network" in wrong()["settings"]


def test_a_safe_laptop_is_said_plainly(well, settings):
    settings.CONFIG = replace(settings.CONFIG, production=False, host="127.0.0.1")

    assert "A safe laptop" in examine(NOW)[0].sentence
    assert wrong() == {}


def test_no_mail_server_is_wrong(well, settings):
    settings.CONFIG = replace(settings.CONFIG, smtp_url="")

    assert set(wrong()) == {"mail"}


def test_letters_from_this_machine_are_wrong(well, settings):
    settings.CONFIG = replace(settings.CONFIG, mail_from="notices@localhost")

    assert set(wrong()) == {"mail"}


def test_a_folder_others_can_look_into_is_wrong(well):
    well.folder.chmod(0o755)

    assert set(wrong()) == {"private"}


def test_a_secret_others_can_read_is_wrong(well):
    (well.folder / "old-keys.env").write_text("HEARTHSIDE_SECRET=x")
    (well.folder / "old-keys.env").chmod(0o640)

    assert "old-keys.env" in wrong()["private"]


@pytest.mark.parametrize(
    "full",
    [
        {"f_bavail": 100_000},
        {"f_blocks": 10**10, "f_bavail": 10**8},
        {"f_favail": 10},
    ],
)
def test_a_full_disk_is_wrong(well, monkeypatch, full):
    roomy = {
        "f_frsize": 4096, "f_blocks": 10**8, "f_bavail": 10**7,
        "f_files": 10**6, "f_favail": 10**5,
    }  # fmt: skip
    monkeypatch.setattr(os, "statvfs", lambda _: SimpleNamespace(**{**roomy, **full}))

    assert set(wrong()) == {"room"}


def test_a_folder_that_takes_no_file_is_wrong(well, settings):
    settings.DATA_DIR = well.folder / "mounts"

    assert "Nothing can be written" in wrong()["data folder"]


@pytest.mark.parametrize(
    ("kind", "said"), [("tmpfs", "not on a disk"), ("nfs4", "network disk")]
)
def test_a_disk_that_does_not_keep_things_is_wrong(well, kind, said):
    (well.folder / "mounts").write_text(
        f"x / ext4 rw 0 0\nx {well.folder} {kind} rw 0 0\n"
    )

    assert said in wrong()["data folder"]


def test_a_database_that_is_not_there_is_wrong_and_not_made(well):
    connection.close()
    well.database.unlink()

    assert set(wrong()) == {"database"}
    assert not well.database.exists()


def test_a_file_that_is_no_database_is_wrong(well):
    connection.close()
    well.database.write_bytes(b"not a database at all" * 1000)

    assert set(wrong()) == {"database"}


def test_tables_behind_the_code_are_wrong(well):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'meetings'")

    assert set(wrong()) == {"tables"}


def test_tables_ahead_of_the_code_are_wrong(well):
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO django_migrations (app, name, applied)"
            " VALUES ('groups', '0099_later', '2026-01-01')"
        )

    assert "newer version" in wrong()["tables"]


def test_a_damaged_page_of_the_database_is_wrong(well):
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        cursor.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'mfa_authenticator'"
        )
        (page,) = cursor.fetchone()
        cursor.execute("PRAGMA page_size")
        (size,) = cursor.fetchone()
    connection.close()
    content = bytearray(well.database.read_bytes())
    content[(page - 1) * size : page * size] = b"\x55" * size
    well.database.write_bytes(content)

    assert "damaged" in wrong()["integrity"]


def test_a_changed_line_of_the_trail_is_wrong(well):
    TrailEntry.objects.update(by="person:999")

    assert set(wrong()) == {"trail"}


def test_a_clock_ten_years_behind_is_wrong(well):
    assert "cannot be right" in wrong(NOW - timedelta(days=3650))["clock"]


def test_a_clock_ten_years_ahead_is_wrong(well):
    assert "nothing old is deleted" in wrong(NOW + timedelta(days=3650))["clock"]


@pytest.mark.parametrize("one", ROUNDS, ids=lambda one: one.name)
def test_a_silent_round_is_wrong(well, one):
    heartbeats.beat(one.name, now=NOW - one.may_be_silent - timedelta(minutes=1))

    found = wrong()

    assert set(found) == {"rounds"}
    assert f"“{one.name}” was last done" in found["rounds"]


def test_a_round_that_ends_with_a_fault_is_wrong(well):
    heartbeats.beat("post", now=NOW, fault="OperationalError")

    assert "OperationalError" in wrong()["rounds"]


def test_a_round_never_done_is_wrong(well):
    heartbeats.Heartbeat.objects.filter(round="help").delete()

    assert wrong() == {"rounds": "Never done: help."}


def test_a_letter_that_waits_for_days_is_wrong(well):
    outbox.put(
        outbox.Words("A", "b"), key="k", address="a@b.org", now=NOW - timedelta(days=2)
    )

    assert set(wrong()) == {"letters"}


def test_a_crisis_line_nobody_checked_is_wrong(well):
    CrisisLine.objects.update(verified_on=date(2025, 1, 1))

    assert "A line" in wrong()["helplines"]


def test_no_crisis_line_at_all_is_wrong(well):
    CrisisLine.objects.all().delete()

    assert set(wrong()) == {"helplines"}


def test_help_pages_not_built_are_wrong(well):
    (well.folder / "help" / "index.html").unlink()

    assert set(wrong()) == {"help pages"}


def test_a_line_newer_than_the_help_pages_is_wrong(well):
    add_line(replace(LINE, name="Another line", display="111"))

    assert "Another line" in wrong()["help pages"]


def test_a_house_that_knows_no_towns_is_wrong(well):
    KnownPlace.objects.all().delete()

    assert set(wrong()) == {"places"}


def test_styles_not_laid_out_are_wrong(well):
    (well.folder / "static" / "staticfiles.json").unlink()

    assert set(wrong()) == {"styles"}


def test_an_old_backup_is_wrong(well):
    old = NOW - timedelta(days=9)
    (well.folder / NOTE).write_text(json.dumps({"made_at": old.isoformat()}))

    assert wrong() == {"backup": "The last one is 9 days old."}


def test_no_backup_at_all_is_wrong_in_production(well):
    (well.folder / NOTE).unlink()

    assert set(wrong()) == {"backup"}


def index_says(*dependencies):
    return lambda: json.dumps({"dependencies": list(dependencies)})


def test_a_known_weakness_is_wrong():
    found = advisories.nothing_known(
        index_says(
            {"name": "django", "vulns": [{"id": "x"}]}, {"name": "a", "vulns": []}
        )
    )

    assert not found.is_well
    assert "django" in found.sentence


def test_libraries_the_index_skipped_are_not_called_safe():
    found = advisories.nothing_known(
        index_says(
            {"name": "a", "vulns": []}, {"name": "b", "skip_reason": "not found"}
        )
    )

    assert found.is_well
    assert (
        found.sentence == "None is known in 1 libraries. Of 1 more, nothing was said."
    )


@pytest.mark.parametrize("answer", [None, "", "a proxy's page", '{"dependencies": []}'])
def test_no_answer_from_the_index_is_said_and_is_no_failure(answer):
    found = advisories.nothing_known(lambda: answer)

    assert found.is_well
    assert "Could not ask" in found.sentence


def test_the_command_ends_with_one_when_something_is_wrong(well, capsys):
    CrisisLine.objects.all().delete()

    code = main(["doctor", "--ask-nobody"])

    out = capsys.readouterr().out
    assert code == 1
    assert "WRONG  helplines: Help now has no number to ring." in out
    assert "What to do:" in out


def test_the_command_ends_with_nought_when_all_is_well(well, capsys, monkeypatch):
    monkeypatch.setattr(doctor, "the_time", lambda: NOW)

    code = main(["doctor", "--ask-nobody"])

    assert code == 0
    assert "The house is well." in capsys.readouterr().out


def test_a_program_can_read_what_doctor_found(well, capsys):
    main(["doctor", "--ask-nobody", "--json"])

    found = json.loads(capsys.readouterr().out)
    assert {"name", "is_well", "sentence", "next_step"} == set(found[0])
