"""What this room keeps of a person, how long, and how it goes; its libraries too."""

from __future__ import annotations

from typing import Final

from allauth.account.models import EmailAddress

from hearthside.core.erasure import Keeps, Way, forget_rows
from hearthside.people import study
from hearthside.people.models import Person
from hearthside.people.sessions import sign_out_everywhere

KEEPS: Final = (
    Keeps(
        "people.person", ("id",), None, "The name you sign in with, until you leave."
    ),
    Keeps("account.emailaddress", ("user",), None, "Your e-mail, if you gave one."),
    Keeps("account.emailconfirmation", (), 3, "A link to confirm an e-mail."),
    Keeps(
        "mfa.authenticator",
        ("user",),
        None,
        "Your passkeys and codes; when you used them is wiped every hour.",
    ),
    Keeps("sessions.session", (), 14, "That a browser is signed in."),
    Keeps(
        "people.letterwish", ("person",), None, "Your quiet hours, if you chose any."
    ),
    Keeps("people.noletters", ("person",), None, "Which letters you asked us to stop."),
    Keeps(
        "people.copy",
        ("person",),
        7,
        "A copy of your own data, if you asked for one, sealed; gone a week after.",
    ),
    Keeps(
        "people.forgotten",
        (),
        None,
        "That somebody was forgotten, as a number nobody can turn back into who: so that "
        "an old backup does not bring them back.",
    ),
    Keeps(
        "people.letterpace",
        ("person",),
        None,
        "Which letters you asked for once a day or once a week.",
    ),
    Keeps(
        "people.bounce",
        ("person",),
        30,
        "That letters to your address came back, so that we stop; gone a month after "
        "the last of one or two, or when you change the address or ask us to try again.",
    ),
    Keeps("people.keyring", ("person",), None, "By what number your own key is known."),
    Keeps(
        "people.wayback",
        ("person",),
        None,
        "Your own key, wrapped: your passkey or your code opens it, and nothing we have.",
    ),
    Keeps(
        "people.sealedplan",
        ("person",),
        None,
        "Your plan, sealed by your browser. We cannot open it; you delete it in one step.",
    ),
    Keeps(
        "people.studyplace",
        ("whose", "whose_sealed"),
        365 * 2,
        "That you take part in a study, since when, and under which code, sealed; gone when "
        "you leave it, or two years after its end.",
        ways=(Way.BY_THE_ROOM,) * 2,
    ),
)


def addresses_of(person_id: int) -> list[str]:
    """Return every e-mail address this person gave, confirmed or not."""
    given = EmailAddress.objects.filter(user_id=person_id).values_list(
        "email", flat=True
    )
    first = Person.objects.filter(id=person_id).values_list("email", flat=True)
    return sorted({address for address in [*given, *first] if address})


def forget(person_id: int) -> int:
    """Forget one person: last of all rooms, because every other points here."""
    ended = sign_out_everywhere(person_id)
    # The others first: a person who is gone takes along what stays in no room of theirs.
    ended += study.forget(person_id)
    return ended + forget_rows(reversed(KEEPS), person_id)
