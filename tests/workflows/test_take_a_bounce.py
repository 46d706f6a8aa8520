"""A letter that came back: whose it was is proven, and one full mailbox is no dead one."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core import mail

from hearthside.core.outbox import Words
from hearthside.people import bounces, return_addresses
from hearthside.people.letters import Kind
from hearthside.people.models import Bounce, Person
from hearthside.people.signing_in import addresses_of
from hearthside.workflows import what_happened
from hearthside.workflows.take_a_bounce import Became, take_a_bounce
from hearthside.workflows.write_to import write_to
from tests.cast import NOON
from tests.post import the_post_leaves

MAILBOX = "bounces@example.org"
# The example of RFC 3464, appendix E.1, with our addresses in it.
REPORT = """\
Date: Thu, 7 Jul 1994 17:16:05 -0400
From: Mail Delivery Subsystem <MAILER-DAEMON@example.net>
Message-Id: <199407072116.RAA14128@example.net>
Subject: Returned mail: Cannot send message for 5 days
To: {to}
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status;
      boundary="RAA14128.773615765/EXAMPLE.NET"

--RAA14128.773615765/EXAMPLE.NET

The original message was received at Sat, 2 Jul 1994 17:10:28 -0400

--RAA14128.773615765/EXAMPLE.NET
content-type: message/delivery-status

Reporting-MTA: dns; example.net

Original-Recipient: rfc822;amira@example.org
Final-Recipient: rfc822;amira@example.org
Action: {action}
Status: {status}
Diagnostic-Code: smtp; {status} no

--RAA14128.773615765/EXAMPLE.NET
content-type: message/rfc822

From: notices@example.org
Subject: A date has changed

