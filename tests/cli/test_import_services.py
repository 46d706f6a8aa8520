from __future__ import annotations

import argparse
import json

import pytest

from hearthside.cli import import_services
from hearthside.core.fetching import Fetched
from hearthside.signposting.models import Service, ServiceList
from tests.services_scene import answer, service


def run(*words: str) -> int:
    parser = argparse.ArgumentParser()
    import_services.add_to(parser.add_subparsers())
    args = parser.parse_args(["services", *words])
    code: int = args.run(args)
    return code


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "leeds.json"
    path.write_bytes(answer(service("a", "Rooms"), {"id": "b"}))
    return str(path)


def test_a_dry_run_says_what_would_come_and_keeps_nothing(scene, file, capsys):
    assert run(file, "--dry-run", "--every-row", "--json") == 0

    said = capsys.readouterr().out
    assert "Nothing was changed." in said
    assert "refused  : It has no name." in said
    assert json.loads(said.splitlines()[-1])["new"] == 1
    assert not Service.objects.exists()
    assert not ServiceList.objects.exists()


def test_it_comes_in_and_comes_in_again(scene, file, capsys):
    assert run(file, "--licence", "OGL") == 0
    assert run(file) == 0

    assert Service.objects.count() == 1
    assert ServiceList.objects.get().licence == "OGL"
    assert "       1  same" in capsys.readouterr().out


@pytest.mark.parametrize(
    "words",
    [
        ("/no/such/file.json",),
        ("https://directory.example.org/services",),
        ("http://directory.example.org/", "--list", "A"),
        ("https://127.0.0.1/", "--list", "A"),
    ],
)
def test_what_cannot_be_fetched_is_said(scene, words, capsys):
    assert run(*words) == 1
    assert capsys.readouterr().err.strip()
    assert not ServiceList.objects.exists()


def test_an_address_can_be_fetched_each_day_and_no_more(scene, monkeypatch, capsys):
    monkeypatch.setattr(
        "hearthside.core.fetching.fetch",
        lambda address, **_: Fetched(answer(service("a", "Rooms"))),
    )
    address = "https://directory.example.org/services"

    assert run(address, "--list", "Leeds", "--each-day") == 0
    assert ServiceList.objects.get().address == address
    assert run(address, "--list", "Leeds", "--no-more") == 0
    assert ServiceList.objects.get().address == ""


def test_a_file_cannot_be_fetched_each_day(scene, file, capsys):
    assert run(file, "--each-day") == 1
    assert not Service.objects.exists()
