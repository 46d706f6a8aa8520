"""Where one person's words or pictures reach another, read from the table of who may do what."""

from __future__ import annotations

from typing import Final

from hearthside.core.policy import Verb

from .facts import Facts
from .shape import Section, Table

# Verbs by which words, pictures or names of one person come before another.
REACHES: Final[dict[str, str]] = {
    "CHANGE_A_GROUP": "What a group says of itself, and a photo of its door. Anybody reads it.",
    "CHANGE_A_DATE": "A short reason when a date is moved or called off. Anybody reads it.",
    "CHANGE_THE_RUNNING": "Words read aloud in the room. Those who lead see them.",
    "BRING_IN_LISTINGS": "Listings of other organisations. Anybody reads them.",
    "JOIN_A_GROUP": "A chosen name in a group. The people who look after it may see it.",
    "RAISE_A_WORRY": "A worry in words. Only a safeguarding lead opens it.",
    "SAY_MIGHT_COME": "Ticks without a name. Only those who lead that evening see the sums.",
    "SAY_NOBODY_WAS_THERE": "That nobody was there. No words. It stands on the listing.",
    "SAY_HOW_IT_FELT": "Taps after a first visit. Only sums, once five are together.",
    "KEEP_THE_ROTA": "Chosen names of volunteers on a rota. Other volunteers see them.",
    "NOTE_TRAINING": "Certificates of a volunteer. Coordinators and leads see them.",
    "KEEP_THE_LINES": "Numbers on Help now. Two people agree first. Anybody reads them.",
    "CHANGE_MY_NAME": "Another chosen name in a group. The people who look after it may see it.",
    "TALK_OVER_THE_AGREEMENT": "A proposed change of an agreement and a sentence why, without a "
    "name. The members of that group read them.",
    "TELL_A_FACILITATOR": "A name and a few words of a member who would like a talk. That "
    "group's facilitators read them.",
    "MEET_NEWCOMERS": "A time and a way to talk. Whoever asked for the talk reads it.",
    "LEAVE_A_GROUP": "A few words of farewell, if somebody likes. That group's facilitators "
    "read them.",
    "TELL_OF_A_WORRY": "A worry about somebody, in words. Only a safeguarding lead opens it.",
    "FOLLOW_MY_WORRY": "More words to a worry one raised. Only a safeguarding lead opens them.",
    "KEEP_RECORDS": "A safeguarding record. Only safeguarding leads open it, each time on record.",
    "SAY_SOMETHING_IS_WRONG": "A report, and what was reported. Only those who look at reports "
    "read it, never whoever it is about.",
    "ANSWER_A_REPORT": "What came of a report, in words. Whoever reported and whoever it is "
    "about read their own.",
    "SUSPEND_SOMEBODY": "A reason in words. Whoever is suspended reads it.",
    "LEAVE_A_CONTACT": "An emergency contact, sealed by the browser. Two keyholders together "
    "can open it, and its owner is told.",
    "SIT_IN_A_CIRCLE": "Words sealed by the sender's browser. Those who sit in that circle open "
    "them; the house cannot. They go after the circle's time.",
    "COME_TO_A_MEETING": "Words sealed by the sender's browser, in the room of one meeting. Those "
    "who are in it open them; the house cannot. They go when the meeting closes.",
    "ASK_FOR_A_LINE": "One sentence to one or two people of the same group, by the name they have "
    "there. They say yes or no; a no is told to nobody. What they write then is sealed.",
    "SHARE_A_PIECE": "A question, an answer, what helped, how it went, or a story, by a name for "
    "it alone or none. Those its author chose read it: a group, members, anybody. A person's "
    "first three are looked at before that.",
    "REVIEW_PIECES": "Other words suggested for a piece, or why it is not shown. Its author "
    "reads them.",
    "TAKE_PART_IN_A_STUDY": "A sentence for a report, where the study asks for one. Somebody at the "
    "desk reads it first, without a name; then whoever its author ticked.",
    "DOUBT_A_SERVICE": "That a service is no longer right. No words. The desk sees how often.",
    "KEEP_SIGNPOSTS": "Services of other organisations. Anybody reads them.",
    "SIGN_IN": "A chosen name. Nobody sees it before its owner joins a group.",
}
# Verbs that look, settle, choose or take away: by them nobody's words reach anybody new.
STILL: Final = frozenset(
    {
        "LOOK_AROUND", "KEEP_MY_ACCOUNT", "STOP_LETTERS", "JOIN_ONLINE",
        "ASK_TO_BE_TOLD", "WAIT_FOR_A_GROUP", "KEEP_A_SHORTLIST", "SEE_HOW_IT_FELT",
        "SEE_WHO_MIGHT_COME", "HOLD_A_MEETING", "SEE_MY_EVENINGS", "WAIT_BY_THE_PHONE",
        "READ_WORRIES", "OPEN_THE_DESK", "SEE_VOLUNTEERS", "SEE_MY_TRAINING",
        "KEEP_REQUIREMENTS", "HEAR_WHO_WANTS_A_TALK", "KEEP_LOOKING", "SEE_MY_DATES",
        "TAKE_A_TURN", "READ_A_CALENDAR", "READ_A_FEED", "CONFIRM_A_LISTING", "GIVE_A_ROLE",
        "READ_THE_TRAIL", "SEE_HEADS", "SEE_NUMBERS", "TAKE_NUMBERS_AWAY",
        "KNOW_OF_WORRIES", "READ_THE_LINES", "READ_THE_DOCUMENTS", "REDEEM_A_SLIP",
        "CHECK_A_SLIP", "THINK_AGAIN", "SEE_MY_PLACE", "ADOPT_AN_AGREEMENT",
        "CHANGE_HOW_ONE_BELONGS", "LIFT_A_SUSPENSION", "ANSWER_AN_OFFER_OF_CARE",
        "KEEP_THE_PRACTICE", "SEE_WHO_DOES_WHAT", "TAKE_A_ROLE_BACK", "APPOINT_A_LEAD",
        "TAKE_A_ROLE", "STEP_BACK", "SEE_WHAT_TOUCHED_ME", "KEEP_MY_KEY", "KEEP_MY_PLAN",
        "HOLD_A_KEY", "BLOCK_A_NAME", "READ_REPORTS", "READ_REPORTS_OF_LEADS",
        "PAUSE_A_NAME", "ASK_OUT_OF_A_GROUP", "ASK_OUT_OF_THE_HOUSE", "SHOW_AGAIN",
        "BEGIN_A_CIRCLE", "CHECK_WHAT_WAS_SAID", "SEE_UNANSWERED", "SEARCH",
        "ASK_THE_GUIDE", "ANSWER_QUESTIONS", "KEEP_STUDIES", "READ_ALERTS",
        "TAKE_STUDY_ROWS", "READ_STUDY_SUMMARIES", "SEE_GROUP_HEALTH",
    }
)  # fmt: skip
# Rooms in which members write to one another; none is built unless its name is in the house.
WRITING_ROOMS: Final = ("circles", "commons", "lines")


