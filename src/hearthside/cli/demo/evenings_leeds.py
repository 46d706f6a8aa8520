"""How the evenings in Leeds run, in the words their facilitators read aloud."""

from __future__ import annotations

from typing import Final

from hearthside.cli.demo.shapes import DemoEvening, DemoStep

HEADINGLEY: Final = DemoEvening(
    group="tuesday-headingley",
    template="listening_round",
    opening=(
        "Hello, everybody. It is good that you are here, however you got here.",
        (
            "You do not have to talk tonight. If you only want the tea and the warm room, "
            "that is a fine reason to come."
        ),
        (
            "We do not fix one another. If you would like an idea from somebody, ask for it. "
            "If you need air, the blue door is never locked from the inside."
        ),
    ),
    closing=(
        (
            "That is us for tonight. Leave the sad things in the ring of chairs, we will look "
            "after them."
        ),
        "We are here again next Tuesday. You do not have to be better by then.",
    ),
    steps=(
        DemoStep("welcome", "Kettle and coats", 5, "Toilet, quiet corner, blue door."),
        DemoStep("words", "Opening words", 3),
        DemoStep("agreement", "Our promises", 2, "Take turns reading them."),
        DemoStep("round", "First names and one thing", 25, "Pass is an answer."),
        DemoStep(
            "talk", "What came up", 40, "Ask who knows it. Look for the quiet ones."
        ),
        DemoStep("round", "One word to go home with", 10),
        DemoStep("closing", "Closing words", 5, "Who washes up? Who walks to the bus?"),
    ),
)

MEANWOOD: Final = DemoEvening(
    group="meanwood-walk",
    template="open_evening",
    opening=(
        "Morning, all. We go as slowly as the slowest of us, and today that may be me.",
        (
            "Walk with somebody or walk alone. If you say “quiet today”, people will leave you "
            "in peace. Turn back whenever you like, only tell one of us first."
        ),
    ),
    closing=(
        "Thank you for walking. What you heard by the water stays by the water.",
        "There is tea at the kiosk for anyone who is not ready for the house yet.",
    ),
    steps=(
        DemoStep(
            "welcome", "At the bench", 5, "Which way, how long, who turns back early."
        ),
        DemoStep("agreement", "Our promises", 2),
        DemoStep("talk", "To the first bridge", 25, "In twos. Change at each bridge."),
        DemoStep("break", "The flat stones", 10, "Sit. Nobody has to speak."),
        DemoStep("talk", "Back up the path", 25),
        DemoStep("closing", "By the gates", 8, "Count heads. Say when we walk next."),
    ),
)

HYDE_PARK: Final = DemoEvening(
    group="hyde-park-thursdays",
    template="open_evening",
    opening=(
        (
            "Hi. Sofas are for anyone, shoes off if you want. The room with the lamp is for "
            "when it gets too loud out here."
        ),
        (
            "Nobody will ask what you study or what you do. Pick a name to be called by, and "
            "mark your week out of ten. Or leave the mark out."
        ),
        (
            "If someone tells a thing that sounds like your thing, say so. It helps more than "
            "good advice."
        ),
    ),
    closing=(
        "Right, that is time. Mark yourself again. It need not be higher.",
        "What you heard, keep. Next Thursday, same bell.",
    ),
    steps=(
        DemoStep("welcome", "Find a cushion", 10, "Show the side room."),
        DemoStep("words", "Opening words", 3),
        DemoStep("agreement", "What we promise", 2),
        DemoStep("round", "A name and a mark", 20),
        DemoStep(
            "questions", "The topic jar", 20, "Draw one. Put it back if it sits badly."
        ),
        DemoStep("break", "Pizza", 15, "One with no cheese."),
        DemoStep("talk", "Second half", 30, "Looser. Let it wander."),
        DemoStep("closing", "Closing words", 5),
    ),
)

LONG_TABLE: Final = DemoEvening(
    group="the-long-table",
    template="listening_round",
    opening=(
        (
            "You are welcome at this table. Each of us has lost somebody who died by suicide, "
            "so nothing has to be explained before it can be said."
        ),
        (
            "Light a candle if you want to, with a name or without. There is no right way to "
            "grieve and no month by which it should be over."
        ),
        "We do not talk about how they died. We talk about them, and about us.",
    ),
    closing=(
        "We put the candles out together now. The people they were for come home with us.",
        ("If you would like one of us to ring you tomorrow, say so at the door."),
    ),
    steps=(
        DemoStep("welcome", "At the door, then the kitchen", 10),
        DemoStep("words", "Opening words", 5, "Slowly."),
        DemoStep("agreement", "What we promise", 5),
        DemoStep("round", "Candles", 15, "A name, or nothing."),
        DemoStep("break", "Soup", 20),
        DemoStep("round", "Once round the table", 50, "Do not hurry a silence."),
        DemoStep(
            "closing", "Putting out the candles", 15, "Who is driving? Who is alone?"
        ),
    ),
)

