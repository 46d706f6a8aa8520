from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client

from hearthside.groups import finding
from hearthside.groups.models import Feed, Group, NobodyThere
from hearthside.meetings import rota, schedule
from hearthside.web.public.wishes import mark
from tests.cast import NOON, make_group, signed_in


def found(client: Client, query: str = "", **headers: str) -> str:
    answer = client.get(f"/groups/?{query}", headers=headers)
    assert answer.status_code == 200
    return answer.content.decode()


def names_in_order(page: str, *names: str) -> list[str]:
    return sorted((name for name in names if name in page), key=page.index)


def test_a_visitor_finds_a_group_near_leeds_without_any_cookie(visitor):
    answer = visitor.get("/groups/?place=Leeds")

    page = answer.content.decode()
    assert "1 group within 25 miles of Leeds, nearest first" in page
    assert "Tuesday circle, Headingley" in page
    assert "Evening at the quay" not in page
    assert not answer.cookies


def test_the_page_asks_nobody_else_for_anything(visitor):
    page = found(visitor, "place=Leeds")

    assert "https://" not in page
    assert "http://" not in page
    assert "<script>" not in page


def test_the_tab_stays_neutral(visitor):
    assert "<title>Notices</title>" in found(visitor, "place=Leeds")


def test_nearest_comes_first_then_soonest(visitor, scene):
    same = {"latitude": 53.80, "longitude": -1.55}
    make_group(scene.leeds, "Later that week", rule="FREQ=WEEKLY;BYDAY=FR", **same)
    make_group(scene.leeds, "Sooner that week", rule="FREQ=WEEKLY;BYDAY=WE", **same)

    page = found(visitor, "place=Leeds")

    assert names_in_order(
        page, "Tuesday circle", "Sooner that week", "Later that week"
    ) == ["Sooner that week", "Later that week", "Tuesday circle"]


def test_without_a_place_the_soonest_come_first(visitor, scene):
    make_group(scene.hull, "On Friday", rule="FREQ=WEEKLY;BYDAY=FR")

    page = found(visitor)

    assert "3 groups, soonest first" in page
    assert names_in_order(page, "On Friday", "Tuesday circle")[0] == "Tuesday circle"


def test_what_is_asked_adds_up(visitor, scene):
    said = ("anxiety", "men", "step_free", "hearing_loop", "newcomers", "lang:cy")
    make_group(
        scene.leeds, "Everything at once", said=said, rule="FREQ=WEEKLY;BYDAY=TH"
    )
    make_group(scene.leeds, "No loop here", said=said[:3], rule="FREQ=WEEKLY;BYDAY=TH")

    page = found(
        visitor,
        "place=LS6&reach=10&day=3&part=evening&how=in_person&who=men&topic=anxiety"
        "&language=cy&said=step_free&said=hearing_loop&newcomers=yes",
    )

    assert "Everything at once" in page
    assert "No loop here" not in page
    assert "Tuesday circle" not in page


def test_an_address_we_write_names_no_condition(visitor, scene):
    for number in range(25):
        make_group(scene.leeds, f"Circle {number}")

    page = found(visitor, f"place=Leeds&topic={mark('depression')}&said=step_free")

    assert "Page 1 of 2" in page
    assert f"topic={mark('depression')}" in page
    assert "topic=depression" not in page
    assert "said=step_free" not in page


@pytest.mark.parametrize(
    "nonsense",
    [
        "page=-1",
        "page=1e309",
        "page=999999999999999999999",
        "page=%EF%BC%91",
        "page=01",
        "day=99",
        "day=%C2%B2",
        "part=teatime",
        "how=carrier-pigeon",
        "lat=NaN&lon=NaN",
        "lat=91&lon=0",
        "lat=1e400&lon=-inf",
        "reach=1000000",
        "topic=%27+OR+1%3D1--",
        "who={{7*7}}",
        "said=%F0%9F%91%A9%E2%80%8D%F0%9F%91%A9&said=x",
        "language=(a%2B)%2B%24",
        "limit=1000000",
    ],
)
def test_nonsense_is_left_out(visitor, nonsense):
    assert "2 groups, soonest first" in found(visitor, nonsense)


@pytest.mark.parametrize(
    "typed",
    [
        "%25_%25_%25",
        "(a%2B)%2B%24",
        "' OR 1=1--",
        "<script>alert(1)</script>",
        "Z" + "%CC%81" * 300,
        "%ED%A0%80",
        "%E2%80%AEsdeeL%E2%80%A8",
        "q" * 1500,
    ],
)
def test_a_place_that_is_none_is_answered_plainly(visitor, typed):
    page = found(visitor, f"place={typed}")

    assert "We do not know that place." in page
    assert "<script>alert" not in page


def test_an_unknown_place_stays_typed_and_near_names_are_offered(visitor):
    page = found(visitor, "place=Leedz&newcomers=yes")

    assert 'value="Leedz"' in page
    assert 'href="/groups/?place=Leeds&amp;newcomers=yes"' in page


