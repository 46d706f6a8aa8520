"""One evening walked by plain forms, and what newcomers, others and the lead see meanwhile."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client

from hearthside.core.models import TrailEntry
from hearthside.meetings import might_come
from hearthside.meetings.counting import Sums, counted
from hearthside.meetings.might_come import Ticks
from hearthside.meetings.models import CheckIn, Debrief, Holding, Meeting, RotaPlace
from hearthside.people.models import Person
from hearthside.safety.models import Reading, Worry
from tests.cast import signed_in
from tests.web.desk.desk_scene import at_noon, missing

SUMS = {"here": "14", "first_time": "3", "been_before": "9", "term": "1"}


@pytest.fixture
def fern_(tonight, monkeypatch):
    at_noon(monkeypatch, tonight.before)
    return signed_in(tonight.fern)


@pytest.fixture
def ivo_(tonight, fern_):
    return signed_in(tonight.ivo)


def there(tonight, what=""):
    return f"/hold/{tonight.dated.public_id}/{what}"


def look(browser, tonight):
    return browser.get(there(tonight)).content.decode()


def do(browser, tonight, what, **given):
    return browser.post(there(tonight, f"{what}/"), given)


def first_button(page):
    """Return the words of the one filled button of a page."""
    found = re.findall(r'class="button"(?: href="[^"]*")?>([^<]+)<', page)
    assert len(found) <= 1, found
    return found[0] if found else ""


def test_the_one_next_thing_leads_through_the_evening(tonight, fern_, monkeypatch):
    buttons = []
    for what, given in (
        ("check-in", {}),
        ("open", {"both_here": "yes"}),
        ("close", SUMS),
        ("check-out", {}),
    ):
        buttons.append(first_button(look(fern_, tonight)))
        assert do(fern_, tonight, what, **given).status_code == 302
    buttons.append(first_button(look(fern_, tonight)))

    assert buttons == [
        "I am here", "Open the evening", "Run the evening", "I am out and on my way", "",
    ]  # fmt: skip
    assert counted(tonight.id) == Sums(14, 3, 9)


def test_days_before_nothing_is_offered_that_would_be_refused(
    tonight, fern_, monkeypatch
):
    at_noon(monkeypatch, tonight.dated.starts_at - timedelta(days=3))

    page = look(fern_, tonight)

    assert first_button(page) == ""
    assert ">I am here<" not in page
    assert ">Open the evening<" not in page
    assert "You can check in from" in page
    assert "You can open it from" in fern_.get(there(tonight, "run/")).content.decode()


def test_near_the_end_closing_comes_first(tonight, fern_, monkeypatch):
    do(fern_, tonight, "check-in")
    do(fern_, tonight, "open", both_here="yes")
    at_noon(monkeypatch, tonight.dated.ends_at - timedelta(minutes=20))

    assert first_button(look(fern_, tonight)) == "Close the evening"


def test_it_says_who_is_told_and_that_it_is_no_emergency_cover(tonight, fern_):
    do(fern_, tonight, "check-in")

    page = look(fern_, tonight)

    assert "You checked in at 7pm." in page
    assert "If you have not checked out by 9.30pm, we write to <bdi>Wil</bdi>." in page
    assert "This is not emergency cover" in page
    assert "ring 999 or 112" in page
    assert 'href="/help/">Help now' in page


def test_when_nobody_waits_the_coordinators_are_named_for_it(tonight, fern_, olu):
    RotaPlace.objects.filter(part="waits").delete()

    assert "we write to your coordinators" in look(fern_, tonight)


def test_when_nobody_can_be_told_the_page_says_so(tonight, fern_):
    Person.objects.filter(id=tonight.wil.person_id).update(email="")

    page = look(fern_, tonight)

    assert "Nobody can be told tonight." in page
    assert "Wil" not in page


def test_the_other_phone_sees_who_holds_it_and_takes_over(tonight, fern_, ivo_):
    do(fern_, tonight, "open", both_here="yes")

    theirs = look(ivo_, tonight)
    taken = do(ivo_, tonight, "take", term="1")
    mine = look(fern_, tonight)

    assert "<bdi>Fern</bdi> holds it." in theirs
    assert taken.status_code == 302
    assert "<bdi>Ivo</bdi> holds it." in mine
    assert "Take over on this phone" in mine


def test_a_hand_over_from_an_old_page_is_declined_with_a_sentence(tonight, fern_, ivo_):
    do(fern_, tonight, "open", both_here="yes")
    do(ivo_, tonight, "take", term="1")

    answer = do(fern_, tonight, "take", term="1")

    assert answer.status_code == 409
    assert "Ivo holds this evening now." in answer.content.decode()


@pytest.mark.parametrize("term", ["", "-1", "1.0", "one", "99999", "１"])
def test_a_term_that_is_none_of_ours_is_refused(term, tonight, fern_, ivo_):
    do(fern_, tonight, "open", both_here="yes")

    for what in ("take", "close"):
        assert do(ivo_, tonight, what, **SUMS | {"term": term}).status_code == 400
    assert Holding.objects.get().holder_id == tonight.fern.person_id


def test_closing_again_gets_a_sentence_and_the_sums_stay(tonight, fern_):
    do(fern_, tonight, "open", both_here="yes")
    do(fern_, tonight, "close", **SUMS)

    again = do(fern_, tonight, "close", **SUMS | {"here": "20"})

    assert again.status_code == 409
    assert "Its counts stay as they are." in again.content.decode()
    assert counted(tonight.id) == Sums(14, 3, 9)


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"here": "5"}, "more people than were here"),
        ({"here": "-3", "first_time": "", "been_before": ""}, "less than nought"),
        ({"here": "9" * 30, "first_time": "", "been_before": ""}, "more than 300"),
        ({"here": ""}, "This field is required"),
        ({"here": "some"}, "Enter a whole number"),
    ],
)
def test_counts_that_cannot_be_stay_typed_and_are_explained(given, why, tonight, fern_):
    do(fern_, tonight, "open", both_here="yes")

    answer = do(fern_, tonight, "close", **SUMS | given)

    page = answer.content.decode()
    assert answer.status_code == 400
    assert why in page
    assert f'name="here" value="{given["here"]}"' in page or given["here"] == ""
    assert Holding.objects.get().closed_at is None


def test_without_the_tick_it_does_not_open(tonight, fern_):
    answer = do(fern_, tonight, "open")

    assert answer.status_code == 409
    assert "Open when both of you are there." in answer.content.decode()


def test_a_date_called_off_while_it_is_being_opened_is_said(tonight, fern_):
    assert "Open the evening" in look(fern_, tonight)
    Meeting.objects.filter(id=tonight.id).update(state="called_off")

    answer = do(fern_, tonight, "open", both_here="yes")

    assert answer.status_code == 409
    assert "This evening is called off." in answer.content.decode()


def test_a_newcomer_is_told_the_truth_at_every_moment(
    tonight, scene, fern_, monkeypatch
):
    group, visitor = f"/groups/{scene.tuesday.public_id}/", Client()

    def seen():
        answers = [visitor.get(group), visitor.get("/"), visitor.get("/groups/")]
        return [answer.content.decode() for answer in answers]

    before = seen()
    do(fern_, tonight, "open", both_here="yes")
    while_open = seen()
    do(fern_, tonight, "close", **SUMS)
    gone_home = seen()
    at_noon(monkeypatch, tonight.after)
    after = seen()

    # Closed early: nobody is sent to a dark hall.
    assert "Tuesday 3 March" in before[0].partition("Last confirmed")[0]
    assert "Tuesday 3 March" not in gone_home[0].partition("Last confirmed")[0]
    assert not any("Open now" in page for page in before + after)
    assert all("Open now" in page for page in while_open)
    assert not any(re.search(r"\b14\b(?! April)", page) for page in after[:1])
    assert "Last confirmed on Tuesday 3 March." in after[0]


def test_the_notes_are_sums_for_tonights_two_and_gone_when_it_closes(
    tonight, fern_, ivo_, olu
):
    for ticks in (Ticks(quiet_seat=True), Ticks(quiet_seat=True), Ticks()):
        might_come.say_might_come(tonight.dated, ticks=ticks, now=tonight.before)

    page = look(ivo_, tonight)
    do(fern_, tonight, "open", both_here="yes")
    do(fern_, tonight, "close", **SUMS)

    assert "Tonight, 7.30pm" in page
    assert "3 people said they might come." in page
    assert "2 would like a quiet seat" in page
    assert "will just listen" not in page
    assert "on Wednesday 4 March." in page
    assert "might come" not in look(ivo_, tonight)


def test_how_i_am_is_kept_for_my_eyes(tonight, fern_, ivo_):
    do(fern_, tonight, "open", both_here="yes")
    do(fern_, tonight, "close", **SUMS)

    do(fern_, tonight, "how", how="heavy", wants_a_talk="on")

    assert 'value="heavy" id="id_how_3" checked' in look(fern_, tonight)
    assert not re.search(r"<input[^>]* checked", look(ivo_, tonight))
    assert Debrief.objects.get().wants_a_talk


def test_a_word_that_is_not_on_the_list_is_not_kept(tonight, fern_):
    answer = do(fern_, tonight, "how", how="Amira cried")

    assert answer.status_code == 400
    assert not Debrief.objects.exists()


def test_a_worry_shows_help_first_and_reaches_the_lead_alone(tonight, fern_, sol, olu):
    form = fern_.get(there(tonight, "worry/")).content.decode()
    put = do(fern_, tonight, "worry", kind="adult", own_words="She gave me her plant.")
    lead = signed_in(sol)
    listed = lead.get("/desk/worries/").content.decode()
    worry = f"/desk/worries/{Worry.objects.get().public_id}/"
    shut = lead.get(worry).content.decode()
    lead.post(f"{worry}open/")
    opened = lead.get(worry).content.decode()
    lead.post(f"{worry}hold/")

    assert form.index("Ring 999 or 112 first") < form.index(
        '<form autocomplete="off" class'
    )
    assert put.status_code == 302
    assert "One worry is held by nobody yet." in listed
    assert not any("plant" in page for page in (listed, shut))
    assert "She gave me her plant." in opened
    assert "Sol, Tuesday 3 March, 7pm" in opened
    assert "You hold it." in lead.get(worry).content.decode()
    assert Reading.objects.count() == 1
    assert TrailEntry.objects.filter(verb="read worries").count() == 2
    assert signed_in(olu).get("/desk/worries/").status_code == 404


def test_looking_at_a_worry_by_address_alone_is_not_opening_it(tonight, fern_, sol):
    do(fern_, tonight, "worry", kind="child", own_words="What I saw.")
    worry = f"/desk/worries/{Worry.objects.get().public_id}/"

    for _ in range(2):
        assert "What I saw." not in signed_in(sol).get(worry).content.decode()
    assert not Reading.objects.exists()


def test_worries_from_one_address_are_bounded(tonight, fern_):
    answers = [
        do(fern_, tonight, "worry", kind="other", own_words=str(number)).status_code
        for number in range(13)
    ]

    assert answers == [302] * 12 + [429]


def test_a_coordinator_raises_a_worry_and_is_shown_what_to_do(tonight, fern_, olu):
    browser = signed_in(olu)
    answer = do(browser, tonight, "worry", kind="volunteer")

    assert answer.url == f"/worries/{Worry.objects.get().public_id}/"
    assert "No lead has looked at it yet." in browser.get(answer.url).content.decode()


def test_whoever_waits_sees_who_is_in_and_who_is_late(tonight, fern_, monkeypatch):
    wil = signed_in(tonight.wil)
    do(fern_, tonight, "check-in")
    early = wil.get("/waiting/").content.decode()
    at_noon(monkeypatch, tonight.dated.ends_at + timedelta(minutes=30))
    late = wil.get("/waiting/").content.decode()
    do(fern_, tonight, "check-out")
    safe = wil.get("/waiting/").content.decode()

    assert "In since 7pm. Should be out by 9.30pm." in early
    assert "not out yet" not in early
    assert "not out yet" in late
    assert "Ring them." in late
    assert "Safely out at 9.30pm." in safe
    assert "not out yet" not in safe


def test_nobody_sees_whom_others_wait_for(tonight, fern_, amira):
    do(fern_, tonight, "check-in")

    page = signed_in(amira).get("/waiting/").content.decode()

    assert "You wait for nobody" in page
    assert "Fern" not in page


def test_my_evenings_stand_on_the_first_page_and_in_their_list(tonight, fern_, ivo_):
    do(fern_, tonight, "open", both_here="yes")

    home, mine = fern_.get("/").content.decode(), ivo_.get("/hold/").content.decode()

    assert "Yours to hold" in home
    assert there(tonight) in home
    assert "Open now, on another phone" in mine
    assert "Yours to hold" not in Client().get("/").content.decode()


def test_a_facilitator_without_an_evening_near_finds_an_empty_list(fern, scene):
    page = signed_in(fern).get("/hold/").content.decode()

    assert "You are not down to lead an evening in the coming fortnight." in page


def test_a_neighbour_without_a_key_is_led_to_add_one(tonight, fern_, settings):
    from dataclasses import replace

    settings.CONFIG = replace(settings.CONFIG, demo=False)

    answer = signed_in(tonight.ivo).get(there(tonight))

    assert answer.status_code == 302
    assert answer.url == "/account/keys/"


@pytest.mark.parametrize("who", ["olu", "otto", "amira", "hal", "sol", "newcomer"])
@pytest.mark.parametrize(
    "what", ["check-in", "open", "take", "close", "check-out", "how"]
)
def test_for_everybody_else_there_is_nothing_to_do(who, what, tonight, fern_, request):
    answer = do(signed_in(request.getfixturevalue(who)), tonight, what, **SUMS)

    assert answer.status_code == 404
    assert answer.content == missing()
    assert not Holding.objects.exists()
    assert not CheckIn.objects.exists()


def test_a_role_taken_away_between_page_and_button_ends_the_evening_for_them(
    tonight, fern_, ivo_
):
    assert "Open the evening" in look(ivo_, tonight)
    RotaPlace.objects.filter(person_id=tonight.ivo.person_id).delete()

    assert do(ivo_, tonight, "open", both_here="yes").status_code == 404


def test_the_page_takes_few_queries_at_every_stage(
    tonight, fern_, django_assert_max_num_queries
):
    for what, given in (("open", {"both_here": "yes"}), ("close", SUMS)):
        with django_assert_max_num_queries(24):
            fern_.get(there(tonight))
        do(fern_, tonight, what, **given)
    with django_assert_max_num_queries(24):
        fern_.get(there(tonight))
