"""The groups up the Aire and over the hill: Bradford, Keighley, Otley."""

from __future__ import annotations

from typing import Final

from hearthside.cli.demo.prose import prose
from hearthside.cli.demo.shapes import DemoGroup, DemoVenue

BRADFORD_MEN: Final = DemoGroup(
    slug="bradford-men",
    locality="leeds",
    name="Shed Talk, Bradford",
    one_line="Two Mondays a month for men. Mend a chair or hold the torch, and talk if "
    "you like.",
    about=prose("""
        We meet in a workshop off Oak Lane because hands that are busy make talking
        easier. Most nights there is a bike upside down and a chair in clamps. You do not
        need to know tools. Somebody always needs a torch held. We are lads and
        grandfathers, from Manningham, Shipley and further. Some pray, some do not, and
        the kettle is halal like everything else. We talk about work, or no work, about
        marriages, fathers, and sleep. If a man goes quiet, we leave him a while and then
        hand him a screwdriver.
        """),
    topics=("any", "depression", "anxiety"),
    who_for=("men",),
    access=("step_free", "bus", "parking"),
    manner=("making", "discussion", "listening", "newcomers"),
    languages=("en", "ur", "pa"),
    attendance="in_person",
    recurrence="The first and third Monday of the month at 7pm",
    minutes=120,
    seats=14,
    venue=DemoVenue(
        name="The Loom Workshop",
        address="Oak Lane, Manningham, Bradford",
        outward="BD8",
        latitude=53.8080,
        longitude=-1.7740,
        getting_there=prose("""
            Buses up Manningham Lane stop at the bottom of Oak Lane, three minutes away.
            From Frizinghall station it is a fifteen minute walk.
            """),
        access_notes=prose("""
            A wide roller door, flat floor. The toilet has a small step. It can be noisy
            until half past seven, when the machines go off.
            """),
        door="Green roller door, half up. Duck, or shout and we lift it.",
    ),
    online_note="",
    first_time=prose("""
        The roller door is half up from quarter to seven. Shout "evening" and Imran or
        Stan lifts it. You get a mug with tape on it and you write any name on the tape.
        Up to half past seven it is only jobs. Stand by somebody and watch, or take the
        sandpaper. Then the machines stop and we pull the stools in. Stan says the
        promises from memory and gets one wrong, always. Every man says what he came in
        with tonight. Two words will do. Some talk for five minutes. We do not clap and we
        do not solve. There is dhal or chips at half past eight. Last of all each of us
        sweeps a bit of floor. You can go before the sweeping with no hard feelings.
        """),
    who_meets_you="Imran, in a brown apron, or Stan, with a white beard, at the shutter.",
    agreement=(
        "It stays in the shed.",
        "No man has to talk. Every man gets the chance.",
        "We do not tell each other to man up.",
        "We respect how others pray, or do not.",
        "No drink or drugs before you come: there are blades.",
        "If you say you will ring somebody, ring him.",
    ),
    hours_note=prose("""
        Imran drives nights, so he reads messages at noon. Stan does not use a computer.
        Nobody looks between Friday prayers and Saturday night.
        """),
    founded_years_ago=5,
)

