"""How the evenings in the Aire Valley, in Hull and in the East Riding run."""

from __future__ import annotations

from typing import Final

from hearthside.cli.demo.shapes import DemoEvening, DemoStep

BRADFORD: Final = DemoEvening(
    group="bradford-men",
    template="open_evening",
    opening=(
        (
            "Evening, lads. Tools down, stools in. If you have come for the sandpaper and not "
            "the talk, stop where you are. You can hear us from there."
        ),
        (
            "Say what you came in with tonight. Two words will do. We do not laugh at a man for "
            "what he says in this shed, only for his joints."
        ),
    ),
    closing=("Sweep your bit. What was said goes no further than the roller door.",),
    steps=(
        DemoStep("welcome", "Mugs and tape", 5),
        DemoStep("break", "Jobs", 25, "Put new ones next to somebody patient."),
        DemoStep("words", "Opening words", 3),
        DemoStep("agreement", "Stan says the promises", 2),
        DemoStep("round", "What you came in with", 30),
        DemoStep("talk", "Open talk", 35),
        DemoStep("closing", "Sweeping up", 20, "The best talk is often here."),
    ),
)

KEIGHLEY: Final = DemoEvening(
    group="keighley-saturdays",
    template="small_circles",
    opening=(
        "Morning. You came, and that was the hard part. Have a plate, there is plenty.",
        (
            "Some of us have a year, some of us have an hour. Both sit in the same chairs. We "
            "do not count days out loud here unless you want to."
        ),
        (
            "If you used this morning, sit and listen. If you think you may use tonight, tell "
            "one of us before you go."
        ),
    ),
    closing=(
        "Before you go, look for one number you could ring tonight and save it.",
        "Same bacon next Saturday. Come back whatever sort of week it was.",
    ),
    steps=(
        DemoStep("welcome", "Bacon rolls", 10, "Look out for anyone standing alone."),
        DemoStep("words", "Opening words", 3),
        DemoStep("agreement", "What we promise", 2),
        DemoStep(
            "talk", "Somebody tells their year", 10, "Ten minutes, then clap or hum."
        ),
        DemoStep("circles", "Rings of six", 45, "Lorna takes the gentle one."),
        DemoStep("round", "All together", 15, "One thing for this week."),
        DemoStep("closing", "Closing words", 5),
    ),
)

OTLEY: Final = DemoEvening(
    group="otley-carers",
    template="listening_round",
    opening=(
        (
            "Sit down. That is the first thing we ask of you, because you have not sat down yet "
            "today."
        ),
        (
            "You may love somebody and be tired of them. You can say both here. Keep your phone "
            "on if home needs you, and go if you must. You do not have to tell us why."
        ),
    ),
    closing=(
        "Think of one hour next month that is yours. Write it down before you start the car.",
    ),
    steps=(
        DemoStep("welcome", "Coats and cake", 20, "Hang their coats up for them."),
        DemoStep("words", "Opening words", 3),
        DemoStep("agreement", "What we promise", 2),
        DemoStep("talk", "The hardest month goes first", 45),
        DemoStep("break", "More tea", 10),
        DemoStep(
            "talk", "Forms, breaks and helpers", 30, "What worked, and with whom."
        ),
        DemoStep("closing", "An hour of your own", 10),
    ),
)

SMALL_HOURS: Final = DemoEvening(
    group="small-hours",
    template="open_evening",
    opening=(
        "Hello to the big ones and the small ones. Crying is allowed, whoever does it.",
        (
            "You can love your baby and hate this. You can have frightening thoughts and be a "
            "good parent. Many of us had them too. Show us with a thumb: up, down or sideways."
        ),
        (
            "If you feel you cannot keep yourself or the baby from harm, tell Steph or Kasia "
            "now. We will stay with you and help you ring."
        ),
    ),
    closing=(
        "Take toast for the way. Leave when you like, there is no last word here.",
    ),
    steps=(
        DemoStep("welcome", "Prams and toast", 15),
        DemoStep("words", "Opening words", 3),
        DemoStep("agreement", "What we promise", 2),
        DemoStep("round", "Thumbs", 10),
        DemoStep("talk", "Steph begins, others follow", 40),
        DemoStep("break", "Feeding, changing, sitting", 15),
        DemoStep("closing", "Toast for the way", 5),
    ),
)

