from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils.timezone import now as the_clock

from hearthside.core.actor import Machine
from hearthside.core.refusals import NotFound
from hearthside.groups import twins
from hearthside.groups.feeds import Source
from hearthside.groups.models import Alike, Feed, Group
from hearthside.groups.twins import CannotShowOnce
from hearthside.workflows import import_listings as workflow
from tests.cast import signed_in
from tests.workflows.feed_rows import feed, row

SAME = {"name": "Lamp and Chair"}


def bring_in(name: str, *rows: Any, locality: Any, at: datetime) -> None:
    source = Source(name, "Europe/London", locality.pk if locality else None)
    workflow.import_listings(
        Machine("import"), feed(*rows), source=source, seen_at=at, clock=lambda: at
    )


@pytest.fixture
def two_lists(scene, noon) -> Alike:
    bring_in(
        "Vale",
        row("v", **SAME),
        row("x", name="Elsewhere"),
        locality=scene.leeds,
        at=noon,
    )
    bring_in(
        "Hill",
        row("h", name="Lamp & Chair group", latitude=53.8209),
        locality=scene.leeds,
        at=noon,
    )
    return Alike.objects.get()


def of(name: str) -> Group:
    return Group.objects.get(feed__name=name, name__startswith="Lamp")


def show(desk_actor: Any, pair: Alike, name: str, *, now: datetime) -> None:
    twins.settle(desk_actor, answers={pair.public_id: of(name).public_id}, now=now)


def test_the_same_group_in_two_lists_is_offered_and_both_are_shown_until_then(
    two_lists, olu
):
    found = twins.open_pairs(olu, page=1)

    assert found.total == 1
    assert {found.rows[0].first.listed_by, found.rows[0].second.listed_by} == {
        "Vale",
        "Hill",
    }
    assert {of("Vale").state, of("Hill").state} == {"listed"}


def test_shown_once_it_stays_so_when_its_list_comes_again(two_lists, scene, olu, noon):
    show(olu, two_lists, "Vale", now=noon)
    later = noon + timedelta(days=1)
    bring_in("Hill", row("h", name="Lamp & Chair group", latitude=53.8209, notes="New words"),
             locality=scene.leeds, at=later)  # fmt: skip

    assert (of("Vale").state, of("Hill").state) == ("listed", "unlisted")
    assert twins.open_pairs(olu, page=1).total == 0


def test_two_groups_are_not_asked_about_again(two_lists, scene, olu, noon):
    twins.settle(olu, answers={two_lists.public_id: "two"}, now=noon)
    bring_in(
        "Vale", row("v", **SAME), locality=scene.leeds, at=noon + timedelta(days=1)
    )

    assert twins.open_pairs(olu, page=1).total == 0
    assert {of("Vale").state, of("Hill").state} == {"listed"}


def test_when_the_one_shown_is_gone_the_other_is_back(two_lists, scene, olu, noon):
    show(olu, two_lists, "Vale", now=noon)

    bring_in(
        "Vale",
        row("x", name="Elsewhere"),
        locality=scene.leeds,
        at=noon + timedelta(days=1),
    )

    assert of("Hill").state == "listed"
    assert not Alike.objects.exists()


def test_when_the_one_shown_has_faded_away_the_other_is_back(two_lists, olu, noon):
    show(olu, two_lists, "Vale", now=noon)
    late = noon + timedelta(days=91)
    Group.objects.filter(feed__name="Hill").update(confirmed_at=late)

    assert twins.bring_back(now=noon + timedelta(days=89)) == 0
    assert twins.bring_back(now=late) == 1
    assert of("Hill").state == "listed"


def test_a_pair_that_no_longer_matches_is_not_asked_about(two_lists, scene, olu, noon):
    bring_in("Hill", row("h", name="Lamp & Chair group", time="10:00"),
             locality=scene.leeds, at=noon + timedelta(days=1))  # fmt: skip

    assert twins.open_pairs(olu, page=1).total == 0


def test_a_group_of_ours_is_never_left_out_for_a_listing(scene, olu, noon):
    Group.objects.filter(id=scene.tuesday.pk).update(
        name="Lamp and Chair", latitude=53.82, longitude=-1.58, weekdays=2,
        starts_at="19:30", confirmed_at=noon,
    )  # fmt: skip
    bring_in("Vale", row("v", **SAME), locality=scene.leeds, at=noon)
    pair = Alike.objects.get()

    with pytest.raises(CannotShowOnce):
        show(olu, pair, "Vale", now=noon)
    twins.settle(olu, answers={pair.public_id: scene.tuesday.public_id}, now=noon)

    assert of("Vale").state == "unlisted"


def test_nobody_leaves_out_a_list_of_somewhere_else(scene, olu, una, noon):
    bring_in("Vale", row("v", **SAME), locality=scene.leeds, at=noon)
    bring_in("Hill", row("h", **SAME), locality=scene.hull, at=noon)
    pair = Alike.objects.get()

    with pytest.raises(CannotShowOnce):
        show(olu, pair, "Vale", now=noon)
    show(una, pair, "Vale", now=noon)

    assert of("Hill").state == "unlisted"


def test_what_is_nothing_of_theirs_does_not_exist(two_lists, una, outsider, noon):
    for actor in (una, outsider):
        assert twins.open_pairs(actor, page=1).total == 0
        with pytest.raises(NotFound):
            twins.settle(actor, answers={two_lists.public_id: "two"}, now=noon)
    assert Alike.objects.get().state == "open"


@pytest.mark.parametrize("answer", ["three", "aaaaaaaaaaaa"])
def test_an_answer_that_is_none_settles_nothing(two_lists, olu, noon, answer):
    with pytest.raises(NotFound):
        twins.settle(olu, answers={two_lists.public_id: answer}, now=noon)


def test_the_page_offers_three_answers_and_keeps_one(two_lists, olu):
    desk = signed_in(olu)
    said = desk.get(reverse("twins")).content.decode()

    assert "show the one of Vale" in said
    assert "show the one of Hill" in said
    assert "Two groups: show both" in said
    answer = desk.post(reverse("twins"), {"settle": [f"{two_lists.public_id}:two", ""]})
    assert answer.status_code == 302
    assert Alike.objects.get().state == "two"


def test_the_page_refuses_what_it_did_not_send(two_lists, olu):
    desk = signed_in(olu)

    for odd in ("x", f"{two_lists.public_id}:", f"{two_lists.public_id}:<b>", "a:two"):
        assert desk.post(reverse("twins"), {"settle": odd}).status_code == 404


def test_the_terms_of_a_list_stand_on_each_of_its_pages(scene, client):
    bring_in("Vale", row("v", **SAME), locality=scene.leeds, at=the_clock())
    Feed.objects.update(licence="CC BY-SA 4.0")

    page = client.get(reverse("group", args=[of("Vale").public_id])).content.decode()

    assert "Terms of that list: <bdi>CC BY-SA 4.0</bdi>." in page
