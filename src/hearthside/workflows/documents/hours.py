"""The draft of a statement on when anybody reads, and who."""

from __future__ import annotations

from .facts import Facts
from .shape import Draft, Section, Table
from .surfaces import writes_to_members


def draft(facts: Facts) -> Draft:
    """Return the draft."""
    may = {verb.name: who for verb, who in facts.may}
    said = facts.house.honest_hours.strip()
    rooms = writes_to_members(facts)
    return Draft(
        key="moderation-hours",
        title="When we read, and who",
        lead="So that nobody waits for an answer that does not come.",
        organisation=facts.house.name,
        sections=(
            Section(
                "What people are told now",
                tuple(line for line in said.splitlines() if line.strip())
                or ("Nothing is written down. Help now says no hours.",),
                asks=() if said else ("When does somebody read, and on which days?",),
            ),
            Section(
                "What waits to be read",
                (
                    "Members write to one another in: " + ", ".join(rooms) + "."
                    if rooms
                    else "Members cannot write to one another here, so there is nothing "
                    "of that kind to read.",
                ),
                Table(
                    ("What", "Who may read it"),
                    (
                        ("A worry", may.get("READ_WORRIES", "nobody")),
                        ("That there is a worry", may.get("KNOW_OF_WORRIES", "nobody")),
                        (
                            "That nobody was there",
                            may.get("CONFIRM_A_LISTING", "nobody"),
                        ),
                        (
                            "That a check-out did not come",
                            "whoever waits by the phone that evening, and the coordinator",
                        ),
                    ),
                ),
                (
                    "Within how many hours is each of these read, by day and at the weekend?",
                    "Who reads when the safeguarding lead is away?",
                ),
            ),
            Section(
                "At every other hour",
                (
                    (
                        f"Help now has {facts.lines} lines. It is on every page, and works "
                        "when nothing else does."
                    ),
                ),
            ),
        ),
        sources=(),
        stood_on=facts.stood_on,
    )
