"""A worry about a lead goes round that lead: list, count, page, letter, trail and record."""

from __future__ import annotations

from datetime import timedelta

import pytest

from hearthside.core.actor import Actor, Machine, Role, Visitor
from hearthside.core.ids import opaque_id
from hearthside.core.models import Letter, Note
from hearthside.core.policy import Place
from hearthside.core.refusals import NotFound
from hearthside.groups import giving_roles, roles, seats
from hearthside.meetings.models import RotaPlace
from hearthside.safety import (
    asked,
    care,
    closing,
    existence,
    gathering,
    handing,
    letting_go,
    reading,
    records,
    retention,
    round_a_lead,
    timers,
    worries,
    writing,
)
from hearthside.safety.models import Asked, KeptFrom, Record, Report, Worry
from hearthside.safety.round_a_lead import CannotKeepFrom
from hearthside.safety.telling import Worried
from hearthside.workflows.raise_a_worry import raise_a_worry
from hearthside.workflows.read_the_trail import latest_for
from hearthside.workflows.tell_of_a_worry import tell_of_a_worry
from hearthside.workflows.watch_worries import watch_worries
from tests.cast import NOON, Scene, _role, make_person, signed_in
from tests.record_scene import BASE, WORDS, opened, record_of, write_to

LATER = NOON + timedelta(days=2)
PLANTER = Machine("test")


@pytest.fixture
def leads(sol, sia):
    write_to(sol, "sol@example.org")
    return sol, sia


def tell(who, *, kind="other", is_lead=False, words=WORDS, actor=None, now=NOON):
    tell_of_a_worry(
        actor or Visitor(), Worried(who, kind, words, ""), is_about_a_lead=is_lead,
        base_address=BASE, now=now,
    )  # fmt: skip


@pytest.fixture
def about_sol(leads) -> Worry:
    tell("Sol")
    return Worry.objects.get()


@pytest.fixture
def record_about_sol(about_sol, sia) -> Record:
    return record_of(sia, about_sol)


def test_k10_the_other_lead_handles_it_and_the_one_it_is_about_finds_nothing(
    about_sol, leads, at_noon
):
    sol, sia = leads
    path = f"/desk/worries/{about_sol.public_id}/"
    theirs = signed_in(sol)
    nothing = theirs.get("/there-is-no-such-page/").content

    assert len(worries.waiting(sia, now=NOON)) == 1
    assert worries.waiting(sol, now=NOON) == []
    for address in ("", "open/", "hold/", "record/", "join/", "close/", "about/"):
        answer = theirs.post(path + address) if address else theirs.get(path)
        assert (answer.status_code, answer.content) == (404, nothing), address
    assert signed_in(sia).get(path).status_code == 200


def test_k10_no_letter_and_no_line_of_it_reaches_them(about_sol, leads):
    sol, sia = leads

    assert not Letter.objects.filter(person_id=sol.person_id).exists()
    told = Note.objects.values_list("person_id", flat=True)
    assert set(told) == {sia.person_id}


def test_k10_no_count_and_no_timer_says_it_to_them(about_sol, leads):
    sol, sia = leads

    assert timers.overdue(sia, now=LATER).worries == 1
    assert not timers.overdue(sol, now=LATER).is_anything
    # When nobody looked in time the others are told; never the one it is about.
    for days in (2, 4, 6):
        watch_worries(base_address=BASE, now=NOON + timedelta(days=days))
    assert not Letter.objects.filter(person_id=sol.person_id).exists()
    assert not Note.objects.filter(person_id=sol.person_id).exists()
    assert Note.objects.filter(person_id=sia.person_id).count() > 1


def test_k10_who_coordinates_and_leads_counts_it_nowhere(leads, scene: Scene):
    sol, _sia = leads
    both = _role_also(sol, Role.COORDINATOR, scene)
    tell("Sol")
    Worry.objects.update(locality=scene.leeds)

    assert existence.of_localities(both, [scene.leeds.pk]) == []
    assert existence.of_localities(_coordinates(scene), [scene.leeds.pk]) != []


def _role_also(actor, role, scene):
    giving_roles.begin(
        PLANTER, person_id=actor.person_id, role=role, group_id=None,
        locality_id=scene.leeds.pk, ends_at=None, now=NOON,
    )  # fmt: skip
    return Actor(actor.person_id, roles.grants_of(actor.person_id), True)


