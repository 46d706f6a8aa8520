"""The draft of a risk assessment under the Online Safety Act, and of children's access."""

from __future__ import annotations

from typing import Final

from . import frames, surfaces
from .facts import Facts
from .shape import Draft, Section, Table

PUBLISHED: Final = "Words or a picture on a public listing"
MET: Final = "People who met through the house, afterwards and elsewhere"
NAMED: Final = "A chosen name"
# The 17 kinds of priority illegal content, as Ofcom's guidance groups them.
KINDS: Final[tuple[tuple[str, str], ...]] = (
    ("Terrorism", PUBLISHED),
    ("Child sexual exploitation and abuse", f"{MET}; a photo of a door"),
    ("Hate", f"{PUBLISHED}; {NAMED.lower()}"),
    ("Harassment, stalking, threats and abuse", f"{MET}; {NAMED.lower()}"),
    (
        "Controlling or coercive behaviour",
        "Somebody watching a partner's phone; " + MET,
    ),
    ("Intimate image abuse", "A photo of a door"),
    ("Extreme pornography", "A photo of a door"),
    ("Sexual exploitation of adults", MET),
    ("Human trafficking", MET),
    ("Unlawful immigration", PUBLISHED),
    ("Fraud and financial offences", f"{PUBLISHED}; {MET}"),
    ("Proceeds of crime", PUBLISHED),
    ("Drugs and psychoactive substances", f"{PUBLISHED}; {MET}"),
    ("Firearms, knives and other weapons", PUBLISHED),
    ("Encouraging or assisting suicide", f"{MET}; {PUBLISHED}"),
    ("Foreign interference", PUBLISHED),
    ("Animal cruelty", "A photo of a door"),
    (
        "Other illegal content, such as encouraging serious self-harm",
        f"{MET}; {PUBLISHED}",
    ),
)
_WRITTEN: Final = "Words members write to one another"


def draft(facts: Facts) -> Draft:
    """Return the draft."""
    return Draft(
        key="risk-assessment",
        title="Risk of illegal content, and children's access",
        lead="For a small service under the Online Safety Act 2023.",
        organisation=facts.house.name,
        sections=(
            _whether(facts),
            _users(facts),
            surfaces.section(facts),
            _kinds(facts),
            _measures(facts),
            _children(facts),
            _review(),
        ),
        sources=(frames.ACT, frames.RISK, frames.CHILDREN),
        stood_on=facts.stood_on,
    )


def _whether(facts: Facts) -> Section:
    return Section(
        "Whether the Act applies",
        (
            (
                "The Act calls a service user-to-user when one person can come upon what "
                "another put there. Its first schedule leaves some services out."
            ),
            (
                f"The house answers at {facts.address}. Its country is set to "
                f"{facts.house.country}. It is {'' if facts.is_production else 'not '}in "
                f"production{' and still holds the made-up people of the demo' if facts.is_demo else ''}."
            ),
        ),
        asks=(
            "Is this service user-to-user, or left out by Schedule 1? Who decided, and why?",
            (
                "Does it have links with the United Kingdom, or with any other country with a "
                "law like this one?"
            ),
        ),
    )


def _users(facts: Facts) -> Section:
    where = ", ".join(facts.areas) or "none yet"
    return Section(
        "Who uses it",
        (
            (
                f"{len(facts.areas)} localities: {where}. {facts.groups} groups of our own, "
                f"{facts.listed} of them listed."
            ),
            "The house does not count visits and does not ask who somebody is.",
        ),
        asks=(
            "About how many people in the United Kingdom use it in a month, and how do you know?",
            "Which of Ofcom's risk profiles did you read, and which risk factors apply?",
            "What do you know of the people who come that makes a harm more likely, or worse?",
        ),
    )


def _kinds(facts: Facts) -> Section:
    extra = f"; {_WRITTEN.lower()}" if surfaces.writes_to_members(facts) else ""
    return Section(
        "Each kind of illegal content",
        (
            (
                "The second column is the only way the house itself offers. Whether it is "
                "likely, and how bad it would be, is for a person to say: negligible, low, "
                "medium or high."
            ),
        ),
        Table(
            ("Kind", "How it could happen here", "Level", "Why"),
            tuple((kind, how + extra, "", "") for kind, how in KINDS),
        ),
        (
            "Has the list of priority offences changed since these kinds were written down?",
            "What have you seen, heard or been told that speaks for or against each level?",
        ),
    )


def _measures(facts: Facts) -> Section:
    may = {verb.name: who for verb, who in facts.may}
    required = ", ".join(facts.required)
    rows = [
        ("Who may publish", f"Listings: {may.get('CHANGE_A_GROUP', 'nobody')}."),
        ("Who may change a date", f"{may.get('CHANGE_A_DATE', 'nobody')}."),
        ("Pictures", "Only of a door; made anew from its pixels; no video, no files."),
        ("Strangers", "Nobody can look for a person, or see who belongs to a group."),
        ("In the room", f"Two people lead. They need: {required}."),
        ("A worry", f"Opened by: {may.get('READ_WORRIES', 'nobody')}. {_leads(facts)}"),
        ("Age", "18 or over is affirmed at sign-up. No birthday is kept."),
        (
            "Help",
            f"{facts.lines} lines on Help now. Unchecked for 90 days: {len(facts.lines_stale)}.",
        ),
    ]
    return Section(
        "What the house does about it",
        (),
        Table(("What", "As it is set now"), tuple(rows)),
        (
            (
                "How does somebody complain about illegal content, how soon is it looked at, "
                "and by whom?"
            ),
            "Who is named as accountable to the trustees?",
        ),
    )


def _leads(facts: Facts) -> str:
    if not facts.leads:
        return "Nobody holds that role now."
    return (
        f"{facts.leads} people hold that role."
        if facts.leads > 1
        else "One person holds it."
    )


def _children(facts: Facts) -> Section:
    return Section(
        "Children's access",
        (
            (
                "Everybody can read the listings without an account. For an account somebody "
                "ticks that they are 18 or over. A tick is not age assurance as Ofcom means "
                "it, so the house alone cannot say that children have no access."
            ),
            *(
                (f"What it says to younger people: {facts.house.younger}",)
                if facts.house.younger
                else ()
            ),
        ),
        asks=(
            "Do many children use it, or is it of a kind that would draw many? What do you know?",
            "If so: when will the children's risk assessment be done, and by whom?",
        ),
    )


def _review() -> Section:
    return Section(
        "When it is looked at again",
        (
            (
                "At least once a year, and before anything big changes. When the number at "
                "the foot of this draft is another one, something has changed."
            ),
        ),
        asks=("On which day will it be looked at again?",),
    )