KEIGHLEY_RECOVERY: Final = DemoGroup(
    slug="keighley-saturdays",
    locality="leeds",
    name="Saturdays Clear, Keighley",
    one_line="Recovery from drink, drugs or gambling, in our own ways. Come clean, come "
    "shaky, come back.",
    about=prose("""
        Some of us have not had a drink for nine years. Some had one last night and came
        anyway. We do not follow one method. One works through a book, another goes to
        chapel, a third swears by cold water. What we share is Saturday morning, which
        used to be the worst part of the week. We have hot sandwiches and a long talk. We
        know about cravings, debts, courts, and saying sorry. A slip is news here and not
        a crime. We will be glad you told us.
        """),
    topics=("recovery", "alcohol", "drugs", "gambling"),
    who_for=(),
    access=("step_free", "accessible_toilet", "bus", "children_welcome"),
    manner=("discussion", "speaker", "newcomers", "listening"),
    languages=("en",),
    attendance="in_person",
    recurrence="Every Saturday at 11am",
    minutes=90,
    seats=24,
    venue=DemoVenue(
        name="Low Mill Rooms",
        address="Cavendish Street, Keighley",
        outward="BD21",
        latitude=53.8678,
        longitude=-1.9060,
        getting_there=prose("""
            Two minutes from Keighley station, and five from the bus station. Trains from
            Leeds and Bradford come every half hour on Saturday.
            """),
        access_notes=prose("""
            Level from the pavement. There is a corner with toys. The hall is big and it
            echoes: sit near the stage to hear well.
            """),
        door="Double doors beside the barber. A chalk board says Saturdays Clear.",
    ),
    online_note="",
    first_time=prose("""
        You will smell the bacon from the street, and there are veggie ones too. Kaz is by
        the chalk board from half past ten and will shake your hand or not, as you prefer.
        You can be a bit drunk so long as you can sit and listen. Get a plate. At eleven a
        volunteer tells the story of their own year, for ten minutes. You are asked for
        nothing. After that we turn our chairs into rings of six, and Lorna finds you a
        gentle one. In the ring people say where they are this week. Say "new, just
        listening" and they move on. Some keep a coin in their pocket from here. Take one
        if you want. By half past twelve the chairs are away.
        """),
    who_meets_you="Kaz, in a Cougars scarf, or Lorna, at the tea hatch, from 10.30.",
    agreement=(
        "Who you see here and what you hear here, let it stay here.",
        "A slip is news, not a crime.",
        "We do not run down another person's way of getting well.",
        "Nobody buys, sells or shares in the building or outside it.",
        "We do not tell tales of how good it was.",
        "We lend an ear, not money.",
        "If you have stopped suddenly and feel ill, tell us: we get medical help.",
    ),
    hours_note=prose("""
        Kaz and Lorna check messages on Thursday evening and Saturday morning. Stopping
        drink suddenly can be dangerous. Ring NHS 111 about that, not us.
        """),
    founded_years_ago=9,
)

OTLEY_CARERS: Final = DemoGroup(
    slug="otley-carers",
    locality="leeds",
    name="Otley Carers' Morning",
    one_line="For anyone looking after a person with a mental illness, an addiction or "
    "dementia.",
    about=prose("""
        You may not call yourself a carer. You may be a mum whose grown son will not leave
        his room. You may be a husband who hides the car keys. On one Tuesday a month you
        can sit down, and somebody else pours the tea. We grumble freely here. It does not
        mean we love them less. Between us we know about forms, respite, crisis teams and
        how to sleep with one ear open. If you must bring the person you care for, there
        is a kind room next door with a jigsaw.
        """),
    topics=("family_addiction", "any", "bipolar"),
    who_for=("carers",),
    access=("step_free", "accessible_toilet", "parking", "bus", "hearing_loop"),
    manner=("discussion", "newcomers", "listening"),
    languages=("en",),
    attendance="in_person",
    recurrence="The second Tuesday of the month at 10am",
    minutes=120,
    seats=15,
    venue=DemoVenue(
        name="The Wharfe Rooms",
        address="Boroughgate, Otley",
        outward="LS21",
        latitude=53.9056,
        longitude=-1.6925,
        getting_there=prose("""
            The bus station is three minutes away. On market days park by the river,
            because the square is full.
            """),
        access_notes=prose("""
            A lift to the first floor, wide enough for any chair. There is a loop at the
            round table. The room is warm, so wear layers.
            """),
        door="Between the baker and the bookshop. The sign says Rooms.",
    ),
    online_note="",
    first_time=prose("""
        Come when you can. Half of us are late because somebody would not put their shoes
        on. Pauline meets the lift from quarter to ten. She hangs your coat up, because
        you do that for others all week. Your phone may stay on the table, face up, in
        case home needs you. We have cake before we have talk. About twenty past ten
        Pauline asks who has had the hardest month, and they go first. There is no round,
        so you will never be next. If you want a fact, such as how to ask for a carer's
        assessment, Arthur writes it on a card for you. We break up by noon. Some stay to
        look at the market with nobody holding their arm.
        """),
    who_meets_you="Pauline, reading glasses on a red cord, or Arthur, in tweed, by the lift.",
    agreement=(
        "What we say about the people we care for is never repeated.",
        "Grumbling is allowed, and it is not the whole story.",
        "Phones may stay on. We know why.",
        "We do not judge what another family has decided.",
        "Whoever had the hardest month goes first.",
        "You can come when caring has ended, too.",
    ),
    hours_note=prose("""
        Pauline answers on Tuesday and Wednesday mornings, when her own husband is at the
        day centre. She cannot answer at night.
        """),
    founded_years_ago=10,
)
