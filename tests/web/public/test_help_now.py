from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from django.test import Client

from hearthside.organisation import crisis_lines, help_files
from hearthside.organisation.crisis_lines import Line
from hearthside.organisation.models import CrisisLine, Locality, Organisation
from hearthside.workflows.publish_help_now import LinesAltered, publish_help_now

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
    page_of_leeds = help_files.marked(b"the page of Leeds", name="leeds")
    (folder / "leeds.html").write_bytes(page_of_leeds)

    assert page("/help/leeds/").startswith("the page of Leeds")


def test_somebody_signed_in_needs_no_database_either(folder):
    client = Client()
    client.cookies["h"] = "whatever-it-says"

    assert client.get("/help/").status_code == 200


def test_an_area_nobody_knows_shows_everybodys_page(folder):
    folder.mkdir()
    everybodys = help_files.marked(b"everybody's page", name="index")
    (folder / "index.html").write_bytes(everybodys)

    assert page("/help/atlantis/").startswith("everybody's page")


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


def test_a_number_changed_in_the_database_is_never_shown(published):
    CrisisLine.objects.filter(name="Samaritans").update(
        dial="tel:09001234567", display="0900 123 4567"
    )

    with pytest.raises(LinesAltered):
        publish_help_now(published)
    assert "116 123" in page("/help/")
    assert "0900" not in page("/help/")
    assert "Samaritans" not in [line.name for line in crisis_lines.lines_for(None)]


def test_a_line_put_in_or_taken_away_in_the_database_is_seen(published):
    CrisisLine.objects.filter(name="Samaritans").delete()

    with pytest.raises(LinesAltered):
        publish_help_now(published)
    assert "116 123" in page("/help/")


def test_our_own_next_change_does_not_hide_what_somebody_took_away(published):
    CrisisLine.objects.filter(name="Samaritans").delete()
    crisis_lines.add_line(replace(SAMARITANS, name="Another"))

    assert not crisis_lines.health(today=date(2026, 2, 2)).is_whole


def test_a_number_changed_in_a_file_is_never_shown(published):
    file = published / "leeds.html"
    file.write_bytes(file.read_bytes().replace(b"tel:116123", b"tel:0900123"))

    assert "0900" not in page("/help/leeds/")
    assert 'href="tel:116123"' in page("/help/leeds/")


def test_one_page_cannot_stand_in_for_another(published):
    (published / "hull.html").write_bytes((published / "leeds.html").read_bytes())

    assert "The sanctuary" not in page("/help/hull/")


def test_a_house_whose_secret_was_changed_still_knows_its_lines(published, settings):
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another secret that is long enough for anybody"

    publish_help_now(published)

    assert "116 123" in page("/help/")


def test_every_way_to_reach_a_line_is_there(scene, folder):
    crisis_lines.add_line(
        replace(
            SAMARITANS, text_display="88247", text_dial="sms:88247",
            relay_display="18001 116 123", relay_dial="tel:18001116123",
            sign_url="https://sign.example.org/", languages="en cy",
            opens="mon-fri 09:00-18:00", zone="Europe/London",
        )
    )  # fmt: skip
    publish_help_now(folder)
    said = page("/help/")

    assert 'href="sms:88247"' in said
    assert 'href="tel:18001116123"' in said
    assert 'href="https://sign.example.org/"' in said
    assert "Languages: English, Welsh." in said
    assert 'data-opens="0:540-1080 1:540-1080' in said
    assert 'data-zone="Europe/London"' in said


def test_without_scripts_nothing_says_open_now(published):
    assert "Open now" not in re.sub(r"<body[^>]*>", "", page("/help/"))


def test_a_house_in_another_country_begins_with_the_numbers_there(scene, folder):
    Organisation.objects.filter(id=1).update(country="IE")
    publish_help_now(folder)
    said = page("/help/")

    assert said.index('href="tel:112"') < said.index('href="tel:116123"')
    assert said.index('href="tel:116123"') < said.index('href="tel:999"')


def test_a_country_nobody_wrote_down_still_has_a_number(scene, folder):
    Organisation.objects.filter(id=1).update(country="XK")
    publish_help_now(folder)

    assert 'href="tel:112"' in page("/help/")


def test_a_visitor_of_another_country_finds_theirs(published):
    said = page("/help/leeds/")

    for dial in ("tel:112", "tel:911", "tel:988", "tel:000", "tel:131114", "tel:1737"):
        assert f'href="{dial}"' in said


def test_a_line_of_the_charity_for_another_country_stands_there(scene, folder):
    crisis_lines.add_line(replace(SAMARITANS, name="Our friends", country="IE"))
    publish_help_now(folder)
    said = page("/help/")

    assert said.index("Ireland") < said.index("Our friends")


def test_k8_a_line_of_our_own_for_another_country_has_every_way_to_reach_it(
    scene, folder
):
    away = replace(
        SAMARITANS,
        name="Across the water",
        country="IE",
        text_display="Text HELLO to 50808",
        text_dial="sms:50808",
        relay_display="18001 116 123",
        relay_dial="tel:18001116123",
    )
    crisis_lines.add_line(away)
    crisis_lines.add_line(replace(away, name="Far away", country="FR"))
    publish_help_now(folder)
    words = page("/help/")

    for name in ("Across the water", "Far away"):
        there = words[words.index(name) :].split("</details>")[0]
        assert 'href="sms:50808"' in there
        assert 'href="tel:18001116123"' in there
        assert "Checked on 1 February 2026 (samaritans.org)." in there
    assert "We have not rung" not in words[words.index("Far away") :].split("</li>")[0]


def test_k8_whoever_types_has_a_way_to_emergency_help(scene, folder):
    publish_help_now(folder)
    words = page("/help/")

    assert 'href="sms:999"' in words
    assert 'href="tel:106"' in words
