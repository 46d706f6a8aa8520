"""Which services are a group, and what it is about."""

from __future__ import annotations

import re
from typing import Final

from hearthside.engines.interchange.texts import as_text

from .service import Service

NOT_A_GROUP: Final = (
    "This is a service and not a group: neither its name nor its kind says so."
)
A_COURSE: Final = "It is a course, which begins and ends, and not a group."
FOR_CHILDREN: Final = "It is for people under 18, and this house is for adults."
ENDED: Final = "Its directory says that it no longer runs."

_KINDS: Final = re.compile(
    r"support groups?|self.?help|mutual aid|peer support|anonymous", re.IGNORECASE
)
_NAMES: Final = re.compile(
    rf"{_KINDS.pattern}|\bgroups?\b|\bcircles?\b|\bgrupos?\b|\bfellowship|meet.?ups?\b"
    r"|\bcaf[eé]s?\b|\bcoffee morning|\bsharing\b|\brecovery meeting",
    re.IGNORECASE,
)
# Whole houses and firms are called groups too.
_NO_NAMES: Final = re.compile(
    r"group (?:homes?|care|counsel|practice|residen|engagement|activit)"
    r"|(?:housing|medical|theatre|theater|counsell?ing|advocacy|therapy|consultants) group"
    r"|\b(?:inc|llc|ltd|plc)\b\.?|intergroup|friendship circle|service office",
    re.IGNORECASE,
)
_COURSE: Final = re.compile(
    r"\b(?:course|class|classes|training|workshops?)\b", re.IGNORECASE
)
_CHILDREN: Final = re.compile(
    r"\bbereaved child\b|\byouth\b|\bteens?\b|\bteenagers?\b|\badolescents?\b"
    r"|\bbereaved children\b|\bchildren'?s? (?:support )?group",
    re.IGNORECASE,
)
_ADULTS: Final = re.compile(r"adults?|parents?|famil|carer|caregiver", re.IGNORECASE)
_ABOUT: Final = {
    "bereaved_by_suicide": r"suicide survivor|bereaved by suicide",
    "bereavement": r"bereave|grief|homicide survivor",
    "depression": r"depressi",
    "anxiety": r"anxiety|panic",
    "bipolar": r"bipolar",
    "voices": r"hearing voices|schizophren",
    "trauma": r"trauma|sexual assault|domestic violence|abuse support",
    "eating": r"eating disorder|overeat",
    "cancer": r"cancer",
    "stoma": r"ostomy|stoma",
    "pain": r"fibromyalgia|chronic pain|long.term pain|health/disability related",
    "alcohol": r"alcohol",
    "drugs": r"drug use|substance use|narcotic",
    "gambling": r"gambl",
    "adhd_autism": r"autis|adhd",
    "perinatal": r"postpartum|post.?natal|perinatal",
    "any": r"mental health related|emotions anonymous",
    "family_addiction": r"families/friends of (?:individuals|alcoholic|drug)|al.?anon",
    "lgbtq": r"gay|lesbian|lgbt|transgender",
    "veterans": r"veteran",
    "carers": r"carer|caregiver|families/friends",
}
_WORDS: Final = {
    code: re.compile(shape, re.IGNORECASE) for code, shape in _ABOUT.items()
}


def why_not_a_group(service: Service) -> str:
    """Return why this service is no group for this house, or ""."""
    about = service.about
    status = as_text(about.get("status")).strip().casefold()
    if status in ("inactive", "defunct", "closed"):
        return ENDED
    called = " ".join(as_text(about.get(key)) for key in ("name", "alternate_name"))
    if _COURSE.search(called):
        return A_COURSE
    is_named = bool(_NAMES.search(called)) and not _NO_NAMES.search(called)
    if not is_named and not _KINDS.search(" ; ".join(service.kinds)):
        return NOT_A_GROUP
    if _is_for_children(service, called):
        return FOR_CHILDREN
    return ""


def types_of(service: Service) -> list[str]:
    """Return what the group is about and whom it is for, in our words, and languages."""
    said = " ; ".join((as_text(service.about.get("name")), *service.kinds))
    found = [code for code, shape in _WORDS.items() if shape.search(said)]
    if "family_addiction" in found:
        # Filed under drink and drugs as well, it is for those close to somebody.
        found = [code for code in found if code not in ("alcohol", "drugs")]
    if re.search(r"wheelchair|handicap|step.free", service.access, re.IGNORECASE):
        found.append("step_free")
    if re.search(r"hearing loop|induction loop", service.access, re.IGNORECASE):
        found.append("hearing_loop")
    return [*found, *service.languages]


def _is_for_children(service: Service, called: str) -> bool:
    oldest = as_text(service.about.get("maximum_age")).split(".")[0]
    if oldest.isascii() and oldest.isdigit() and 0 < int(oldest[:4]) < 18:
        return True
    said = " ; ".join((called, *service.kinds))
    return bool(_CHILDREN.search(said)) and not _ADULTS.search(said)
