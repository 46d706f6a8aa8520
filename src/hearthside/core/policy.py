"""Who may do what: the one table. Deny by default; every door and every room asks here."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from hearthside.core.actor import Actor, Anybody, Grant, Machine, Role, Visitor
from hearthside.core.refusals import NotFound


class Verb(StrEnum):
    """Everything anybody may want to do, in a member's words."""

    LOOK_AROUND = "look around"
    SAY_MIGHT_COME = "say I might come"
    SAY_NOBODY_WAS_THERE = "say nobody was there"
    SAY_HOW_IT_FELT = "say how a visit felt"
    SIGN_IN = "sign in"
    KEEP_MY_ACCOUNT = "keep my account"
    STOP_LETTERS = "stop letters"
    THINK_AGAIN = "think again about leaving for good"
    JOIN_A_GROUP = "join a group"
    LEAVE_A_GROUP = "leave a group"
    CHANGE_MY_NAME = "change my name in a group"
    JOIN_ONLINE = "join a meeting online"
    COME_TO_A_MEETING = "come to the room of a meeting"
    SEE_MY_PLACE = "see my place in a group"
    TELL_A_FACILITATOR = "ask a facilitator of my group for a talk"
    TALK_OVER_THE_AGREEMENT = "talk over the agreement of a group"
    ADOPT_AN_AGREEMENT = "adopt a changed agreement"
    MEET_NEWCOMERS = "talk with people before they join"
    CHANGE_HOW_ONE_BELONGS = "change how people belong to a group"
    ASK_TO_BE_TOLD = "ask to be told of changes"
    WAIT_FOR_A_GROUP = "wait for a group that fits"
    KEEP_A_SHORTLIST = "keep the groups I might try in my account"
    SEE_HOW_IT_FELT = "see how visits felt"
    SEE_WHO_MIGHT_COME = "see who might come tonight"
    HOLD_A_MEETING = "hold a meeting"
    SEE_MY_EVENINGS = "see the evenings I lead"
    WAIT_BY_THE_PHONE = "wait by the phone"
    RAISE_A_WORRY = "raise a worry"
    READ_WORRIES = "read worries"
    SUSPEND_SOMEBODY = "suspend somebody"
    LIFT_A_SUSPENSION = "lift a suspension"
    TELL_OF_A_WORRY = "say I am worried about somebody"
    FOLLOW_MY_WORRY = "follow a worry I raised"
    ANSWER_AN_OFFER_OF_CARE = "answer an offer of a talk"
    KEEP_RECORDS = "keep the safeguarding record"
    KEEP_THE_PRACTICE = "keep the times of safeguarding"
    OPEN_THE_DESK = "open the desk"
    SEE_VOLUNTEERS = "see volunteers"
    SEE_MY_TRAINING = "see my own training"
    NOTE_TRAINING = "note training"
    KEEP_REQUIREMENTS = "keep what leading asks for"
    HEAR_WHO_WANTS_A_TALK = "hear who wants a talk"
    CHANGE_A_DATE = "change a date"
    CHANGE_THE_RUNNING = "change how an evening runs"
    KEEP_THE_ROTA = "keep the rota of a group"
    KEEP_LOOKING = "keep looking for a facilitator"
    SEE_MY_DATES = "see my dates on the rota"
    TAKE_A_TURN = "take a turn on the rota"
    READ_A_CALENDAR = "read a calendar at its secret address"
    READ_A_FEED = "read what we publish for other directories"
    CONFIRM_A_LISTING = "confirm a listing"
    CHANGE_A_GROUP = "change a group"
    BRING_IN_LISTINGS = "bring in listings"
    GIVE_A_ROLE = "give a role"
    SEE_WHO_DOES_WHAT = "see who does what"
    TAKE_A_ROLE_BACK = "take a role back"
    APPOINT_A_LEAD = "appoint a safeguarding lead"
    TAKE_A_ROLE = "take a role I am offered"
    STEP_BACK = "step back from a role of mine"
    SEE_WHAT_TOUCHED_ME = "see which acts touched me"
    READ_THE_TRAIL = "read the trail"
    SEE_HEADS = "see how many came to one evening"
    SEE_NUMBERS = "see the sums of a quarter"
    TAKE_NUMBERS_AWAY = "take the sums of a quarter away"
    SEE_GROUP_HEALTH = "see how a group is doing"
    KNOW_OF_WORRIES = "know that there is a worry"
    KEEP_MY_KEY = "keep the key of my own devices"
    KEEP_MY_PLAN = "keep my plan"
    LEAVE_A_CONTACT = "leave a sealed emergency contact"
    HOLD_A_KEY = "hold a key to emergency contacts"
    READ_THE_LINES = "read the numbers of Help now at the desk"
    KEEP_THE_LINES = "keep the numbers of Help now"
    READ_THE_DOCUMENTS = "read the drafts of what the charity has to sign"
    REDEEM_A_SLIP = "redeem a code for a slip"
    CHECK_A_SLIP = "check a slip"
    SAY_SOMETHING_IS_WRONG = "say that something is wrong"
    BLOCK_A_NAME = "not meet a name"
    READ_REPORTS = "read reports"
    READ_REPORTS_OF_LEADS = "read reports that no lead may read"
    ANSWER_A_REPORT = "answer a report"
    PAUSE_A_NAME = "pause a name in a group"
    ASK_OUT_OF_A_GROUP = "ask a name out of a group"
    ASK_OUT_OF_THE_HOUSE = "ask somebody out of the house"
    SHOW_AGAIN = "show what was hidden by itself"
    SIT_IN_A_CIRCLE = "sit in a circle"
    BEGIN_A_CIRCLE = "begin a circle"
    CHECK_WHAT_WAS_SAID = "check that sealed words were said"
    ASK_FOR_A_LINE = "ask somebody of my group for a line"
    DOUBT_A_SERVICE = "say that a service is no longer right"
    KEEP_SIGNPOSTS = "keep the lists of services nearby"
    SHARE_A_PIECE = "share what I know with others"
    REVIEW_PIECES = "look at what people share, before others do"
    SEE_UNANSWERED = "see questions nobody has answered"
    SEARCH = "search what people published"
    ASK_THE_GUIDE = "ask the guide"
    TAKE_PART_IN_A_STUDY = "take part in a study"
    ANSWER_QUESTIONS = "answer the questions of a study"
    KEEP_STUDIES = "keep studies"
    READ_ALERTS = "read that an answer may tell of danger"
    TAKE_STUDY_ROWS = "take the answers of a study by code"
    READ_STUDY_SUMMARIES = "read the one page a report of a study has for funders"


