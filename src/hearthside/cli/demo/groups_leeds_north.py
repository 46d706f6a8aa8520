"""The groups in the north of Leeds: Headingley, Meanwood, Hyde Park, Horsforth."""

from __future__ import annotations

from typing import Final

from hearthside.cli.demo.prose import prose
from hearthside.cli.demo.shapes import DemoGroup, DemoVenue

TUESDAY_HEADINGLEY: Final = DemoGroup(
    slug="tuesday-headingley",
    locality="leeds",
    name="Tuesday Evening, Headingley",
    one_line="A weekly circle for anyone finding it hard. Tea, a ring of chairs, and "
    "nobody has to speak.",
    about=prose("""
        We are the oldest group of Harbour and still the plainest. We put out a ring of
        chairs, make a pot of tea, and go round once to say how the week has been. Some
        people live with depression. Some have had a bad year and have no word for it.
        One man knits. After the first round we talk about whatever came up. We do not
        give advice unless you ask for it. When the bell at St Michael's strikes nine we
        stack the chairs and walk to the bus together.
        """),
    topics=("any", "depression", "anxiety"),
    who_for=(),
    access=("step_free", "accessible_toilet", "hearing_loop", "bus", "quiet_corner"),
    manner=("newcomers", "listening", "discussion"),
    languages=("en",),
    attendance="in_person",
    recurrence="Every Tuesday at 7.30pm",
    minutes=90,
    seats=16,
    venue=DemoVenue(
        name="St Wilfrid's Hall",
        address="Bennett Road, Headingley, Leeds",
        outward="LS6",
        latitude=53.8203,
        longitude=-1.5790,
        getting_there=prose("""
            Buses between the city and Otley Road stop at the Arndale, two minutes away.
            From Headingley station it is fifteen minutes on foot along North Lane.
            """),
        access_notes=prose("""
            A ramp from the car park, no steps inside, and a loop in the big room. The
            accessible toilet is on the left. The kitchen light hums: sit on the window
            side if that bothers you.
            """),
        door="The blue door at the side, not the church door.",
    ),
    online_note="",
    first_time=prose("""
        From 7.15 one of us stands at the blue door. Say hello, or just nod. You will be
        shown the coats, the toilet and the tea. Sit anywhere. The chair nearest the door
        is kept for people who may want to slip out. At 7.30 Fern or Idris reads the
        agreement aloud, which takes two minutes. Then each person says a first name and
        one thing about their week. You can say "pass" and nobody will look at you twice.
        We talk until about half past eight, have a biscuit, and talk a little more. Ten
        minutes before the end we say what we are taking home. You may leave at any point
        and you do not have to explain.
        """),
    who_meets_you="Fern or Idris, green scarf, at the blue door from 7.15.",
    agreement=(
        "What is said here stays here.",
        "We speak from our own life and let others speak from theirs.",
        "You may pass, every time.",
        "We ask before we give advice.",
        "We leave phones in coats.",
        "Nobody walks to the bus alone unless they want to.",
    ),
    hours_note=prose("""
        Fern and Idris are volunteers with jobs. They read messages on Tuesday and Friday
        evenings. At other times nobody may see what you write.
        """),
    founded_years_ago=11,
)

