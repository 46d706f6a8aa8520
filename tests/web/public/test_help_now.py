from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.test import Client

from hearthside.organisation import crisis_lines
from hearthside.organisation.crisis_lines import Line
from hearthside.organisation.models import Locality
from hearthside.workflows.publish_help_now import publish_help_now

SAMARITANS = Line(
    "Samaritans", "Anybody", "116 123", "tel:116123", "Any time", "Relay: 18001 116 123",
    "samaritans.org", date(2026, 2, 1),
)  # fmt: skip
EMERGENCY = Line(
    "Emergency", "A life is in danger", "999", "tel:999", "Any time", "", "NHS",
    date(2026, 2, 1), is_urgent=True,
)  # fmt: skip
SANCTUARY = Line(
    "The sanctuary", "Leeds", "Knock", "javascript:alert(1)", "Nights", "", "Leeds",
    date(2026, 2, 1),
)  # fmt: skip


@pytest.fixture
def folder(settings, tmp_path) -> Path:
    settings.DATA_DIR = tmp_path
    return tmp_path / "help"


@pytest.fixture
def published(scene, folder) -> Path:
    crisis_lines.add_line(SAMARITANS)
    crisis_lines.add_line(EMERGENCY)
    crisis_lines.add_line(SANCTUARY, locality_id=scene.leeds.pk)
    publish_help_now(folder)
    return folder


def page(address: str) -> str:
    answer = Client().get(address)
    assert answer.status_code == 200
    assert not answer.cookies
    return answer.content.decode()


def test_help_is_there_with_no_database_at_all(folder):
    assert 'href="tel:999"' in page("/help/")
    assert 'href="tel:116123"' in page("/help/")


def test_a_written_page_is_read_with_no_database_at_all(folder):
    folder.mkdir()
    (folder / "leeds.html").write_text("the page of Leeds")

    assert page("/help/leeds/") == "the page of Leeds"


def test_somebody_signed_in_needs_no_database_either(folder):
    client = Client()
    client.cookies["h"] = "whatever-it-says"

    assert client.get("/help/").status_code == 200


def test_an_area_nobody_knows_shows_everybodys_page(folder):
    folder.mkdir()
    (folder / "index.html").write_text("everybody's page")

    assert page("/help/atlantis/") == "everybody's page"


def test_every_area_gets_a_page_and_everybody_one(published):
    assert {path.name for path in published.iterdir()} == {
        "index.html", "leeds.html", "hull.html",
    }  # fmt: skip


def test_the_urgent_number_comes_first_and_dials(published):
    said = page("/help/")

    assert said.index('href="tel:999"') < said.index('href="tel:116123"')
    assert "Relay: 18001 116 123" in said
    assert "Checked on 1 February 2026" in said


def test_lines_of_an_area_are_on_its_page_only(published):
    assert "The sanctuary" in page("/help/leeds/")
    assert "The sanctuary" not in page("/help/hull/")
    assert "The sanctuary" not in page("/help/")


def test_only_numbers_are_dialled(published):
    assert "javascript:" not in page("/help/leeds/")


def test_the_page_leads_away_and_to_other_areas(published):
    said = page("/help/leeds/")

    assert 'href="/leave/"' in said
    assert 'href="/help/hull/"' in said
    assert "<title>Notices</title>" in said


def test_an_area_that_is_gone_takes_its_page_along(published):
    Locality.objects.filter(slug="hull").update(slug="east")

    publish_help_now(published)

    assert not (published / "hull.html").exists()
    assert (published / "east.html").exists()


def test_a_page_is_replaced_whole(published, monkeypatch):
    before = (published / "index.html").read_text()

    def torn(page: object) -> str:
        raise OSError("the disk is full")

    monkeypatch.setattr("hearthside.workflows.publish_help_now.words", torn)
    with pytest.raises(OSError, match="full"):
        publish_help_now(published)

    assert (published / "index.html").read_text() == before