ANYBODY: Final = "anybody"
SIGNED_IN: Final = "anybody signed in"

STAFF: Final = frozenset(
    {
        Role.FACILITATOR,
        Role.COORDINATOR,
        Role.LEAD,
        Role.EVALUATOR,
        Role.HOST,
        Role.TONIGHT,
        Role.KEYHOLDER,
    }
)

TABLE: Final[dict[Verb, str | frozenset[Role]]] = {
    Verb.LOOK_AROUND: ANYBODY,
    Verb.SAY_MIGHT_COME: ANYBODY,
    Verb.SAY_NOBODY_WAS_THERE: ANYBODY,
    Verb.SAY_HOW_IT_FELT: ANYBODY,
    Verb.SIGN_IN: ANYBODY,
    Verb.KEEP_MY_ACCOUNT: SIGNED_IN,
    # Whoever holds the letter: its link says for whom, and can only stop more of them.
    Verb.STOP_LETTERS: ANYBODY,
    # Whoever is leaving is nobody here; the page itself looks whether they still may.
    Verb.THINK_AGAIN: ANYBODY,
    Verb.JOIN_A_GROUP: SIGNED_IN,
    Verb.ASK_TO_BE_TOLD: SIGNED_IN,
    Verb.WAIT_FOR_A_GROUP: SIGNED_IN,
    Verb.KEEP_A_SHORTLIST: SIGNED_IN,
    Verb.WAIT_BY_THE_PHONE: SIGNED_IN,
    # Whoever is new tonight has no place yet: the room asks who may come to which.
    Verb.COME_TO_A_MEETING: SIGNED_IN,
    Verb.LEAVE_A_GROUP: frozenset({Role.MEMBER}),
    Verb.CHANGE_MY_NAME: frozenset({Role.MEMBER}),
    Verb.JOIN_ONLINE: frozenset({Role.MEMBER, Role.FACILITATOR}),
    Verb.SEE_MY_PLACE: frozenset({Role.MEMBER}),
    Verb.TELL_A_FACILITATOR: frozenset({Role.MEMBER}),
    Verb.TALK_OVER_THE_AGREEMENT: frozenset({Role.MEMBER, Role.FACILITATOR}),
    # Those of the group itself: no coordinator decides what its people promise.
    Verb.ADOPT_AN_AGREEMENT: frozenset({Role.FACILITATOR}),
    Verb.MEET_NEWCOMERS: frozenset({Role.FACILITATOR}),
    Verb.CHANGE_HOW_ONE_BELONGS: frozenset({Role.FACILITATOR, Role.COORDINATOR}),
    # The group's own facilitators only: it is never a mark given by anybody else.
    Verb.SEE_HOW_IT_FELT: frozenset({Role.FACILITATOR}),
    Verb.SEE_WHO_MIGHT_COME: frozenset({Role.TONIGHT}),
    Verb.HOLD_A_MEETING: frozenset({Role.TONIGHT}),
    Verb.SEE_MY_EVENINGS: frozenset({Role.TONIGHT, Role.FACILITATOR}),
    # A lead too, who finds one in a report.
    Verb.RAISE_A_WORRY: frozenset(
        {Role.TONIGHT, Role.FACILITATOR, Role.COORDINATOR, Role.LEAD}
    ),
    Verb.READ_WORRIES: frozenset({Role.LEAD}),
    Verb.SUSPEND_SOMEBODY: frozenset({Role.LEAD}),
    Verb.LIFT_A_SUSPENSION: frozenset({Role.LEAD}),
    Verb.TELL_OF_A_WORRY: ANYBODY,
    # One's own and nobody else's: the room asks whose it is.
    Verb.FOLLOW_MY_WORRY: SIGNED_IN,
    Verb.ANSWER_AN_OFFER_OF_CARE: SIGNED_IN,
    Verb.KEEP_RECORDS: frozenset({Role.LEAD}),
    Verb.KEEP_THE_PRACTICE: frozenset({Role.LEAD, Role.HOST}),
    Verb.OPEN_THE_DESK: frozenset(
        {Role.FACILITATOR, Role.COORDINATOR, Role.LEAD, Role.HOST}
    ),
    Verb.CHANGE_A_DATE: frozenset({Role.FACILITATOR, Role.COORDINATOR}),
    Verb.CHANGE_THE_RUNNING: frozenset({Role.FACILITATOR, Role.COORDINATOR}),
    Verb.KEEP_THE_ROTA: frozenset({Role.FACILITATOR, Role.COORDINATOR}),
    Verb.KEEP_LOOKING: frozenset({Role.COORDINATOR}),
    Verb.SEE_MY_DATES: frozenset({Role.FACILITATOR, Role.COORDINATOR}),
    # Asked of each group near the one with the gap: a neighbour may step in.
    Verb.TAKE_A_TURN: frozenset({Role.FACILITATOR}),
    # A calendar cannot sign in: whoever knows the secret address is let in by it alone.
    Verb.READ_A_CALENDAR: ANYBODY,
    Verb.READ_A_FEED: ANYBODY,
    Verb.CONFIRM_A_LISTING: frozenset({Role.FACILITATOR, Role.COORDINATOR}),
    Verb.SEE_VOLUNTEERS: frozenset({Role.COORDINATOR, Role.LEAD}),
    # One's own and nobody else's: how somebody was after an evening has no other reader.
    Verb.SEE_MY_TRAINING: frozenset({Role.FACILITATOR, Role.COORDINATOR}),
    Verb.NOTE_TRAINING: frozenset({Role.COORDINATOR}),
    Verb.KEEP_REQUIREMENTS: frozenset({Role.COORDINATOR, Role.HOST}),
    Verb.HEAR_WHO_WANTS_A_TALK: frozenset({Role.COORDINATOR}),
    Verb.CHANGE_A_GROUP: frozenset({Role.COORDINATOR}),
    Verb.BRING_IN_LISTINGS: frozenset({Role.COORDINATOR, Role.HOST}),
    Verb.GIVE_A_ROLE: frozenset({Role.COORDINATOR, Role.HOST}),
    Verb.SEE_WHO_DOES_WHAT: frozenset({Role.COORDINATOR, Role.LEAD, Role.HOST}),
    # A lead gives no role but their own, and may stop anybody: that cannot wait for a host.
    Verb.TAKE_A_ROLE_BACK: frozenset({Role.COORDINATOR, Role.LEAD, Role.HOST}),
    Verb.APPOINT_A_LEAD: frozenset({Role.LEAD, Role.HOST}),
    Verb.TAKE_A_ROLE: SIGNED_IN,
    Verb.STEP_BACK: SIGNED_IN,
    Verb.SEE_WHAT_TOUCHED_ME: SIGNED_IN,
    Verb.READ_THE_TRAIL: frozenset({Role.LEAD, Role.HOST}),
    Verb.SEE_HEADS: frozenset({Role.FACILITATOR, Role.COORDINATOR}),
    Verb.SEE_NUMBERS: frozenset(
        {Role.FACILITATOR, Role.COORDINATOR, Role.LEAD, Role.HOST}
    ),
    Verb.TAKE_NUMBERS_AWAY: frozenset({Role.COORDINATOR, Role.LEAD, Role.HOST}),
    Verb.SEE_GROUP_HEALTH: frozenset({Role.COORDINATOR}),
    Verb.KNOW_OF_WORRIES: frozenset({Role.COORDINATOR}),
    Verb.KEEP_MY_KEY: SIGNED_IN,
    Verb.KEEP_MY_PLAN: SIGNED_IN,
    Verb.LEAVE_A_CONTACT: SIGNED_IN,
    # The leads, and whoever else the organisation names: two of them open one together.
    Verb.HOLD_A_KEY: frozenset({Role.LEAD, Role.KEYHOLDER}),
    Verb.READ_THE_LINES: frozenset({Role.COORDINATOR, Role.LEAD, Role.HOST}),
    Verb.KEEP_THE_LINES: frozenset({Role.COORDINATOR, Role.HOST}),
    Verb.READ_THE_DOCUMENTS: frozenset({Role.COORDINATOR, Role.LEAD, Role.HOST}),
    # Whoever was there holds a code; nobody has to say who they are.
    Verb.REDEEM_A_SLIP: ANYBODY,
    Verb.CHECK_A_SLIP: ANYBODY,
    Verb.SAY_SOMETHING_IS_WRONG: ANYBODY,
    Verb.BLOCK_A_NAME: frozenset({Role.MEMBER}),
    # Never a facilitator: most reports are about where they help.
    Verb.READ_REPORTS: frozenset({Role.COORDINATOR, Role.LEAD}),
    Verb.READ_REPORTS_OF_LEADS: frozenset({Role.HOST}),
    Verb.ANSWER_A_REPORT: frozenset({Role.COORDINATOR, Role.LEAD, Role.HOST}),
    Verb.PAUSE_A_NAME: frozenset({Role.COORDINATOR, Role.LEAD}),
    Verb.ASK_OUT_OF_A_GROUP: frozenset({Role.COORDINATOR, Role.LEAD}),
    Verb.ASK_OUT_OF_THE_HOUSE: frozenset({Role.LEAD}),
    Verb.SHOW_AGAIN: frozenset({Role.COORDINATOR, Role.LEAD}),
    # Those of the group itself: nobody else has a seat, whatever else they may do.
    Verb.SIT_IN_A_CIRCLE: frozenset({Role.MEMBER, Role.FACILITATOR}),
    Verb.BEGIN_A_CIRCLE: frozenset({Role.FACILITATOR}),
    # Words of a circle are sealed to leads alone: nobody else has anything to ask about.
    Verb.CHECK_WHAT_WAS_SAID: frozenset({Role.LEAD}),
    # Between members: no role of the house asks, lets in, or is let in by being one.
    Verb.ASK_FOR_A_LINE: frozenset({Role.MEMBER}),
    Verb.DOUBT_A_SERVICE: ANYBODY,
    # Lists reach over localities, so whoever keeps one keeps them all.
    Verb.KEEP_SIGNPOSTS: frozenset({Role.COORDINATOR, Role.HOST}),
    # Whose a piece is, its room asks.
    Verb.SHARE_A_PIECE: SIGNED_IN,
    Verb.REVIEW_PIECES: frozenset({Role.COORDINATOR, Role.LEAD}),
    Verb.SEE_UNANSWERED: frozenset({Role.FACILITATOR, Role.COORDINATOR}),
    # Nobody needs an account to look; what each may find, the room asks of every card.
    Verb.SEARCH: ANYBODY,
    Verb.ASK_THE_GUIDE: ANYBODY,
    # One's own yes, one's own code, one's own chart: the room of people asks whose.
    Verb.TAKE_PART_IN_A_STUDY: SIGNED_IN,
    # Whoever holds a link of their own; nobody has to have a name here.
    Verb.ANSWER_QUESTIONS: ANYBODY,
    # What they see is counts of a study, with the small ones left out.
    Verb.KEEP_STUDIES: frozenset({Role.COORDINATOR, Role.LEAD}),
    Verb.READ_ALERTS: frozenset({Role.LEAD}),
    # Codes and answers; never who anyone is.
    Verb.TAKE_STUDY_ROWS: frozenset({Role.EVALUATOR}),
    # What is let out of a study, and nothing that is not.
    Verb.READ_STUDY_SUMMARIES: frozenset({Role.COORDINATOR, Role.LEAD, Role.EVALUATOR}),
}

