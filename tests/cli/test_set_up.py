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
