"""K10: a report goes round whomever it may be about, everywhere."""

from __future__ import annotations

import pytest

from hearthside.core import trail
from hearthside.core.actor import Grant, Role, Visitor
from hearthside.core.models import Letter
from hearthside.core.refusals import NotFound
from hearthside.groups.models import RoleHeld
from hearthside.people.models import Person
from hearthside.safety import reading
from hearthside.safety.models import Report
from hearthside.safety.readers import how_many_wait
from hearthside.workflows import what_is_wrong
from hearthside.workflows.answer_a_report import own_places
from hearthside.workflows.read_the_trail import latest_for
from hearthside.workflows.say_something_is_wrong import Desk, readers_of
from tests.cast import NOON, _role, make_person
from tests.safety.report_scene import more, row_of, say, say_name


def sees(actor, made) -> bool:
    own = own_places(actor)
    public_id = row_of(made).public_id
    listed = public_id in {one.public_id for one in reading.waiting(actor, own)}
    counted = how_many_wait(actor, own) > 0
    try:
        reading.sheet(actor, own, public_id=public_id, now=NOON)
        shown = True
    except NotFound:
        shown = False
    assert listed == counted == shown
    return shown


def also(actor, role, *, locality=None, group=None):
    """Give somebody one more role."""
    RoleHeld.objects.create(
        person_id=actor.person_id, role=role, locality=locality, group=group,
        given_at=NOON,
    )  # fmt: skip
    grant = Grant(role, group.pk if group else None, locality.pk if locality else None)
    return type(actor)(actor.person_id, actor.grants | {grant}, True)


def test_k10_about_a_facilitator_goes_to_the_lead_and_round_the_coordinator(
    scene, amira, fern, olu, sol
):
    made = say(amira, scene, "leader")

    assert sees(sol, made)
    assert not sees(olu, made)


def test_k10_a_facilitator_who_also_leads_does_not_see_it(scene, amira, fern, sol):
    both = also(fern, Role.LEAD)
    made = say(amira, scene, "leader")

    assert sees(sol, made)
    assert not sees(both, made)


def test_k10_about_a_coordinator_goes_round_them(scene, amira, olu, sol):
    both = also(olu, Role.LEAD)
    made = say(amira, scene, "coordinator")

    assert sees(sol, made)
    assert not sees(both, made)


def test_k10_about_one_of_two_leads_goes_to_the_other(scene, amira, sol, hal):
    sky = _role(make_person("Sky"), Role.LEAD)
    where = what_is_wrong.find(amira, kind="house", pointer="", now=NOON)
    kind = next(
        one
        for one in what_is_wrong.kinds(where)
        if one.startswith("lead-") and what_is_wrong.lead_of(one) == sol.person_id
    )
    made = say(amira, scene, kind, at="house")

    assert sees(sky, made)
    assert not sees(sol, made)
    with pytest.raises(NotFound):
        reading.sheet(hal, [], public_id=row_of(made).public_id, now=NOON)


def test_k10_about_the_only_lead_goes_to_the_host(scene, amira, sol, hal):
    made = say(amira, scene, "lead")

    assert sees(hal, made)
    assert not sees(sol, made)


def test_k10_with_nobody_left_the_page_says_so(scene, amira, sol):
    where = what_is_wrong.find(amira, kind="house", pointer="", now=NOON)
    everything = also(sol, Role.HOST)
    about = what_is_wrong.thing(where, kind="lead")

    assert readers_of(about).desk is Desk.NOBODY
    assert not sees(everything, say(amira, scene, "lead"))


def test_k10_a_coordinator_who_comes_under_a_name_does_not_read_about_it(
    scene, amira, bo, olu, sol
):
    RoleHeld.objects.create(
        person_id=bo.person_id, role=Role.COORDINATOR, locality=scene.leeds,
        given_at=NOON,
    )  # fmt: skip
    both = type(bo)(
        bo.person_id, bo.grants | {Grant(Role.COORDINATOR, None, scene.leeds.pk)}, True
    )
    made = say_name(amira, scene, "Bo")

    assert sees(olu, made)
    assert not sees(both, made)


def test_k10_an_evening_is_not_read_by_whoever_led_it(scene, amira, fern, olu):
    both = also(fern, Role.COORDINATOR, locality=scene.leeds)
    made = say(amira, scene, "evening")

    assert sees(olu, made)
    assert not sees(both, made)


def test_k10_they_are_not_written_to(scene, amira, fern, olu, sol):
    for who in (fern, sol):
        Person.objects.filter(id=who.person_id).update(email=f"{who.person_id}@e.org")
    also(fern, Role.LEAD)
    say(amira, scene, "leader")

    assert {letter.person_id for letter in Letter.objects.all()} == {sol.person_id}


def test_k10_the_trail_does_not_show_them_either(scene, amira, fern, sol):
    both = also(fern, Role.LEAD)
    made = say(amira, scene, "leader")
    reading.open_report(sol, [], public_id=row_of(made).public_id, now=NOON)
    what = f"report:{made.id}"

    assert what in {line.what for line in trail.latest()}
    assert what in {line.what for line in latest_for(sol)}
    assert what not in {line.what for line in latest_for(both)}


def test_k10_when_it_goes_to_a_name_later_it_leaves_their_desk(scene, amira, olu):
    made = say(amira, scene, "name")
    assert sees(olu, made)
    seat = type(olu)(olu.person_id, olu.grants, True)
    Report.objects.filter(pk=made.id).get().concerned.create(
        person_id=olu.person_id, is_subject=True
    )

    assert not sees(seat, made)


def test_saying_it_leaves_no_line_of_who_on_the_trail(scene, amira):
    made = say(amira, scene, "evening")
    more(amira, made)

    assert f"report:{made.id}" not in {line.what for line in trail.latest()}


def test_a_visitor_is_not_told_who_leads(scene, sol):
    _role(make_person("Sky"), Role.LEAD)
    where = what_is_wrong.find(Visitor(), kind="house", pointer="", now=NOON)

    assert "lead" in what_is_wrong.kinds(where)
    assert not any(one.startswith("lead-") for one in what_is_wrong.kinds(where))
