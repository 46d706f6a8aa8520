from __future__ import annotations

import pytest
from django.urls import reverse

from hearthside.core.refusals import NotFound
from hearthside.groups import twin_lists
from hearthside.groups.models import Alike, Feed, Group
from tests.cast import signed_in
from tests.groups.test_twins import bring_in
from tests.workflows.feed_rows import row

ROWS = [row(f"g{at}", latitude=53.80 + at / 100) for at in range(6)]


@pytest.fixture
def lists(scene, noon) -> dict[str, str]:
    bring_in("Vale", *ROWS, locality=scene.leeds, at=noon)
    bring_in("Hill", *ROWS, row("own", name="Only here"), locality=scene.leeds, at=noon)
    return dict(Feed.objects.values_list("name", "public_id"))


def left_out() -> set[str]:
    rows = Group.objects.filter(feed__isnull=False, state="unlisted")
    return set(rows.values_list("feed__name", flat=True))


def test_two_lists_with_many_groups_in_common_are_offered_together(lists, olu):
    (both,) = twin_lists.two_lists(olu)

    assert {both.first, both.second} == {"Vale", "Hill"}
    assert both.groups == 6
    assert both.may_leave_out_first
    assert both.may_leave_out_second


def test_all_of_them_are_shown_once(lists, olu, noon):
    count = twin_lists.show_only(
        olu, of=lists["Hill"], instead_of=lists["Vale"], now=noon
    )

    assert count == 6
    assert left_out() == {"Vale"}
    assert Group.objects.filter(feed__name="Hill", state="listed").count() == 7
    assert not Alike.objects.filter(state="open").exists()
    assert twin_lists.two_lists(olu) == []


def test_four_in_common_are_settled_one_by_one(scene, olu, noon):
    bring_in("Vale", *ROWS[:4], locality=scene.leeds, at=noon)
    bring_in("Hill", *ROWS[:4], locality=scene.leeds, at=noon)

    assert twin_lists.two_lists(olu) == []


def test_names_that_are_only_alike_are_left_to_be_judged(lists, olu, noon):
    Group.objects.filter(feed__name="Vale", feed_key="g0").update(name="Group g0 there")

    twin_lists.show_only(olu, of=lists["Hill"], instead_of=lists["Vale"], now=noon)

    assert Alike.objects.filter(state="open").count() == 1


def test_nobody_leaves_out_a_list_that_is_not_theirs(lists, una, outsider, noon):
    for actor in (una, outsider):
        assert twin_lists.two_lists(actor) == []
        with pytest.raises(NotFound):
            twin_lists.show_only(
                actor, of=lists["Hill"], instead_of=lists["Vale"], now=noon
            )
    assert left_out() == set()


def test_the_page_offers_it_and_does_it(lists, olu):
    desk = signed_in(olu)
    said = desk.get(reverse("twins")).content.decode()

    desk.post(
        reverse("twins"), {"lists": f"{lists['Hill']}:{lists['Vale']}", "settle": ""}
    )

    assert "6 groups of the same name stand in both" in said
    assert left_out() == {"Vale"}


@pytest.mark.parametrize("odd", ["x", "a:b", "aaaaaaaaaaaa:bbbbbbbbbbbb"])
def test_the_page_refuses_what_it_did_not_send(lists, olu, odd):
    assert signed_in(olu).post(reverse("twins"), {"lists": odd}).status_code == 404