SECOND_VOICE: Final = DemoEvening(
    group="second-voice",
    template="read_and_share",
    opening=(
        "Good evening to you, and to whatever you brought with you.",
        (
            "In this room hearing a voice is ordinary. Nobody decides for you what it is or what "
            "it means. You may stand, walk about, hum, or put your headphones on."
        ),
        (
            "If a voice tells you to hurt yourself or somebody else, tell Tunde or Carys. You "
            "will not be sent away for it."
        ),
    ),
    closing=(
        (
            "Look round and find one thing you can see. Say it if you like. That is where you "
            "are."
        ),
        "The small room stays open until the last of us feels ready for the street.",
    ),
    steps=(
        DemoStep("welcome", "Lift, squash, one light off", 5),
        DemoStep("words", "Opening words", 3),
        DemoStep(
            "agreement", "Reading the promises", 7, "One line each, or pass it on."
        ),
        DemoStep("round", "Low, middle or high", 15, "How loud is today?"),
        DemoStep("talk", "Something that happened", 15),
        DemoStep("break", "Balcony", 10),
        DemoStep("talk", "Small things that help", 25),
        DemoStep("closing", "One thing you can see", 10),
    ),
)

AFTER_THE_OP: Final = DemoEvening(
    group="after-the-op",
    template="open_evening",
    opening=(
        (
            "Evening. First things first: the toilet is behind me, the spare kit is in the "
            "cupboard beside it, and nobody minds a noise."
        ),
        (
            "There is no question too daft or too private for the bowl. We have heard worse, "
            "and mostly we have asked it."
        ),
        "We are not nurses. For anything that is sore, red or leaking, ring yours.",
    ),
    closing=("Thanks for the questions. Whoever asked them, they stay in the bowl.",),
    steps=(
        DemoStep("welcome", "Where things are", 5),
        DemoStep("words", "Opening words", 2),
        DemoStep("agreement", "What we promise", 3),
        DemoStep("round", "A daft question", 15, "Best and worst meal this month."),
        DemoStep("questions", "The bowl", 30, "Gwen draws. Anybody may answer."),
        DemoStep("break", "Stretch", 10),
        DemoStep("talk", "Whatever is left", 20),
        DemoStep("closing", "Closing words", 5),
    ),
)

KETTLE_CALL: Final = DemoEvening(
    group="kettle-call",
    template="listening_round",
    opening=(
        (
            "This is Dot. I will say who is on the line, first names only, and then we put the "
            "kettles on."
        ),
        (
            "I go round like a clock. When I say your hour you can speak, or say pass. If you "
            "have to lie down, put the phone beside you and just listen. If the line drops I "
            "will ring you back once."
        ),
    ),
    closing=(
        "Mind how you go. I say each name now, and you can say cheerio or hang up.",
    ),
    steps=(
        DemoStep("welcome", "Who is on the line", 5),
        DemoStep("break", "Kettles", 2),
        DemoStep("agreement", "What we promise", 3),
        DemoStep("round", "Round the clock", 25, "Three minutes each hour."),
        DemoStep("talk", "One thing together", 20, "Say your name before you speak."),
        DemoStep("closing", "Cheerio", 5),
    ),
)

PANED: Final = DemoEvening(
    group="paned-a-sgwrs",
    template="listening_round",
    opening=(
        (
            "Noswaith dda a chroeso. Does dim rhaid i neb siarad heno. Dysgwyr, siaradwch fel y "
            "mynnwch: does neb yn cywiro neb yma."
        ),
        (
            "Good evening and welcome. Nobody has to speak tonight, in any language. Learners "
            "are at home here, and nobody corrects anybody."
        ),
    ),
    closing=("Diolch am y cwmni. Beth ddywedwyd yma, mae’n aros yma. Nos da.",),
    steps=(
        DemoStep("welcome", "Croeso", 5, "Let people in one by one."),
        DemoStep("words", "Geiriau agoriadol", 3),
        DemoStep("agreement", "Ein haddewidion", 2),
        DemoStep(
            "round", "Beth sydd yn y mwg?", 15, "Where you sit, what is in your mug."
        ),
        DemoStep("talk", "Sgwrs", 25),
        DemoStep("round", "Un gair", 5),
        DemoStep("closing", "Nos da", 5),
    ),
)

LEEDS_EVENINGS: Final = (
    HEADINGLEY,
    MEANWOOD,
    HYDE_PARK,
    LONG_TABLE,
    SECOND_VOICE,
    AFTER_THE_OP,
    KETTLE_CALL,
    PANED,
)