def writes_to_members(facts: Facts) -> tuple[str, ...]:
    """Return the rooms of this house in which members write to one another."""
    return tuple(room for room in WRITING_ROOMS if room in facts.rooms)


def unknown(facts: Facts) -> tuple[Verb, ...]:
    """Return what this house can do that nobody has described here yet."""
    return tuple(
        verb
        for verb, _who in facts.may
        if verb.name not in REACHES and verb.name not in STILL
    )


def section(facts: Facts) -> Section:
    """Return the table of where words travel, with a question for all that is new."""
    rows = tuple(
        (str(verb).capitalize(), who, REACHES[verb.name])
        for verb, who in facts.may
        if verb.name in REACHES
    )
    rooms = writes_to_members(facts)
    words = (
        "Members write to one another in: " + ", ".join(rooms) + "."
        if rooms
        else "Members cannot write to one another in this house, but for a proposed change of "
        "their group's agreement. There are no messages, comments, walls or live streams, "
        "and nobody can follow or search for a person."
    )
    return Section(
        "Where one person's words reach another",
        (words, "Read from the one table that decides every page."),
        Table(("What", "Who may", "What reaches whom"), rows),
        tuple(
            f"This house can also “{verb}”. Do anybody's words or pictures reach others "
            "by it?"
            for verb in unknown(facts)
        )
        + tuple(
            f"The room “{room}” is built in. Who reads what is written there, and who "
            "looks at reports?"
            for room in rooms
        ),
    )
