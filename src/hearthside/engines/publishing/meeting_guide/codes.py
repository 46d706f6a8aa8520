"""Our words as the type codes of Meeting Guide: those that are true, and no others.

The codes of one fellowship's books, steps and customs are never written, and neither is a
code that is only near what a group says. Source: code4recovery/spec, "Meeting Types".
"""

from __future__ import annotations

from typing import Final

from hearthside.engines.publishing.published import Published

CLOSED_FOR_NOW: Final = "TC"

SAID: Final[dict[str, str]] = {
    "men": "M",
    "women": "W",
    "young_adults": "Y",
    "older": "SEN",
    "lgbtq": "LGBTQ",
    "people_of_colour": "POC",
    "own_experience": "C",
    "open": "O",
    "step_free": "X",
    "accessible_toilet": "XB",
    "children_welcome": "CF",
    "fragrance_free": "FF",
    "newcomers": "BE",
    "discussion": "D",
    "speaker": "SP",
    "meditation": "MED",
    "outdoors": "OUT",
}

SPOKEN: Final[dict[str, str]] = {
    "en": "EN", "es": "S", "fr": "FR", "pt": "POR", "de": "DE", "it": "ITA",
    "pl": "POL", "ru": "RUS", "uk": "UK", "lt": "LT", "fa": "FA", "pa": "PUN",
    "hi": "HI", "ja": "JA", "ko": "KOR", "ml": "ML", "tl": "TL", "am": "AM",
    "da": "DA", "sv": "SV", "no": "NO", "el": "EL", "he": "HE", "hr": "HR",
    "hu": "HU", "sk": "SK", "th": "TH", "sgn-us": "ASL",
}  # fmt: skip


def codes_of(group: Published) -> list[str]:
    """Return the codes of what a group says of itself, in the order of our words."""
    said = [code for word, code in SAID.items() if word in group.said]
    if {"C", "O"} <= set(said):
        # Closed and open at once: the notes say both in words, and neither code is true.
        said = [code for code in said if code not in {"C", "O"}]
    return said + [code for word, code in SPOKEN.items() if word in group.languages]
