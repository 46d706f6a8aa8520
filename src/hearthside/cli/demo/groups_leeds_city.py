"""The groups in and near the centre of Leeds, and those reached from any kitchen."""

from __future__ import annotations

from typing import Final

from hearthside.cli.demo.prose import prose
from hearthside.cli.demo.shapes import DemoGroup, DemoVenue

SECOND_VOICE: Final = DemoGroup(
    slug="second-voice",
    locality="leeds",
    name="Second Voice",
    one_line="For people who hear voices, see visions or hold beliefs others find "
    "unusual.",
    about=prose("""
        Hearing a voice that others do not hear is more common than you may think. In this
        room it is ordinary. Nobody will tell you it is not real, and nobody will tell you
        what it means. Some of us take medicine, some do not, and we do not argue over it.
        We share small things that help: humming, headphones, a set time of day to
        listen. Our voices may come too. If yours is loud tonight you can stand up, walk
        about, or talk back to it.
        """),
    topics=("voices", "trauma"),
    who_for=("own_experience",),
    access=("step_free", "accessible_toilet", "bus", "quiet_corner", "hearing_loop"),
    manner=("discussion", "small", "listening", "newcomers"),
    languages=("en",),
    attendance="in_person",
    recurrence="Every second Thursday at 6pm",
    minutes=90,
    seats=12,
    venue=DemoVenue(
        name="The Reading Room",
        address="Great George Street, Leeds",
        outward="LS1",
        latitude=53.8012,
        longitude=-1.5494,
        getting_there=prose("""
            Behind the Town Hall. Twelve minutes on foot from the railway station, and
            most city buses stop on the Headrow.
            """),
        access_notes=prose("""
            A lift from the street to the first floor. The lights can be turned down. A
            small room next door is always open for anyone who wants less noise.
            """),
        door="Brass plate, number on a slate. Press the lowest button.",
    ),
    online_note="",
    first_time=prose("""
        Press the lowest button after quarter to six. Tunde answers and meets you at the
        lift, so you will know whose voice it was. There is squash, fruit and a box of
        things to hold. We keep one light off. At six we read our promises and each say
        how loud today is: low, middle or high. It is fine to say only that. Someone then
        begins with a thing that happened, and others say if they know it too. You will
        not be asked what your voices say. At quarter to seven there is a break and half
        of us stand on the balcony. We close at half past seven with each person naming
        something they can see. The quiet room stays open until you feel ready.
        """),
    who_meets_you="Tunde, in a flat cap, or Carys, with a red notebook, by the lift.",
    agreement=(
        "We do not tell anyone outside who was here.",
        "Nobody decides for you what is real.",
        "We do not argue about medicine.",
        "You may talk back to your voices here.",
        "One person at a time, as far as that can be.",
        "If you need to pace, pace.",
    ),
    hours_note=prose("""
        Tunde and Carys see messages on the day of a meeting and the day after. In
        between, a reply can take more than a week.
        """),
    founded_years_ago=7,
)

AFTER_THE_OP: Final = DemoGroup(
    slug="after-the-op",
    locality="leeds",
    name="After the Op",
    one_line="Living with a stoma, or with a body changed by cancer surgery. Bring any "
    "question.",
    about=prose("""
        The nurses taught us how to change a bag. They did not teach us how to wear a
        wedding dress over one, or what to say on a third date. That is what we talk
        about. Most of us have a stoma. Some had breast, bowel or bladder surgery and do
        not. We are frank about leaks, sleep, food and sex, and there is a lot of
        laughing. A table at the back has spare bags and belts to look at. We are not
        nurses, and we will say when to ring one.
        """),
    topics=("stoma", "cancer"),
    who_for=("own_experience", "open"),
    access=("step_free", "accessible_toilet", "parking", "bus", "hearing_loop"),
    manner=("discussion", "speaker", "newcomers"),
    languages=("en",),
    attendance="in_person",
    recurrence="The last Friday of the month at 6.30pm",
    minutes=90,
    seats=20,
    venue=DemoVenue(
        name="Stainbeck Rooms",
        address="Stainbeck Lane, Chapel Allerton, Leeds",
        outward="LS7",
        latitude=53.8290,
        longitude=-1.5390,
        getting_there=prose("""
            Buses 2 and 3 from town stop at Chapel Allerton. Seven spaces behind the
            building, two of them wide.
            """),
        access_notes=prose("""
            All on the ground floor. The accessible toilet has a shelf, a hook, a bin with
            a lid and a mirror at the right height. We checked.
            """),
        door="Glass doors with a paper heron in the window.",
    ),
    online_note="",
    first_time=prose("""
        The glass doors open by themselves. Bev or Gwen will be just inside with a list of
        nothing: we do not write you down. The first thing you are shown is the toilet,
        and where the spare kit is kept. Squashy chairs are at the back if your tummy is
        sore. Half past six, we start with a daft question, such as best and worst meal
        this month. It gets us talking. After it anyone can put a slip in the bowl with a
        question, and Bev reads them out without names. Yours can be in there and nobody
        will know. Partners and friends sit with us for this part. At half past seven we
        split into stoma and not stoma. You can go home at the split, and plenty do.
        """),
    who_meets_you="Bev, in a bright orange cardigan, or Gwen, who uses a blue stick.",
    agreement=(
        "Names and stories stay inside these walls.",
        "No question is too rude if it is honest.",
        "We tell what worked for us, not what you must do.",
        "We say when it is time to ring the nurse.",
        "Nobody lifts a shirt unless they offer.",
        "People who are waiting for test results can just listen.",
        "We do not compare who had it worse.",
    ),
    hours_note=prose("""
        Bev reads messages at the weekend. For a leak, a blockage or pain, ring your
        stoma nurse or NHS 111: we cannot answer in time.
        """),
    founded_years_ago=6,
)

