"""The drafts say what the house is, change when it does, and invent nothing."""

from __future__ import annotations

import json
from argparse import Namespace
from dataclasses import replace
from datetime import timedelta

import pytest

from hearthside.cli import documents as command
from hearthside.core import policy
from hearthside.core.actor import Role
from hearthside.core.policy import Verb
from hearthside.organisation import wording
from hearthside.workflows import documents
from hearthside.workflows.documents import surfaces
from hearthside.workflows.documents.facts import facts
from tests.cast import NOON, make_line
from tests.house.test_nothing_is_forgotten import promises


def said(key: str, *, now=NOON) -> str:
    return documents.text_of(documents.draft(key, now=now))


@pytest.mark.parametrize("key", documents.KEYS)
def test_the_same_house_gives_the_same_bytes(scene, key):
    assert said(key) == said(key)
    made = documents.draft(key, now=NOON)
    assert documents.pdf(made) == documents.pdf(made)


def test_another_day_is_no_other_version(scene):
    later = documents.draft("risk-assessment", now=NOON + timedelta(days=3))

    assert later.digest == documents.draft("risk-assessment", now=NOON).digest
    assert later.stood_on == "2026-03-05"


def test_a_number_nobody_checked_stands_in_the_hazard_log(scene):
    make_line(scene.leeds, verified_on=NOON.date() - timedelta(days=91))

    assert "Not checked for 90 days: The Leeds line" in said("hazard-log")


@pytest.mark.parametrize(
    ("key", "change"),
    [
        ("risk-assessment", {"production": True}),
        ("impact-assessment", {"backup_key": "age1something"}),
        ("impact-assessment", {"smtp_url": "smtp://someone:hunter2@mail.example.org"}),
        ("processing-record", {"redis_url": "redis://127.0.0.1:1/0"}),
        ("hazard-log", {"backup_key": "age1something"}),
    ],
)
def test_a_setting_that_changes_changes_the_draft(scene, settings, key, change):
    before = documents.draft(key, now=NOON)
    settings.CONFIG = replace(settings.CONFIG, **change)

    after = documents.draft(key, now=NOON)

    assert after.digest != before.digest
    assert "hunter2" not in documents.text_of(after)
    assert "age1something" not in documents.text_of(after)


def test_who_may_do_what_is_read_from_the_table(scene, monkeypatch):
    before = documents.draft("moderation-hours", now=NOON)
    table = policy.TABLE | {Verb.READ_WORRIES: frozenset({Role.LEAD, Role.HOST})}
    monkeypatch.setattr("hearthside.workflows.documents.facts.TABLE", table)

    after = documents.draft("moderation-hours", now=NOON)

    assert after.digest != before.digest
    assert "host, safeguarding lead" in documents.text_of(after)


def test_an_area_more_or_other_hours_are_other_drafts(scene):
    before = {key: documents.draft(key, now=NOON).digest for key in documents.KEYS}
    wording.add_area(slug="york", name="York", blurb="", latitude=54, longitude=-1)
    wording.set_up(replace(wording.the_house(), honest_hours="Weekdays at noon."))

    assert "York" in said("risk-assessment")
    assert "Weekdays at noon." in said("moderation-hours")
    assert before["moderation-hours"] != (
        documents.draft("moderation-hours", now=NOON).digest
    )


def test_what_the_house_cannot_know_is_asked_and_not_invented(scene):
    kinds = documents.draft("risk-assessment", now=NOON)
    table = next(
        one.table for one in kinds.sections if one.head.startswith("Each kind")
    )

    assert table is not None
    assert len(table.rows) == 18
    assert {row[2:] for row in table.rows} == {("", "")}
    for key in documents.KEYS:
        made = documents.draft(key, now=NOON)
        assert any(section.asks for section in made.sections)


def test_every_table_that_is_promised_stands_in_the_record(scene):
    kept = {one.promise.table for one in facts(now=NOON).kept}

    assert kept == set(promises())
    record = said("processing-record")
    for keeps in promises().values():
        assert json.dumps(keeps.why, ensure_ascii=False)[1:-1] in record


def test_every_verb_is_described_or_asked_about(scene, monkeypatch):
    assert surfaces.unknown(facts(now=NOON)) == ()

    monkeypatch.delitem(surfaces.REACHES, "CHANGE_A_GROUP")

    assert "This house can also “change a group”" in said("risk-assessment")


def test_rooms_where_members_write_are_said_and_asked_about(scene):
    known = facts(now=NOON)

    made = surfaces.section(known)
    without = surfaces.section(replace(known, rooms=("groups",)))

    assert "Members write to one another in: circles, commons." in made.words
    assert any("circles" in question for question in made.asks)
    assert "Members cannot write to one another" in without.words[0]


def test_the_command_writes_every_draft(scene, tmp_path, capsys):
    folder = tmp_path / "drafts"

    assert command.run(Namespace(folder=folder), now=NOON) == 0
    assert {path.name for path in folder.iterdir()} == {
        f"{key}.{kind}" for key in documents.KEYS for kind in ("pdf", "json")
    }
    assert (folder / "hazard-log.pdf").read_bytes().startswith(b"%PDF-")
    assert "drafts" in capsys.readouterr().out


def test_a_folder_that_takes_nothing_is_said(scene, tmp_path, capsys):
    file = tmp_path / "file"
    file.write_text("")

    assert command.run(Namespace(folder=file), now=NOON) == 1
    assert "could not be written" in capsys.readouterr().err
