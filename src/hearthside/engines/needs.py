"""What people need, in the words they use: "skint" is money, "a drink" is alcohol.

Codes are stored; labels are what a person reads. The words are kept by hand, short on
purpose: a word stands here when people say it and directories do not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final


@dataclass(frozen=True, slots=True)
class Need:
    """One thing people look for.

    label -- as it is read. words -- what somebody may type who means it. filed -- the
    shape of names under which directories file it.
    """

    label: str
    words: str
    filed: str


NEEDS: Final[dict[str, Need]] = {
    "talking": Need(
        "Counselling and talking therapies",
        "counselling counseling counsellor counselor therapy therapist psychotherapy "
        "psychologist cbt talk talking listen",
        r"counsel|psychotherap|talking therap|psycholog|\btherapists?\b|listening",
    ),
    "crisis": Need(
        "Help in a crisis",
        "crisis emergency suicide suicidal overdose selfharm urgent desperate hotline",
        r"crisis|suicid|self.?harm|hotline|helpline",
    ),
    "mind": Need(
        "Mental health",
        "mental mind depression depressed anxiety anxious panic bipolar psychosis voices "
        "ocd ptsd trauma psychiatrist low mood sad stress stressed nerves",
        r"mental health|depress|anxiety|bipolar|psychiat|psychos|schizo|trauma|wellbeing",
    ),
    "drink": Need(
        "Drinking",
        "drink drinks drinking drunk alcohol alcoholic booze sober sobriety detox rehab",
        r"alcohol|drink|substance|addict|detox|sober",
    ),
    "drugs": Need(
        "Drugs",
        "drug drugs heroin cocaine cannabis weed opioids pills addiction addict using "
        "clean detox rehab naloxone needle",
        r"drug|substance|narcotic|opioid|addict|detox|needle exchange",
    ),
    "gambling": Need(
        "Gambling",
        "gambling gamble gambler betting bets casino bookies slots",
        r"gambl",
    ),
    "grief": Need(
        "Somebody died",
        "grief grieving bereaved bereavement died death dead loss widow widower funeral",
        r"grief|bereave|hospice|funeral",
    ),
    "abuse": Need(
        "Abuse and violence",
        "abuse abused abusive violence violent hit hits beaten rape raped assault refuge "
        "stalking controlling unsafe scared",
        r"domestic (?:violence|abuse)|abuse|rape|sexual (?:assault|violence)|refuge|stalk",
    ),
    "eating": Need(
        "Eating",
        "eating anorexia anorexic bulimia binge bingeing",
        r"eating (?:disorder|difficult)|anorexi|bulimi",
    ),
    "carers": Need(
        "Looking after somebody",
        "carer carers caring caregiver respite dementia",
        r"carer|caregiv|respite|dementia|alzheimer",
    ),
    "money": Need(
        "Money and debt",
        "money debt debts bills bill skint broke benefits benefit pip bailiff bailiffs "
        "loan loans budget",
        r"debt|benefit|financ|money|budget|credit counsel|utility|welfare rights",
    ),
    "food": Need(
        "Food",
        "food hungry hunger foodbank meal meals eat groceries",
        r"food|meal|soup kitchen|pantr|groceries",
    ),
    "housing": Need(
        "Somewhere to live",
        "housing house home homeless rent landlord eviction evicted shelter hostel "
        "sleeping rough bed tenant",
        r"housing|homeless|shelter|rent|evict|hostel|tenan",
    ),
    "work": Need(
        "Work",
        "work job jobs unemployed employment redundancy sacked cv",
        r"employ|\bjobs?\b|vocation|career",
    ),
    "law": Need(
        "Rights and the law",
        "law legal lawyer solicitor rights advice court immigration asylum visa",
        r"legal|\blaw\b|immigra|asylum|refugee|advice|advocacy",
    ),
    "family": Need(
        "Family and children",
        "family parent parents parenting baby babies child children childcare kids "
        "pregnant pregnancy nursery divorce couple relationship",
        r"famil|parent|child|pregnan|prenatal|matern|nursery|relationship|couple",
    ),
    "young": Need(
        "Young people",
        "young youth teen teens teenager teenagers school student",
        r"youth|young|teen|adolescen|student",
    ),
    "older": Need(
        "Getting older",
        "old older elderly pension pensioner senior seniors retired",
        r"senior|older|elder|aging|ageing|pension",
    ),
    "health": Need(
        "Health and care",
        "doctor gp nurse clinic dentist dental hospital hiv health sexual smoking "
        "medicine medication",
        r"health|clinic|medical|dental|hospital|\bhiv\b|nurs|hospice|pharmac",
    ),
    "disability": Need(
        "Disability",
        "disabled disability wheelchair blind deaf autism autistic adhd learning",
        r"disab|blind|deaf|autis|adhd|visual|hearing|special needs",
    ),
    "company": Need(
        "Company and things to do",
        "lonely alone loneliness isolated friends friend company befriending club social "
        "activities",
        r"befriend|lonel|social club|community cent|recreation|companion|drop.?in",
    ),
    "transport": Need(
        "Getting there",
        "transport bus lift lifts taxi travel",
        r"transport|travel|dial.a.ride",
    ),
}  # fmt: skip

_FILED: Final = {
    code: re.compile(need.filed, re.IGNORECASE) for code, need in NEEDS.items()
}


def needs_in(said: str) -> tuple[str, ...]:
    """Return the needs that what a directory says speaks of, in the order of NEEDS."""
    return tuple(code for code, shape in _FILED.items() if shape.search(said))


@lru_cache(maxsize=1)
def by_word() -> dict[str, tuple[str, ...]]:
    """Return, for each plain word kept here, the needs somebody means who says it."""
    found: dict[str, tuple[str, ...]] = {}
    for code, need in NEEDS.items():
        for word in need.words.split():
            found[word] = (*found.get(word, ()), code)
    return found
