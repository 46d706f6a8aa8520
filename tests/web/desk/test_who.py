"""Who does what: seen by those who keep it, given, held out, agreed to and taken back."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from hearthside.core.actor import Actor, Role
from hearthside.core.ids import opaque_id
from hearthside.core.models import Note
from hearthside.groups import giving_roles, offers, proposals, roles
from hearthside.groups.models import Feed, RoleHeld, RoleOffer
from hearthside.meetings import rota
from hearthside.web.desk.one_volunteer import VOLUNTEER
from tests.cast import NOON, _role, make_group, make_person, signed_in
from tests.rota_scene import down, fellow, first
from tests.web.desk.desk_scene import at_noon

WHO, GIVE = "/desk/who/", "/desk/who/give/"


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    at_noon(monkeypatch)


def page_of(actor, address=WHO) -> str:
    answer = signed_in(actor).get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def id_of(actor) -> str:
    return opaque_id(VOLUNTEER, actor.person_id)


def facilitates(scene) -> str:
    return f"facilitator:{scene.tuesday.public_id}"


def give(actor, **answers):
    return signed_in(actor).post(GIVE, {"last_day": "", **answers})


def test_a_coordinator_sees_those_of_their_locality_alone(
    olu, fern, amira, otto, una, sol, hal
):
    page = page_of(olu)

    assert "<bdi>Fern</bdi>" in page
    assert "Coordinates Leeds" in page
    for other in ("Otto", "Una", "Sol", "Hal", "Amira"):
        assert f"<bdi>{other}</bdi>" not in page


@pytest.mark.parametrize("who", ["sol", "hal"])
def test_a_lead_and_a_host_see_everybody_who_helps_and_no_member(
    who, olu, fern, otto, eve, sol, hal, amira, bo, request
):
    page = page_of(request.getfixturevalue(who))

    for name in ("Fern", "Olu", "Otto", "Eve", "Sol", "Hal"):
        assert f"<bdi>{name}</bdi>" in page
    assert "Amira" not in page
    assert "example.org" not in page


@pytest.mark.parametrize("who", ["amira", "fern", "eve", "newcomer"])
def test_for_anybody_else_there_is_no_such_page(who, request):
    client = signed_in(request.getfixturevalue(who))

    assert client.get(WHO).status_code == 404
    assert client.get(GIVE).status_code == 404


def test_who_helps_already_is_given_a_role_at_once(hal, otto, scene):
    answer = give(hal, part=facilitates(scene), who=id_of(otto))

    assert answer.status_code == 302
    assert otto.person_id in roles.facilitators_of([scene.tuesday.pk])[scene.tuesday.pk]


def test_a_role_with_a_last_day_says_so(hal, otto, scene):
    give(hal, part=facilitates(scene), who=id_of(otto), last_day="2026-03-10")

    assert "until Tuesday 10 March" in page_of(hal)
    held = RoleHeld.objects.get(person_id=otto.person_id, group=scene.tuesday)
    assert held.ends_at is not None
    assert held.ends_at.isoformat().startswith("2026-03-11T00:00")


def test_somebody_new_is_held_out_a_code_only_its_maker_reads(olu, hal, scene):
    give(olu, part=facilitates(scene), who="new")

    code = re.search(
        r"<code class=\"strong code-letters\">([^<]+)</code>", page_of(olu)
    )
    assert code
    assert f"/mine/roles/{code.group(1)}/" in page_of(olu)
    other = page_of(hal)
    assert code.group(1) not in other
    assert "Waits for the person who was handed the code." in other


def test_n6_no_address_of_it_names_a_group_or_a_person(olu, scene):
    give(olu, part=facilitates(scene), who="new")

    link = re.search(r"/mine/roles/[^/]+/", page_of(olu))
    assert link
    assert re.fullmatch(r"/mine/roles/[a-z2-9-]{24}/", link.group())


@pytest.mark.parametrize(
    "answers",
    [
        {"part": "", "who": "new"},
        {"part": "host:", "who": "new"},
        {"part": "lead:", "who": "new"},
        {"part": "coordinator:leeds", "who": "new"},
        {"part": "member:", "who": "new"},
        {"part": "facilitator:zzzzzzzzzzzz", "who": "new"},
    ],
)
def test_a11_what_the_form_does_not_offer_is_not_given(olu, scene, answers):
    assert give(olu, **answers).status_code == 400
    assert not RoleOffer.objects.exists()


def test_a9_a_person_out_of_reach_cannot_be_named(olu, otto, amira, scene):
    for who in (id_of(otto), id_of(amira), "1"):
        assert give(olu, part=facilitates(scene), who=who).status_code == 400
    assert not RoleHeld.objects.filter(group=scene.tuesday).exists()


def test_what_was_chosen_stays_chosen_after_an_error(olu, fern, scene):
    answer = give(olu, part=facilitates(scene), who=id_of(fern), last_day="2020-01-01")

    page = answer.content.decode()
    assert answer.status_code == 400
    assert f'value="{facilitates(scene)}" selected' in page
    assert f'value="{id_of(fern)}" selected' in page
    assert "Choose a day that is still to come." in page


def test_a_lead_is_made_by_two(hal, sol, olu):
    give(hal, part="lead:", who=id_of(olu))
    assert olu.person_id not in roles.leads()
    assert "I agree" not in page_of(hal)

    agree = re.search(r'action="(/desk/who/offers/\w+/agree/)"', page_of(sol))
    assert agree
    assert signed_in(hal).post(agree.group(1)).status_code == 409
    signed_in(sol).post(agree.group(1))

    assert olu.person_id in roles.leads()


def test_what_is_held_out_is_taken_back(olu, una, scene):
    give(olu, part=facilitates(scene), who="new")
    address = reverse("withdraw_offer", args=[RoleOffer.objects.get().public_id])

    assert signed_in(una).post(address).status_code == 404
    signed_in(olu).post(address)

    assert offers.waiting(olu, now=NOON) == []


def test_a_role_is_taken_back_with_its_evenings(olu, fern, scene):
    down(first(scene.tuesday), fern)
    person = f"/desk/who/{id_of(fern)}/"
    assert "Take back now" in page_of(olu, person)

    answer = signed_in(olu).post(f"{person}take-back/", {"part": facilitates(scene)})

    assert answer.status_code == 302
    assert not rota.is_down(fern.person_id, meeting_id=first(scene.tuesday).pk)
    assert signed_in(olu).get(person).status_code == 404


def test_the_last_lead_has_no_button_and_says_why(hal, sol):
    person = f"/desk/who/{id_of(sol)}/"
    page = page_of(hal, person)

    assert "Take back now" not in page
    assert "This is the only safeguarding lead." in page
    answer = signed_in(hal).post(f"{person}take-back/", {"part": "lead:"})
    assert answer.status_code == 409
    assert roles.leads() == [sol.person_id]


def test_a23_a_form_open_since_before_their_role_ended_does_nothing(
    hal, olu, fern, scene
):
    client = signed_in(olu)
    client.get(GIVE)
    roles.take_back(
        hal,
        person_id=olu.person_id,
        role=Role.COORDINATOR,
        locality_id=scene.leeds.pk,
        now=NOON,
    )

    answer = client.post(
        GIVE, {"part": facilitates(scene), "who": id_of(fern), "last_day": ""}
    )

    assert answer.status_code == 404


def test_the_page_asks_as_little_for_many_as_for_few(
    hal, scene, django_assert_max_num_queries
):
    for number in range(30):
        _role(make_person(f"Guest {number}"), Role.FACILITATOR, scene.tuesday)
    client = signed_in(hal)

    with django_assert_max_num_queries(11):
        client.get(WHO)


# -- leaving


def leaving(actor) -> str:
    return f"/desk/who/{id_of(actor)}/leaving/"


def test_one_page_says_everything_they_hold(olu, fern, scene):
    down(first(scene.tuesday), fern)
    gil = fellow(scene.tuesday, "Gil")

    page = page_of(olu, leaving(fern))

    assert "Facilitates Tuesday circle, Headingley" in page
    assert "Tuesday 3 March, 7.30pm" in page
    assert f'<option value="{id_of(gil)}">Gil</option>' in page
    assert f'value="{id_of(fern)}"' not in page
    assert "Keys, door codes" in page


def test_it_is_handed_over_in_one_act(olu, fern, scene):
    gil = fellow(scene.tuesday, "Gil")
    for meeting in (first(scene.tuesday),):
        down(meeting, fern)

    answer = signed_in(olu).post(
        leaving(fern), {f"group-{scene.tuesday.public_id}": id_of(gil)}
    )

    assert answer.status_code == 302
    meeting = first(scene.tuesday)
    assert rota.on_the_rota([meeting.pk]) == {meeting.pk: [gil.person_id]}
    assert not RoleHeld.objects.filter(person_id=fern.person_id, ended_at=None).exists()


def test_who_takes_a_group_gets_its_role(olu, fern, scene):
    signed_in(olu).post(leaving(fern), {f"group-{scene.tuesday.public_id}": id_of(olu)})

    here = roles.facilitators_of([scene.tuesday.pk])[scene.tuesday.pk]
    assert here == [olu.person_id]


def test_what_nobody_takes_stands_open(olu, fern, scene):
    down(first(scene.tuesday), fern)

    signed_in(olu).post(leaving(fern), {})

    assert rota.ready([first(scene.tuesday).pk]) == {first(scene.tuesday).pk: 0}


def test_somebody_out_of_reach_takes_nothing(olu, fern, otto, scene):
    signed_in(olu).post(
        leaving(fern), {f"group-{scene.tuesday.public_id}": id_of(otto)}
    )

    assert roles.facilitators_of([scene.tuesday.pk])[scene.tuesday.pk] == []


def test_a_lead_who_leaves_hands_on_what_they_hold_and_nobody_learns_how_much(
    hal, sol, runs
):
    from hearthside.safety import worries
    from hearthside.safety.models import Worry

    sid = _role(make_person("Sid"), Role.LEAD)
    (one, other) = Worry.objects.order_by("id")
    worries.take_hold(sol, public_id=one.public_id, now=NOON)
    page = page_of(hal, leaving(sol))
    assert "Who holds on to what they hold" in page
    assert page == page_of(hal, leaving(sol))

    signed_in(hal).post(leaving(sol), {"lead": id_of(sid)})

    one.refresh_from_db()
    other.refresh_from_db()
    assert (one.held_by_id, other.held_by_id) == (sid.person_id, None)


def test_a_lead_who_steps_back_leaves_it_to_the_others(sol, runs):
    from hearthside.safety import worries
    from hearthside.safety.models import Worry

    _role(make_person("Sid"), Role.LEAD)
    worries.take_hold(sol, public_id=Worry.objects.first().public_id, now=NOON)

    signed_in(sol).post("/mine/roles/step-back/", {"part": "lead:"})

    assert not Worry.objects.exclude(held_by=None).exists()


@pytest.fixture
def proposed(scene):
    """Two listings of Leeds that may not meet every week, and one of Hull."""
    for at, area in ((1, scene.leeds), (2, scene.leeds), (3, scene.hull)):
        feed = Feed.objects.create(
            name=f"List {at}", locality=area, zone="Europe/London"
        )
        make_group(
            None, f"Listed {at}", feed=feed, feed_key="1", proposed_words="2nd Friday"
        )


def told(person) -> list[str]:
    return [one.address for one in Note.objects.filter(person_id=person.person_id)]


def test_proposals_from_lists_are_handed_over_with_the_area(hal, olu, proposed, scene):
    ulla = _role(make_person("Ulla"), Role.FACILITATOR, scene.tuesday)

    page = page_of(hal, leaving(olu))
    signed_in(hal).post(leaving(olu), {f"area-{scene.leeds.slug}": id_of(ulla)})

    assert "2 proposals from lists that were brought in wait to be judged" in page
    assert "/desk/proposals/" in told(ulla)
    now_may = Actor(ulla.person_id, roles.grants_of(ulla.person_id), True)
    assert proposals.proposals(now_may, page=1, now=NOON).total == 2


def test_proposals_nobody_takes_are_told_to_the_hosts(hal, olu, una, proposed, scene):
    other_host = _role(make_person("Hope"), Role.HOST)

    signed_in(hal).post(leaving(olu), {})

    assert "/desk/proposals/" in told(other_host)
    # Hal did it, and Una coordinates another area.
    assert "/desk/proposals/" not in [*told(hal), *told(una), *told(olu)]


def test_where_no_proposal_waits_nobody_is_told_of_any(hal, olu, scene):
    other_host = _role(make_person("Hope"), Role.HOST)

    page = page_of(hal, leaving(olu))
    signed_in(hal).post(leaving(olu), {})

    assert "wait to be judged" not in page
    assert "/desk/proposals/" not in told(other_host)


def test_the_last_lead_cannot_be_handed_over_to_nobody(hal, sol, runs):
    answer = signed_in(hal).post(leaving(sol), {})

    assert answer.status_code == 409
    assert roles.leads() == [sol.person_id]


def test_all_of_it_or_nothing(hal, sol, scene):
    giving_roles.give(
        hal,
        person_id=sol.person_id,
        role=Role.FACILITATOR,
        group_id=scene.tuesday.pk,
        now=NOON,
    )

    signed_in(hal).post(leaving(sol), {})

    # The only lead stays one, and so nothing else of theirs ended either.
    assert roles.facilitates(sol.person_id) == {scene.tuesday.pk}


@pytest.mark.parametrize("who", ["una", "fern", "amira", "eve"])
def test_nobody_elsewhere_hands_over(who, gil_leads, request):
    client = signed_in(request.getfixturevalue(who))

    assert client.get(leaving(gil_leads)).status_code == 404
    assert client.post(leaving(gil_leads), {}).status_code == 404


@pytest.fixture
def gil_leads(scene):
    return fellow(scene.tuesday, "Gil")


def test_an_offer_runs_out_on_the_page_too(olu, scene):
    give(olu, part=facilitates(scene), who="new")
    RoleOffer.objects.update(expires_at=NOON - timedelta(seconds=1))

    assert "Held out" not in page_of(olu)
