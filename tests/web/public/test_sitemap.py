from __future__ import annotations

from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.test import Client
from django.urls import reverse

from hearthside.groups.models import Group
from tests.cast import NOON, make_group, signed_in
from tests.house.routes import routes

FOUND = {"tonight", "groups", "group", "library", "services", "privacy"}
LOC = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"


def named(client):
    tree = ElementTree.fromstring(client.get("/sitemap.xml").content)
    return [loc.text for loc in tree.iter(LOC)]


def description(page):
    return page.split('name="description" content="')[1].split('"')[0]


def test_every_door_but_these_asks_not_to_be_listed(scene, at_noon):
    client, listed = Client(), set()
    for route in routes():
        parts = dict.fromkeys(route.parts)
        if "group_id" in parts:
            parts["group_id"] = scene.tuesday.public_id
        if not any(value is None for value in parts.values()):
            answer = client.get(reverse(route.name, kwargs=parts))
            client.cookies.clear()
            if "noindex" not in answer.get("X-Robots-Tag", ""):
                listed.add(route.name)

    assert listed == FOUND


def test_the_map_names_each_listed_group_and_nothing_unlisted(visitor, scene):
    paused = make_group(scene.leeds, "Resting", state=Group.State.PAUSED)
    hidden = make_group(scene.leeds, "Hidden", state=Group.State.UNLISTED)
    stale = make_group(scene.leeds, "Stale", confirmed_at=NOON - timedelta(days=91))

    paths = {loc.partition("://")[2].partition("/")[2] for loc in named(visitor)}

    assert {"", "groups/", "privacy/", f"groups/{scene.tuesday.public_id}/"} <= paths
    assert b"<lastmod>2026-03-02</lastmod>" in visitor.get("/sitemap.xml").content
    for group in (paused, hidden, stale):
        assert f"groups/{group.public_id}/" not in paths


def test_every_address_of_the_map_is_open_and_calls_itself_that(visitor):
    for address in named(visitor):
        answer = visitor.get("/" + address.partition("://")[2].partition("/")[2])
        page = answer.content.decode()
        assert answer.status_code == 200
        assert "X-Robots-Tag" not in answer
        assert f'<link rel="canonical" href="{address}">' in page
        assert 40 < len(description(page)) < 160


def test_the_map_asks_one_query_beside_the_frame(
    visitor, django_assert_max_num_queries
):
    with django_assert_max_num_queries(2):
        visitor.get("/sitemap.xml")


def test_robots_are_shown_the_map_and_kept_from_the_wishes(visitor):
    answer = visitor.get("/robots.txt")

    said = answer.content.decode()
    assert answer["Content-Type"].startswith("text/plain")
    assert "Disallow: /groups/?\n" in said
    assert said.endswith("/sitemap.xml\n")
    assert "/desk/" not in said


@pytest.mark.parametrize("address", ["/groups/?place=Leeds", "/?utm=x", "/groups/?"])
def test_a_wish_is_not_listed(visitor, address):
    answer = visitor.get(address)

    if address.endswith("?"):
        # A bare question mark asks nothing: the page names the address without it.
        assert 'href="http' in answer.content.decode().split('rel="canonical" ')[1]
    else:
        assert "noindex" in answer["X-Robots-Tag"]
        assert 'rel="canonical"' not in answer.content.decode()


def test_a_group_at_rest_is_shown_and_not_listed(visitor, scene):
    Group.objects.filter(id=scene.tuesday.pk).update(state=Group.State.PAUSED)

    answer = visitor.get(f"/groups/{scene.tuesday.public_id}/")

    assert answer.status_code == 200
    assert "noindex" in answer["X-Robots-Tag"]


def test_somebody_signed_in_is_never_what_a_robot_sees(scene, amira, at_noon):
    assert "noindex" in signed_in(amira).get("/")["X-Robots-Tag"]


def test_descriptions_speak_to_somebody_who_searches(visitor, scene):
    group = f"/groups/{scene.tuesday.public_id}/"

    assert "Peer support" in description(visitor.get("/").content.decode())
    assert "near me" in description(visitor.get("/groups/").content.decode())
    said = description(visitor.get(group).content.decode())
    assert said.startswith("Peer support group. A small circle that listens.")
    assert "Every Tuesday at 7.30pm" in said
    assert "Headingley" in said


def test_a_long_description_ends_after_a_whole_word(visitor, scene):
    Group.objects.filter(id=scene.tuesday.pk).update(one_line="steady " * 19)

    said = description(
        visitor.get(f"/groups/{scene.tuesday.public_id}/").content.decode()
    )

    assert len(said) <= 155
    assert said.endswith("steady…")


def test_the_tab_stays_neutral_whatever_search_engines_read(visitor):
    for address in named(visitor):
        page = visitor.get("/" + address.partition("://")[2].partition("/")[2])
        assert "<title>Notices</title>" in page.content.decode()


def test_the_address_is_ours_whatever_host_was_claimed(visitor, settings):
    settings.ALLOWED_HOSTS = ["*"]

    said = visitor.get("/robots.txt", headers={"host": "evil.example"}).content.decode()

    assert "evil" not in said
