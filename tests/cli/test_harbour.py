"""Harbour, the demo: its facts hold together and its words read easily."""

from __future__ import annotations

import math
import re
from collections import Counter

import pytest

from hearthside.cli.demo import HARBOUR
from hearthside.cli.demo.shapes import DemoGroup
from hearthside.engines import words
from hearthside.meetings.running import Order, why_not
from hearthside.meetings.running_templates import Step

GROUPS = {group.slug: group for group in HARBOUR.groups}
LOCALITIES = {locality.slug: locality for locality in HARBOUR.localities}
ROLES = {
    "member",
    "facilitator",
    "coordinator",
    "lead",
    "evaluator",
    "host",
    "keyholder",
}
KINDS = {
    "weekly": r"^Every \w+day at ",
    "fortnightly": r"^Every second \w+day at ",
    "one in the month": r"^The (first|second|third|fourth) \w+day of the month at ",
    "the last": r"^The last \w+day of the month at ",
    "two in the month": r"^The \w+ and \w+ \w+day of the month at ",
    "except": r" except in August$",
}


def kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    east = (a[1] - b[1]) * math.cos(math.radians(a[0]))
    return 111.2 * math.hypot(a[0] - b[0], east)


def facilitators_of(group: DemoGroup) -> list[str]:
    return [
        person.called
        for person in HARBOUR.people
        if ("facilitator", group.slug) in person.roles
    ]


def test_there_are_sixteen_groups_in_two_localities_and_most_are_around_leeds():
    assert len(GROUPS) == len(HARBOUR.groups) == 16
    assert set(LOCALITIES) == {"leeds", "hull"}
    assert Counter(group.locality for group in HARBOUR.groups)["leeds"] >= 10


@pytest.mark.parametrize("group", HARBOUR.groups, ids=lambda group: group.slug)
def test_a_group_says_only_words_everybody_knows(group):
    assert set(group.topics) <= set(words.TOPICS)
    assert set(group.who_for) <= set(words.WHO_FOR)
    assert set(group.access) <= set(words.ACCESS)
    assert set(group.manner) <= set(words.MANNER)
    assert set(group.languages) <= set(words.LANGUAGES)
    assert group.attendance in words.ATTENDANCE
    assert group.topics
    assert group.languages


@pytest.mark.parametrize("group", HARBOUR.groups, ids=lambda group: group.slug)
def test_what_a_group_says_fits_its_page(group):
    assert len(group.one_line) <= 140
    assert 60 <= len(group.about.split()) <= 120
    assert 90 <= len(group.first_time.split()) <= 150
    assert 5 <= len(group.agreement) <= 9
    assert 2 <= group.seats <= 40


@pytest.mark.parametrize("group", HARBOUR.groups, ids=lambda group: group.slug)
def test_a_group_has_a_door_unless_nobody_travels_to_it(group):
    travels = group.attendance in {words.IN_PERSON, words.HYBRID}

    assert (group.venue is not None) == travels
    assert bool(group.online_note) == (group.attendance != words.IN_PERSON)


@pytest.mark.parametrize(
    "group",
    [group for group in HARBOUR.groups if group.venue],
    ids=lambda group: group.slug,
)
def test_a_venue_lies_in_its_locality(group):
    home = LOCALITIES[group.locality]

    away = kilometres(
        (group.venue.latitude, group.venue.longitude), (home.latitude, home.longitude)
    )

    assert away < 40


def test_every_way_of_coming_back_is_met_somewhere():
    sentences = [group.recurrence for group in HARBOUR.groups]

    met = {
        kind
        for kind, says in KINDS.items()
        for sentence in sentences
        if re.search(says, sentence)
    }

    assert met == set(KINDS)
    assert len(set(sentences)) == len(sentences)


def test_every_way_of_taking_part_is_met_somewhere():
    assert {group.attendance for group in HARBOUR.groups} == set(words.ATTENDANCE)


def test_the_demo_meets_what_a_listing_has_to_be_able_to_say():
    said = {
        code
        for group in HARBOUR.groups
        for code in group.topics + group.who_for + group.manner + group.languages
    }

    assert said >= {"carers", "men", "cy", "stoma", "bereaved_by_suicide", "walking"}
    assert said >= {"young_adults", "perinatal", "recovery", "voices", "making"}


