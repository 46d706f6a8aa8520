"""Ways in that are none, and somebody suspended who comes again."""

from __future__ import annotations

import pytest
from allauth.account.utils import user_pk_to_url_str
from django.apps import apps
from django.contrib.sessions.models import Session
from django.test import Client

from hearthside.core.policy import Actor
from hearthside.groups import joining, ways
from hearthside.groups.ways import Talk, Ways
from hearthside.people.models import Person
from hearthside.workflows.suspend_somebody import suspend_whoever_is
from tests.cast import NOON, make_person
from tests.post import the_post_leaves

PASSWORD = "a lamp in the window"
# Where the account library, and others like it, let people in when they are switched on.
OTHER_WAYS = (
    "/account/login/code/", "/account/login/code/confirm/", "/account/3rdparty/",
    "/account/3rdparty/login/", "/account/google/login/", "/account/openid/login/",
    "/account/sessions/", "/account/social/login/cancelled/", "/accounts/login/",
    "/_allauth/browser/v1/auth/login", "/_allauth/app/v1/auth/login",
    "/_allauth/browser/v1/config", "/admin/login/", "/login/", "/oauth/token/",
    "/api/token/", "/api-auth/login/", "/saml/login/", "/o/token/",
)  # fmt: skip


@pytest.mark.parametrize("way", OTHER_WAYS)
def test_d13_no_other_way_in_is_open(db, way):
    make_person("Kim")
    words = {
        "login": "Kim", "username": "Kim", "password": PASSWORD, "code": "123456",
        "process": "login", "grant_type": "password",
    }  # fmt: skip
    client = Client()

    answers = [
        client.get(way),
        client.post(way, words),
        client.post(way, words, content_type="application/json"),
    ]

    assert {answer.status_code for answer in answers} <= {404, 405}
    assert not Session.objects.exists()


def test_d13_the_one_way_in_is_closed_to_somebody_suspended(amira, sol, scene):
    suspend_whoever_is(
        sol, group_id=scene.tuesday.pk, called="Amira", reason="Away.", now=NOON
    )
    client = Client()

    client.post("/account/login/", {"login": "Amira", "password": PASSWORD})

    assert not client.get("/mine/").wsgi_request.user.is_authenticated


def sign_up(**answers):
    asked = {"username": "Ida", "password1": "another lamp, lit", "adult": "on"}
    return Client().post("/account/signup/", asked | answers)


@pytest.fixture
def suspended(amira, sol, scene):
    suspend_whoever_is(
        sol, group_id=scene.tuesday.pk, called="Amira", reason="Away.", now=NOON
    )
    return amira


@pytest.mark.parametrize("name", ["Amira", "AMIRA", "Amíra", "Arnira", "Am1ra"])
def test_d18_the_name_of_somebody_suspended_is_not_free_again(suspended, name):
    before = Person.objects.count()

    sign_up(username=name)

    looks_alike = name != "Arnira"
    assert Person.objects.count() == before + (not looks_alike)


@pytest.mark.parametrize(
    "address", ["amira@example.org", "AMIRA@example.org", "Amira@Example.Org"]
)
def test_d18_their_address_brings_no_second_account_in(suspended, address):
    addresses = apps.get_model("account.emailaddress").objects

    answer = sign_up(email=address)

    # It reads like any other sign-up: whether an address is known is nobody's to learn.
    assert answer.status_code == 302
    assert addresses.filter(email__iexact=address, verified=True).count() == 1
    assert not addresses.filter(user__called="Ida", verified=True).exists()


def test_d18_a_variant_of_their_address_is_a_stranger_and_met_like_one(
    suspended, scene, fern
):
    # Nobody needs an address to come, so none is compared: whoever comes is a stranger,
    # and a group that wants to meet people first meets them first.
    ways.set_ways(fern, Ways(talk=Talk.ASKED), group_id=scene.tuesday.pk, now=NOON)
    client = Client()
    client.post(
        "/account/signup/",
        {"username": "Ida", "password1": "another lamp, lit", "adult": "on",
         "email": "amira+again@example.org"},
    )  # fmt: skip
    ida = Person.objects.get(called="Ida")

    with pytest.raises(joining.CannotJoin, match="talks with people before"):
        joining.join(
            Actor(ida.pk, frozenset()), group_id=scene.tuesday.pk, name_here="Ida",
            skeleton="ida", agreement_number=1, now=NOON,
        )  # fmt: skip


def test_d18_signing_up_says_of_no_address_whether_it_is_known(amira):
    known = sign_up(email="amira@example.org")
    unknown = sign_up(username="Ivo", email="nobody@example.org")

    assert (known.status_code, known["Location"]) == (
        unknown.status_code,
        unknown["Location"],
    )


def test_d18_a_reset_still_goes_to_who_confirmed_the_address(amira, mailoutbox):
    sign_up(email="amira@example.org")
    the_post_leaves()
    mailoutbox.clear()

    Client().post("/account/password/reset/", {"email": "amira@example.org"})
    the_post_leaves()

    links = [
        one.body for one in mailoutbox if "/account/password/reset/key/" in one.body
    ]
    assert len(links) == 1
    assert user_pk_to_url_str(Person.objects.get(called="Amira")) in links[0]


def test_d18_no_device_is_known_again(suspended):
    odd = {"HTTP_USER_AGENT": "Quillbrowser/7", "REMOTE_ADDR": "203.0.113.77"}
    client = Client(**odd)
    client.post(
        "/account/signup/",
        {"username": "Ida", "password1": "another lamp, lit", "adult": "on"},
    )

    assert Person.objects.filter(called="Ida").exists()
    for model in apps.get_models():
        if not model._meta.managed:
            continue
        kept = str(list(model._default_manager.values_list()))
        assert "Quillbrowser" not in kept
        assert "203.0.113.77" not in kept
