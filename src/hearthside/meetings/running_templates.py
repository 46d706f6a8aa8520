"""Five ways an evening can run, to begin from: plain words of our own, free to change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

# What a step is. The running screen and the paper draw each of them in its own way.
KINDS: Final = {
    "welcome": "Welcome",
    "words": "Opening words",
    "agreement": "What we promise",
    "round": "A round",
    "talk": "Open talk",
    "break": "A break",
    "circles": "Small circles",
    "questions": "Questions",
    "closing": "Closing",
}


@dataclass(frozen=True, slots=True)
class Step:
    """One part of an evening. words -- what the facilitator does or says, for their eye."""

    kind: str
    title: str
    minutes: int
    words: str = ""


@dataclass(frozen=True, slots=True)
class Template:
    """One way to run an evening.

    about -- one sentence to choose by; like -- whose way of meeting it is close to.
    """

    key: str
    name: str
    about: str
    like: str
    opening_words: str
    closing_words: str
    steps: tuple[Step, ...]


_WELCOME: Final = Step(
    "welcome",
    "Welcome",
    5,
    "Say who you both are. Say where the toilets are, and where it is quiet.",
)
_PROMISES: Final = "Read the promises. Ask if anything in them is unclear."
_CLOSING: Final = Step(
    "closing", "Closing", 5, "Read the closing words. Say when you meet again."
)

LISTENING_ROUND: Final = Template(
    "listening_round",
    "Listening round",
    "One round in which everybody may speak and nobody has to, then one topic.",
    "Close to the way Aware groups meet.",
    "Good evening, and welcome. If this is your first time, we are glad you found the "
    "door.\n\n"
    "Nobody has to speak here. You can say your turn is over at any moment. You can say "
    "“pass”, and we go on. Listening is taking part.\n\n"
    "We are not doctors. We speak about what we know from our own lives, and we let other "
    "people do the same. If it gets too much, you can step out. One of us will come with "
    "you if you like.",
    "Thank you for this evening: for what you said, and for how you listened.\n\n"
    "What was said here stays here. Take with you what helps, and leave the rest.\n\n"
    "If the night is hard, you do not have to wait until we meet again. Ask us for the "
    "numbers that answer at any hour.",
    (
        _WELCOME,
        Step("words", "Opening words", 3, "Read them slowly."),
        Step("agreement", "What we promise", 2, _PROMISES),
        Step(
            "round",
            "First round",
            25,
            "Once round the circle: a name, and how this week has been.",
        ),
        Step(
            "talk",
            "Topic",
            40,
            "Pick up what came in the round. Ask: does anybody know this?",
        ),
        Step("round", "Last round", 10, "One thing each of you takes home."),
        _CLOSING,
    ),
)

WORKING_TOOLS: Final = Template(
    "working_tools",
    "Working with tools",
    "Ninety minutes for something you want to change: check in, work on it, check out.",
    "Close to the way SMART Recovery meetings run.",
    "Good evening, and welcome.\n\n"
    "We are here because each of us wants to change something, and it is easier in "
    "company. You choose what it is, and how fast. Nobody here puts a label on you.\n\n"
    "Tonight we check in, choose one or two things to work on, try out a tool together, "
    "and check out. You may pass at any time. A slip is something to learn from, and "
    "nothing to be ashamed of.",
    "Before we go: think of one small thing you will do before we meet again. You can say "
    "it aloud or keep it for yourself.\n\n"
    "Well worked. What was said here stays here.",
    (
        _WELCOME,
        Step("words", "Opening words", 2, "Read them slowly."),
        Step("agreement", "What we promise", 3, _PROMISES),
        Step(
            "round",
            "Check-in",
            20,
            "Each says how the week went, and if they want some of the time tonight.",
        ),
        Step("talk", "What we work on", 5, "Choose one or two things from the round."),
        Step(
            "talk",
            "Working time",
            40,
            "Take one tool: pros and cons, a plan for an urge, or one next step. Draw it "
            "where all can see.",
        ),
        Step("round", "Check-out", 10, "What was useful, and what comes next."),
        _CLOSING,
    ),
)

READ_AND_SHARE: Final = Template(
    "read_and_share",
    "Read and share",
    "The promises are read by everybody in turn, then a short check-in and time to share.",
    "Close to the way NAMI support groups meet.",
    "Good evening, and welcome.\n\n"
    "We live with the same kind of thing, each in a different way. That is why we "
    "understand a lot of it without long explaining.\n\n"
    "We begin by reading what we promise one another. After that everybody may say in a "
    "minute or two how they are. Then there is time for more. If somebody needs that time "
    "tonight, they go first.",
    "We close now. Some things are not finished, and that is all right.\n\n"
    "Thank you for your trust. What you heard here belongs to those who said it, so leave "
    "it in this room.\n\n"
    "Be gentle with yourself this week.",
    (
        _WELCOME,
        Step("words", "Opening words", 3, "Read them slowly."),
        Step(
            "agreement", "Reading the promises", 7, "One line each, round the circle."
        ),
        Step(
            "round",
            "Short check-in",
            20,
            "A minute or two each. Ask who would like more time later.",
        ),
        Step(
            "talk",
            "Sharing",
            40,
            "Those who asked for time come first. Then ask what has helped others.",
        ),
        Step("round", "Wrap-up", 10, "One word or one hope each."),
        _CLOSING,
    ),
)

SMALL_CIRCLES: Final = Template(
    "small_circles",
    "Small circles",
    "Begin together, part into circles of six or so, and come back together at the end.",
    "Close to the way DBSA support groups meet.",
    "Good evening, and welcome.\n\n"
    "There are quite a few of us, so we begin together and then sit in smaller circles. "
    "That leaves time for everybody who wants it.\n\n"
    "You can choose your circle. You can change it, and you can just listen. What is said "
    "in a small circle stays in that circle: we do not carry it back to the big one.",
    "It is good to see the whole circle again.\n\n"
    "Thank you for making room for one another. What was said in your circle stays "
    "there.\n\n"
    "If you would rather not go home alone tonight, say so now, and we will think about "
    "it together.",
    (
        _WELCOME,
        Step("words", "Opening words", 3, "Read them slowly."),
        Step("agreement", "What we promise", 2, _PROMISES),
        Step("round", "Names", 10, "A name, and one word for today."),
        Step(
            "circles",
            "Small circles",
            45,
            "About six in each, with one of us in each. Say when you all come back.",
        ),
        Step("break", "Walking back", 5),
        Step("round", "Together again", 15, "What was good tonight. Nothing private."),
        _CLOSING,
    ),
)

OPEN_EVENING: Final = Template(
    "open_evening",
    "Open evening",
    "Little is planned: tea, talk about whatever comes, and questions from a bag.",
    "For groups that have found their own way.",
    "Good evening, and welcome.\n\n"
    "There is no plan tonight but to be together. Speak when you want to, and be quiet "
    "when you want to. Come and go as you need.\n\n"
    "There is paper by the bag. If a question is hard to say aloud, write it down without "
    "a name and drop it in. We draw some of them later.",
    "Thank you for the company.\n\n"
    "What was said here stays here. Get home safely, and be kind to yourself tonight.",
    (
        _WELCOME,
        Step("words", "Opening words", 2, "Read them slowly."),
        Step("agreement", "What we promise", 3, _PROMISES),
        Step(
            "talk", "Open talk", 35, "Whatever comes. Look out for who would like in."
        ),
        Step("break", "Tea", 10),
        Step("questions", "Questions from the bag", 10, "Draw one at a time."),
        Step("talk", "Open talk", 20),
        _CLOSING,
    ),
)

TEMPLATES: Final = {
    one.key: one
    for one in (
        LISTENING_ROUND,
        WORKING_TOOLS,
        READ_AND_SHARE,
        SMALL_CIRCLES,
        OPEN_EVENING,
    )
}