KETTLE_CALL: Final = DemoGroup(
    slug="kettle-call",
    locality="leeds",
    name="The Kettle Call",
    one_line="A group by phone, for people who live with pain or long illness. No screen "
    "needed.",
    about=prose("""
        Some weeks the stairs win. So we meet by phone, from beds, baths and armchairs,
        with a hot drink. Any phone will do, and the call costs you nothing. Most of us
        live with pain or an illness that will not be cured. A few are over eighty. We
        talk about tiredness, grandchildren, forms, and what we can see from the window.
        There is always one of us on a bad day, and nobody minds a groan. People who lie
        still and listen belong as much as people who chat.
        """),
    topics=("pain", "loneliness", "any"),
    who_for=("older",),
    access=(),
    manner=("small", "listening", "discussion", "newcomers"),
    languages=("en",),
    attendance="phone",
    recurrence="Every Monday at 2pm",
    minutes=60,
    seats=8,
    venue=None,
    online_note=prose("""
        Ask us, and we ring you at five to two. You do not need a code. If you are deaf or
        hard of hearing, the call works with Relay UK.
        """),
    first_time=prose("""
        Tell us you are thinking of it and Dot rings you the Friday before, for three
        minutes. On the day your phone rings at five to two. It will show as a withheld
        number. You hear Dot say who is on the line, first names only. Then there is a
        minute when kettles are switched on, and that is our joke. Dot goes round like a
        clock, from one o'clock to eight o'clock, and tells you which hour you are. When
        she says your hour, speak or say "on you go". If you need to lie down or put the
        phone on the pillow, do. We ring off at three. If you drop out, Dot rings you
        back once to be sure you are all right.
        """),
    who_meets_you="Dot or Winston rings you. They say 'It's the kettle' and their name.",
    agreement=(
        "We make sure nobody in the room can overhear, or we say so.",
        "First names only.",
        "We do not pass on phone numbers.",
        "We wait: some of us need time to find the word.",
        "You can groan, doze or ring off.",
        "No cures, please. We have heard of turmeric.",
    ),
    hours_note=prose("""
        Dot is at the phone on Monday from one until four, and on Friday morning. There is
        no answering machine.
        """),
    founded_years_ago=5,
)

PANED: Final = DemoGroup(
    slug="paned-a-sgwrs",
    locality="leeds",
    name="Paned a Sgwrs",
    one_line="Awr yn Gymraeg: an online hour in Welsh for anyone finding it hard. "
    "Learners welcome.",
    about=prose("""
        Croeso cynnes. The name means a cuppa and a chat. We are Welsh speakers who live
        in Yorkshire, and some who have gone home to Wales since. There are things we can
        only say in the language we grew up in. So for an hour, every second Sunday, we
        say them in Welsh. Your Welsh can be rusty, young or mixed with English. Nobody
        corrects it. We talk about hiraeth, chapel, mothers far away, and plain old low
        mood. Cameras are off as often as on.
        """),
    topics=("any", "loneliness", "depression"),
    who_for=(),
    access=("camera_off_welcome", "captions"),
    manner=("discussion", "small", "listening", "newcomers"),
    languages=("cy",),
    attendance="online",
    recurrence="Every second Sunday at 7pm",
    minutes=60,
    seats=12,
    venue=None,
    online_link="https://meet.example.org/paned-a-sgwrs",
    online_note=prose("""
        The link appears on this page half an hour before we begin. It opens in your
        browser. You can come in by phone as well.
        """),
    first_time=prose("""
        Open the link from ten to seven and you land in a small waiting page. Nia or Rhys
        lets you in, one at a time, and says "noswaith dda". Type a first name, or a
        letter. You can leave the camera off all evening. Nia explains in Welsh and then
        in English what happens, in case it is a long time since you used it. Each person
        says where they are sitting and what is in their mug. That is the whole first
        round. Next we take one thing somebody brings. When you lose a word, say it in
        English and go on. Type in the chat if that is easier. A minute before eight we
        unmute, all say "nos da" at once, and it sounds terrible and lovely.
        """),
    who_meets_you="Nia or Rhys. You see a red kettle as their picture before you join.",
    agreement=(
        "Beth sy'n cael ei ddweud yma, mae'n aros yma: what is said here stays here.",
        "Nobody corrects anybody's Welsh.",
        "English is welcome when a word will not come.",
        "Headphones on if other people are at home.",
        "No recording and no screenshots.",
        "You may keep your camera off and your name short.",
    ),
    hours_note=prose("""
        Nia and Rhys look in on Sunday only. In Welsh, any evening from seven until
        eleven, you can ring the Samaritans on 0808 164 0123.
        """),
    founded_years_ago=2,
)
