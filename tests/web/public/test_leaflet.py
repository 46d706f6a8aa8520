"""A folded list of a locality, which anybody may print."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from hearthside.engines import paper as press
from hearthside.groups.models import Group
from tests.cast import NOON, make_group
from tests.web.public.on_paper import (
    MOST_QUERIES,
    change,
    leaflet,
    reader_of,
    words_of,
)

pytestmark = pytest.mark.usefixtures("db", "at_noon")


@pytest.fixture
def no_press(monkeypatch):
    def broken(*_given: Any, **_more: Any) -> bytes:
        raise press.CannotPrint("the press ended with 1")

    monkeypatch.setattr(press, "pdf", broken)


def test_a_list_has_our_groups_by_day_on_sheets_that_fold(visitor, scene):
    make_group(scene.leeds, "Thursday tea", rule="FREQ=MONTHLY;BYDAY=2TH")
    make_group(scene.leeds, "Twice a week", rule="FREQ=WEEKLY;BYDAY=TU,TH")

    answer = leaflet(visitor)

    said = words_of(answer)
    assert len(reader_of(answer).pages) == 2
    inside = reader_of(answer).pages[1].extract_text()
    tuesday, thursday = inside.index("Tuesday\n"), inside.index("Thursday\n")
    assert tuesday < inside.index("Tuesday circle, Headingley") < thursday
    assert inside.index("Thursday tea") > thursday
    assert inside.count("Twice a week") == 2
    assert "St Wilfrid's Hall, Cardigan Road, Leeds LS6" in said
    assert "As it was on Monday 2 March 2026" in said
    assert "groups/?place=Leeds" in said
    assert "Evening at the quay" not in said


def test_a_list_leaves_out_what_is_paused_off_the_list_or_long_unconfirmed(
    visitor, scene
):
    for name, columns in {
        "Paused": {"state": "paused"},
        "Unlisted": {"state": "unlisted"},
        "Old": {"confirmed_at": NOON - timedelta(days=90)},
    }.items():
        change(make_group(scene.leeds, name), **columns)

    said = words_of(leaflet(visitor))

    assert not any(name in said for name in ("Paused", "Unlisted", "Old"))


def test_a_long_list_is_more_sheets_and_loses_nobody(visitor, scene):
    for number in range(40):
        make_group(scene.leeds, f"Group {number:02}", said=("step_free",))

    answer = leaflet(visitor)

    said = words_of(answer)
    assert len(reader_of(answer).pages) % 2 == 0
    assert all(f"Group {number:02}" in said for number in range(40))
    assert "Tuesday, more" in said


def test_a_group_on_no_day_of_the_week_stands_at_the_end(visitor, scene):
    make_group(scene.leeds, "Each fifteenth", rule="FREQ=MONTHLY;BYMONTHDAY=15")

    assert "Other days Each fifteenth" in words_of(leaflet(visitor))


def test_where_nothing_is_listed_there_is_nothing_to_print(visitor, scene):
    Group.objects.update(state="unlisted")

    answer = leaflet(visitor)

    assert answer.status_code == 409
    assert "there is nothing to print" in answer.content.decode()


@pytest.mark.parametrize("slug", ["nowhere", "LEEDS", "1", "leeds-"])
def test_a_locality_there_is_not_has_no_list(visitor, scene, slug):
    assert leaflet(visitor, slug).status_code == 404


def test_a_list_takes_as_many_queries_for_many_groups(
    visitor, scene, no_press, django_assert_max_num_queries
):
    for number in range(20):
        make_group(scene.leeds, f"Group {number}")

    with django_assert_max_num_queries(MOST_QUERIES):
        leaflet(visitor)