def _coordinates(scene):
    return _role(make_person("Ola"), Role.COORDINATOR, at=scene.leeds)


def test_k10_the_trail_does_not_show_it_to_them(record_about_sol, leads):
    sol, sia = leads
    opened(sia, record_about_sol)
    asked.ask(sia, record_id=record_about_sol.public_id, on=NOON.date(), now=NOON)

    seen = {line.what for line in latest_for(sia)}
    kept = {
        f"{act}:{record_about_sol.pk}" for act in ("record", "read")
    } | {f"asked:{Asked.objects.get().pk}"}  # fmt: skip
    assert kept <= seen
    assert not kept & {line.what for line in latest_for(sol)}


@pytest.mark.parametrize(
    "who",
    ["Sol", "sol", "S\u00f3l", "  SOL "],
    ids=["plain", "small", "accent", "wide"],
)
def test_k10_any_spelling_of_a_leads_name_goes_round_them(who, leads):
    sol, sia = leads
    tell(who)

    assert worries.waiting(sol, now=NOON) == []
    assert len(worries.waiting(sia, now=NOON)) == 1


def test_k10_the_name_a_lead_has_in_a_group_goes_round_them_too(leads, scene):
    sol, _sia = leads
    seats.take(
        person_id=sol.person_id, group_id=scene.tuesday.pk, name_here="Heron",
        skeleton="heron", agreement_number=1, now=NOON,
    )  # fmt: skip

    tell("Heron")

    assert worries.waiting(sol, now=NOON) == []


def test_of_somebody_who_helps_one_word_of_the_name_is_enough(leads):
    sol, _sia = leads
    tell("Sol from the office", kind="volunteer")
    tell("Solveig")

    assert len(worries.waiting(sol, now=NOON)) == 1


def test_k10_with_one_lead_it_goes_to_the_host_as_a_report(sol, hal, scene):
    tell("Sol", words="He keeps asking Bo to come to his flat.")

    report = Report.objects.get()
    assert not Worry.objects.exists()
    assert reading.waiting(sol, []) == []
    assert [one.public_id for one in reading.waiting(hal, [])] == [report.public_id]
    reading.open_report(hal, [], public_id=report.public_id, now=NOON)
    sheet = reading.sheet(hal, [], public_id=report.public_id, now=NOON)
    (said,) = [line.words for line in sheet.lines if line.kind == "said"]
    assert "He keeps asking Bo" in said
    assert set(Note.objects.values_list("person_id", flat=True)) == {hal.person_id}


def test_who_says_it_is_a_lead_without_a_name_we_know_goes_round_every_lead(leads, hal):
    sol, sia = leads
    tell("The one with the beard", is_lead=True)

    assert not Worry.objects.exists()
    for lead in (sol, sia):
        assert reading.waiting(lead, []) == []
    assert len(reading.waiting(hal, [])) == 1


def test_nobody_hides_what_others_told_by_saying_it_is_a_lead(leads, hal):
    sol, sia = leads
    tell("Amira", kind="danger_now")

    tell("Amira", is_lead=True)

    for lead in (sol, sia):
        assert len(worries.waiting(lead, now=NOON)) == 1
    assert Worry.objects.get().times == 1


def test_two_about_every_lead_are_two(sol, hal, amira):
    for words in ("First.", "Second."):
        tell("Sol", words=words, actor=amira)

    assert Report.objects.count() == 2


def test_the_host_reads_it_when_the_other_lead_has_gone_meanwhile(
    about_sol, leads, hal
):
    sol, sia = leads
    roles.take_back(
        PLANTER, person_id=sia.person_id, role=Role.LEAD, now=NOON
    )  # fmt: skip

    watch_worries(base_address=BASE, now=NOON + timedelta(minutes=5))

    report = Report.objects.get()
    (step,) = report.steps.filter(kind="said")
    assert WORDS in step.words
    assert Worry.objects.get().closed_at is not None
    assert len(reading.waiting(hal, [])) == 1
    assert reading.waiting(sol, []) == []
    watch_worries(base_address=BASE, now=NOON + timedelta(minutes=6))
    assert Report.objects.count() == 1