def test_only_the_group_of_people_bereaved_by_suicide_withholds_its_address():
    withheld = [group for group in HARBOUR.groups if group.address_withheld]

    assert [group.topics[0] for group in withheld] == ["bereaved_by_suicide"]


def test_one_group_rests_for_about_a_month():
    (pause,) = HARBOUR.pauses

    assert pause.group in GROUPS
    assert 4 <= pause.last_week - pause.first_week + 1 <= 5


@pytest.mark.parametrize("group", HARBOUR.groups, ids=lambda group: group.slug)
def test_a_group_has_two_to_five_facilitators_and_its_greeter_is_one(group):
    facilitators = facilitators_of(group)

    assert 2 <= len(facilitators) <= 5
    assert group.who_meets_you.split()[0].strip(",.") in facilitators


@pytest.mark.parametrize("group", HARBOUR.groups, ids=lambda group: group.slug)
def test_whoever_a_group_names_has_a_part_in_it(group):
    named = set(re.findall(r"\b[A-Z]\w+", group.first_time + " " + group.hours_note))
    volunteers = {p.called for p in HARBOUR.people if p.training}

    assert named & volunteers <= set(facilitators_of(group))


def test_no_two_people_share_a_name_or_a_key():
    called = Counter(person.called for person in HARBOUR.people)
    keys = Counter(person.key for person in HARBOUR.people)

    assert max(called.values()) == 1
    assert max(keys.values()) == 1


def test_roles_name_places_that_exist():
    scopes = {"member": GROUPS, "facilitator": GROUPS, "coordinator": LOCALITIES}

    for person in HARBOUR.people:
        for role, scope in person.roles:
            assert role in ROLES, person.key
            assert scope in scopes.get(role, {""}), person.key


@pytest.mark.parametrize(
    ("key", "roles"),
    [
        ("amira", {"member"}),
        ("bo", {"member"}),
        ("fern", {"facilitator"}),
        ("olu", {"coordinator"}),
        ("sol", {"lead"}),
        ("eve", {"evaluator"}),
        ("hal", {"host", "keyholder"}),
    ],
)
def test_the_people_one_signs_in_as_are_there(key, roles):
    (person,) = [person for person in HARBOUR.people if person.key == key]

    assert {held for held, _ in person.roles} == roles


def test_nobody_s_letters_can_arrive_anywhere():
    letters = [person.email for person in HARBOUR.people if person.email]

    assert letters
    assert all(re.fullmatch(r"[a-z.]+@[a-z]+\.example", each) for each in letters)


def test_some_training_is_out_of_date_some_runs_out_soon_and_some_is_missing():
    left = [
        min((t.lasts_days - t.days_ago for t in person.training), default=None)
        for person in HARBOUR.people
        if person.roles[0][0] == "facilitator"
    ]

    assert any(days is None for days in left)
    assert any(days is not None and days < 0 for days in left)
    assert any(days is not None and 0 <= days <= 42 for days in left)
    assert sum(days is not None and days > 42 for days in left) > len(left) / 2


def test_each_group_promises_something_no_other_group_does():
    promised = Counter(each for group in HARBOUR.groups for each in group.agreement)

    for group in HARBOUR.groups:
        assert any(promised[each] == 1 for each in group.agreement), group.slug


def test_an_agreement_changed_in_one_promise_only():
    first, second = [a for a in HARBOUR.wording.agreements if a.group]

    changed = set(first.promises) ^ set(second.promises)

    assert (first.version, second.version) == (1, 2)
    assert len(changed) == 2
    assert second.promises == GROUPS[second.group].agreement


def test_every_group_has_an_evening_of_its_own_that_fills_its_time():
    minutes = {
        one.group: sum(step.minutes for step in one.steps) for one in HARBOUR.evenings
    }

    assert minutes == {slug: group.minutes for slug, group in GROUPS.items()}


@pytest.mark.parametrize("one", HARBOUR.evenings, ids=lambda one: one.group)
def test_an_evening_begins_with_a_welcome_and_is_one_a_group_could_keep(one):
    order = Order(
        one.template,
        "\n\n".join(one.opening),
        "\n\n".join(one.closing),
        tuple(Step(s.kind, s.title, s.minutes, s.words) for s in one.steps),
    )

    assert why_not(order) is None
    assert one.steps[0].kind == "welcome"
    assert one.steps[-1].kind == "closing"
