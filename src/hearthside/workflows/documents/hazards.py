"""The draft of a hazard log: what could hurt somebody, in plain words."""

from __future__ import annotations

from . import frames, surfaces
from .facts import Facts
from .shape import Draft, Section, Table


def draft(facts: Facts) -> Draft:
    """Return the draft."""
    return Draft(
        key="hazard-log",
        title="Hazard log",
        lead="What could hurt somebody, what causes it, and what stands in its way.",
        organisation=facts.house.name,
        sections=(
            Section(
                "The log",
                (
                    (
                        "The house is not a medical device and gives no advice. The table has "
                        "the columns of DCB0129 so that a health partner can read it."
                    ),
                ),
                Table(
                    (
                        "No.",
                        "Hazard",
                        "What it could do",
                        "What stands in its way now",
                        "How bad, how likely",
                        "What else, and who",
                    ),
                    tuple(
                        (str(number), *row, "", "")
                        for number, row in enumerate(_rows(facts), start=1)
                    ),
                ),
                (
                    "Who is the clinical safety officer, or who holds that part?",
                    "Which hazards of your own rooms, doors and evenings are missing?",
                ),
            ),
        ),
        sources=(frames.DCB,),
        stood_on=facts.stood_on,
    )


def _rows(facts: Facts) -> list[tuple[str, str, str]]:
    may = {verb.name: who for verb, who in facts.may}
    stale = ", ".join(facts.lines_stale)
    rows = [
        (
            "A number on Help now is wrong or dead",
            "Somebody in danger reaches nobody",
            f"{facts.lines} lines, each with the day it was rung. "
            + (
                f"Not checked for 90 days: {stale}. "
                if stale
                else "All checked in 90 days. "
            )
            + "A change takes two people. "
            + (
                ""
                if facts.lines_whole
                else "Something outside the house changed them. "
            ),
        ),
        (
            "Help now does not open",
            "Somebody in danger is left alone",
            "It is a file on the disk, and needs no database, sign-in or script",
        ),
        (
            "Somebody goes to a group and nobody is there",
            "Hope is lost; a cold walk home",
            "Dates are confirmed; a date without two who lead is called off; anybody can say so",
        ),
        (
            "Somebody who leads is alone or does not get home",
            "A volunteer is hurt and nobody knows",
            f"Check-in and check-out; told: {may.get('WAIT_BY_THE_PHONE', 'nobody')} who is down for it",
        ),
        (
            "A worry is put down and not read",
            "Harm goes on",
            f"Opened by: {may.get('READ_WORRIES', 'nobody')}. People in that role now: {facts.leads}",
        ),
        (
            "Somebody believes a person is always reading",
            "They wait for help that does not come",
            "The hours are said on Help now"
            if facts.house.honest_hours
            else "Nothing: no hours are written down",
        ),
        (
            "A group is suggested that breaks a need",
            "Somebody cannot get in, or does not feel safe",
            "Needs are never broken to fit; what is not known is said",
        ),
        (
            "A date is moved and a member does not hear",
            "They stand before a closed door",
            f"Letters to those who asked. Mail: {facts.mail or 'no server is set'}",
        ),
        (
            "Somebody else reads the phone of a member",
            "They are found out, or hurt",
            "Neutral tab and letters; Leave now; nothing is kept by the browser",
        ),
        (
            "Somebody untrained leads an evening",
            "People are hurt by good will",
            f"The rota counts only those with: {', '.join(facts.required)}",
        ),
        (
            "Everything is lost",
            "Dates and help are gone",
            "A backup key is set" if facts.has_backup_key else "No backup key is set",
        ),
    ]
    rows += [
        (
            f"Words in the room “{room}” hurt somebody",
            "Harm by words, with no facilitator in the room",
            "",
        )
        for room in surfaces.writes_to_members(facts)
    ]
    return rows