--RAA14128.773615765/EXAMPLE.NET--
"""


@pytest.fixture
def back_to(amira):
    return return_addresses.return_address(
        MAILBOX, person_id=amira.person_id, address="amira@example.org", now=NOON
    )


def report(to, *, status="5.1.1", action="failed") -> bytes:
    return REPORT.format(to=to, status=status, action=action).encode()


def test_an_address_that_is_not_there_is_given_up_at_once(amira, back_to):
    assert take_a_bounce(report(back_to), now=NOON) is Became.GAVE_UP

    assert bounces.is_not_working(amira.person_id)
    assert bounces.how_many() == 1
    (line,) = what_happened.new(amira, now=NOON)
    assert line.words == "Letters to your e-mail address come back"


@pytest.mark.parametrize("status", ["5.2.2", "5.7.1", "4.4.1", "5.3.4"])
def test_a_full_or_careful_mailbox_is_given_up_on_the_third_day(amira, back_to, status):
    for day in range(2):
        for _ in range(10):
            became = take_a_bounce(
                report(back_to, status=status), now=NOON + timedelta(days=day)
            )
            assert became is Became.NOTED
    assert not bounces.is_not_working(amira.person_id)

    take_a_bounce(report(back_to, status=status), now=NOON + timedelta(days=2))

    assert bounces.is_not_working(amira.person_id)


def test_twice_and_not_again_for_a_month_is_forgotten(amira, back_to):
    take_a_bounce(report(back_to, status="5.2.2"), now=NOON)

    assert bounces.forget(now=NOON + timedelta(days=29)) == 0
    assert bounces.forget(now=NOON + timedelta(days=32)) == 1


@pytest.mark.parametrize("action", ["delayed", "delivered", "relayed", "expanded"])
def test_what_did_not_fail_says_nothing_against_an_address(amira, back_to, action):
    assert take_a_bounce(report(back_to, action=action), now=NOON) is Became.NO_BOUNCE
    assert not Bounce.objects.exists()


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"hello",
        b"\xff\xfe\x00",
        b"Subject: Out of office\nTo: x@example.org\n\nI am away.",
        b"Content-Type: multipart/report; report-type=delivery-status\n\nno parts",
        b"Content-Type: multipart/report; report-type=disposition-notification; boundary=a\n\n--a--",
    ],
)
def test_anything_else_in_that_mailbox_does_nothing(amira, back_to, raw):
    assert take_a_bounce(raw, recipient=back_to, now=NOON) is Became.NO_BOUNCE
    assert not Bounce.objects.exists()


def test_d10_a_report_without_our_code_harms_nobody(amira):
    for to in (
        "amira@example.org",
        f"bounces+{'a' * 48}@example.org",
        f"bounces+{amira.person_id}@example.org",
    ):
        assert take_a_bounce(report(to), now=NOON) is Became.NOT_OURS
    assert not Bounce.objects.exists()


def test_d10_a_code_somebody_changed_harms_nobody(amira, bo, back_to):
    name, _plus, rest = back_to.partition("+")
    token, _at, domain = rest.partition("@")
    for at in range(0, len(token), 5):
        other = "b" if token[at] != "b" else "c"
        forged = f"{name}+{token[:at]}{other}{token[at + 1 :]}@{domain}"
        assert take_a_bounce(report(forged), now=NOON) is Became.NOT_OURS


def test_d10_a_code_of_long_ago_harms_nobody(amira, back_to):
    late = NOON + return_addresses.LASTS + timedelta(days=1)

    assert take_a_bounce(report(back_to), now=late) is Became.NOT_OURS


def test_a_letter_to_the_address_before_blames_not_the_one_now(amira, back_to):
    Person.objects.filter(id=amira.person_id).update(email="amira@elsewhere.example")

    assert take_a_bounce(report(back_to), now=NOON) is Became.NOTED
    assert not bounces.is_not_working(amira.person_id)


def test_another_address_is_written_to_again(amira, back_to):
    take_a_bounce(report(back_to), now=NOON)
    Person.objects.filter(id=amira.person_id).update(email="amira@elsewhere.example")

    assert not bounces.is_not_working(amira.person_id)
    assert bounces.how_many() == 0
    assert what_happened.new(amira, now=NOON) == []


def test_who_says_that_it_works_is_written_to_again(amira, back_to):
    take_a_bounce(report(back_to), now=NOON)

    bounces.try_again(amira)

    assert not bounces.is_not_working(amira.person_id)


def test_capitals_do_not_lose_the_code(amira, back_to):
    assert take_a_bounce(report(back_to.upper()), now=NOON) is Became.GAVE_UP


def test_the_server_may_say_itself_where_it_delivered(amira, back_to):
    raw = report("undisclosed-recipients:;")

    assert take_a_bounce(raw, recipient=back_to, now=NOON) is Became.GAVE_UP


def test_each_letter_leaves_from_an_address_that_says_whose_it_is(
    amira, settings, monkeypatch
):
    settings.CONFIG = replace(settings.CONFIG, bounce_address=MAILBOX)
    monkeypatch.setattr("hearthside.jobs.mailing.the_clock", lambda: NOON)
    write_to(
        [amira.person_id],
        Words("A date has changed", "text"),
        kind=Kind.DATES,
        occasion="one",
        still=lambda _: "",
        now=NOON,
    )

    the_post_leaves(now=NOON)

    (letter,) = mail.outbox
    found = return_addresses.read(letter.from_email, now=NOON)
    assert found is not None
    assert found.person_id == amira.person_id
    assert found.digest == bounces.digest_of("amira@example.org")
    # Whoever reads it sees the sender they know, and nothing of the code.
    assert letter.message()["From"] == settings.CONFIG.mail_from
    assert len(letter.from_email.partition("@")[0]) <= 64


def test_without_a_mailbox_for_it_letters_leave_as_before(amira, settings):
    write_to(
        [amira.person_id],
        Words("A date has changed", "text"),
        kind=Kind.DATES,
        occasion="one",
        still=lambda _: "",
        now=NOON,
    )

    the_post_leaves(now=NOON)

    assert mail.outbox[0].from_email == settings.CONFIG.mail_from


def test_no_other_room_learns_whose_it_is(amira, back_to):
    take_a_bounce(report(back_to), now=NOON)

    # The account library still writes where a person asks it to.
    assert addresses_of([amira.person_id]) == {amira.person_id: "amira@example.org"}
