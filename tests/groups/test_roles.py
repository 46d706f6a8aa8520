"""Giving a role, taking it back, stepping back, and what can never be none."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest

from hearthside.core.actor import Actor, Grant, Machine, Role
from hearthside.core.models import RightsChanged, TrailEntry
from hearthside.core.refusals import NotFound
from hearthside.groups import ending, giving_roles, roles
from hearthside.groups.ending import CannotEnd
from hearthside.groups.giving_roles import CannotGive
from hearthside.groups.models import RoleHeld
from hearthside.groups.roles import grants_of
from hearthside.people.signing_in import suspend
from tests.cast import NOON, _role, make_person
from tests.racing import at_once, where_threads_may_meet

TERMINAL = Machine("host")


def give(actor, person, role, scene, *, group=None, at=None, ends_at=None):
    giving_roles.give(
        actor,
        person_id=person.person_id,
        role=role,
        group_id=group.pk if group else None,
        locality_id=at.pk if at else None,
        ends_at=ends_at,
        now=NOON,
    )


def test_a_coordinator_gives_a_facilitator_to_a_group_of_theirs(olu, newcomer, scene):
    give(olu, newcomer, Role.FACILITATOR, scene, group=scene.tuesday)

    assert grants_of(newcomer.person_id) == {Grant(Role.FACILITATOR, scene.tuesday.pk)}
    assert TrailEntry.objects.get().what == f"person:{newcomer.person_id}"
    assert RightsChanged.objects.get().person_id == newcomer.person_id


@pytest.mark.parametrize("who", ["una", "fern", "amira", "outsider", "sol", "eve"])
def test_nobody_else_gives_one_there(who, newcomer, scene, request):
    with pytest.raises(NotFound):
        give(
            request.getfixturevalue(who),
            newcomer,
            Role.FACILITATOR,
            scene,
            group=scene.tuesday,
        )


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.EVALUATOR, Role.HOST])
def test_a_coordinator_gives_nothing_that_reaches_further(olu, newcomer, scene, role):
    with pytest.raises(NotFound):
        give(olu, newcomer, role, scene, at=scene.leeds)


def test_no_one_person_makes_a_lead(hal, sol, newcomer, scene):
    with pytest.raises(CannotGive, match="Two people decide"):
        give(hal, newcomer, Role.LEAD, scene)
    with pytest.raises(NotFound):
        give(sol, newcomer, Role.LEAD, scene)
    with pytest.raises(CannotGive, match="Two people decide"):
        give(TERMINAL, newcomer, Role.LEAD, scene)


def test_the_first_lead_of_a_house_is_given_at_the_terminal(newcomer, scene):
    give(TERMINAL, newcomer, Role.LEAD, scene)

    assert roles.leads() == [newcomer.person_id]


def test_a_role_given_twice_is_one(hal, newcomer, scene):
    for _ in range(2):
        give(hal, newcomer, Role.EVALUATOR, scene)

    assert RoleHeld.objects.filter(person_id=newcomer.person_id).count() == 1


def test_a_role_taken_back_is_gone_from_the_next_request_on(olu, fern, scene):
    roles.take_back(
        olu,
        person_id=fern.person_id,
        role=Role.FACILITATOR,
        group_id=scene.tuesday.pk,
        now=NOON,
    )

    assert grants_of(fern.person_id) == frozenset()
    with pytest.raises(NotFound):
        roles.take_back(
            olu,
            person_id=fern.person_id,
            role=Role.FACILITATOR,
            group_id=scene.tuesday.pk,
            now=NOON,
        )


@pytest.mark.parametrize("who", ["una", "otto", "amira", "eve"])
def test_nobody_elsewhere_takes_it_back(who, fern, scene, request):
    with pytest.raises(NotFound):
        roles.take_back(
            request.getfixturevalue(who),
            person_id=fern.person_id,
            role=Role.FACILITATOR,
            group_id=scene.tuesday.pk,
            now=NOON,
        )


@pytest.mark.parametrize("who", ["sol", "hal"])
def test_a_lead_and_a_host_take_any_role_back(who, olu, scene, request):
    roles.take_back(
        request.getfixturevalue(who),
        person_id=olu.person_id,
        role=Role.COORDINATOR,
        locality_id=scene.leeds.pk,
        now=NOON,
    )

    assert grants_of(olu.person_id) == frozenset()


def test_a_coordinator_takes_no_other_coordinator_away(olu, scene):
    wren = _role(make_person("Wren"), Role.COORDINATOR, at=scene.leeds)

    with pytest.raises(NotFound):
        roles.take_back(
            olu,
            person_id=wren.person_id,
            role=Role.COORDINATOR,
            locality_id=scene.leeds.pk,
            now=NOON,
        )


@pytest.mark.parametrize("role", [Role.LEAD, Role.HOST])
def test_the_last_one_cannot_be_taken_nor_step_back(role, sol, hal):
    last = {Role.LEAD: sol, Role.HOST: hal}[role]
    by = {Role.LEAD: hal, Role.HOST: sol}[role]

    with pytest.raises(CannotEnd, match="Another takes it on first"):
        roles.take_back(by, person_id=last.person_id, role=role, now=NOON)
    with pytest.raises(CannotEnd, match="Another takes it on first"):
        ending.step_back(last, role=role, group_id=None, locality_id=None, now=NOON)


@pytest.mark.parametrize("role", [Role.LEAD, Role.HOST])
def test_somebody_who_may_not_sign_in_does_not_count_as_another(role, sol, hal):
    last = {Role.LEAD: sol, Role.HOST: hal}[role]
    other = _role(make_person("Sid"), role)
    suspend(person_id=other.person_id, now=NOON)

    with pytest.raises(CannotEnd):
        ending.step_back(last, role=role, group_id=None, locality_id=None, now=NOON)


def test_one_of_two_leads_steps_back(sol):
    _role(make_person("Sid"), Role.LEAD)

    ending.step_back(sol, role=Role.LEAD, group_id=None, locality_id=None, now=NOON)

    assert sol.person_id not in roles.leads()


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_of_two_leads_who_step_back_at_once_one_stays(sol, tmp_path):
    sid = _role(make_person("Sid"), Role.LEAD)

    def back(who: Actor) -> object:
        return partial(
            ending.step_back,
            who,
            role=Role.LEAD,
            group_id=None,
            locality_id=None,
            now=NOON,
        )

    with where_threads_may_meet(tmp_path):
        refusals = at_once([back(sol), back(sid)])
        left = len(roles.leads())

    assert left == 1
    assert [type(no) for no in refusals if no] == [CannotEnd]


def test_a_role_is_over_when_its_day_is(hal, newcomer, scene):
    until = NOON + timedelta(days=3)
    give(hal, newcomer, Role.EVALUATOR, scene, ends_at=until)
    one = newcomer.person_id

    assert grants_of(one, now=until - timedelta(seconds=1))
    # A gate does not believe it any more, even before the clock came by.
    assert not grants_of(one, now=until)
    assert ending.end_due(now=until - timedelta(seconds=1)) == []
    assert [over.person_id for over in ending.end_due(now=until)] == [one]
    assert not grants_of(one)


@pytest.mark.parametrize("role", [Role.HOST])
def test_a_role_that_can_never_be_none_has_no_last_day(hal, newcomer, scene, role):
    with pytest.raises(CannotGive, match="no last day"):
        give(hal, newcomer, role, scene, ends_at=NOON + timedelta(days=1))
