from __future__ import annotations

import json
import logging

import pytest

from hearthside.groups import shortlist
from hearthside.groups.models import Group, Shortlist
from tests.cast import signed_in

WORDS = "The kettle was on <b>and</b> nobody asked."


def sent(group, **more):
    row = {
        "id": group.public_id,
        "try": True,
        "visits": [{"on": "2026-03-03", "taps": ["myself", "again"], "words": WORDS}],
        **more,
    }
    return json.dumps([row])


@pytest.fixture
def client(amira, at_noon):
    return signed_in(amira)


def put(client, scene, **more):
    data = {"do": "keep", "list": sent(scene.tuesday), **more}
    return client.post("/groups/kept/mine/", data, follow=True)


def test_the_list_goes_into_the_account_and_the_words_stay_behind(client, scene):
    page = put(client, scene).content.decode()

    assert "Kept, sealed, in your account." in page
    assert "Tuesday circle, Headingley" in page
    assert "to try" in page
    assert "kettle" not in page


def test_the_form_of_the_page_carries_its_token(amira, scene, at_noon):
    client = signed_in(amira, enforce_csrf_checks=True)
    page = client.get("/groups/kept/").content.decode()
    token = page.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]

    answer = client.post(
        "/groups/kept/mine/",
        {"do": "keep", "list": sent(scene.tuesday), "csrfmiddlewaretoken": token},
    )

    assert answer.status_code == 302


def test_the_words_go_along_only_when_ticked(client, scene):
    page = put(client, scene, words="yes").content.decode()

    assert "The kettle was on &lt;b&gt;and&lt;/b&gt; nobody asked." in page
    assert "I could be myself\N{NO-BREAK SPACE}· I would go again" in page
    assert "Tuesday 3 March" in page


def test_what_was_written_is_taken_out_alone_and_then_the_rest(client, scene):
    put(client, scene, words="yes")

    page = client.post("/groups/kept/mine/", {"do": "forget_words"}, follow=True)
    assert "kettle" not in page.content.decode()
    assert "Tuesday circle, Headingley" in page.content.decode()
    client.post("/groups/kept/mine/", {"do": "forget"})

    assert not Shortlist.objects.exists()


def test_taking_it_out_twice_is_no_fault(client):
    for _ in range(2):
        answer = client.post("/groups/kept/mine/", {"do": "forget"}, follow=True)
        assert answer.status_code == 200


@pytest.mark.parametrize(
    "text",
    [
        "", "[]", "{", "null", "7", '"x"', "[7]", "[null]", "[{}]", '[{"id":7}]', "[" * 5000,
        '[{"id":"abcdefghjkmn","visits":7}]', '[{"id":"abcdefghjkmn","visits":[7]}]',
        '[{"id":"abcdefghjkmn","visits":[{"on":"yesterday"}]}]',
        '[{"id":"abcdefghjkmn","visits":[{"taps":[[]]}]}]',
        '[{"id":"abcdefghjkmn","visits":[{"taps":["streak"]}]}]',
        '[{"id":"<script>"}]',
    ],
)  # fmt: skip
def test_an_odd_list_is_refused_with_a_sentence_and_loses_nothing(client, scene, text):
    put(client, scene, words="yes")

    answer = put(client, scene, list=text, words="yes")

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "could not read that list" in page or "nothing on the list" in page
    assert len(Shortlist.objects.get().kept) > 50


def test_half_a_letter_cut_by_a_phone_breaks_nothing(client, scene):
    visits = [{"on": "", "taps": [], "words": "tea \ud83e"}]

    answer = put(client, scene, list=sent(scene.tuesday, visits=visits), words="yes")

    assert answer.status_code == 200
    assert "After a visit" in answer.content.decode()


def test_a_group_that_is_gone_is_not_named(client, scene):
    put(client, scene)
    Group.objects.filter(id=scene.tuesday.pk).update(state=Group.State.UNLISTED)

    page = client.get("/groups/kept/").content.decode()

    assert "Tuesday circle" not in page
    assert "A group that is no longer listed" in page


def test_no_log_line_holds_a_word_or_a_group(client, scene, caplog):
    caplog.set_level(logging.DEBUG)

    put(client, scene, words="yes")
    put(client, scene, list="[{", words="yes")

    said = [
        record.getMessage()
        for record in caplog.records
        # What the database was asked is not written down outside of tests.
        if record.name.startswith("hearthside")
    ]
    assert not any("kettle" in line or scene.tuesday.public_id in line for line in said)


def test_a_visitor_is_asked_to_sign_in_and_nothing_is_kept(visitor, scene):
    answer = visitor.post(
        "/groups/kept/mine/", {"do": "keep", "list": sent(scene.tuesday)}
    )

    assert answer.url.startswith("/account/login/")
    assert not Shortlist.objects.exists()


def test_the_page_asks_little_of_the_database(
    client, scene, amira, django_assert_max_num_queries
):
    put(client, scene, words="yes")
    assert shortlist.mine(amira) is not None

    with django_assert_max_num_queries(8):
        client.get("/groups/kept/")
