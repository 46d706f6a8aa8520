"""Harbour, the demo: its facts hold together and its words read easily."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date

import pytest

from hearthside.cli.demo import HARBOUR, year
from hearthside.cli.demo.shapes import DemoGroup, DemoHelpline
from hearthside.engines import words

TODAY = date(2026, 11, 20)
GROUPS = {group.slug: group for group in HARBOUR.groups}
LOCALITIES = {locality.slug: locality for locality in HARBOUR.localities}
ROLES = {"member", "facilitator", "coordinator", "lead", "evaluator", "host"}
KINDS = {
    "weekly": r"^Every \w+day at ",
    "fortnightly": r"^Every second \w+day at ",
    "one in the month": r"^The (first|second|third|fourth) \w+day of the month at ",
    "the last": r"^The last \w+day of the month at ",
    "two in the month": r"^The \w+ and \w+ \w+day of the month at ",
    "except": r" except in August$",
}


def every_text(thing: object, where: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(thing, str):
        yield where, thing
    elif isinstance(thing, tuple):
        for place, part in enumerate(thing):
            yield from every_text(part, f"{where}[{place}]")
    elif is_dataclass(thing):
        where = f"{where}.{getattr(thing, 'slug', '')}"
        for field in fields(thing):
            yield from every_text(getattr(thing, field.name), f"{where}.{field.name}")


TEXTS = dict(every_text(HARBOUR))
LONG_TEXTS = {at: text for at, text in TEXTS.items() if len(text.split()) > 60}


def syllables(word: str) -> int:
    sounds = len(re.findall(r"[aeiouy]+", word))
    if re.search(r"[^aeiouyl]e$|[^aeioudt]ed$", word):
        sounds -= 1
    return max(1, sounds)


def reading_grade(text: str) -> float:
    # Flesch-Kincaid; a point inside a time ("7.30") ends no sentence.
    text = re.sub(r"(\d)\.(\d)", r"\1 \2", text)
    sentences = len(re.findall(r"[.?:]+(?=\s|$|['\"])", text))
    spoken = re.findall(r"[a-z]+", text.lower().replace("'", ""))
    sounds = sum(map(syllables, spoken))
    return 0.39 * len(spoken) / sentences + 11.8 * sounds / len(spoken) - 15.59


def kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    east = (a[1] - b[1]) * math.cos(math.radians(a[0]))
    return 111.2 * math.hypot(a[0] - b[0], east)


def runs_of_twelve(text: str) -> set[tuple[str, ...]]:
    spoken = re.findall(r"\w+", text.lower())
    return {tuple(spoken[at : at + 12]) for at in range(len(spoken) - 11)}


def facilitators_of(group: DemoGroup) -> list[str]:
    return [
        person.called
        for person in HARBOUR.people
        if ("facilitator", group.slug) in person.roles
    ]


def test_the_reading_grade_tells_plain_words_from_officialese():
    plain = "Come in. Sit down. There is tea. You do not have to talk."
    official = "Participation necessitates prior registration via the organisation."

    assert reading_grade(plain) < 3
    assert reading_grade(official) > 14


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

    missing = [kind for kind, says in KINDS.items() if not any_says(sentences, says)]

    assert missing == []
    assert len(set(sentences)) == len(sentences)


def any_says(sentences: list[str], says: str) -> bool:
    return any(re.search(says, sentence) for sentence in sentences)


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
    ("key", "role"),
    [
        ("amira", "member"),
        ("bo", "member"),
        ("fern", "facilitator"),
        ("olu", "coordinator"),
        ("sol", "lead"),
        ("eve", "evaluator"),
        ("hal", "host"),
    ],
)
def test_the_people_one_signs_in_as_are_there(key, role):
    (person,) = [person for person in HARBOUR.people if person.key == key]

    assert {held for held, _ in person.roles} == {role}


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


def test_no_text_shouts_or_speaks_of_journeys():
    unwanted = re.compile(
        r"!|\bjourney|safe space|sufferer|committ|successful|lorem|\bTODO\b",
        re.IGNORECASE,
    )

    assert [at for at, text in TEXTS.items() if unwanted.search(text)] == []


def test_no_text_has_stray_space():
    assert [at for at, text in TEXTS.items() if text != " ".join(text.split())] == []


@pytest.mark.parametrize("at", LONG_TEXTS)
def test_a_long_text_reads_easily(at):
    assert reading_grade(LONG_TEXTS[at]) <= 7


def test_the_long_texts_together_read_at_nine_to_eleven():
    grades = sorted(map(reading_grade, LONG_TEXTS.values()))

    assert grades[len(grades) // 2] <= 6


def test_no_two_texts_tell_the_same_thing_in_the_same_words():
    # Two versions of one agreement share their promises; those are short.
    paragraphs = [text for text in TEXTS.values() if len(text.split()) > 20]

    told = Counter(run for text in paragraphs for run in runs_of_twelve(text))

    assert [" ".join(run) for run, times in told.items() if times > 1] == []


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


def digits(text: str) -> str:
    return re.sub(r"\D", "", text)


@pytest.mark.parametrize("line", HARBOUR.helplines, ids=lambda line: line.slug)
def test_a_helpline_is_dialled_as_it_is_shown(line: DemoHelpline):
    kind, _, number = line.dial.partition(":")

    assert kind in {"tel", "sms"}
    assert number.isdigit()
    assert digits(line.display).startswith(number)
    assert kind == ("sms" if "Text" in line.display else "tel")


@pytest.mark.parametrize("line", HARBOUR.helplines, ids=lambda line: line.slug)
def test_a_helpline_says_how_deaf_people_reach_it_and_where_to_check(line):
    assert line.deaf_ways
    assert line.source
    assert line.hours
    assert 0 <= line.verified_days_ago < 90


def test_numbers_inside_texts_are_those_of_helplines():
    known = {digits(line.dial) for line in HARBOUR.helplines}
    known |= {"08001111"}  # Childline, for people we are too old for
    pages = [text for at, text in TEXTS.items() if "deaf_ways" not in at]

    told = {digits(n) for text in pages for n in re.findall(r"\b[\d ]{5,}\b", text)}

    assert {number for number in told if len(number) > 4} <= known


def a_year(seed: str, group: str) -> list[year.Evening | year.CalledOff]:
    return [
        year.evening(seed, group, weeks_ago=week, today=TODAY) for week in range(52)
    ]


def test_the_same_seed_tells_the_same_year():
    assert a_year("harbour", "tides") == a_year("harbour", "tides")
    assert a_year("harbour", "tides") != a_year("another", "tides")


def test_one_evening_asked_alone_is_the_evening_of_the_whole_year():
    alone = year.evening("harbour", "tides", weeks_ago=31, today=TODAY)

    assert alone == a_year("harbour", "tides")[31]


@pytest.mark.parametrize("group", GROUPS)
def test_newcomers_and_people_who_were_here_before_add_up_and_find_a_seat(group):
    for evening in a_year("harbour", group):
        if isinstance(evening, year.Evening):
            assert evening.first_time + evening.been_before == evening.here
            assert evening.here <= GROUPS[group].seats


def whole_year() -> list[tuple[int, year.Evening | year.CalledOff]]:
    return [
        (week, evening)
        for group in GROUPS
        for week, evening in enumerate(a_year("harbour", group))
    ]


def test_a_few_evenings_are_called_off_and_the_reason_blames_nobody():
    evenings = whole_year()

    reasons = [e.reason for _, e in evenings if isinstance(e, year.CalledOff)]

    assert 0.01 < len(reasons) / len(evenings) < 0.08
    assert len(set(reasons)) >= 5


def test_there_is_an_evening_nobody_came_to():
    empty = [e for _, e in whole_year() if isinstance(e, year.Evening) and not e.here]

    assert empty
    assert "Nobody came" in empty[0].note


def test_fewer_people_come_in_winter():
    here: dict[bool, list[int]] = {True: [], False: []}
    for week, evening in whole_year():
        if isinstance(evening, year.Evening):
            # So many weeks before 20 November it was mid December to late February.
            here[39 <= week <= 49].append(evening.here)

    winter, summer = (sum(here[half]) / len(here[half]) for half in (True, False))

    assert winter < 0.8 * summer


def test_the_coming_weeks_have_dates_with_one_facilitator_and_dates_with_none():
    in_place = Counter(
        year.facilitators_in_place("harbour", group, weeks_ahead=week)
        for group in GROUPS
        for week in range(year.ROTA_WEEKS)
    )

    assert set(in_place) == {0, 1, 2}
    assert in_place[2] > in_place[1] + in_place[0]


def test_gaps_are_the_weeks_without_two_facilitators():
    assert 3 in year.gaps("harbour", "tuesday-headingley")
    assert 2 in year.gaps("harbour", "hyde-park-thursdays")
    assert all(set(year.gaps("harbour", group)) <= set(range(8)) for group in GROUPS)
