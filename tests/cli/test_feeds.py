from __future__ import annotations

import argparse

import pytest

from hearthside.cli import feeds
from hearthside.cli.health import feeds as health
from hearthside.core.fetching import Fetched, NotFetched
from hearthside.groups import feed_addresses
from hearthside.groups.models import Feed, Group
from tests.workflows.feed_rows import many

ADDRESS = "https://lists.example.org/vale.json"


def run(*words: str) -> int:
    """Run `feeds` with these words."""
    parser = argparse.ArgumentParser()
    feeds.add_to(parser.add_subparsers())
    args = parser.parse_args(["feeds", *words])
    code: int = args.run(args)
    return code


def approve(address: str = ADDRESS, *more: str) -> int:
    return run("approve", address, "--feed", "Vale", "--format", "meeting-guide", *more)


def test_an_address_is_approved_and_listed(scene, capsys):
    assert approve(ADDRESS, "--locality", "leeds", "--licence", "CC BY 4.0") == 0
    run("list")

    kept = Feed.objects.get()
    assert (kept.address, kept.licence, kept.locality) == (
        ADDRESS,
        "CC BY 4.0",
        scene.leeds,
    )
    assert f"Vale  {ADDRESS}" in capsys.readouterr().out


@pytest.mark.parametrize(
    "address", ["http://example.org/", "file:///etc/passwd", "https://u:p@x.org/", "x"]
)
def test_an_address_that_cannot_be_fetched_is_refused(scene, capsys, address):
    assert approve(address) == 1
    assert capsys.readouterr().err.strip()
    assert not Feed.objects.exists()


def test_a_host_may_allow_open_addresses(scene, settings):
    from dataclasses import replace

    settings.CONFIG = replace(settings.CONFIG, feeds_over_http=True)

    assert approve("http://example.org/") == 0


def test_one_is_fetched_now_and_told_what_came(scene, capsys, monkeypatch):
    approve()
    monkeypatch.setattr(
        "hearthside.core.fetching.fetch", lambda *_, **__: Fetched(many(3))
    )

    assert run("fetch", "Vale") == 0
    assert "3  new" in capsys.readouterr().out
    assert Group.objects.filter(feed__name="Vale").count() == 3


def test_a_list_that_shrank_for_good_comes_in_when_the_host_says_so(
    scene, capsys, monkeypatch
):
    approve()
    for count in (10, 2):
        found = Fetched(many(count))
        monkeypatch.setattr(
            "hearthside.core.fetching.fetch", lambda *_, f=found, **__: f
        )
        run("fetch", "Vale")

    assert "last time it had 10" in Feed.objects.get().trouble
    assert run("fetch", "Vale", "--even-if-smaller") == 0
    assert Feed.objects.get().trouble == ""


def test_what_goes_wrong_is_told_here_at_the_list_and_by_the_doctor(
    scene, capsys, monkeypatch, noon
):
    def away(*_: object, **__: object) -> Fetched:
        raise NotFetched("The address does not answer.")

    approve()
    well = health.are_read(noon)
    monkeypatch.setattr("hearthside.core.fetching.fetch", away)

    assert run("fetch", "Vale") == 1
    run("list")

    said = capsys.readouterr()
    assert "does not answer" in said.err
    assert "could not be read since" in said.out
    finding = health.are_read(noon)
    assert well.is_well
    assert not finding.is_well
    assert "“Vale” could not be read since" in finding.sentence


def test_a_list_is_fetched_no_more(scene, capsys):
    approve()

    assert run("stop", "Vale") == 0
    assert feed_addresses.all_of_them() == []
    assert run("stop", "Vale") == 1
    assert run("fetch", "Nobody's") == 1


def test_with_none_the_doctor_is_content(scene, noon):
    assert health.are_read(noon).sentence == "None is fetched by itself."
