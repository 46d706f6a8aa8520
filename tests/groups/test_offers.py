"""A role held out: taken once, in time, while whoever made it may; a lead by two people."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest
from django.db import connection

from hearthside.core.actor import Actor, Grant, Role
from hearthside.core.refusals import NotFound
from hearthside.groups import ending, offers, roles
from hearthside.groups.models import RoleOffer
from hearthside.groups.offers import LASTS, CannotOffer, CannotTakeRole
from hearthside.groups.roles import grants_of
from hearthside.people.signing_in import suspend
from tests.cast import NOON, _role, make_person
from tests.racing import at_once, where_threads_may_meet


@pytest.fixture
def held(olu, scene):
    return offers.invite(
        olu, role=Role.FACILITATOR, group_id=scene.tuesday.pk, now=NOON
    )


def test_whoever_is_handed_the_code_takes_the_role(held, newcomer, scene):
    assert offers.held_out(held.code, now=NOON).role is Role.FACILITATOR

    assert offers.take(newcomer, code=held.code, now=NOON)

    assert grants_of(newcomer.person_id) == {Grant(Role.FACILITATOR, scene.tuesday.pk)}


def test_d2_a_code_works_once(held, newcomer, bo):
    offers.take(newcomer, code=held.code, now=NOON)

    with pytest.raises(NotFound):
        offers.take(bo, code=held.code, now=NOON)
    with pytest.raises(NotFound):
        offers.held_out(held.code, now=NOON)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_d7_many_people_with_one_code_are_one_facilitator(scene, olu, tmp_path):
    held = offers.invite(
        olu, role=Role.FACILITATOR, group_id=scene.tuesday.pk, now=NOON
    )
    people = [Actor(make_person(f"Guest {number}").pk) for number in range(16)]

    with where_threads_may_meet(tmp_path):
        refusals = at_once(
            [partial(offers.take, who, code=held.code, now=NOON) for who in people]
        )
        those = roles.facilitators_of([scene.tuesday.pk])[scene.tuesday.pk]

    assert len(those) == 1
    assert refusals.count(None) == 1


def test_a_code_runs_out(held, newcomer):
    with pytest.raises(NotFound):
        offers.take(newcomer, code=held.code, now=NOON + LASTS)


def test_a_code_taken_back_opens_nothing(held, newcomer, olu):
    offers.withdraw(olu, public_id=held.public_id, now=NOON)

    with pytest.raises(NotFound):
        offers.take(newcomer, code=held.code, now=NOON)


def test_a_code_opens_nothing_once_its_maker_has_lost_the_right(held, newcomer, olu):
    ending.end(
        olu,
        person_id=olu.person_id,
        role=Role.COORDINATOR,
        group_id=None,
        locality_id=next(iter(olu.grants)).locality_id,
        verb=roles.Verb.STEP_BACK,
        now=NOON,
    )

    with pytest.raises(NotFound):
        offers.take(newcomer, code=held.code, now=NOON)


def test_a_code_of_somebody_suspended_opens_nothing(held, newcomer, olu):
    suspend(person_id=olu.person_id, now=NOON)

    with pytest.raises(NotFound):
        offers.held_out(held.code, now=NOON)


def test_a4_a_code_used_before_a_role_was_taken_back_does_not_bring_it_back(
    held, newcomer, olu, scene
):
    offers.take(newcomer, code=held.code, now=NOON)
    roles.take_back(
        olu,
        person_id=newcomer.person_id,
        role=Role.FACILITATOR,
        group_id=scene.tuesday.pk,
        now=NOON,
    )

    with pytest.raises(NotFound):
        offers.take(newcomer, code=held.code, now=NOON)
    assert not grants_of(newcomer.person_id)


def test_a_code_reads_the_same_however_it_is_typed(held, newcomer):
    typed = f" {held.code.upper().replace('-', ' ')} "

    assert offers.take(newcomer, code=typed, now=NOON)


@pytest.mark.parametrize("code", ["", "nothing", "2222-2222-2222-2222-2222", "-" * 99])
def test_a_guess_is_nobodys(held, newcomer, code):
    with pytest.raises(NotFound):
        offers.take(newcomer, code=code, now=NOON)


def test_a_code_is_sealed_at_rest(held):
    with connection.cursor() as cursor:
        cursor.execute("SELECT code, code_hash FROM groups_roleoffer")
        ((code, code_hash),) = cursor.fetchall()

    assert held.code not in code + code_hash
    assert code.startswith("s1.")


def test_only_whoever_made_it_reads_the_code(held, olu, hal, una):
    assert [one.code for one in offers.waiting(olu, now=NOON)] == [held.code]
    assert [one.code for one in offers.waiting(hal, now=NOON)] == [""]
    assert offers.waiting(una, now=NOON) == []


def test_only_those_who_see_it_take_it_back(held, una, newcomer):
    for stranger in (una, newcomer):
        with pytest.raises(NotFound):
            offers.withdraw(stranger, public_id=held.public_id, now=NOON)


@pytest.mark.parametrize("who", ["una", "fern", "amira", "sol", "eve"])
def test_nobody_holds_out_what_they_cannot_give(who, scene, request):
    actor = request.getfixturevalue(who)
    with pytest.raises(NotFound):
        offers.invite(actor, role=Role.FACILITATOR, group_id=scene.tuesday.pk, now=NOON)
    with pytest.raises(NotFound):
        offers.invite(actor, role=Role.HOST, now=NOON)
    with pytest.raises(NotFound):
        offers.invite(actor, role=Role.MEMBER, group_id=scene.tuesday.pk, now=NOON)


def test_so_many_wait_and_no_more(olu, scene):
    for _ in range(offers.MOST_WAITING):
        offers.invite(olu, role=Role.FACILITATOR, group_id=scene.tuesday.pk, now=NOON)

    with pytest.raises(CannotOffer):
        offers.invite(olu, role=Role.FACILITATOR, group_id=scene.tuesday.pk, now=NOON)


# -- a safeguarding lead


def test_a_lead_is_proposed_by_one_and_agreed_by_another(hal, sol, olu):
    held = offers.propose(hal, person_id=olu.person_id, now=NOON)
    assert olu.person_id not in roles.leads()

    assert offers.confirm(sol, public_id=held.public_id, now=NOON) == olu.person_id

    assert olu.person_id in roles.leads()


def test_neither_who_proposed_nor_who_is_proposed_agrees(hal, sol, eve, scene):
    held = offers.propose(hal, person_id=eve.person_id, now=NOON)
    other = _role(make_person("Hob"), Role.HOST)
    mine = offers.propose(sol, person_id=other.person_id, now=NOON)

    with pytest.raises(CannotOffer):
        offers.confirm(hal, public_id=held.public_id, now=NOON)
    with pytest.raises(CannotOffer):
        offers.confirm(other, public_id=mine.public_id, now=NOON)
    with pytest.raises(CannotOffer):
        offers.propose(hal, person_id=hal.person_id, now=NOON)
    assert roles.leads() == [sol.person_id]


@pytest.mark.parametrize("who", ["olu", "fern", "amira", "eve"])
def test_nobody_else_proposes_or_agrees(who, hal, sol, otto, request):
    actor = request.getfixturevalue(who)
    held = offers.propose(hal, person_id=otto.person_id, now=NOON)

    with pytest.raises(NotFound):
        offers.propose(actor, person_id=otto.person_id, now=NOON)
    with pytest.raises(NotFound):
        offers.confirm(actor, public_id=held.public_id, now=NOON)


def test_d6_an_invited_lead_waits_for_the_second_person(hal, sol, newcomer):
    held = offers.invite(hal, role=Role.LEAD, now=NOON)

    assert not offers.take(newcomer, code=held.code, now=NOON)
    assert newcomer.person_id not in roles.leads()

    offers.confirm(sol, public_id=held.public_id, now=NOON)
    assert newcomer.person_id in roles.leads()


def test_nobody_takes_their_own_invitation_to_be_a_lead(hal, sol):
    held = offers.invite(hal, role=Role.LEAD, now=NOON)

    with pytest.raises(CannotTakeRole):
        offers.take(hal, code=held.code, now=NOON)


def test_an_invitation_nobody_took_cannot_be_agreed_to(hal, sol):
    held = offers.invite(hal, role=Role.LEAD, now=NOON)

    with pytest.raises(NotFound):
        offers.confirm(sol, public_id=held.public_id, now=NOON)


def test_a_proposal_dies_with_the_right_to_make_it(hal, sol, olu):
    _role(make_person("Hob"), Role.HOST)
    held = offers.propose(hal, person_id=olu.person_id, now=NOON)
    roles.take_back(sol, person_id=hal.person_id, role=Role.HOST, now=NOON)

    with pytest.raises(NotFound):
        offers.confirm(sol, public_id=held.public_id, now=NOON)


def test_whoever_holds_it_already_is_told_so(held, fern):
    with pytest.raises(CannotTakeRole):
        offers.take(fern, code=held.code, now=NOON)
    assert offers.held_out(held.code, now=NOON)


def test_what_ran_out_is_forgotten(held):
    offers.forget(now=NOON + LASTS + offers.KEPT_FOR)
    assert RoleOffer.objects.count() == 1

    offers.forget(now=NOON + LASTS + offers.KEPT_FOR + timedelta(seconds=1))
    assert RoleOffer.objects.count() == 0