MEANWOOD_WALK: Final = DemoGroup(
    slug="meanwood-walk",
    locality="leeds",
    name="Walk and Talk, Meanwood",
    one_line="A slow hour beside the beck on Sunday mornings. Talk, or walk quietly.",
    about=prose("""
        It is easier to say some things when you are looking at a path. We walk from the
        park gates up the beck to the old mill pond and back. It is about two miles, and
        we go at the pace of whoever is slowest. We walk in twos and threes and swap
        round at each bridge, so nobody gets stuck. Dogs come. Children in pushchairs
        come. In rain we go anyway, and only ice stops us. Afterwards those who want to
        sit in the Garden House with a hot drink.
        """),
    topics=("any", "loneliness", "depression"),
    who_for=("open",),
    access=("bus", "parking", "children_welcome", "dogs_welcome"),
    manner=("walking", "outdoors", "newcomers", "listening"),
    languages=("en",),
    attendance="in_person",
    recurrence="Every Sunday at 10am",
    minutes=75,
    seats=18,
    venue=DemoVenue(
        name="The Garden House",
        address="Green Road, Meanwood, Leeds",
        outward="LS6",
        latitude=53.8355,
        longitude=-1.5722,
        getting_there=prose("""
            Buses from town stop on Stonegate Road, by the big supermarket. Walk up Green
            Road for six minutes. There is free parking by the park gates.
            """),
        access_notes=prose("""
            The first half mile is level and firm, fine for most wheelchairs. After the
            second bridge there are roots and mud. One of us always turns back there
            with anybody who would like to.
            """),
        door="Meet at the bench outside. The café itself opens later.",
    ),
    online_note="",
    first_time=prose("""
        Come to the bench by the park gates at five to ten. Look for the yellow rucksack.
        We wait until five past for late buses. Ravi says the way we will go and how long
        it takes, and asks if anyone needs to turn back early. That is all the talking
        you have to do. You will be asked to walk with one person as far as the first
        bridge. If you would like quiet, say "quiet today" and they will walk quietly.
        Partners change at every bridge. We stop at the mill pond to look at the ducks
        for as long as it takes. You are back at the gates by quarter past eleven. Wear
        shoes that can get wet.
        """),
    who_meets_you="Ravi or Jo, with a yellow rucksack, on the bench from 9.50.",
    agreement=(
        "What we hear on the path stays on the path.",
        "We go as slowly as the slowest of us.",
        "Quiet is fine. You can ask for it.",
        "We do not stop to greet each other in town unless you nod first.",
        "Dogs on leads near the water.",
        "If somebody turns back, one of us turns back with them.",
        "No photographs of people.",
    ),
    hours_note=prose("""
        Ravi and Jo look at messages on Saturday evening, mostly about weather. They do
        not read them in the week.
        """),
    founded_years_ago=4,
)

HYDE_PARK_THURSDAYS: Final = DemoGroup(
    slug="hyde-park-thursdays",
    locality="leeds",
    name="Hyde Park Thursdays, 18 to 30",
    one_line="For people aged 18 to 30 who feel low, stuck or on edge. Pizza at half "
    "time.",
    about=prose("""
        Leeds is full of people our age and it can still be very lonely. Some of us study.
        Some work nights, look for work, or moved back in with parents. We sit on old
        sofas above the community shop and talk about the stuff that is hard to bring up
        with friends. We have talked about panic on the bus, being behind with rent, and
        not wanting to go home for Christmas. There is no leader who has it all sorted.
        The people who run it are the same age as you.
        """),
    topics=("anxiety", "depression", "loneliness", "self_harm"),
    who_for=("young_adults",),
    access=("bus", "quiet_corner", "fragrance_free"),
    manner=("discussion", "newcomers", "small", "listening"),
    languages=("en",),
    attendance="in_person",
    recurrence="Every Thursday at 7pm",
    minutes=105,
    seats=12,
    venue=DemoVenue(
        name="The Upstairs Room",
        address="Brudenell Road, Hyde Park, Leeds",
        outward="LS6",
        latitude=53.8118,
        longitude=-1.5634,
        getting_there=prose("""
            Ten minutes on foot from the university. Buses along Cardigan Road and
            Woodhouse Lane both stop close by. There are bike hoops by the shop window.
            """),
        access_notes=prose("""
            There are fourteen steps and no lift. If stairs are a problem, tell us and we
            will meet in the shop downstairs that week. We have done that often.
            """),
        door="Ring the bell marked Upstairs. The shop will look shut.",
    ),
    online_note="",
    first_time=prose("""
        Ring the bell and Kit or Zainab comes down to let you in, so you will not walk
        into a full room. Pick a sofa or a floor cushion. There is a side room with a
        lamp if it all gets loud. We start by ten past. Everyone gives a name, any name,
        and a number from one to ten for their week. Then someone picks a topic out of
        the jar or brings one. About eight o'clock we stop and order pizza, which is paid
        for. The second half is looser and people often laugh. If you say nothing at all
        until the pizza, you will be in good company. We finish by quarter to nine and
        somebody walks down with you.
        """),
    who_meets_you="Kit or Zainab. Kit has pink hair, Zainab a denim jacket with badges.",
    agreement=(
        "Nothing leaves the room, and nothing goes online.",
        "We do not swap details of how people hurt themselves.",
        "No fixing unless somebody says they want ideas.",
        "You can say what you need: quiet, a hug, or to be left be.",
        "We use the names and pronouns people give.",
        "If we fancy each other, we wait until we no longer come here.",
    ),
    hours_note=prose("""
        We answer messages on Wednesday evening. After nine at night nobody is looking,
        even though we may be awake.
        """),
    founded_years_ago=3,
)

