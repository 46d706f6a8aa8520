"""A restore that nobody could hold a record after: two people name a lead first."""

from __future__ import annotations

from argparse import ArgumentParser

import pytest

from hearthside.cli import restore
from hearthside.core import trail
from hearthside.core.actor import Machine, Role
from hearthside.groups import giving_roles, roles
from hearthside.people import leaving
from hearthside.people.leaving import Gone
from hearthside.people.models import Person
from hearthside.safety.handing import CannotHandOver
from hearthside.safety.models import Record
from hearthside.workflows import forget_me
from hearthside.workflows.stand_in import CannotStandIn, StandIn, stand_in
from tests.cast import NOON, make_person


@pytest.fixture
def going(sol, scene) -> list[Gone]:
    """Sol holds an open record, leads alone, and asked to be forgotten since."""
    Record.objects.create(
        locality=scene.leeds, kind="adult", opened_at=NOON, held_by_id=sol.person_id,
        held_since=NOON, review_on=NOON.date(),
    )  # fmt: skip
    mark = Person.objects.get(id=sol.person_id).mark
    return [Gone(leaving.blind(mark), NOON, True)]


def test_two_people_name_a_lead_and_the_record_is_held(going, sol, fern, olu):
    with pytest.raises(CannotHandOver, match="--lead NAME --agreed-by NAME"):
        forget_me.forget_again(going, now=NOON)

    stand_in(StandIn("Fern", "Olu"), forgotten=going, now=NOON)
    forget_me.forget_again(going, now=NOON)

    assert Record.objects.get().held_by_id == fern.person_id
    assert roles.leads() == [fern.person_id]
    assert "machine:restore" in {line.by for line in trail.latest()}


@pytest.mark.parametrize(
    ("lead", "agreed_by", "why"),
    [
        ("Fern", "Fern", "Two people decide"),
        ("Fern", "", "Nobody of that name"),
        ("Nobody", "Olu", "Nobody of that name"),
        ("Sol", "Olu", "who stay"),
        ("Fern", "Sol", "who stay"),
        ("Fern", "Passer", "have to help"),
        ("Passer", "Olu", "have to help"),
    ],
)
def test_not_just_anybody_names_a_lead(lead, agreed_by, why, going, fern, olu):
    make_person("Passer")

    with pytest.raises(CannotStandIn, match=why):
        stand_in(StandIn(lead, agreed_by), forgotten=going, now=NOON)
    assert len(roles.leads()) == 1


def test_where_another_lead_is_there_nobody_is_made_one(going, fern, olu, scene):
    other = make_person("Sia")
    giving_roles.begin(
        Machine("test"), person_id=other.pk, role=Role.LEAD, group_id=None,
        locality_id=None, ends_at=None, now=NOON,
    )  # fmt: skip

    stand_in(StandIn("Fern", "Olu"), forgotten=going, now=NOON)

    assert fern.person_id not in roles.leads()


def test_the_command_takes_both_words():
    parser = ArgumentParser()
    restore.add_to(parser.add_subparsers())
    args = parser.parse_args(
        ["restore", "x.age", "--lead", "Fern", "--agreed-by", "Olu"]
    )

    assert restore._named(args) == StandIn("Fern", "Olu")
    assert restore._named(parser.parse_args(["restore", "x.age"])) is None
