"""Names people choose: what a name may be, and when two names would be taken for one."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Any, Final

from hearthside.core.refusals import Refusal
from hearthside.organisation.wording import areas, the_house
from hearthside.people.models import Person
from hearthside.people.offices import EVERY

SHORTEST: Final = 2
LONGEST: Final = 40
# An office of so many letters is seen inside a longer word too.
_UNMISTAKABLE: Final = 8
_OUR_NAME_IS_SEEN: Final = 6
# Controls, directions, joiners, half characters, and what no font has yet.
_UNSEEN: Final = frozenset({"Cc", "Cf", "Cs", "Cn", "Co", "Zl", "Zp"})
# What is taken for one another within one alphabet; the Turkish i without its dot too.
_ALIKE: Final = {"0": "o", "1": "l", "i": "l", "ı": "l"}
_HURRIED: Final = str.maketrans("34578", "eastb")
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


def why_not(name: str) -> str | None:
    """Return why nobody new can sign in with this name, or None when they can."""
    if why := why_misleading(name):
        return why
    if Person.objects.filter(skeleton=skeleton(name)).exists():
        return "Somebody here has that name, or one that looks like it. Choose another."
    return None


def why_misleading(name: str) -> str | None:
    """Return why nobody should have this name anywhere, whoever has it now, or None."""
    if why := _why_unreadable(name):
        return why
    if _claims_an_office(name):
        return "That could be read as somebody who speaks for us. Choose another name."
    if _is_our_own(name):
        return "That is what we or our places are called. Choose a name of your own."
    return None


def _why_unreadable(name: str) -> str | None:
    kept = tidy(name)
    if not SHORTEST <= len(kept) <= LONGEST:
        return f"A name has {SHORTEST} to {LONGEST} letters."
    if any(unicodedata.category(char) in _UNSEEN for char in name.strip()):
        return (
            "That name has signs in it that nobody can see. Please type it once more: "
            "letters, numbers, spaces, dots and dashes are fine."
        )
    if any(
        unicodedata.category(char)[0] not in "LNM" and char not in _LETTERS_AND_FRIENDS
        for char in kept
    ):
        return "A name can have letters, numbers, spaces, dots and dashes."
    if "@" in name or not any(char.isalpha() for char in kept):
        return "A name needs at least one letter."
    if _longest_run_of_marks(kept) > 2:
        return "That name has too many marks over one letter."
    if _look_alikes().is_mixed_script(kept, allowed_aliases=["COMMON", "INHERITED"]):
        return "That name mixes two alphabets. Write it in one."
    return None


def _claims_an_office(name: str) -> bool:
    words = {_bold_shape(word) for word in _words_of(name)}
    whole = _bold_shape(name)
    return any(
        office in words
        or office == whole
        or (len(office) >= _UNMISTAKABLE and office in whole)
        for office in _offices()
    )


def _is_our_own(name: str) -> bool:
    """Return whether this is the house's own name, or a place it looks after."""
    whole = _bold_shape(name)
    house = _bold_shape(the_house().name)
    says_house = house and (
        house == whole
        or house in {_bold_shape(word) for word in _words_of(name)}
        or (len(house) >= _OUR_NAME_IS_SEEN and house in whole)
    )
    return bool(says_house) or whole in {_bold_shape(area.name) for area in areas()}


def _words_of(name: str) -> list[str]:
    return name.replace("-", " ").replace(".", " ").split()


def _look_alikes() -> Any:
    """Return the tables of look-alikes: seven megabytes, wanted when a name is chosen."""
    from confusable_homoglyphs import confusables  # noqa: PLC0415

    return confusables


@cache
def _offices() -> frozenset[str]:
    return frozenset(_bold_shape(office) for office in EVERY)


def _bold_shape(words: str) -> str:
    """Return the skeleton as somebody in a hurry reads it: 4 for a, rn for m.

    Too bold to tell two people apart by, because Bernard and Bemard are two; bold enough
    for the few words nobody may have.
    """
    shape = skeleton(words.rstrip("0123456789 .-")).translate(_HURRIED)
    return shape.replace("rn", "m").replace("vv", "w")


def _plain(char: str) -> str:
    """Return the Latin letter a character could be taken for, or the character."""
    if char.isascii():
        return _ALIKE.get(char, char)
    # A small letter may look like no other while its capital does: the Russian V.
    for shape in (char, char.upper()):
        alike = _look_alikes().is_confusable(shape, preferred_aliases=["latin"])
        for found in alike or []:
            for look_alike in found["homoglyphs"]:
                if len(look_alike["c"]) == 1 and look_alike["c"].isascii():
                    plain = str(look_alike["c"]).casefold()
                    return _ALIKE.get(plain, plain)
    return _ALIKE.get(char, char)


def _longest_run_of_marks(name: str) -> int:
    longest = run = 0
    for char in unicodedata.normalize("NFD", name):
        run = run + 1 if unicodedata.category(char)[0] == "M" else 0
        longest = max(longest, run)
    return longest
