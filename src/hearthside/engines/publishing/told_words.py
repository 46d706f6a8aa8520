"""What a group says of itself in sentences, for standards that have no field for it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from hearthside.engines import words
from hearthside.engines.publishing.coming_week import how_often
from hearthside.engines.publishing.published import Published

FROM_HOME: Final = (words.ONLINE, words.PHONE)
_WITHOUT_A_DOOR: Final = {words.ONLINE: "online", words.PHONE: "by phone"}
_OF_ITSELF: Final[tuple[tuple[str, Mapping[str, str]], ...]] = (
    ("About", words.TOPICS),
    ("For", words.WHO_FOR),
    ("How it goes", words.MANNER),
    ("The place", words.ACCESS),
)


def shown_name(group: Published) -> str:
    """Return the name with what a list of weekdays and times would leave out.

    "Quiet circle (the second Tuesday of the month, address when you ask)". Finders show
    the name, the day and the time in their lists, and little else.
    """
    asides = [how_often(group.pattern), _WITHOUT_A_DOOR.get(group.attendance, "")]
    if group.address_withheld and group.attendance not in FROM_HOME:
        asides.append("address when you ask")
    heard = group.name.casefold()
    said = ", ".join(one for one in asides if one and one not in heard)
    return f"{group.name} ({said})" if said else group.name


def has_a_door(group: Published) -> bool:
    """Say whether somebody can be sent to an address."""
    return (
        group.attendance not in FROM_HOME
        and not group.address_withheld
        and bool(group.address or group.place_name)
    )


def how_to_come(group: Published) -> tuple[str, ...]:
    """Return the sentences on where it is held, where that is no address."""
    ask = "Its page says how to ask."
    if group.attendance == words.ONLINE:
        return (f"It meets online. {ask}",)
    if group.attendance == words.PHONE:
        return (f"It meets by phone. {ask}",)
    said: tuple[str, ...] = ()
    if group.address_withheld:
        said = (f"The address is given when you ask. {ask}",)
    if group.attendance == words.HYBRID:
        said += (f"You can take part from home too. {ask}",)
    return said


def of_itself(group: Published) -> tuple[str, ...]:
    """Return "About: Depression and low mood; Trauma." and the like, what is said only."""
    lines = []
    for heading, vocabulary in _OF_ITSELF:
        labels = [label for word, label in vocabulary.items() if word in group.said]
        if labels:
            lines.append(f"{heading}: {'; '.join(labels)}.")
    spoken = [words.LANGUAGES.get(code, code) for code in group.languages]
    if spoken:
        lines.append(f"Spoken: {'; '.join(spoken)}.")
    return tuple(lines)
