"""The type codes of Meeting Guide feeds, in our words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from hearthside.engines import words
from hearthside.engines.interchange.findings import Findings
from hearthside.engines.interchange.texts import bare

# Ours first, then every code and every name (in small letters, without punctuation) that
# says it. Feeds add codes of their own; these are the ones met in the wild.
_SAID: Final[dict[str, str]] = {
    "women": "w|women|womens|women only|woman",
    "men": "m|men|mens|men only|stag",
    "lgbtq": (
        "g|gay|l|lesbian|lgbtq|lgbtqia|lgbtqiaa|lgbt|lgbtq+|lgbtqia+|bi|bisexual|t|transgender|trans"
        "|nb|non binary|nonbinary|gl|gay lesbian"
    ),
    "young_adults": "y|yp|young people|young adults",
    "older": "sen|seniors|senior",
    "people_of_colour": "poc|people of color|people of colour|bipoc",
    "veterans": "v|vet|veterans",
    "new_parents": "new parents|new moms",
    "own_experience": "c|closed|families and friends only",
    "open": "o|open|families friends and observers welcome",
    "step_free": "x|wheelchair access|wheelchair accessible|wheelchair|wc|accessible",
    "accessible_toilet": (
        "xb|wheelchair accessible bathroom|wheelchair accessible restroom"
    ),
    "sign_language": "asl|bsl|american sign language|sign language|qsl|rsl",
    "hearing_loop": "hl|hearing loop",
    "children_welcome": (
        "ba|babysitting available|babysitting|child care available|childcare|cf"
        "|child friendly|kid friendly|cw|children welcome"
    ),
    "fragrance_free": "ff|fragrance free",
    "dogs_welcome": "dog|dog friendly",
    "newcomers": "be|newcomer|newcomers|beginner|beginners|new",
    "discussion": "d|discussion|topic discussion|od|open discussion",
    "speaker": "sp|spk|speaker|speakers|sd|speaker discussion",
    "reading": (
        "b|bb|big book|12x12|12 steps 12 traditions|12 and 12|12 12|absi|asbi|as bill sees it"
        "|dr|daily reflections|gr|gpv|grapevine|lit|literature|ls|living sober|st|step|steps"
        "|step study|step meeting|tr|trd|tradition|traditions|tradition study|ctb"
        "|came to believe|book study|reading|workbook"
    ),
    "meditation": "med|meditation|11|11th step|11th step meditation",
    "outdoors": "out|outdoor|outdoors|outdoor meeting",
    "walking": "walk|walking",
    "family_addiction": (
        "ac|adult child|adult children|adult children focus|parents|parents of alcoholics"
    ),
}

# A language by the codes and names feeds use beside those of our own list.
_LANGUAGE_CODES: Final[dict[str, str]] = {
    "en": "en|eng|english|inglés|ingles",
    "es": "s|es|esp|spa|spanish|español|espanol",
    "fr": "fr|fra|french|français|francais",
    "pt": "por|pt|portuguese|português|portugues",
    "it": "ita|it",
    "pl": "pol|pl",
    "ru": "rus|ru",
    "uk": "uk|ukr",
    "pa": "pun|pa",
    "ko": "kor|ko",
    "fa": "fa|farsi",
    "no": "no|nor",
    "tr": "tur|turkish",
    "sgn-us": "asl|american sign language",
    "sgn-gb": "bsl|british sign language",
}
# Known, and nothing we say of a group: how it is paid for, candles, which book, a birthday,
# whether it can sign a slip, and how people take part (read elsewhere).
_WITHOUT_A_WORD: Final = frozenset(
    re.split(
        r"\|",
        "onl|online|virtual|tc|location temporarily closed|temporarily closed|h|birthday"
        "|db|digital basket|brk|breakfast|can|candlelight|xt|cross talk permitted|poa"
        "|proof of attendance|sm|smoking permitted|p|professionals|a|secular|agnostic"
        "|atheist agnostic|al|concurrent with alateen|al an|concurrent with al anon|alanon"
        "|aa|dd|dual diagnosis|n|native american|ndg|indigenous|lo i"
        "|loners isolationists|bv i|blind visually impaired|d hoh|deaf hard of hearing"
        "|hybrid|hy|in person|none|24h|sprt|ns|non smoking",
    )
)
_MOST_CODES: Final = 60
_LONGEST_NAME: Final = 300
_MOST_UNKNOWN: Final = 20


@dataclass(frozen=True, slots=True)
class Kinds:
    """What the types of one row say, in our words.

    codes -- every type as the feed has it, in small letters, for the rules about attendance.
    """

    topics: tuple[str, ...]
    who_for: tuple[str, ...]
    access: tuple[str, ...]
    manner: tuple[str, ...]
    languages: tuple[str, ...]
    unknown: tuple[str, ...]
    codes: frozenset[str]


def is_for_children(value: object, name: str) -> bool:
    """Return whether a row is a group for under-18s alone, by its types or its name.

    "Al-Anon and Alateen" is a group of adults who bring theirs, and so is one "concurrent
    with Alateen".
    """
    called = _plain(name, most=_LONGEST_NAME)
    if "alateen" in called and not re.search(
        r"al ?anon|(concurrent|with) alateen", called
    ):
        return True
    return "alateen" in {_plain(each) for each in _written(value)}


def kinds_of(value: object, findings: Findings) -> Kinds:
    """Return what the types of a row say; a list, one text, or a text with commas."""
    written = _written(value)
    codes = [_plain(each) for each in written]
    said = {ours for code in codes for ours in _MEANS.get(code, ())}
    spoken = {_SPOKEN[code] for code in codes if code in _SPOKEN}
    if {"open", "own_experience"} <= said:
        said.discard("open")
        findings.mend("It was marked both open and closed, and is taken as closed.")
    unknown = dict.fromkeys(
        bare(each, most=40)
        for each, code in zip(written, codes, strict=True)
        if code not in _MEANS and code not in _SPOKEN and code not in _WITHOUT_A_WORD
    )
    return Kinds(
        topics=_in_order(words.TOPICS, said),
        who_for=_in_order(words.WHO_FOR, said),
        access=_in_order(words.ACCESS, said),
        manner=_in_order(words.MANNER, said),
        languages=_in_order(words.LANGUAGES, spoken),
        unknown=tuple(each for each in unknown if each)[:_MOST_UNKNOWN],
        codes=frozenset(codes),
    )


def _written(value: object) -> list[str]:
    if isinstance(value, str):
        value = re.split("[,;|]", value[:2000].strip(" []"))
    if not isinstance(value, list):
        return []
    texts = (str(each) for each in value if isinstance(each, str | int))
    return [each for each in texts if each.strip()][:_MOST_CODES]


def _plain(code: str, *, most: int = 60) -> str:
    """Return the code in small letters, with spaces for all punctuation but +."""
    return " ".join(
        re.sub(r"[^\w+]+|_", " ", code[:most].casefold().replace("'", "")).split()
    )


def _in_order(vocabulary: dict[str, str], said: set[str]) -> tuple[str, ...]:
    return tuple(word for word in vocabulary if word in said)


def _reversed(table: dict[str, str]) -> dict[str, tuple[str, ...]]:
    means: dict[str, tuple[str, ...]] = {}
    for ours, theirs in table.items():
        for code in theirs.split("|"):
            means[code] = (*means.get(code, ()), ours)
    # Our own codes and labels too, where no feed means something else by them.
    for ours, label in words.SAID.items():
        means.setdefault(_plain(ours), (ours,))
        means.setdefault(_plain(label), (ours,))
    return means


def _languages() -> dict[str, str]:
    by_name = {name.casefold(): code for code, name in words.LANGUAGES.items()}
    by_code = {
        code: code
        for code in words.LANGUAGES
        if code not in _MEANS and code not in _WITHOUT_A_WORD
    }
    written = {
        theirs: ours
        for ours, codes in _LANGUAGE_CODES.items()
        for theirs in codes.split("|")
    }
    return by_name | by_code | written


_MEANS: Final = _reversed(_SAID)
_SPOKEN: Final = _languages()
