"""My part here: taking a role by its code, stepping back, and what others did."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.test import Client

from hearthside.core.actor import Role
from hearthside.groups import giving_roles, offers, roles
from hearthside.groups.roles import grants_of
from hearthside.meetings import certificates
from hearthside.meetings.certificates import Paper
from tests.cast import NOON, _role, make_person, signed_in

MINE, STEP, CODE, LOG = (
    "/mine/roles/",
    "/mine/roles/step-back/",
    "/mine/roles/code/",
    "/mine/what-was-done/",
)


@pytest.fixture(autouse=True)
def clock(scene, at_noon):
    cache.clear()


@pytest.fixture
def held(olu, scene):
    return offers.invite(
        olu, role=Role.FACILITATOR, group_id=scene.tuesday.pk, now=NOON
    )


def test_d1_looking_at_the_link_takes_nothing(held, newcomer):
    client = signed_in(newcomer)
    for ask in (client.get, client.head, client.get):
        assert ask(f"{MINE}{held.code}/").status_code == 200

    page = client.get(f"{MINE}{held.code}/").content.decode()
    assert "Facilitates Tuesday circle, Headingley" in page
    assert "<bdi>Olu</bdi> asks you" in page
    assert not grants_of(newcomer.person_id)


def test_saying_yes_takes_it_once(held, newcomer, bo):
    address = f"{MINE}{held.code}/"

    assert signed_in(newcomer).post(address).status_code == 302

    assert roles.facilitates(newcomer.person_id)
    assert signed_in(bo).get(address).status_code == 404
    assert signed_in(bo).post(address).status_code == 404


def test_a11_nothing_else_that_is_sent_makes_the_role_another(held, newcomer, scene):
    signed_in(newcomer).post(
        f"{MINE}{held.code}/",
        {"role": "host", "group": scene.elsewhere.pk, "person": "1"},
    )

    (grant,) = grants_of(newcomer.person_id)
    assert (grant.role, grant.group_id) == (Role.FACILITATOR, scene.tuesday.pk)


def test_a_visitor_signs_in_first_and_comes_back_to_it(held):
    answer = Client().get(f"{MINE}{held.code}/")

    assert answer.status_code == 302
    assert answer.url.startswith("/account/login/?next=")


def test_a_typed_code_leads_to_what_it_holds_out(held, newcomer):
    answer = signed_in(newcomer).post(CODE, {"code": held.code.upper()})

    assert answer.url == f"{MINE}{held.code}/"


def test_a_wrong_code_is_kept_with_a_kind_sentence(newcomer):
    answer = signed_in(newcomer).post(CODE, {"code": "abcd-efgh"})

    page = answer.content.decode()
    assert answer.status_code == 400
    assert "That code is used, or has run out. Ask for a new one." in page
    assert 'value="abcd-efgh"' in page


def test_codes_are_not_guessed_at(newcomer):
    client = signed_in(newcomer)
    for _ in range(20):
        assert client.post(CODE, {"code": "abcd"}).status_code == 400

    assert client.post(CODE, {"code": "abcd"}).status_code == 429


def test_a_role_is_given_up_in_one_step(fern, scene):
    page = signed_in(fern).get(MINE).content.decode()
    assert "Facilitates Tuesday circle, Headingley" in page

    signed_in(fern).post(STEP, {"part": f"facilitator:{scene.tuesday.public_id}"})

    assert not grants_of(fern.person_id)


def test_the_only_host_is_told_why_they_cannot(hal):
    page = signed_in(hal).get(MINE).content.decode()
    assert "This is the only host." in page

    answer = signed_in(hal).post(STEP, {"part": "host:"})

    assert answer.status_code == 409
    assert roles.hosts() == [hal.person_id]


def test_nobody_gives_up_the_role_of_another(fern, olu, scene):
    answer = signed_in(olu).post(
        STEP, {"part": f"facilitator:{scene.tuesday.public_id}"}
    )

    assert answer.status_code == 409
    assert roles.facilitates(fern.person_id)


# -- what others did (O6)


def log_of(actor) -> str:
    return signed_in(actor).get(LOG).content.decode()


def test_o6_what_somebody_with_a_role_did_stands_in_my_own_log(olu, fern, scene):
    certificates.note(
        olu,
        Paper("First aid", NOON.date(), None),
        person_id=fern.person_id,
        today=NOON.date(),
        now=NOON,
    )
    roles.take_back(
        olu,
        person_id=fern.person_id,
        role=Role.FACILITATOR,
        group_id=scene.tuesday.pk,
        now=NOON,
    )

    page = log_of(fern)

    assert "A certificate of yours was noted or taken away." in page
    assert "A role of yours was ended." in page
    assert "A coordinator, " in page
    assert "Olu" not in page


def test_o6_nobody_reads_what_touched_another(olu, fern, bo, scene):
    roles.take_back(
        olu,
        person_id=fern.person_id,
        role=Role.FACILITATOR,
        group_id=scene.tuesday.pk,
        now=NOON,
    )

    assert "A role of yours" not in log_of(bo)
    assert "A role of yours" not in log_of(olu)
    assert "Nothing. Nobody has used any right on your account." in log_of(bo)


def test_o6_it_says_what_they_were_then_and_what_i_did_myself(hal, olu, fern, scene):
    _role(make_person("Hob"), Role.HOST)
    signed_in(fern).post(STEP, {"part": f"facilitator:{scene.tuesday.public_id}"})
    giving_roles.give(
        hal,
        person_id=fern.person_id,
        role=Role.FACILITATOR,
        group_id=scene.tuesday.pk,
        now=NOON,
    )

    page = log_of(fern)

    assert "You stepped back from a role." in page
    assert "You, " in page
    assert "A host, " in page


def test_the_log_costs_little_however_long_it_is(
    olu, fern, scene, django_assert_max_num_queries
):
    for _ in range(60):
        giving_roles.begin(
            olu,
            person_id=fern.person_id,
            role=Role.FACILITATOR,
            group_id=scene.tuesday.pk,
            locality_id=None,
            ends_at=None,
            now=NOON,
        )
    client = signed_in(fern)

    with django_assert_max_num_queries(10):
        client.get(LOG)
