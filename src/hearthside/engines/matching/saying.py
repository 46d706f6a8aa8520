"""Saying a reason, or what is in the way, as a person would: short, and in its own words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from hearthside.engines import words
from hearthside.engines.matching.facts import Need
from hearthside.engines.matching.missing import Lack, NearMiss
from hearthside.engines.matching.reasons import Reason, Why

# Whom it says it welcomes, to stand in a sentence.
PEOPLE: Final[dict[str, str]] = {
    "any": "anyone finding it hard",
    "depression": "people living with depression or low mood",
    "anxiety": "people living with anxiety or panic",
    "bipolar": "people living with bipolar",
    "voices": "people who hear voices",
    "trauma": "people living with trauma",
    "self_harm": "people who harm themselves, or have",
    "eating": "people who find eating hard",
    "bereavement": "people whose loved one died",
    "bereaved_by_suicide": "people bereaved by suicide",
    "cancer": "people living with cancer, during and after",
    "stoma": "people living with a stoma",
    "pain": "people living with long-term pain or illness",
    "alcohol": "people who struggle with alcohol",
    "drugs": "people who struggle with drugs",
    "gambling": "people who struggle with gambling",
    "recovery": "people in addiction recovery",
    "perinatal": "people who are pregnant or have a new baby",
    "adhd_autism": "people with ADHD or autism",
    "loneliness": "people who feel lonely",
    "family_addiction": "people close to somebody who drinks or uses drugs",
    "carers": "carers, family and friends",
    "men": "men",
    "women": "women",
    "young_adults": "people aged 18 to 30",
    "older": "people over 60",
    "lgbtq": "LGBTQ+ people",
    "veterans": "veterans",
    "people_of_colour": "people of colour",
    "new_parents": "new parents",
    "own_experience": "people with this experience themselves",
}
REASONS: Final[dict[Why, str]] = {
    Why.NEAR: "Meets %(far)s from you, as the crow flies",
    Why.FROM_HOME: "You can join from home",
    Why.EXPERIENCE: "Says it welcomes %(people)s",
    Why.CLOSE: "Says it welcomes %(people)s, which may be close to yours",
    Why.ANYTHING: "Says it welcomes anyone finding it hard",
    Why.FOR: "Is for %(people)s",
    Why.HAS: "%(word)s",
    Why.LANGUAGE: "Meets in %(word)s",
    Why.WISH: "%(word)s",
    Why.SMALL: "Puts out few chairs",
}
IN_THE_WAY: Final[dict[Need, str]] = {
    Need.REACH: "It meets %(far)s away, which is further than you said",
    Need.TIME: "It meets at another time than you said",
    Need.WAY: "It meets in another way than you said",
    Need.ABOUT: "It does not say what it is about",
    Need.LANGUAGE: "It does not say that it meets in %(words)s",
    Need.ACCESS: "It does not say that it has this: %(words)s",
    Need.WHO: "It is only for %(words)s. You did not say",
}
NEARBY_KM: Final = 0.5

Tell = Callable[[str], str]


def far_in_km(km: float) -> str:
    """Return a distance as the command says it."""
    return f"{km:.0f} km" if km >= 10 else f"{km:.1f} km"


def say(reason: Reason, *, tell: Tell = str, far: Callable[[float], str]) -> str:
    """Return one reason. tell -- puts a sentence into the reader's language."""
    if reason.why is Why.NEAR and reason.km is not None and reason.km < NEARBY_KM:
        return tell("Meets very near you")
    return tell(REASONS[reason.why]) % {
        "far": far(reason.km) if reason.km is not None else "",
        "people": tell(PEOPLE.get(reason.word, "")),
        "word": tell(label(reason.word)),
    }


def say_miss(miss: NearMiss, *, tell: Tell = str, far: Callable[[float], str]) -> str:
    """Return what is in the way of one near miss."""
    return ". ".join(_say_lack(lack, tell=tell, far=far) for lack in miss.lacks)


def _say_lack(lack: Lack, *, tell: Tell, far: Callable[[float], str]) -> str:
    family = PEOPLE if lack.need is Need.WHO else None
    said = [tell(family[word] if family else label(word)) for word in lack.words]
    joined = tell(" or ").join(said) if family else ", ".join(said)
    return tell(IN_THE_WAY[lack.need]) % {
        "far": far(lack.km) if lack.km is not None else "",
        "words": joined,
    }


def label(word: str) -> str:
    """Return what a reader sees for a word of the vocabulary."""
    if word.startswith("lang:"):
        return words.LANGUAGES.get(word.removeprefix("lang:"), "")
    return words.SAID.get(word, "")
