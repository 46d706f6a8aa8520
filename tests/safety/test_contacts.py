"""A contact two open together: really sealed, really opened, and never by one alone."""

from __future__ import annotations

from datetime import timedelta

import pytest
from cryptography.exceptions import InvalidTag
from django.core import mail
from django.db import connection

from hearthside.core import trail
from hearthside.core.actor import Role
from hearthside.core.models import Letter
from hearthside.core.refusals import ChangedMeanwhile, NotFound
from hearthside.groups.models import RoleHeld
from hearthside.organisation.models import Organisation
from hearthside.people.models import Person
from hearthside.people.signing_in import suspend
from hearthside.safety import contacts, keyholding, looking, openings
from hearthside.safety.contacts import CannotSeal
from hearthside.safety.keyholding import CannotHold
from hearthside.safety.models import ContactHalf, KeyholderKey, Opening, SealedContact
from hearthside.safety.openings import CannotOpen
from hearthside.workflows import open_a_contact
from tests.cast import NOON, _role, make_person
from tests.post import the_post_leaves
from tests.racing import at_once, where_threads_may_meet
from tests.sealed import (
    hand_over,
    make_holder,
    my_half,
    open_together,
    seal_for,
    take_over,
)

WORDS = "My sister Noor, 0113 496 0000. She does not know that I come here."
BASE = "https://notices.example.org"
HOUR = timedelta(hours=1)


@pytest.fixture
def three(sol):
    """Three who hold a key: the lead, and two the organisation named."""
    named = [_role(make_person(name), Role.KEYHOLDER) for name in ("Kai", "Lea")]
    return [make_holder(actor) for actor in (sol, *named)]


@pytest.fixture
def left(amira, three):
    contacts.seal(amira, seal_for(keyholding.current(), WORDS), now=NOON)
    return amira


def ask(holder, name="Amira", reason="She has not come home.", now=NOON):
    return open_a_contact.ask_for(
        holder.actor, name=name, reason=reason, base_address=BASE, now=now
    )


def hand(holder, opening, now=NOON):
    """Do in Python what the page of an opening does in the browser."""
    sheet = looking.sheet(holder.actor, public_id=opening, now=now)
    half = my_half(holder, sheet.tag, sheet.other_key, sheet.half)
    return half, hand_over(half, sheet.other_open, sheet.tag, opening)


def agree(holder, opening, now=NOON):
    _half, handed = hand(holder, opening, now)
    open_a_contact.agree_to(
        holder.actor, public_id=opening, handed=handed, base_address=BASE, now=now
    )


def read(holder, opening, now=NOON):
    half, handed = hand(holder, opening, now)
    given = openings.read(holder.actor, public_id=opening, handed=handed, now=now)
    theirs = take_over(holder, given.tag, opening, given.handed)
    return open_together(given.tag, given.box, half, theirs)


def read_bare(holder, opening, now=NOON):
    """Ask for it without a half of one's own, as somebody would who has none."""
    return openings.read(holder.actor, public_id=opening, handed=bytes(80), now=now)


def test_two_together_read_it_each_once(left, three):
    one, other, _third = three
    opening = ask(one)
    agree(other, opening)

    assert read(one, opening) == WORDS
    assert read(other, opening) == WORDS
    for holder in (one, other):
        with pytest.raises(CannotOpen):
            read_bare(holder, opening)
    assert looking.sheet(one.actor, public_id=opening, now=NOON).line.is_over


def test_one_alone_gets_nothing_to_read_with(left, three):
    one, other, third = three
    opening = ask(one)

    with pytest.raises(CannotOpen):
        read_bare(one, opening)
    with pytest.raises(CannotOpen):
        openings.agree(
            one.actor, public_id=opening, handed=bytes(80), tell_after=0 * HOUR, now=NOON
        )  # fmt: skip
    agree(other, opening)
    # The third had no part in it.
    with pytest.raises(NotFound):
        read_bare(third, opening)
    # The other reads after the one who asked has handed over too.
    with pytest.raises(CannotOpen):
        read_bare(other, opening)


