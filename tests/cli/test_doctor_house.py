import os
from dataclasses import replace
from types import SimpleNamespace

import pytest

from hearthside.cli.health.examining import examine
from tests.cast import NOON
from tests.cli.conftest import wrong

pytestmark = pytest.mark.sqlite


def test_a_laptop_open_to_the_network_is_wrong(well, settings):
    settings.CONFIG = replace(settings.CONFIG, production=False)

    assert "listens to the network" in wrong()["settings"]


def test_a_safe_laptop_is_said_plainly(well, settings):
    settings.CONFIG = replace(settings.CONFIG, production=False, host="127.0.0.1")

    assert "A safe laptop" in examine(NOON)[0].sentence
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