HORSFORTH_FIRST_WEDNESDAY: Final = DemoGroup(
    slug="the-long-table",
    locality="leeds",
    name="The Long Table",
    one_line="For adults who have lost somebody who died by suicide. A private house, "
    "one evening a month.",
    about=prose("""
        Each of us has lost somebody who died by suicide. It may be a son, a sister, a
        wife, or a friend from work. Some of us came after five weeks and some after
        thirty years. We meet round a long table in a private house, because halls felt
        too bare. We light a candle and say the names of our people. You can bring a
        photo or keep it in your bag. We do not go into how they died. You can be angry
        with them here. We cry, and we also laugh, and we eat soup.
        """),
    topics=("bereaved_by_suicide", "bereavement"),
    who_for=("own_experience",),
    access=("step_free", "parking", "fragrance_free"),
    manner=("small", "listening", "discussion"),
    languages=("en",),
    attendance="in_person",
    recurrence="The first Wednesday of the month at 7pm",
    minutes=120,
    seats=10,
    venue=DemoVenue(
        name="A private house",
        address="Near Town Street, Horsforth, Leeds",
        outward="LS18",
        latitude=53.8372,
        longitude=-1.6395,
        getting_there=prose("""
            Buses from Leeds stop in Town Street. When you ask for the address we send it
            with a small map. We can also meet you at the stop and walk with you.
            """),
        access_notes=prose("""
            One level from the drive to the table. The toilet is downstairs but narrow.
            There is a cat, who can be shut upstairs.
            """),
        door="We tell you when we give you the address.",
    ),
    online_note="",
    first_time=prose("""
        Before you come, Maureen or Dev talks with you for a few minutes, so that you know
        one voice. On the night they open the front door and take you through to the
        kitchen. Nobody asks who you lost until you are ready. At seven we sit down. Each
        of us lights a small candle and says a name, or lights it and says nothing. Soup
        goes round. Then the talk goes round the table, once, slowly. There is no second
        round unless we all want one. If you have to leave the room, Dev steps out with
        you and sits on the stairs. Towards nine we blow out the candles one at a time.
        Maureen will ask how you are getting home, and she will want to know.
        """),
    who_meets_you="Maureen, silver plait, or Dev, in a grey jumper, at the front door.",
    agreement=(
        "The names we say here are kept here.",
        "We say 'died by suicide'.",
        "We do not describe how.",
        "Grief has no right length and no right order.",
        "We do not say what should have been done.",
        "The address is ours to keep, not to pass on.",
        "On anniversaries you may simply sit.",
        "We check how each of us gets home.",
    ),
    hours_note=prose("""
        Maureen and Dev read messages on Monday and Thursday, in the morning. In the
        night please use a helpline: we will be asleep.
        """),
    founded_years_ago=8,
    address_withheld=True,
)
