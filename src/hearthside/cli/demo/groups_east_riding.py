"""The groups of the East Riding: Hessle, Beverley, and one for every farm and village."""

from __future__ import annotations

from typing import Final

from hearthside.cli.demo.prose import prose
from hearthside.cli.demo.shapes import DemoGroup, DemoVenue

TIDES: Final = DemoGroup(
    slug="tides",
    locality="hull",
    name="Tides",
    one_line="For people living with bipolar. Sit with us in Hessle, or join from home on "
    "the big screen.",
    about=prose("""
        We know about the high water and the low. Some of us have been in hospital and
        some have been close. We talk about sleep, money, medicine, work, and the person
        who saw it coming before we did. Six or seven of us sit in the room in Hessle. The
        rest join on the big screen from Withernsea, Goole or their own bed. The screen
        has a chair in the ring like everyone else. When you are high you may talk fast.
        We will ask you, kindly, to take turns.
        """),
    topics=("bipolar",),
    who_for=("own_experience",),
    access=("step_free", "accessible_toilet", "captions", "camera_off_welcome", "bus"),
    manner=("discussion", "listening", "reading"),
    languages=("en",),
    attendance="hybrid",
    recurrence="Every second Wednesday at 7pm",
    minutes=90,
    seats=18,
    venue=DemoVenue(
        name="Ferry View Hall",
        address="Southgate, Hessle",
        outward="HU13",
        latitude=53.7229,
        longitude=-0.4330,
        getting_there=prose("""
            Five minutes up the hill from Hessle station. Buses from Hull stop in the
            Square. Parking in the street after six.
            """),
        access_notes=prose("""
            Step-free from the street, and the toilet is next to the room. Words on the
            screen are captioned for people in the room too.
            """),
        door="White door under the porch lamp. It sticks: push.",
    ),
    online_link="https://meet.example.org/tides",
    online_note=prose("""
        The link shows on this page half an hour before. You are seen on the screen only
        if you turn your camera on.
        """),
    first_time=prose("""
        In Hessle: push the white door, and Graham is in the porch with a torch. At home:
        click the link from ten to seven, and Shanice types hello before she speaks. Both
        ways, you choose how to be called. Seven o'clock, we test that the screen can hear
        the room. It takes a while and it breaks the ice. We draw our week in the air with
        one finger, a line up or down or wavy. That is how we check in, and it needs no
        words. The main hour takes one subject, which we picked last time. Shanice keeps
        the list of hands, half from the room and half from home. With ten minutes left we
        say what we will do before bed. The link closes at half past eight.
        """),
    who_meets_you="Graham, in a yellow sou'wester, in the porch. Online, Shanice.",
    agreement=(
        "Nothing said in the room or on the screen is passed on.",
        "No recording. No one off camera listening in.",
        "We take turns, also when we are high.",
        "We do not tell anyone to start or stop a medicine.",
        "If I look unwell you may say so, once and kindly.",
        "Jokes about ourselves, not about each other.",
    ),
    hours_note=prose("""
        Graham and Shanice read messages on the Monday before we meet. If you have not
        slept for two nights, please ring your team or NHS 111 instead.
        """),
    founded_years_ago=3,
)