def test_a_thief_with_the_database_and_the_servers_key_opens_neither(left, three):
    opening = ask(three[0])
    agree(three[1], opening)

    # Everything the house has, unsealed with its own key.
    contact = SealedContact.objects.get()
    halves = [bytes(one.half) for one in ContactHalf.objects.all()]
    halves.append(bytes(Opening.objects.get().handed_to_asker))

    for one in halves:
        for at in range(len(one) - 31):
            for other in (bytes(32), halves[0][:32], halves[-1][48:]):
                with pytest.raises(InvalidTag):
                    open_together(
                        contact.tag, bytes(contact.box), one[at : at + 32], other
                    )
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM safety_sealedcontact")
        row = b"".join(
            bytes(str(one), "utf-8")
            if not isinstance(one, bytes | memoryview)
            else bytes(one)
            for one in cursor.fetchone()
        )
    assert b"Noor" not in row


def test_the_person_is_told_at_once_here_and_by_a_letter(left, three):
    opening = ask(three[0])
    assert looking.told(left, now=NOON) == []
    agree(three[1], opening)

    told = looking.told(left, now=NOON)
    the_post_leaves(now=NOON)

    assert [(one.asked_by, one.agreed_by) for one in told] == [("Sol", "Kai")]
    mine = [one for one in mail.outbox if one.to == ["amira@example.org"]]
    assert [one.subject for one in mine] == ["Something you left with us was used"]
    assert "/mine/emergency-contact/" in mine[0].body
    assert "Sol" not in mine[0].body


def test_the_organisation_may_wait_and_no_longer_than_it_says(left, three):
    Organisation.objects.update(told_after_hours=24)
    opening = ask(three[0])
    agree(three[1], opening)

    the_post_leaves(now=NOON + 23 * HOUR)
    assert mail.outbox == []
    assert looking.told(left, now=NOON + 23 * HOUR) == []

    the_post_leaves(now=NOON + 24 * HOUR)
    assert len(mail.outbox) == 1
    assert len(looking.told(left, now=NOON + 24 * HOUR)) == 1


def test_the_others_are_asked_by_a_letter_that_says_nothing(left, three):
    Person.objects.filter(called="Kai").update(email="kai@example.org")

    ask(three[0])
    ask(three[0])

    letter = Letter.objects.get()
    said = f"{letter.subject} {letter.text} {letter.html}".casefold()
    assert not any(
        word in said for word in ("amira", "contact", "emergency", "home", "sol")
    )


def test_each_step_is_on_the_trail_and_the_reason_is_sealed(left, three):
    opening = ask(three[0])
    agree(three[1], opening)
    read(three[0], opening)

    row = Opening.objects.get()
    what = [line.what for line in trail.latest(most=3)]
    with connection.cursor() as cursor:
        cursor.execute("SELECT reason FROM safety_opening")
        (reason,) = cursor.fetchone()

    assert what == [f"read:{row.pk}", f"agreed:{row.pk}", f"asked:{row.pk}"]
    assert reason.startswith("s1.")


def test_taken_back_nobody_opens_it_even_when_two_had_agreed(left, three):
    opening = ask(three[0])
    agree(three[1], opening)
    _half, handed = hand(three[0], opening)

    contacts.withdraw(left)

    assert contacts.mine(left) is None
    assert not ContactHalf.objects.exists()
    with pytest.raises(CannotOpen):
        openings.read(three[0].actor, public_id=opening, handed=handed, now=NOON)


def test_sealed_anew_an_opening_under_way_ends(left, three):
    opening = ask(three[0])
    _half, handed = hand(three[1], opening)
    contacts.seal(left, seal_for(keyholding.current(), "Nobody now"), now=NOON)

    with pytest.raises(CannotOpen):
        openings.agree(
            three[1].actor, public_id=opening, handed=handed, tell_after=0 * HOUR, now=NOON
        )  # fmt: skip


def test_an_answer_comes_within_a_day_or_not_at_all(left, three):
    opening = ask(three[0])
    _half, handed = hand(three[1], opening)

    with pytest.raises(CannotOpen):
        openings.agree(
            three[1].actor, public_id=opening, handed=handed, tell_after=0 * HOUR,
            now=NOON + 24 * HOUR + HOUR / 60,
        )  # fmt: skip


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_nobody_agrees_twice_however_fast(left, three, tmp_path):
    opening = ask(three[0])
    handed = [hand(one, opening)[1] for one in three[1:]]
    with where_threads_may_meet(tmp_path):
        came = at_once(
            [
                lambda holder=holder, mine=mine: openings.agree(
                    holder.actor, public_id=opening, handed=mine,
                    tell_after=0 * HOUR, now=NOON,
                )
                for holder, mine in zip(three[1:], handed, strict=True)
            ]
        )  # fmt: skip

    assert sorted(type(one).__name__ for one in came) == ["CannotOpen", "NoneType"]