def test_k10_the_record_made_of_it_is_kept_from_them_whole(
    record_about_sol, leads, at_noon
):
    sol, sia = leads
    public_id = record_about_sol.public_id
    asked_id = asked.ask(sia, record_id=public_id, on=NOON.date(), now=NOON)
    theirs = signed_in(sol)
    nothing = theirs.get("/there-is-no-such-page/").content

    assert records.matters(sol) == []
    assert len(records.matters(sia)) == 1
    assert asked.of_record(sol, record_id=public_id) == []
    assert care.lines(sol, record_id=public_id) == ()
    pages = [f"/desk/records/{public_id}/", f"/desk/asked/{asked_id}/",
             f"/desk/records/{public_id}/write/safe-now/"]  # fmt: skip
    for address in pages:
        assert theirs.get(address).content == nothing, address
    acts = ("open", "review", "offer", "take", "close", "agree", "not-yet", "care",
            "asked", "about")  # fmt: skip
    for act in acts:
        answer = theirs.post(f"/desk/records/{public_id}/{act}/")
        assert (answer.status_code, answer.content) == (404, nothing), act
    with pytest.raises(NotFound):
        writing.keep_draft(
            sol, record_id=public_id, step="note", said=records.Said("x"), now=NOON
        )


def test_k10_a_record_is_not_offered_to_whom_it_is_about(record_about_sol, leads):
    sol, sia = leads

    assert sol.person_id not in handing.other_leads(
        sia, record_id=record_about_sol.public_id
    )
    with pytest.raises(handing.CannotHandOver):
        handing.offer(
            sia, record_id=record_about_sol.public_id, to=sol.person_id, now=NOON
        )


def test_k10_reviews_and_answers_that_wait_are_not_counted_for_them(
    record_about_sol, leads
):
    sol, sia = leads
    asked.ask(sia, record_id=record_about_sol.public_id, on=NOON.date(), now=NOON)
    Record.objects.update(review_on=NOON.date() - timedelta(days=9))
    late = NOON + timedelta(days=60)

    theirs, others = timers.overdue(sol, now=late), timers.overdue(sia, now=late)
    assert (others.reviews, others.answers) == (1, 1)
    assert not theirs.is_anything
    Note.objects.all().delete()
    for day in range(60, 66):
        watch_worries(base_address=BASE, now=NOON + timedelta(days=day))
    told = set(Note.objects.values_list("person_id", flat=True))
    assert told == {sia.person_id}


def test_a_lead_finds_that_it_is_about_the_other_and_keeps_it_from_them(
    leads, amira, at_noon
):
    sol, sia = leads
    tell("Somebody at the desk")
    worry = Worry.objects.get()
    worries.open_worry(sol, public_id=worry.public_id, now=NOON)
    worries.take_hold(sol, public_id=worry.public_id, now=NOON)
    path = f"/desk/worries/{worry.public_id}/"
    client = signed_in(sia)
    early = client.post(f"{path}about/", {"lead": opaque_id("lead", sol.person_id)})
    client.post(f"{path}open/")
    page = client.get(path).content.decode()

    client.post(f"{path}about/", {"lead": opaque_id("lead", sol.person_id)})

    assert early.status_code == 409
    assert "It is about another lead" in page
    worry.refresh_from_db()
    assert worry.held_by_id is None
    assert worries.waiting(sol, now=NOON) == []
    assert len(worries.waiting(sia, now=NOON)) == 1


@pytest.mark.parametrize("odd", ["", "zzzzzzzzzzzz", "1", "lead"])
def test_a9_only_another_lead_can_be_said(odd, leads, at_noon):
    _sol, sia = leads
    tell("Somebody at the desk")
    path = f"/desk/worries/{Worry.objects.get().public_id}/"
    client = signed_in(sia)
    client.post(f"{path}open/")

    assert client.post(f"{path}about/", {"lead": odd}).status_code == 400
    assert not KeptFrom.objects.exists()


def test_nobody_says_that_it_is_about_themselves(leads):
    _sol, sia = leads
    tell("Somebody at the desk")
    worry = Worry.objects.get()
    worries.open_worry(sia, public_id=worry.public_id, now=NOON)

    with pytest.raises(CannotKeepFrom, match="choose another"):
        round_a_lead.worry_is_about(
            sia, public_id=worry.public_id, lead=sia.person_id, now=NOON
        )


