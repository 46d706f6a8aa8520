"""What this room keeps of a person, how long, and how it goes; its libraries too."""

from __future__ import annotations

from typing import Final

from hearthside.core.erasure import Keeps

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
)
