import json
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection

from hearthside.circles.models import FrankingKey
from hearthside.cli import doctor
from hearthside.cli.health import live
from hearthside.cli.health.examining import examine
from hearthside.cli.keeping.backing_up import NOTE
from hearthside.cli.main import main
from hearthside.core import heartbeats, outbox
from hearthside.core.models import TrailEntry
from hearthside.groups.models import RoleHeld
from hearthside.guide import finder, indexes
from hearthside.jobs.rounds import ROUNDS
from hearthside.organisation.crisis_lines import add_line, begin_anew
from hearthside.organisation.models import CrisisLine, KnownPlace
from hearthside.people.models import Person
from hearthside.safety.models import Chain
from tests.cast import NOON
from tests.cli.conftest import LINE, wrong

pytestmark = pytest.mark.sqlite


def test_a_well_house_is_said_to_be_well(well):
    assert wrong() == {}


def test_every_wrong_thing_says_what_to_do(house):
    found = [one for one in examine(NOON) if not one.is_well]

    assert len(found) > 3
    assert all(one.next_step for one in found)


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
    assert "cannot be right" in wrong(NOON - timedelta(days=3650))["clock"]


def test_a_clock_ten_years_ahead_is_wrong(well):
    assert "nothing old is deleted" in wrong(NOON + timedelta(days=3650))["clock"]


def test_doctor_knows_every_round_of_the_clock():
    assert set(heartbeats.MAY_BE_SILENT) == {one.name for one in ROUNDS}


@pytest.mark.parametrize(("name", "silent"), heartbeats.MAY_BE_SILENT.items())
def test_a_silent_round_is_wrong(well, name, silent):
    heartbeats.beat(name, now=NOON - silent - timedelta(minutes=1))

    found = wrong()

    assert set(found) == {"rounds"}
    assert f"“{name}” was last done" in found["rounds"]


def test_a_round_that_ends_with_a_fault_is_wrong(well):
    heartbeats.beat("post", now=NOON, fault="OperationalError")

    assert "OperationalError" in wrong()["rounds"]


def test_a_round_never_done_is_wrong(well):
    heartbeats.Heartbeat.objects.filter(round="help").delete()

    assert wrong() == {"rounds": "Never done: help."}


def test_a_changed_safeguarding_record_is_wrong(well):
    Chain.objects.update(entries=1)

    assert "at its end" in wrong()["record"]


@pytest.mark.parametrize("what", ["nobody", "nobody with an address"])
def test_worries_that_nobody_would_read_are_wrong(well, what):
    if what == "nobody":
        RoleHeld.objects.update(ended_at=NOON)
    else:
        Person.objects.filter(called="Sol").update(email="")

    assert set(wrong()) == {"worries"}


def test_a_letter_that_waits_for_days_is_wrong(well):
    outbox.put(
        outbox.Words("A", "b"), key="k", address="a@b.org", now=NOON - timedelta(days=2)
    )

    assert set(wrong()) == {"letters"}


def test_a_crisis_line_nobody_checked_is_wrong(well):
    add_line(replace(LINE, verified_on=date(2025, 1, 1)))

    assert "A line" in wrong()["helplines"]


def test_a_crisis_line_changed_from_outside_is_wrong(well):
    CrisisLine.objects.update(dial="tel:0900")

    assert "changed the crisis lines: A line" in wrong()["helplines"]


def test_a_help_page_changed_from_outside_is_wrong(well):
    page = well.folder / "help" / "index.html"
    page.write_text(page.read_text().replace("000 000", "0900"))

    assert "not shown: index.html" in wrong()["help pages"]


def test_no_crisis_line_at_all_is_wrong(well):
    begin_anew()

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
    old = NOON - timedelta(days=9)
    (well.folder / NOTE).write_text(json.dumps({"made_at": old.isoformat()}))

    assert wrong() == {"backup": "The last one is 9 days old."}


def test_no_backup_at_all_is_wrong_in_production(well):
    (well.folder / NOTE).unlink()

    assert set(wrong()) == {"backup"}


def test_the_command_ends_with_one_when_something_is_wrong(well, capsys):
    begin_anew()

    code = main(["doctor", "--ask-nobody"])

    out = capsys.readouterr().out
    assert code == 1
    assert "WRONG  helplines: Help now has no number to ring." in out
    assert "What to do:" in out


def test_the_command_ends_with_nought_when_all_is_well(well, capsys, monkeypatch):
    monkeypatch.setattr(doctor, "the_time", lambda: NOON)

    code = main(["doctor", "--ask-nobody"])

    assert code == 0
    assert "The house is well." in capsys.readouterr().out


def test_a_program_can_read_what_doctor_found(well, capsys):
    main(["doctor", "--ask-nobody", "--json"])

    found = json.loads(capsys.readouterr().out)
    assert {"name", "is_well", "sentence", "next_step"} == set(found[0])


def test_a_live_process_that_does_not_answer_is_wrong(well, monkeypatch):
    def nobody():
        raise ConnectionRefusedError

    monkeypatch.setattr(live, "_asked", nobody)

    assert "does not answer at port 8001" in wrong()["live"]


def test_a_live_process_away_from_the_database_is_wrong(well, monkeypatch):
    monkeypatch.setattr(live, "_asked", lambda: False)

    assert "not reached the database" in wrong()["live"]


def test_a_house_without_a_key_for_its_mark_is_wrong(well):
    FrankingKey.objects.all().delete()

    assert "nothing can be said" in wrong()["marks"]


def test_a_search_by_words_alone_is_wrong(well, monkeypatch):
    monkeypatch.setattr(finder, "says_how", lambda: None)
    assert "The finder does not answer" in wrong()["meaning"]

    monkeypatch.setattr(finder, "says_how", lambda: {"by_meaning": False})
    assert "The sentence model is not there" in wrong()["meaning"]


def test_an_index_of_words_that_is_away_is_wrong(well):
    indexes.lift()

    assert set(wrong()) == {"search"}
