import argparse

import pytest

from hearthside.cli import set_up
from hearthside.core.actor import Grant, Role
from hearthside.groups.roles import grants_of
from hearthside.organisation.wording import areas, the_house
from tests.cast import make_person


def run(*words):
    parser = argparse.ArgumentParser()
    set_up.add_to(parser.add_subparsers())
    args = parser.parse_args(words)
    return args.run(args)


def test_the_charity_gets_its_own_name_and_keeps_the_rest(scene):
    assert run("set-up", "--name", "Quayside", "--zone", "Europe/Dublin") == 0

    house = the_house()
    assert (house.name, house.zone, house.tab_title) == (
        "Quayside", "Europe/Dublin", "Notices",
    )  # fmt: skip


def test_what_a_newcomer_reads_first_is_kept(scene):
    assert run("set-up", "--what-it-is", "An evening in a warm room.") == 0

    assert the_house().what_it_is == "An evening in a warm room."


def test_an_area_is_kept_with_its_middle(scene):
    assert run("area", "Leeds North", "--near", "Leeds") == 0

    kept = next(area for area in areas() if area.slug == "leeds-north")
    assert round(kept.latitude, 1) == 53.8


def test_a_coordinator_is_made(scene):
    person = make_person("Olu")

    assert run("give", "coordinator", "Olu", "--area", "leeds") == 0

    assert grants_of(person.pk) == {Grant(Role.COORDINATOR, None, scene.leeds.pk)}


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("set-up", "--what-happens", "x" * 201), "200 letters at most"),
        (("give", "host", "Nobody"), "They sign up first"),
        (("give", "coordinator", "Olu"), "Choose the locality"),
        (("give", "coordinator", "Olu", "--area", "york"), "no locality called 'york'"),
        (("area", "York", "--near", "Nowhere"), "no town called 'Nowhere'"),
    ],
)
def test_what_cannot_be_done_is_said(scene, words, sentence, capsys):
    make_person("Olu")

    assert run(*words) == 1
    assert sentence in capsys.readouterr().err


def test_when_reports_are_read_is_kept(scene):
    hours = ("--reports-read", "Mon-Fri 09:00-18:00", "--reports-closed", "2026-12-25")
    assert run("set-up", *hours, "--second-reader", "Ruth Adair") == 0

    house = the_house()
    assert (house.reports_days, house.reports_closed_on) == ("01234", ("2026-12-25",))
    assert house.second_reader == "Ruth Adair"


def test_hours_nobody_can_read_are_said(scene, capsys):
    assert run("set-up", "--reports-read", "always") == 1

    assert "Write the hours like" in capsys.readouterr().err