# Open to more than those who lead the date, who still may do more there than others.
OF_TONIGHT: Final = frozenset({Verb.COME_TO_A_MEETING})

# Roles given for the whole organisation reach every group; the others only their own.
EVERYWHERE: Final = frozenset({Role.LEAD, Role.EVALUATOR, Role.HOST, Role.KEYHOLDER})


@dataclass(frozen=True, slots=True)
class Place:
    """Where a verb would be done: in a group, a locality, on one date, or nowhere."""

    group_id: int | None = None
    locality_id: int | None = None
    meeting_id: int | None = None


ANYWHERE: Final = Place()
# No row has this number: only roles that reach everywhere reach it.
THE_WHOLE_HOUSE: Final = Place(locality_id=-1)


def may(actor: Anybody | Machine, verb: Verb, place: Place = ANYWHERE) -> bool:
    """Return whether this actor may do this there.

    With no place named, the question is whether there is any place where they may: the
    right one for a door, never for the act behind it.
    """
    allowed = TABLE[verb]
    if isinstance(actor, Machine) or allowed == ANYBODY:
        return True
    if isinstance(actor, Visitor):
        return False
    if allowed == SIGNED_IN:
        return True
    return any(
        grant.role in allowed and _reaches(grant, place)
        for grant in actor.grants
        if actor.has_second_factor or grant.role not in STAFF
    )


