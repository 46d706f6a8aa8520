from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from functools import partial
from zoneinfo import ZoneInfo

import pytest

from hearthside.core.models import TrailEntry
from hearthside.core.policy import Place
from hearthside.core.refusals import ChangedMeanwhile, NotFound
from hearthside.meetings import running
from hearthside.meetings.models import RunningOrder
from hearthside.meetings.running import CannotRunSo, Order, Step
from hearthside.meetings.running_templates import KINDS, TEMPLATES
from tests.racing import at_once, where_threads_may_meet

LONDON = ZoneInfo("Europe/London")
OURS = Order(
    "open_evening",
    "Come in.",
    "Go well.",
    (Step("welcome", "Tea", 10), Step("talk", "Talk", 60, "Whatever comes.")),
)


@pytest.fixture
def here(scene) -> Place:
    return Place(scene.tuesday.pk, scene.leeds.pk)


def keep(actor, here, noon, order=OURS, version=0) -> Order:
    return running.keep(actor, place=here, order=order, version=version, now=noon)


def test_a_group_that_chose_nothing_has_the_listening_round(scene):
    order = running.order_of(scene.tuesday.pk)

    assert (order.template, order.version) == ("listening_round", running.NOT_CHOSEN)
    assert order.steps == TEMPLATES["listening_round"].steps


def test_what_is_kept_is_what_was_written(fern, here, noon):
    kept = keep(fern, here, noon)

    assert running.order_of(here.group_id) == kept == replace(OURS, version=1)


def test_asking_how_an_evening_runs_is_one_query(here, django_assert_num_queries):
    with django_assert_num_queries(1):
        running.order_of(here.group_id, minutes=90)


@pytest.mark.parametrize("who", ["fern", "olu"])
def test_its_facilitators_and_its_coordinator_may_change_it(request, who, here, noon):
    keep(request.getfixturevalue(who), here, noon)

    assert TrailEntry.objects.latest("id").what == f"group:{here.group_id}"


@pytest.mark.parametrize("who", ["outsider", "otto", "una", "amira", "sol", "hal"])
def test_nobody_else_may(request, who, here, noon):
    with pytest.raises(NotFound):
        keep(request.getfixturevalue(who), here, noon)

    assert not RunningOrder.objects.exists()


def test_the_slower_of_two_is_told(fern, olu, here, noon):
    keep(olu, here, noon)

    with pytest.raises(ChangedMeanwhile):
        keep(fern, here, noon, replace(OURS, opening_words="Hello."))

    assert RunningOrder.objects.get().opening_words == "Come in."


def test_a_version_of_something_that_is_not_there_is_out_of_date(fern, here, noon):
    with pytest.raises(ChangedMeanwhile):
        keep(fern, here, noon, version=3)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_of_eight_who_keep_the_first_one_at_once_one_is_kept(
    fern, here, noon, tmp_path
):
    with where_threads_may_meet(tmp_path):
        refusals = at_once([partial(keep, fern, here, noon)] * 8)
        rows = RunningOrder.objects.count()

    assert refusals.count(None) == 1
    assert {type(why) for why in refusals if why} == {ChangedMeanwhile}
    assert rows == 1


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"template": "sermon"}, "Choose one of the ways an evening can run."),
        ({"opening_words": "e" * 4001}, "The opening words have at most 4000 letters."),
        ({"closing_words": "e" * 2001}, "The closing words have at most 2000 letters."),
        ({"steps": ()}, "An evening has at least one step."),
        ({"steps": OURS.steps[:1] * 21}, "An evening has at most 20 steps."),
        ({"steps": (Step("sermon", "Talk", 5),)}, "Choose what kind of step it is."),
        ({"steps": (Step("talk", " ", 5),)}, "Give each step a name."),
        ({"steps": (Step("talk", "e" * 61, 5),)}, "The name of a step has at most 60 letters."),
        ({"steps": (Step("talk", "Talk", 5, "e" * 401),)}, "The note on a step has at most 400 letters."),
        ({"steps": (Step("talk", "Talk", 0),)}, "A step takes from 1 to 120 minutes."),
        ({"steps": (Step("talk", "Talk", 121),)}, "A step takes from 1 to 120 minutes."),
    ],
)  # fmt: skip
def test_what_is_too_much_or_too_little_is_refused(fern, here, noon, change, why):
    with pytest.raises(CannotRunSo, match=why):
        keep(fern, here, noon, replace(OURS, **change))

    assert not RunningOrder.objects.exists()


def test_what_is_just_enough_is_kept(fern, here, noon):
    full = Order(
        "open_evening",
        "e" * 4000,
        "e" * 2000,
        (Step("talk", "e" * 60, 120, "e" * 400),) * 20,
    )

    keep(fern, here, noon, full)

    assert running.order_of(here.group_id) == replace(full, version=1)


@pytest.mark.parametrize("key", TEMPLATES)
def test_each_template_can_be_kept_as_it_is(key, fern, here, noon):
    kept = keep(fern, here, noon, running.begin_from(TEMPLATES[key]))

    assert kept.template == key
    assert kept.minutes == 90
    assert {step.kind for step in kept.steps} <= set(KINDS)
    assert kept.steps[-1].kind == "closing"


@pytest.mark.parametrize("key", TEMPLATES)
@pytest.mark.parametrize("minutes", [45, 60, 75, 90, 100, 120, 150])
def test_a_template_fills_the_evening_to_the_minute(key, minutes):
    order = running.begin_from(TEMPLATES[key], minutes=minutes)

    assert order.minutes == minutes
    assert all(step.minutes >= 1 for step in order.steps)


def test_only_rounds_and_talks_give_way(scene):
    usual = running.order_of(scene.tuesday.pk)

    short = running.order_of(scene.tuesday.pk, minutes=60)

    changed = {a.kind for a, b in zip(usual.steps, short.steps, strict=True) if a != b}
    assert changed == {"round", "talk"}


def test_words_of_its_own_are_never_stretched(fern, here, noon):
    keep(fern, here, noon)

    assert running.order_of(here.group_id, minutes=120).minutes == 70


def test_words_of_its_own_end_when_the_evening_does(fern, here, noon):
    keep(fern, here, noon)

    assert [s.minutes for s in running.order_of(here.group_id, minutes=45).steps] == [
        10,
        35,
    ]


@pytest.mark.parametrize("minutes", [1, 5, 10, 1440])
def test_an_evening_of_any_length_has_all_its_steps(minutes):
    for template in TEMPLATES.values():
        order = running.begin_from(template, minutes=minutes)

        assert [s.title for s in order.steps] == [s.title for s in template.steps]
        assert running.why_not(order) is None


def test_the_minutes_go_on_when_the_clocks_go_back():
    before = datetime(2026, 10, 25, 1, 30, tzinfo=LONDON)

    moments = running.starts_of((Step("talk", "Talk", 60),), starts_at=before)

    assert [moment.strftime("%H:%M %Z") for moment in moments] == [
        "01:30 BST",
        "01:30 GMT",
    ]


def test_an_evening_may_pass_midnight():
    late = datetime(2026, 3, 3, 23, 30, tzinfo=LONDON)

    moments = running.starts_of((Step("talk", "Talk", 60),), starts_at=late)

    assert moments[-1] == datetime(2026, 3, 4, 0, 30, tzinfo=LONDON)
