"""Names people choose: what a name may be, and when two names would be taken for one."""

from __future__ import annotations

import unicodedata
from typing import Final

from confusable_homoglyphs import confusables

from hearthside.core.refusals import Refusal
from hearthside.people.models import Person

SHORTEST: Final = 2
LONGEST: Final = 40
_SPEAKS_FOR_THE_HOUSE: Final = frozenset(
    {
        "admin", "administrator", "carer", "coordinator", "crisis", "doctor",
        "emergency", "facilitator", "greeter", "harbour", "hearthside", "help",
        "helpline", "host", "lead", "mind", "moderator", "nhs", "nurse",
        "organiser", "papyrus", "root", "safeguarding", "samaritan", "samaritans",
        "shout", "staff", "support", "system", "team", "therapist", "volunteer",
    }
)  # fmt: skip
_LETTERS_AND_FRIENDS: Final = frozenset(" '-.’")


class NameRefused(Refusal):
    """A name that cannot be used, and why."""


def tidy(name: str) -> str:
    """Return the name as it will be kept: composed, without odd spaces at its ends."""
    return " ".join(unicodedata.normalize("NFC", name).split())


def skeleton(name: str) -> str:
    """Return what the name looks like, so that two look-alikes give the same.

    Source: Unicode Technical Standard 39, section 4 (confusable detection).
    """
    folded = unicodedata.normalize("NFKC", name).casefold()
    bare = "".join(
        char
        for char in unicodedata.normalize("NFD", folded)
        if unicodedata.category(char)[0] in "LN"
    )
    return "".join(_plain(char) for char in bare)[:80]


def why_not(name: str, *, but_for: int | None = None) -> str | None:
    """Return why this name cannot be chosen, or None when it can.

    but_for -- a person whose own name does not count as taken.
    """
    if why := _why_unreadable(name):
        return why
    shape = skeleton(name)
    if _claims_an_office(name):
        return "That could be read as somebody who speaks for us. Choose another name."
    taken = Person.objects.filter(skeleton=shape)
    if but_for is not None:
        taken = taken.exclude(id=but_for)
    if taken.exists():
        return "Somebody here has that name, or one that looks like it. Choose another."
    return None


def _why_unreadable(name: str) -> str | None:
    kept = tidy(name)
    if not SHORTEST <= len(kept) <= LONGEST:
        return f"A name has {SHORTEST} to {LONGEST} letters."
    if any(
        unicodedata.category(char)[0] not in "LNM" and char not in _LETTERS_AND_FRIENDS
        for char in kept
    ):
        return "A name can have letters, numbers, spaces, dots and dashes."
    if "@" in name or not any(char.isalpha() for char in kept):
        return "A name needs at least one letter."
    if _longest_run_of_marks(kept) > 2:
        return "That name has too many marks over one letter."
    if confusables.is_mixed_script(kept, allowed_aliases=["COMMON", "INHERITED"]):
        return "That name mixes two alphabets. Write it in one."
    return None


def _claims_an_office(name: str) -> bool:
    words = [
        skeleton(word) for word in name.replace("-", " ").replace(".", " ").split()
    ]
    offices = {skeleton(office) for office in _SPEAKS_FOR_THE_HOUSE}
    return any(word in offices for word in [*words, skeleton(name)])


def _plain(char: str) -> str:
    """Return the Latin letter a character could be taken for, or the character."""
    if char.isascii():
        return {"0": "o", "1": "l", "i": "l"}.get(char, char)
    for found in confusables.is_confusable(char, preferred_aliases=["latin"]) or []:
        for look_alike in found["homoglyphs"]:
            if len(look_alike["c"]) == 1 and look_alike["c"].isascii():
                plain = str(look_alike["c"]).casefold()
                return {"0": "o", "1": "l", "i": "l"}.get(plain, plain)
    return char


def _longest_run_of_marks(name: str) -> int:
    longest = run = 0
    for char in unicodedata.normalize("NFD", name):
        run = run + 1 if unicodedata.category(char)[0] == "M" else 0
        longest = max(longest, run)
    return longest