def test_a_keyholder_who_left_opens_nothing_and_people_are_asked_to_seal_anew(
    left, three
):
    assert contacts.mine(left).wants_sealing_anew is False
    opening = ask(three[0])
    RoleHeld.objects.filter(person_id=three[1].actor.person_id).update(ended_at=NOON)

    assert contacts.mine(left).wants_sealing_anew is True
    gone = type(three[1].actor)(three[1].actor.person_id)
    with pytest.raises(NotFound):
        looking.sheet(gone, public_id=opening, now=NOON)
    with pytest.raises(NotFound):
        openings.ask(gone, person_ids=[left.person_id], reason="x", now=NOON)
    contacts.seal(left, seal_for(keyholding.current(), WORDS), now=NOON)
    assert contacts.mine(left).wants_sealing_anew is False


def test_a_keyholder_with_a_new_key_wants_contacts_sealed_anew(left, three):
    make_holder(three[1].actor)

    assert contacts.mine(left).wants_sealing_anew is True
    assert KeyholderKey.objects.filter(ended_at=None).count() == 3


def test_one_who_came_is_no_reason_to_ask_anybody(left, three):
    make_holder(_role(make_person("Max"), Role.KEYHOLDER))

    assert contacts.mine(left).wants_sealing_anew is False


def test_somebody_suspended_holds_no_key(left, three):
    suspend(person_id=three[2].actor.person_id, now=NOON)

    assert len(keyholding.current()) == 2
    assert contacts.mine(left).wants_sealing_anew is True


def test_without_two_who_hold_a_key_none_is_left(amira, sol):
    make_holder(sol)

    assert contacts.why_not_seal() is not None
    with pytest.raises(CannotSeal):
        contacts.seal(amira, seal_for([], WORDS), now=NOON)


def test_sealed_for_others_than_those_who_hold_a_key_it_is_not_kept(amira, three):
    with pytest.raises(ChangedMeanwhile):
        contacts.seal(amira, seal_for(keyholding.current()[:2], WORDS), now=NOON)

    assert contacts.mine(amira) is None


def test_no_name_and_no_contact_are_said_alike(left, three, bo):
    said = []
    for name in ("Nobody At All", "Bo", "Sol"):
        with pytest.raises(CannotOpen) as no:
            ask(three[0], name=name)
        said.append(no.value.why)

    assert len(set(said)) == 1
    assert not Opening.objects.exists()


def test_a_name_in_a_group_is_enough(left, three):
    Person.objects.filter(id=left.person_id).update(called="Elsewhere")

    assert ask(three[0], name="Amira")


def test_nobody_opens_their_own_or_sees_it_asked_for(sol, three, amira):
    contacts.seal(sol, seal_for(keyholding.current(), WORDS), now=NOON)
    opening = ask(three[1], name="Sol")

    assert looking.openings(sol, now=NOON) == []
    with pytest.raises(NotFound):
        looking.sheet(sol, public_id=opening, now=NOON)
    with pytest.raises(CannotOpen):
        ask(three[0], name="Sol")


@pytest.mark.parametrize("called", ["fern", "olu", "hal", "eve", "bo", "amira"])
def test_who_holds_no_key_has_no_part_in_it(called, left, three, request):
    who = request.getfixturevalue(called)
    opening = ask(three[0])

    with pytest.raises(NotFound):
        openings.ask(who, person_ids=[left.person_id], reason="x", now=NOON)
    with pytest.raises(NotFound):
        looking.openings(who, now=NOON)
    with pytest.raises(NotFound):
        looking.sheet(who, public_id=opening, now=NOON)
    with pytest.raises(NotFound):
        keyholding.make_known(who, open=bytes(range(32)), now=NOON)


@pytest.mark.parametrize("odd", [b"", bytes(32), bytes(31), bytes(range(33))])
def test_what_is_no_key_is_not_made_known(sol, odd):
    with pytest.raises(CannotHold):
        keyholding.make_known(sol, open=odd, now=NOON)


def test_halves_nobody_fetched_go_and_the_record_stays_six_years(left, three):
    opening = ask(three[0])
    agree(three[1], opening)

    openings.forget(now=NOON + 25 * HOUR)
    row = Opening.objects.get()
    assert bytes(row.handed_to_asker) == b""
    openings.forget(now=NOON + timedelta(days=365 * 6 + 1))

    assert not Opening.objects.exists()