def test_the_same_field_twice_is_refused(visitor):
    assert visitor.get("/groups/?place=Leeds&place=Hull").status_code == 400


def test_a_script_gets_only_what_changes(visitor):
    part = found(visitor, "place=Leeds", **{"HX-Request": "true"})

    assert part.strip().startswith('<div id="found">')
    assert "<html" not in part
    assert "Tuesday circle" in part


def test_the_device_may_say_where_it_is_to_two_decimals(visitor):
    page = found(visitor, "lat=53.823456&lon=-1.581")

    assert "nearest first" in page
    assert "of where you are" in page
    assert 'name="lat" value="53.82"' in page


def test_nothing_that_fits_offers_the_nearest_misses(visitor):
    page = found(visitor, "place=Leeds&day=0")

    assert "Nothing fits all of that yet." in page
    assert "1 group on another day" in page
    assert 'href="/groups/?place=Leeds"' in page


def test_groups_from_home_are_pointed_to_as_many_as_there_are(visitor, scene):
    make_group(
        scene.hull,
        "On the telephone",
        attendance="phone",
        latitude=None,
        longitude=None,
    )
    make_group(
        scene.hull, "On the screen", attendance="online", latitude=None, longitude=None
    )

    page = found(visitor, "place=Leeds")
    from_home = found(visitor, "place=Leeds&how=at_home")

    assert "2 more you can join from home" in page
    assert "2 groups, soonest first" in from_home


def test_distances_are_in_kilometres_where_the_house_says_so(visitor):
    from hearthside.organisation.models import Organisation

    Organisation.objects.update(miles=False)

    page = found(visitor, "place=Leeds")

    assert "within 25 km of Leeds" in page
    assert "3.4 km" in page


def test_a_date_is_confirmed_by_two_facilitators_in_date(visitor, scene, fern):
    date_ahead = schedule.next_dates(group_id=scene.tuesday.pk, now=NOON)[0]
    before = found(visitor, "place=Leeds")

    rota.put_down(meeting_id=date_ahead.id, person_id=fern.person_id)
    after = found(visitor, "place=Leeds")

    assert "Not yet confirmed. No facilitator so far." in before
    assert "Not yet confirmed. One facilitator so far." in after


def test_a_listing_nobody_confirms_says_so(visitor, scene):
    Group.objects.filter(id=scene.tuesday.pk).update(
        confirmed_at=NOON - timedelta(days=31)
    )

    assert "Nobody has confirmed this since Friday 30 January." in found(visitor)


def test_somebody_elses_listing_names_its_list(visitor, scene):
    feed = Feed.objects.create(
        name="Meetings of the Dales", zone="Europe/London", fetched_at=NOON
    )
    make_group(None, "In a chapel", feed=feed, feed_key="1")

    page = found(visitor, "place=Leeds")

    assert "Listed by Meetings of the Dales on Monday 2 March." in page


def test_a_caution_stands_on_the_card(visitor, scene):
    NobodyThere.objects.create(group=scene.tuesday, on=date(2026, 2, 24), said_at=NOON)

    assert "Somebody went and found nobody there." in found(visitor)


def test_a_group_elsewhere_names_its_clock(visitor, scene):
    make_group(scene.leeds, "Across the sea")
    Group.objects.filter(name="Across the sea").update(zone="America/New_York")
    group = Group.objects.get(name="Across the sea")
    from hearthside.groups.patterns import pattern_of

    schedule.keep_dates(pattern_of(group), group_id=group.pk, now=NOON)

    assert "Tuesday 3 March, 7.30pm (New York time)" in found(visitor)


@pytest.mark.parametrize("query", ["place=Leeds", "place=Leeds&day=0", "place=Leedz"])
def test_two_hundred_groups_cost_no_more_queries_than_one(
    visitor, scene, django_assert_max_num_queries, query
):
    feed = Feed.objects.create(name="A long list", zone="Europe/London")
    for number in range(200):
        make_group(
            scene.leeds if number % 2 else None,
            f"Circle {number}",
            feed=None if number % 2 else feed,
            feed_key=str(number),
        )

    with django_assert_max_num_queries(12):
        found(visitor, query)


def test_looking_takes_at_most_four_queries(scene, django_assert_max_num_queries):
    feed = Feed.objects.create(name="A long list", zone="Europe/London")
    make_group(None, "In a chapel", feed=feed, feed_key="1")
    wish = finding.Wish(near=finding.Point(53.8, -1.55))

    with django_assert_max_num_queries(4):
        found_now = finding.find(wish, now=NOON)

    assert found_now.total == 2


def test_somebody_signed_in_is_asked_no_more_of_the_database_than_that(
    amira, at_noon, django_assert_max_num_queries
):
    client = signed_in(amira)

    with django_assert_max_num_queries(13):
        found(client, "place=Leeds")


def test_the_folded_list_of_each_area_is_one_press_away(visitor, scene):
    page = visitor.get("/groups/").content.decode()

    assert 'href="/groups/list/leeds.pdf"' in page
    assert 'href="/groups/list/hull.pdf"' in page