def test_a_record_the_other_lead_held_is_held_by_who_found_out(
    record, sol, sia, at_noon
):
    handing.offer(sol, record_id=record.public_id, to=sia.person_id, now=NOON)
    client = signed_in(sia)
    path = f"/desk/records/{record.public_id}/"
    client.post(f"{path}open/")

    client.post(f"{path}about/", {"lead": opaque_id("lead", sol.person_id)})

    record.refresh_from_db()
    assert record.held_by_id == sia.person_id
    assert records.matters(sol) == []
    assert "Kept from a lead it may be about" in client.get(path).content.decode()
    # What it became of is kept from them as well.
    assert not round_a_lead.worries(sol).exists()


def test_a_record_is_closed_without_the_eyes_of_whom_it_is_about(
    record_about_sol, leads
):
    sol, _sia = leads
    Record.objects.update(closing_at=NOON, closing_by=None)

    with pytest.raises(NotFound):
        closing.agree(sol, record_id=record_about_sol.public_id, now=NOON)


def test_what_a_lead_holds_is_not_handed_on_to_whom_it_is_about(about_sol, leads, hal):
    sol, sia = leads
    worries.open_worry(sia, public_id=about_sol.public_id, now=NOON)
    worries.take_hold(sia, public_id=about_sol.public_id, now=NOON)

    worries.hand_on(hal, sia.person_id, to=sol.person_id, now=NOON)

    about_sol.refresh_from_db()
    assert about_sol.held_by_id is None


def test_an_open_record_of_who_is_forgotten_goes_to_the_host_and_not_to_them(
    record_about_sol, leads, hal
):
    _sol, sia = leads

    letting_go.hand_on_records(sia.person_id, now=NOON)

    record_about_sol.refresh_from_db()
    assert record_about_sol.held_by_id == hal.person_id


def test_a_worry_joined_to_a_record_keeps_it_from_them_too(leads, record):
    sol, sia = leads
    opened(sia, record)
    tell("Sol")
    worry = Worry.objects.exclude(id=record.worries.get().pk).get()
    worries.open_worry(sia, public_id=worry.public_id, now=NOON)

    gathering.join(sia, worry_id=worry.public_id, record_id=record.public_id, now=NOON)

    assert records.matters(sol) == []


def test_when_the_words_go_it_is_forgotten_whom_they_were_kept_from(
    record_about_sol, sia
):
    Record.objects.update(closed_at=NOON, erase_on=NOON.date())

    retention.erase_what_is_over(now=NOON)

    assert not KeptFrom.objects.exclude(record=None).exists()


def test_a_lead_who_led_that_evening_does_not_read_of_a_volunteer_there(
    leads, tonight, scene
):
    sol, sia = leads
    RotaPlace.objects.create(
        meeting_id=tonight.id, person_id=sol.person_id, part="leads"
    )

    raise_a_worry(
        tonight.fern, place=Place(scene.tuesday.pk, scene.leeds.pk, tonight.id),
        kind="volunteer", own_words=WORDS, base_address=BASE, now=NOON,
    )  # fmt: skip

    assert worries.waiting(sol, now=NOON) == []
    assert len(worries.waiting(sia, now=NOON)) == 1


def test_a_facilitator_says_which_lead_it_is_about(leads, tonight, at_noon):
    sol, sia = leads
    path = f"/hold/{tonight.dated.public_id}/worry/"
    form = {"kind": "other", "own_words": WORDS,
            "about_lead": opaque_id("lead", sol.person_id)}  # fmt: skip

    signed_in(tonight.fern).post(path, form)

    assert worries.waiting(sol, now=NOON) == []
    assert len(worries.waiting(sia, now=NOON)) == 1


def test_about_the_only_lead_a_facilitator_follows_it_at_the_host(
    sol, hal, tonight, at_noon
):
    path = f"/hold/{tonight.dated.public_id}/worry/"
    form = {"kind": "other", "own_words": WORDS,
            "about_lead": opaque_id("lead", sol.person_id)}  # fmt: skip

    answer = signed_in(tonight.fern).post(path, form, follow=True)

    assert "It goes round every lead." in answer.content.decode()
    assert not Worry.objects.exists()
    assert len(reading.waiting(hal, [])) == 1


def test_the_answer_is_the_same_whether_the_name_is_a_leads_or_nobodys(
    sol, hal, at_noon, client
):
    answers = []
    for who in ("Sol", "Nobody At All"):
        form = {"who": who, "kind": "other", "words": WORDS}
        answer = client.post("/worried/", form, follow=True)
        answers.append((answer.redirect_chain, len(answer.content)))

    assert answers[0] == answers[1]
