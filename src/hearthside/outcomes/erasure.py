"""What this room keeps, how long, and how it goes. No table of it has a person."""

from __future__ import annotations

from typing import Final

from hearthside.core.erasure import Keeps

KEEPS: Final = (
    Keeps(
        "outcomes.instrument", (), None, "The words of questionnaires the charity uses."
    ),
    Keeps("outcomes.study", (), 365 * 6, "That there is a study, and what it asks."),
    Keeps("outcomes.part", (), 365 * 6, "Which questionnaires a study asks."),
    Keeps(
        "outcomes.cluster",
        (),
        365 * 6,
        "Under which code a group stands in a study, as a mark; not which group it is.",
    ),
    Keeps(
        "outcomes.participant",
        (),
        365 * 6,
        "A study code and the week in which it began. Not whose it is.",
    ),
    Keeps("outcomes.sitting", (), 365 * 6, "Which questions of a study a code sent."),
    Keeps(
        "outcomes.answer",
        (),
        365 * 6,
        "Answers of a study, by code and never by name; gone at once when you leave it.",
    ),
    Keeps(
        "outcomes.came",
        (),
        365 * 6,
        "How many meetings somebody in a study says they came to, by code, if they want it "
        "kept; gone at once when they take it back.",
    ),
    Keeps(
        "outcomes.quote",
        (),
        365 * 6,
        "A sentence somebody in a study left for its report, and for which uses, locked; gone "
        "at once when they take it back.",
    ),
    Keeps(
        "outcomes.alert",
        (),
        90,
        "That an answer may tell of danger, by code; gone 90 days after somebody looked.",
    ),
    Keeps(
        "outcomes.withdrawn",
        (),
        365 * 6,
        "A code that left a study and leads nowhere, so that numbers can be put right.",
    ),
    Keeps("outcomes.frozen", (), 365 * 6, "When a study was frozen, and its hashes."),
    Keeps(
        "outcomes.lockedplan",
        (),
        365 * 6,
        "What an evaluator said would be done with the answers of a study.",
    ),
    Keeps(
        "outcomes.report",
        (),
        365 * 6,
        "Reports of a study, locked; answers by code beside one go after 30 days, and at "
        "once when somebody leaves the study.",
    ),
    Keeps(
        "outcomes.release",
        (),
        365 * 6,
        "Of which codes each number of a report was, as marks, so that no two tell of a few.",
    ),
)