MAKERS: Final = DemoEvening(
    group="old-town-makers",
    template="open_evening",
    opening=(
        "Carry on with your hands, I will only read three lines.",
        "What is made here is yours, and so is what is said. Nobody has to show anything.",
    ),
    closing=("Wash the brushes and leave the day in the sink. See you on Wednesday.",),
    steps=(
        DemoStep("welcome", "Find a gap at the bench", 10),
        DemoStep("agreement", "Three lines", 3),
        DemoStep("talk", "Making", 50, "Keep your own hands busy. It helps them talk."),
        DemoStep("break", "Tea", 15),
        DemoStep("talk", "More making", 32),
        DemoStep("closing", "Brushes", 10),
    ),
)

TIDES: Final = DemoEvening(
    group="tides",
    template="read_and_share",
    opening=(
        (
            "Welcome to those in Hessle and to those on the screen. Wave, so that we know which "
            "is which."
        ),
        (
            "Highs and lows are both at home here. If you are going fast tonight, we may ask you "
            "to wait a moment. If you are slow, we wait for you."
        ),
        "We never tell one another to start, stop or change a medicine.",
    ),
    closing=(
        (
            "Draw tomorrow in the air: a small line is plenty. Then we say goodbye to the screen "
            "first."
        ),
    ),
    steps=(
        DemoStep("welcome", "Can the screen hear us?", 10),
        DemoStep("words", "Opening words", 3),
        DemoStep(
            "agreement", "Reading the promises", 5, "One from the room, one from home."
        ),
        DemoStep("round", "Draw your week", 15, "With one finger. No words needed."),
        DemoStep("talk", "Early signs", 40, "Take turns: room, screen, room."),
        DemoStep("round", "Draw tomorrow", 10),
        DemoStep("closing", "Goodbye to the screen", 7),
    ),
)

SUNDAY_LAMP: Final = DemoEvening(
    group="sunday-lamp",
    template="listening_round",
    opening=(
        (
            "You clicked, and that was the worst bit. Nobody sees you or hears you until you "
            "want it."
        ),
        (
            "If panic comes while we talk, look at the lamp in the picture and breathe with it. "
            "You can leave and come back. We shall not say your name when you do."
        ),
    ),
    closing=("Four slow breaths to end. Monday is only a day. Goodnight.",),
    steps=(
        DemoStep("welcome", "Hannah lets people in", 3),
        DemoStep("words", "Opening words", 2),
        DemoStep("agreement", "What we promise", 2),
        DemoStep("round", "One word for the week", 8, "Typed or spoken."),
        DemoStep("talk", "The first word", 20),
        DemoStep("talk", "The second word", 20),
        DemoStep("closing", "Four breaths", 5),
    ),
)

BEVERLEY: Final = DemoEvening(
    group="beverley-table",
    template="open_evening",
    opening=(
        "You have peeled, stirred and laid the table, so you belong here now.",
        (
            "An empty chair stands at the end. It is for whoever is missing from your own table. "
            "You can tell us about them over pudding, or eat your pudding."
        ),
    ),
    closing=(
        "Take a tub home for tomorrow. It is easier to eat what was cooked in company.",
    ),
    steps=(
        DemoStep("welcome", "Soup and plain words", 10),
        DemoStep("agreement", "What we promise", 5),
        DemoStep("break", "Lunch", 45),
        DemoStep("talk", "Pudding, and whoever is missing", 40),
        DemoStep("closing", "Washing up and tubs", 20, "Who has no lift home?"),
    ),
)

EVENINGS_BEYOND: Final = (
    BRADFORD,
    KEIGHLEY,
    OTLEY,
    SMALL_HOURS,
    MAKERS,
    TIDES,
    SUNDAY_LAMP,
    BEVERLEY,
)