def is_for_tonight(verb: Verb) -> bool:
    """Return whether what whoever leads one date may do matters to this verb."""
    allowed = TABLE[verb]
    leads = not isinstance(allowed, str) and Role.TONIGHT in allowed
    return leads or verb in OF_TONIGHT


def insist(actor: Anybody | Machine, verb: Verb, place: Place) -> None:
    """Do nothing when the actor may; otherwise the thing does not exist for them.

    Raises NotFound.
    """
    if not may(actor, verb, place):
        raise NotFound


def wants_second_factor(actor: Actor) -> bool:
    """Return whether a staff role waits for this person to add a second factor."""
    return not actor.has_second_factor and any(
        grant.role in STAFF for grant in actor.grants
    )


def localities_of(actor: Actor, *roles: Role) -> frozenset[int]:
    """Return the localities in which the actor holds one of these roles."""
    return frozenset(
        grant.locality_id
        for grant in actor.grants
        if grant.role in roles and grant.locality_id is not None
    )


def groups_of(actor: Actor, *roles: Role) -> frozenset[int]:
    """Return the groups in which the actor holds one of these roles."""
    return frozenset(
        grant.group_id
        for grant in actor.grants
        if grant.role in roles and grant.group_id is not None
    )


def _reaches(grant: Grant, place: Place) -> bool:
    if place == ANYWHERE or grant.role in EVERYWHERE:
        return True
    if grant.meeting_id is not None:
        return grant.meeting_id == place.meeting_id
    if grant.group_id is not None:
        return grant.group_id == place.group_id
    if grant.locality_id is not None:
        return grant.locality_id == place.locality_id
    return False
