"""What this room puts into a person's own copy, and what it leaves out and why."""

from __future__ import annotations

from base64 import b64encode
from typing import Final

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator

from hearthside.engines.takeaway import Kind, Part, Row
from hearthside.people import study
from hearthside.people.models import (
    Bounce,
    Keyring,
    LetterPace,
    LetterWish,
    NoLetters,
    Person,
    SealedPlan,
)

_KEYS: Final = {
    Authenticator.Type.WEBAUTHN.value: "passkey",
    Authenticator.Type.TOTP.value: "codes from an app",
    Authenticator.Type.RECOVERY_CODES.value: "spare codes",
}


def _me(person_id: int) -> list[Row]:
    return [
        {
            "name": row.called,
            "e_mail": row.email,
            "affirmed_18_or_over": row.affirmed_adult,
        }
        for row in Person.objects.filter(id=person_id)
    ]


def _addresses(person_id: int) -> list[Row]:
    return [
        {"address": row.email, "confirmed": row.verified}
        for row in EmailAddress.objects.filter(user_id=person_id).order_by("id")
    ]


def _keys(person_id: int) -> list[Row]:
    rows = Authenticator.objects.filter(user_id=person_id).order_by("id")
    return [
        {
            "kind": _KEYS.get(row.type, row.type),
            "called": str(row.data.get("name", "")),
            "added": row.created_at,
        }
        for row in rows
    ]


def _quiet(person_id: int) -> list[Row]:
    return [
        {"from": row.quiet_from, "until": row.quiet_until}
        for row in LetterWish.objects.filter(person_id=person_id)
    ]


def _stopped(person_id: int) -> list[Row]:
    rows = NoLetters.objects.filter(person_id=person_id).order_by("id")
    return [{"letters_about": row.kind} for row in rows]


def _paces(person_id: int) -> list[Row]:
    rows = LetterPace.objects.filter(person_id=person_id).order_by("id")
    return [{"letters_about": row.kind, "how_often": row.pace} for row in rows]


def _came_back(person_id: int) -> list[Row]:
    return [
        {"days": row.days, "last": row.last_on, "we_stopped": row.gave_up_at}
        for row in Bounce.objects.filter(person_id=person_id)
    ]


def _own_key(person_id: int) -> list[Row]:
    rows = Keyring.objects.filter(person_id=person_id)
    return [{"known_as": row.key_id} for row in rows]


def _plan(person_id: int) -> list[Row]:
    return [
        {
            "version": row.version,
            "sealed_with": row.key_id,
            "sealed": b64encode(bytes(row.box)).decode() or None,
        }
        for row in SealedPlan.objects.filter(person_id=person_id)
    ]


def _studies(person_id: int) -> list[Row]:
    return [
        {
            "code": one.code,
            "said_yes_to_the_words_of": one.agreed_to,
            "said_yes": one.agreed_at,
        }
        for one in study.mine(person_id)
    ]


TAKES: Final = (
    Part(
        "me", "Me", "The name you sign in with, and what goes with it.", "people.person",
        {"name": Kind.TEXT, "e_mail": Kind.TEXT, "affirmed_18_or_over": Kind.YES}, _me,
    ),
    Part(
        "addresses", "My e-mail", "The addresses you gave.", "account.emailaddress",
        {"address": Kind.TEXT, "confirmed": Kind.YES}, _addresses,
    ),
    Part(
        "keys", "Ways I sign in",
        "Your passkeys and codes. What opens the door itself is not in here.",
        "mfa.authenticator",
        {"kind": Kind.TEXT, "called": Kind.TEXT, "added": Kind.MOMENT}, _keys,
    ),
    Part(
        "quiet_hours", "My quiet hours", "When no letter reaches you.",
        "people.letterwish", {"from": Kind.TIME, "until": Kind.TIME}, _quiet,
    ),
    Part(
        "stopped_letters", "Letters I stopped", "Kinds of letters you do not want.",
        "people.noletters", {"letters_about": Kind.TEXT}, _stopped,
    ),
    Part(
        "letters_in_one", "Letters I get in one",
        "Kinds of letters that come to you once a day or once a week.",
        "people.letterpace", {"letters_about": Kind.TEXT, "how_often": Kind.TEXT}, _paces,
    ),
    Part(
        "letters_that_came_back", "Letters that came back",
        "On how many days a letter to you came back, and since when we send none.",
        "people.bounce",
        {"days": Kind.NUMBER, "last": Kind.DAY, "we_stopped": Kind.MOMENT}, _came_back,
    ),
    Part(
        "my_own_key", "My own key",
        "By what number it is known. The key itself never reached us.",
        "people.keyring", {"known_as": Kind.TEXT}, _own_key,
    ),
    Part(
        "my_plan", "My plan",
        "As your browser sealed it. Only your browser opens it, with your key: to have "
        "it in words, open your plan there and print it.",
        "people.sealedplan",
        {"version": Kind.NUMBER, "sealed_with": Kind.TEXT, "sealed": Kind.TEXT}, _plan,
    ),
    Part(
        "studies", "Studies I take part in",
        "When you said yes, to which version of the words, and your code there.",
        "people.studyplace",
        {
            "code": Kind.TEXT, "said_yes_to_the_words_of": Kind.TEXT,
            "said_yes": Kind.MOMENT,
        },
        _studies,
    ),
)  # fmt: skip
NOT_TAKEN: Final = {
    "people.copy": "This copy itself, and copies of before.",
    "people.wayback": "Your own key, wrapped. Whoever finds this file must not be able to "
    "try codes on it.",
}
