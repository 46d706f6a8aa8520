"""Houses with a disk of their own: a folder, a real database in it, people and files."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pyrage
import pytest
from django.db import connections
from django.db.utils import ConnectionHandler

from hearthside.circles import franks
from hearthside.cli.health import disk, live
from hearthside.cli.health.examining import examine
from hearthside.cli.keeping import backing_up, locks
from hearthside.cli.keeping.backing_up import NOTE
from hearthside.cli.main import main
from hearthside.core import heartbeats, outbox, trail
from hearthside.core.actor import Machine
from hearthside.core.outbox import Words
from hearthside.core.policy import Verb
from hearthside.groups import seats
from hearthside.groups.models import RoleHeld
from hearthside.guide import finder
from hearthside.organisation import help_files
from hearthside.organisation.crisis_lines import Line, add_line
from hearthside.organisation.models import KnownPlace, Locality, Organisation
from hearthside.safety import chain
from hearthside.safety.chain import Happened
from hearthside.safety.models import Record
from hearthside.settings import django as house_settings
from tests.cast import NOON, make_group, make_person
from tests.laid_tables import copy_laid_tables

CANARY = "canary-of-the-tuesday-group"
# Signed-out people, held letters and the moment of each migration are meant to differ.
DIFFER = {"django_session", "core_letter", "django_migrations", "sqlite_sequence"}
LINE = Line(
    "A line", "everybody", "000 000", "tel:000", "always", "", "-", date(2026, 3, 1)
)
ODD = "Zoë 🫶🏽 \u202eolleh\u2028 ﷽ \U0001f469\u200d\U0001f469\u200d\U0001f467 ß"


@dataclass(frozen=True)
class House:
    """One house: its folder, and the key its backups are sealed to."""

    folder: Path
    key: Any

    @property
    def database(self) -> Path:
        return self.folder / "hearthside.sqlite3"

    @property
    def key_file(self) -> Path:
        path = self.folder.parent / "key.txt"
        path.write_text(f"# keep this\n{self.key}\n")
        return path


@contextmanager
def living_on(described: dict[str, Any]) -> Iterator[None]:
    """Let everything in here use this database."""
    old = connections["default"]
    connections["default"] = ConnectionHandler({"default": described})["default"]
    try:
        yield
    finally:
        connections["default"].close()
        connections["default"] = old


def on_file(path: Path) -> dict[str, Any]:
    return {**house_settings._database(""), "NAME": path}


def people_move_in() -> None:
    """Put a little of everything into the house that is lived in."""
    Organisation.objects.create(id=1, name="Harbour", tab_title="Notices")
    leeds = Locality.objects.create(
        slug="leeds", name=ODD, latitude=0.1 + 0.2, longitude=-1e-17
    )
    group = make_group(leeds, "Tuesday circle", online_link=CANARY, about=ODD)
    group.without = [
        {"on": "2026-08-04", "why": ODD, "n": 1e22, "m": 2.0, "big": 2**70}
    ]
    group.save(update_fields=["without"])
    amira = make_person("Amira")
    seats.take(
        person_id=amira.pk, group_id=group.pk, name_here="A", skeleton="a",
        agreement_number=1, now=NOON,
    )  # fmt: skip
    _a_lead_keeps_a_record(leeds)
    trail.note(Machine("test"), verb=Verb.GIVE_A_ROLE, what="person:1", now=NOON)
    outbox.put(
        Words("A date has changed", CANARY),
        key="date:1", address=f"{CANARY}@example.org", now=NOON, person_id=2**62,
    )  # fmt: skip


def _a_lead_keeps_a_record(leeds: Locality) -> None:
    sol = make_person("Sol", email="sol@example.org")
    RoleHeld.objects.create(person=sol, role="lead", given_at=NOON)
    record = Record.objects.create(
        locality=leeds, kind="adult", opened_at=NOON, held_by=sol, held_since=NOON,
        review_on=NOON.date(),
    )  # fmt: skip
    for words in (CANARY, ODD):
        chain.append(record, Happened.STEP, by=sol.pk, said={"words": words}, now=NOON)


@pytest.fixture(scope="session")
def lived_in(tmp_path_factory, django_db_setup, django_db_blocker) -> Path:
    path = tmp_path_factory.mktemp("house") / "hearthside.sqlite3"
    copy_laid_tables(path)
    with django_db_blocker.unblock(), living_on(on_file(path)):
        people_move_in()
    return path


def stand_in(settings: Any, folder: Path, key: Any) -> None:
    settings.DATA_DIR = folder
    settings.MEDIA_ROOT = folder / "files"
    settings.STATIC_ROOT = folder / "static"
    settings.CONFIG = replace(
        settings.CONFIG, data_dir=folder, backup_key=str(key.to_public())
    )


@pytest.fixture
def house(tmp_path, settings, lived_in, django_db_blocker) -> Iterator[House]:
    """A house people live in, on a disk of its own."""
    house = House(tmp_path / "house", pyrage.x25519.Identity.generate())
    (house.folder / "files" / "readings").mkdir(parents=True)
    house.folder.chmod(0o700)
    (house.folder / "files" / "readings" / "list.json").write_bytes(b"[]" * 50_000)
    shutil.copy(lived_in, house.database)
    stand_in(settings, house.folder, house.key)
    with django_db_blocker.unblock(), living_on(on_file(house.database)):
        yield house


@pytest.fixture
def kept(house) -> Path:
    """A backup of the house people live in."""
    file = house.folder.parent / "kept.age"
    lock = locks.lock_to(str(house.key.to_public()))
    backing_up.back_up(file, lock=lock, now=NOON, told=lambda _: None)
    return file


def restore(file: Path, house: House, *more: str) -> int:
    return main(["restore", str(file), "--key-file", str(house.key_file), *more])


def everything_in(database: Path) -> dict[str, list[list[Any]]]:
    """Return every row of every table that a restore is meant to bring back."""
    with sqlite3.connect(database) as raw:
        names = raw.execute("SELECT name FROM sqlite_master WHERE type='table'")
        return {
            name: [
                [_meant(cell) for cell in row]
                for row in raw.execute(f'SELECT * FROM "{name}" ORDER BY 1')
            ]
            for (name,) in names.fetchall()
            if name not in DIFFER
        }


def _meant(cell: Any) -> Any:
    # Two ways to write one piece of JSON mean the same.
    return json.loads(cell) if str(cell).startswith(("[", "{")) else cell


@pytest.fixture
def move_out(house, tmp_path, settings) -> Iterator[House]:
    """Call it to stand in an empty house beside the one lived in."""
    left = []

    def move() -> House:
        empty = House(tmp_path / "empty", house.key)
        stand_in(settings, empty.folder, house.key)
        opened = living_on(on_file(empty.database))
        opened.__enter__()
        left.append(opened)
        return empty

    yield move
    for opened in left:
        opened.__exit__(None, None, None)


@pytest.fixture
def well(house, settings, monkeypatch) -> House:
    """A house with nothing wrong; each test breaks one thing."""
    add_line(LINE)
    KnownPlace.objects.create(
        kind="town", folded="leeds", name="Leeds", country="GB", latitude=1, longitude=1
    )
    for name in heartbeats.MAY_BE_SILENT:
        heartbeats.beat(name, now=NOON)
    for name, text in {
        "help/index.html": help_files.marked(b"<p>000 000</p>", name="index").decode(),
        "static/staticfiles.json": "{}",
        NOTE: json.dumps({"made_at": NOON.isoformat()}),
    }.items():
        path = house.folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    outbox.hold_all(now=NOON)
    franks.begin(now=NOON)
    # Only the network is pretended.
    monkeypatch.setattr(live, "_asked", lambda: True)
    said = {"cards": 80, "by_meaning": True, "generation": 1, "memory_mb": 190}
    monkeypatch.setattr(finder, "says_how", lambda: said)
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


def wrong(now: datetime = NOON) -> dict[str, str]:
    """Return what doctor finds wrong, by name."""
    return {one.name: one.sentence for one in examine(now) if not one.is_well}
