"""Requests no page of ours sends: twice the same, odd numbers, other verbs, odd headers."""

from __future__ import annotations

import io

import pytest
from django.conf import settings
from django.core.handlers.wsgi import WSGIRequest
from django.urls import reverse

from hearthside.core.policy import Verb
from hearthside.web.wsgi import in_utf_8
from tests.bad_input.forms import pages
from tests.house.routes import routes
from tests.web.desk.desk_scene import missing

SEVERAL = {"topics", "who_for", "access", "manner", "languages", "settle", "keep"}
NO_NUMBERS = (
    "1",
    "01",
    "+1",
    "1.0",
    "1e0",
    "\uff11",
    "\u0661",
    "%20",
    "1 ",
    "-1",
    "..",
)
ODD = {
    "cookie with a NUL": {"HTTP_COOKIE": 'h="\\000aaaaaaaaaaaa"; c="\\000"'},
    "cookie of junk": {"HTTP_COOKIE": 'h=\xff\xfe; ;;=;h;c="; messages=zzz'},
    "message cookie of junk": {
        "HTTP_COOKIE": 'messages="\\000xxx"; django_language=..'
    },
    "host of somebody else": {"HTTP_HOST": "evil.example"},
    "host with a line break": {"HTTP_HOST": "testserver\r\nX: y"},
    "host with a wild port": {"HTTP_HOST": "testserver:99999999"},
    "endless language": {"HTTP_ACCEPT_LANGUAGE": "x" * 5000},
    "language nobody speaks": {"HTTP_ACCEPT_LANGUAGE": "xx-YY;q=nan, *;q=1e999, \x00"},
    "length above the line": {"CONTENT_LENGTH": "\u00b2"},
    "length below nought": {"CONTENT_LENGTH": "-1"},
    "odd conditions": {"HTTP_IF_NONE_MATCH": "*", "HTTP_IF_MODIFIED_SINCE": "\xff"},
    "range": {"HTTP_RANGE": "bytes=0-99999999999"},
    "odd origin": {"HTTP_ORIGIN": "http://[::1", "HTTP_REFERER": "\x00"},
    "long browser": {"HTTP_USER_AGENT": "\x00(a+)+$" * 1000},
    "broken form": {"CONTENT_TYPE": "multipart/form-data"},
    "broken boundary": {"CONTENT_TYPE": "multipart/form-data; boundary=\x01\xe9"},
}


@pytest.mark.usefixtures("no_limits")
@pytest.mark.parametrize(
    "most", [1, pytest.param(99, marks=[pytest.mark.slow, pytest.mark.sqlite])]
)
def test_no_form_takes_two_answers_to_one_question(most, every_form, browsers):
    taken = []
    for who, form in every_form:
        for name in sorted(form.fields.keys() - SEVERAL)[:most]:
            answer = form.send(browsers[who], **{name: [form.fields[name], "other"]})
            # What only a script of the page reads is taken at no address.
            if answer.status_code not in {400, 405}:
                taken.append(f"{who} {form.name}.{name}: {answer.status_code}")

    assert not taken, "\n".join(taken)


def test_an_address_that_says_one_thing_twice_is_refused(about, browsers):
    answers = {
        route.name: browsers["olu"].get(f"{address}?page=1&page=2").status_code
        for route, address in pages(about)
        # Other people's programs ask a feed as their standard has it.
        if route.verb is not Verb.READ_A_FEED
    }

    assert set(answers.values()) == {400}


@pytest.mark.parametrize("number", NO_NUMBERS)
def test_a_number_is_no_id_anywhere(number, about, browsers):
    for route in routes():
        if not route.parts or not set(route.parts) <= set(about) - {"locality"}:
            continue
        address = reverse(route.name, kwargs={p: about[p] for p in route.parts})
        for part in route.parts:
            answer = browsers["hal"].get(address.replace(about[part], number))

            assert answer.status_code == 404, route.name
            assert answer.content == missing()


@pytest.mark.slow
@pytest.mark.sqlite
def test_a_verb_in_a_header_is_not_heard_anywhere(about, browsers):
    for _route, address in pages(about):
        plain = browsers["olu"].get(address)
        tricked = browsers["olu"].get(
            address,
            headers={"X-HTTP-Method-Override": "DELETE", "X-Method-Override": "PUT"},
        )

        assert plain.status_code == tricked.status_code, address


@pytest.mark.slow
@pytest.mark.sqlite
@pytest.mark.parametrize("who", ["visitor", "olu"])
@pytest.mark.parametrize("odd", ODD)
def test_an_odd_header_breaks_nothing(odd, who, about, browsers, no_limits):
    given = ODD[odd]
    if who != "visitor" and "HTTP_COOKIE" in given:
        given = {"HTTP_COOKIE": given["HTTP_COOKIE"].replace("h=", "x=")}
    for route, address in pages(about):
        if route.is_lent and route.name not in {"account_login", "account_signup"}:
            continue
        for method in ("GET", "POST"):
            kind = given.get("CONTENT_TYPE", "application/x-www-form-urlencoded")
            more = {name: value for name, value in given.items() if value != kind}
            answer = browsers[who].generic(
                method, f"{address}?place=%C3%A9", "name=%ff", kind, **more
            )

            assert answer.status_code < 500, f"{method} {route.name}"
            assert "evil" not in answer.content.decode(errors="replace")
            assert "evil" not in str(answer.headers)


def test_two_session_cookies_are_none(amira, browsers):
    name = settings.SESSION_COOKIE_NAME
    key = browsers["amira"].cookies[name].value
    planted = f"{name}={key}; {name}={key}"

    answer = browsers["visitor"].get("/account/email/", HTTP_COOKIE=planted)

    assert answer.status_code == 302
    assert answer.url.startswith("/account/login/")


@pytest.mark.parametrize("forwarded", ["https", "http"])
def test_nobody_says_through_which_door_they_came(forwarded, client, scene):
    answer = client.get(
        "/desk/",
        headers={
            "X-Forwarded-Proto": forwarded,
            "X-Forwarded-Host": "evil.example",
            "X-Forwarded-For": "203.0.113.9",
            "Forwarded": "host=evil.example;proto=https",
        },
    )

    assert answer.headers["Location"] == "/account/login/?next=%2Fdesk%2F"
    assert not answer.wsgi_request.is_secure()


@pytest.mark.parametrize(
    "kind",
    ["text/plain; charset=rot13", "a/b; charset=hex", "a/b; CHARSET = idna",
     "multipart/form-data; boundary=x; charset=utf-7", "x" * 20_000, "a/b;charset*=u''hex"],
)  # fmt: skip
def test_a_body_is_read_in_our_alphabet_whatever_it_claims(kind):
    request = WSGIRequest(
        {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": "/groups/",
            "QUERY_STRING": "place=%C3%A9",
            "CONTENT_TYPE": in_utf_8(kind),
            "wsgi.input": io.BytesIO(),
        }
    )

    assert request.GET["place"] == "\u00e9"


def test_a_form_with_a_file_keeps_its_boundary():
    assert in_utf_8("multipart/form-data; boundary=x; charset=hex").endswith(
        "boundary=x"
    )
    assert (
        in_utf_8("multipart/form-data; boundary=x") == "multipart/form-data; boundary=x"
    )
