"""The groups in the city of Hull."""

from __future__ import annotations

from typing import Final

from hearthside.cli.demo.prose import prose
from hearthside.cli.demo.shapes import DemoGroup, DemoVenue

NEW_ARRIVALS: Final = DemoGroup(
    slug="small-hours",
    locality="hull",
    name="Small Hours, Newland",
    one_line="For parents who feel low or frightened, in pregnancy or after birth. "
    "Babies welcome.",
    about=prose("""
        Everyone told us how happy we would be. We were tired, tearful, angry or numb, and
        some of us had thoughts we dared not say. Here you can say them. We sit on the
        carpet with the babies between us. Someone else will hold yours while you drink
        something hot. Mums, dads and partners come, and people who are pregnant, and
        people whose baby died or is in special care. It does not matter how you feed or
        how you gave birth. Your baby can scream and nobody will turn round.
        """),
    topics=("perinatal", "depression", "anxiety"),
    who_for=("new_parents",),
    access=("step_free", "accessible_toilet", "children_welcome", "bus", "parking"),
    manner=("discussion", "newcomers", "listening", "small"),
    languages=("en", "pl"),
    attendance="in_person",
    recurrence="Every Friday at 10.30am",
    minutes=90,
    seats=10,
    venue=DemoVenue(
        name="Lambert Street Family Rooms",
        address="Lambert Street, Newland Avenue, Hull",
        outward="HU5",
        latitude=53.7645,
        longitude=-0.3625,
        getting_there=prose("""
            Buses along Newland Avenue stop at the end of the street. A few parking bays
            outside. Prams can come right in.
            """),
        access_notes=prose("""
            Flat all the way. Changing table, bottle warmer, a curtain for feeding. There
            is a room with a door that shuts if you need to weep or sleep.
            """),
        door="Yellow door with a row of pram tracks painted on the path.",
    ),
    online_note="",
    first_time=prose("""
        Any time from quarter past ten, bump the pram up to the yellow door. Steph sees
        you through the glass and holds it open. Nobody expects you on time, dressed or
        washed. Kasia takes the baby if you would like your arms back, and stays where you
        can see her. Toast arrives. We do not do a circle. We start with one question that
        everyone can answer with a thumb: up, down, or sideways. Then Steph tells a little
        of her own worst winter, so you are not the first to say something dark. Talk
        follows, with gaps for feeds. If you have frightening thoughts and say so, we stay
        calm, because we had them too. It ends at noon with a song, and you may skip the
        song.
        """),
    who_meets_you="Steph, in dungarees, or Kasia, with a striped baby sling.",
    agreement=(
        "What we admit on this carpet is not carried outside.",
        "We do not compare babies.",
        "No advice on feeding or sleep unless you ask.",
        "A thought is not a deed: you can say it.",
        "If a child or an adult is in danger we get help, and we tell you first if we can.",
        "Snotty noses stay at home that week, please.",
        "Grief has a seat here too.",
    ),
    hours_note=prose("""
        Steph and Kasia have small children. They look at messages on Thursday at nap
        time. At three in the morning they may be awake, but not reading.
        """),
    founded_years_ago=4,
)

OLD_TOWN_MAKERS: Final = DemoGroup(
    slug="old-town-makers",
    locality="hull",
    name="Old Town Makers",
    one_line="Make something with your hands beside people who also have hard days. Paper, "
    "wool, clay.",
    about=prose("""
        A long bench under the window, a shelf of jars, and the bell of the swing
        bridge. We print, stitch, fold and model. The things we make are often
        wonky, and a few are very good. Nobody marks them. It is a good place if
        groups with chairs in a ring make you want to run. You can keep your eyes on your
        hands for the whole two hours. Talk drifts along the bench. It may be about panic,
        or grief, or glue. We shut in August, when the kiln is cleaned.
        """),
    topics=("anxiety", "trauma", "adhd_autism", "bereavement"),
    who_for=("open",),
    access=("step_free", "quiet_corner", "bus", "dogs_welcome", "fragrance_free"),
    manner=("making", "listening", "newcomers"),
    languages=("en",),
    attendance="in_person",
    recurrence="Every Wednesday at 1pm except in August",
    minutes=120,
    seats=12,
    venue=DemoVenue(
        name="The Rope Loft",
        address="Scale Lane, Old Town, Hull",
        outward="HU1",
        latitude=53.7421,
        longitude=-0.3312,
        getting_there=prose("""
            Fifteen minutes on foot from Paragon station through the Old Town. Buses stop
            on Alfred Gelder Street, four minutes away.
            """),
        access_notes=prose("""
            Step-free by the yard gate. Two stools have backs and arms. There are ear
            defenders on the hook, and a screen to sit behind.
            """),
        door="Through the yard gate with the anchor on it, then left.",
    ),
    online_note="",
    first_time=prose("""
        Go in by the anchor gate. Mags will be wiping the bench and will say "sit where
        there's a gap". She puts something in front of you that cannot go wrong, such as a
        lino block that is already cut. There is an apron if you care about your jumper.
        You need not give your name. At ten past one Mags reads three lines of our
        promises while everyone carries on. That is the end of the formal part. People
        chat, or they do not. Put the little wooden duck by your elbow if you want no one
        to speak to you. When the clock says two we stop for tea and look along the bench
        at what there is. You can take home what you made or drop it in the bin. Pay
        nothing.
        """),
    who_meets_you="Mags, paint on her apron, or Theo, who wears a bobble hat indoors.",
    agreement=(
        "What is said along the bench stays at the bench.",
        "The wooden duck means: please do not speak to me.",
        "We do not mark, judge or mend what another person made.",
        "Ask before you take a photo, even of a pot.",
        "Blades go back on the hook.",
        "Leave when you need to. Your piece will be here next week.",
    ),
    hours_note=prose("""
        Mags reads messages on Wednesday morning. Theo answers if she is away. Nobody is
        here in August.
        """),
    founded_years_ago=6,
)
