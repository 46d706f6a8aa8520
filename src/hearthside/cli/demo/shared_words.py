"""What people of Harbour shared, in their own words: questions, strategies, stories."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from hearthside.commons.shapes import Kind, Words


@dataclass(frozen=True, slots=True)
class DemoPiece:
    """One piece. days_ago -- when it was sent. about -- the key of what it is about.

    public -- anybody may read it. helped -- it helped whoever asked.
    """

    key: str
    by: str
    kind: Kind
    words: Words
    days_ago: float
    name: str = ""
    topic: str = "any"
    notes: tuple[str, ...] = ()
    about: str = ""
    stance: str = ""
    public: bool = False
    may_print: bool = False
    helped: bool = False


Q, A, S, T, Y = Kind.QUESTION, Kind.ANSWER, Kind.STRATEGY, Kind.TRIED, Kind.STORY

SHARED: Final[tuple[DemoPiece, ...]] = (
    DemoPiece(
        "drains", "amira", Q,
        Words(
            "How do I sleep with drains in after the operation?",
            "I am home since yesterday. There is one on each side, and whichever way I turn "
            "I lie on one.",
        ),
        41, name="Moth", topic="cancer", notes=("body",), public=True,
    ),
    DemoPiece(
        "drains-1", "idris", A,
        Words(words=
            "Half sitting, with a pillow under each arm. My partner called it the throne. "
            "It was ten nights, and then it was over."),
        40.6, about="drains", stance="lived", public=True, helped=True,
    ),
    DemoPiece(
        "drains-2", "fern", A,
        Words(words=
            "A soft belt round the waist, with both bottles in its pocket. Ask the ward "
            "for one before you buy anything: ours had a drawer full."),
        39, name="Owl", about="drains", stance="supports",
    ),
    DemoPiece(
        "evenings", "bo", Q,
        Words(
            "What do you do with the hour after everybody has gone to bed?",
            "That is when I used to drink. Nobody rings at that hour.",
        ),
        30, topic="alcohol", notes=("substances",),
    ),
    DemoPiece(
        "evenings-1", "amira", A,
        Words(words=
            "I moved my bath to then. It sounds silly. You cannot pour anything with wet "
            "hands, and afterwards I am too warm to go out."),
        29, about="evenings", stance="lived", helped=True,
    ),
    DemoPiece(
        "letters", "idris", Q,
        Words(
            "Who opens your letters when you cannot?",
            "They lie in the hall. I walk round them.",
        ),
        12, topic="depression",
    ),
    DemoPiece(
        "letters-1", "bo", A,
        Words(words=
            "A friend comes on Thursdays. I make tea, she opens. She reads only the name of "
            "the sender, and I say now, later or bin."),
        11, about="letters", stance="lived",
    ),
    DemoPiece(
        "first-christmas", "fern", Q,
        Words("How did you set the table in the first winter without them?"),
        3, topic="bereavement", notes=("death",),
    ),
    DemoPiece(
        "first-night", "idris", S,
        Words(
            "The first night home from hospital, alone",
            "You are sent home at four, and at nine you notice that nobody is down the "
            "corridor any more.",
            "Before it got dark I put everything in reach of the bed: water, phone and its "
            "lead, tablets in the order of the hours, a lamp I could reach lying down. I "
            "asked one person to ring at ten and once more at seven.",
            "I did not sleep much. I was not frightened either. The call at seven was worth "
            "more than the one at ten.",
            "Not if they told you that somebody must stay with you.",
        ),
        60, topic="cancer", public=True, may_print=True,
    ),
    DemoPiece(
        "list-on-door", "amira", S,
        Words(
            "Telling people what I need without saying it ten times",
            "",
            "I hung a list on the kitchen door: soup, bins, the dog at noon, no flowers. "
            "Whoever came took a line off it.",
            "People were glad to be told. Two of them argued about the dog.",
        ),
        52, name="Moth", topic="cancer", public=True, may_print=True,
    ),
    DemoPiece(
        "five-things", "bo", S,
        Words(
            "When the wish to drink comes and will not go",
            "",
            "I say aloud where I am, and what day it is. Then I walk to the end of the road "
            "and back, without my wallet. Then I ring one of three people. I wrote the three "
            "down on a good day.",
            "Mostly it is smaller by the time I am back. Twice it was not, and then the "
            "third person on the list came over.",
            "If you shake or sweat when you stop: that needs a doctor, not a walk.",
        ),
        26, topic="alcohol", notes=("substances",), public=True, may_print=True,
    ),
    DemoPiece(
        "five-1", "amira", T,
        Words(words="On a bus, so I got off two stops early instead of walking out."),
        20, about="five-things", stance="worked",
    ),
    DemoPiece(
        "five-2", "idris", T,
        Words(words="With a small child asleep upstairs I could not leave the house."),
        18, about="five-things", stance="not",
    ),
    DemoPiece(
        "slow-spring", "fern", Y,
        Words(
            "A slow spring",
            "The first month I counted the days, and then I stopped, because somebody in "
            "the circle said that a day does not mind whether it is counted.\n\n"
            "What came back first was toast. I noticed that I was eating it. After that, the "
            "radio. I could not bear music for a long time, but I could bear the news about "
            "boats.\n\n"
            "I went to the group for nine weeks before I said more than my name. Nobody "
            "asked. In the tenth week somebody new sat by the door, the way I had, and I "
            "moved my chair over so that there were two of us by the door.",
        ),
        35, topic="depression", public=True, may_print=True,
    ),
    DemoPiece(
        "two-plates", "bo", Y,
        Words(
            "Two plates",
            "My brother died by suicide in the autumn. For a year I cooked for two, because "
            "my hands did. I was ashamed of it until I told it, and three people in the room "
            "laughed, and one of them said: only two? I laid the whole table.",
        ),
        15, name="Heron", topic="bereaved_by_suicide", notes=("suicide", "death"),
    ),
)  # fmt: skip

# What waits at the desk this morning: short, and each by somebody else's hand.
WAITING: Final[tuple[str, ...]] = (
    "How do you tell a new employer, or do you?",
    "Does anybody else forget words since the treatment?",
    "What do you say when people ask how you are?",
    "How long did you wait before you drove again?",
    "What helps when the house is too quiet on Sundays?",
    "How do I ask my doctor for more time?",
    "Who looks after your children on bad days?",
    "How do you get through a wedding without a drink?",
    "What do you take along to a first meeting?",
    "How do you sleep when the dreams come back?",
    "What do I answer when my mother says pull yourself together?",
    "How did you find the courage to ring the bell?",
)