SUNDAY_LAMP: Final = DemoGroup(
    slug="sunday-lamp",
    locality="hull",
    name="The Sunday Lamp",
    one_line="Online on Sunday nights for people with anxiety or panic. Camera off is "
    "fine.",
    about=prose("""
        Sunday night has a feeling all of its own. Work is coming, or another week without
        it. We began in a village with one bus a day, and online was the only way to meet.
        Now people join from farms near Hornsea and flats on Anlaby Road. We keep it to an
        hour. We breathe together at the start, which is odd at first. Then we say what we
        dread about the week. Said out loud, it is often smaller. We do not push anyone to
        be brave.
        """),
    topics=("anxiety", "loneliness"),
    who_for=(),
    access=("camera_off_welcome", "captions"),
    manner=("meditation", "small", "listening", "newcomers"),
    languages=("en",),
    attendance="online",
    recurrence="Every Sunday at 8pm",
    minutes=60,
    seats=12,
    venue=None,
    online_link="https://meet.example.org/sunday-lamp",
    online_note=prose("""
        The link shows on this page from half past seven. A phone is enough. If your line
        is poor, turn the picture off: sound alone works.
        """),
    first_time=prose("""
        The worst bit is the click. After it you see a picture of a lamp, and words that
        say you are not on show yet. Hannah lets people in at eight exactly. Your camera
        and sound are off until you change them, and you may never change them. Bilal
        counts four slow breaths. You can fake it. Next he asks for one word about the
        week ahead, typed or spoken. We pick two of those words and stay with them for
        twenty minutes each. Nobody is called on. If panic comes, type a full stop in the
        chat, and Hannah opens a side room where you can just breathe with her. We end by
        turning off a real lamp, at nine. Then the screen goes to plain blue.
        """),
    who_meets_you="Hannah or Bilal. Their picture is a small brass lamp.",
    agreement=(
        "We keep each other's words to ourselves.",
        "Cameras and sound are yours to keep off.",
        "Nobody is called on.",
        "A full stop in the chat means: I need a breath.",
        "We do not dare each other to do things.",
        "Headphones, or a closed door.",
    ),
    hours_note=prose("""
        Hannah and Bilal are there on Sunday from half past seven until quarter past
        nine. They do not read messages on other days.
        """),
    founded_years_ago=5,
)

BEVERLEY_TABLE: Final = DemoGroup(
    slug="beverley-table",
    locality="hull",
    name="The Beverley Table",
    one_line="A meal and a talk for people over 60 who have lost somebody, or feel alone.",
    about=prose("""
        Eating by yourself is the hard part, most of us say. So twice a month we cook
        something simple and eat it together. Many of us are widowed. Some never
        married, or have children in Australia. We peel, we stir, and we get to know one
        another over the carrots. It is as good to be useful as to be fed. We set one
        extra place for whoever is missing. People talk about them as they were, bad
        temper and all. Men do come, though they say at first they only came for the pie.
        """),
    topics=("bereavement", "loneliness"),
    who_for=("older",),
    access=("step_free", "accessible_toilet", "hearing_loop", "parking", "bus"),
    manner=("making", "discussion", "newcomers"),
    languages=("en",),
    attendance="in_person",
    recurrence="The second and fourth Thursday of the month at noon",
    minutes=120,
    seats=16,
    venue=DemoVenue(
        name="Minster Yard Kitchen",
        address="Lairgate, Beverley",
        outward="HU17",
        latitude=53.8408,
        longitude=-0.4312,
        getting_there=prose("""
            Ten minutes on foot from Beverley station, eight from the bus station. Blue
            badge bays at the top of the street.
            """),
        access_notes=prose("""
            Flat floor, chairs with arms, good light. The loop covers the dining end. Tell
            us what you cannot eat and we will cook round it.
            """),
        door="Oak door with the knocker like a hare. It will be open.",
    ),
    online_note="",
    first_time=prose("""
        Walk in, the oak door stands open from half past eleven. Follow the smell. Joyce
        gives you a pinny and a small job that can be done sitting down. You will know
        three people's names by the time the potatoes are peeled, and may forget them. At
        noon the soup comes out and Clive says a few plain words of welcome. It is not a
        grace. We eat. About one o'clock, over pudding, he asks if anybody would like to
        bring someone to the table. He means somebody who has died. One or two tell a
        story. You do not need to. Washing up is done by the men, that is the rule. You
        may go home straight after pudding. We set you a place next time either way.
        """),
    who_meets_you="Joyce, floury hands, or Clive, in a bow tie, in the kitchen.",
    agreement=(
        "Table talk stays at the table.",
        "We let people be sad with their mouth full.",
        "We do not say 'at least'.",
        "Everybody has a job, however small.",
        "There is always one more place.",
        "We do not talk about wills or money lent.",
    ),
    hours_note=prose("""
        Joyce answers the day before we meet. Clive does not have the internet. Neither of
        them can be reached in the evening.
        """),
    founded_years_ago=2,
)
